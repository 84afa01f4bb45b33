"""What a run comes to: by benefit and by how firm a sum is, never the two in one sum; by outcome; by error; and how the sums are spread."""

from collections import Counter
from typing import TYPE_CHECKING

from calculator.answer import Outcome
from calculator.batch.bins import bin_of
from calculator.benefit import Benefit
from calculator.frozen import Frozen
from calculator.money import ZERO, Money
from calculator.text import Text

if TYPE_CHECKING:
    from calculator.batch.run import Row


_MOST = 100  # doubtful rows that are named; all are counted


class Doubtful(Frozen):
    """A row that is answered, and asked back. `number`: as the table counts it; `place`: among all rows of the run, from 1."""

    number: int
    place: int
    benefit: Benefit
    paid: Money | int
    asked: tuple[Text, ...]


class BenefitTotal:
    """The rows of one benefit. A benefit promises an exact sum or a ceiling, so its `money` is all of one kind; `places` beside it.
    `doubtful`: rows that are asked back, with `doubtful_money`, which is part of `money`."""

    def __init__(self, benefit: Benefit):
        self.benefit = benefit
        self.outcomes: Counter[Outcome] = Counter()
        self.money, self.places = ZERO, 0
        self.doubtful, self.doubtful_money = 0, ZERO
        self.bins: Counter[int] = Counter()


class Totals:
    """Sums so far. `errors`: rows by the code of their first error; `assumed`: rows by their benefit and what was left open in them."""

    def __init__(self) -> None:
        self.by_benefit: dict[str, BenefitTotal] = {}
        self.errors: Counter[str] = Counter()
        self.assumed: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.doubtful: list[Doubtful] = []
        self.rows = 0

    def add(self, row: "Row") -> None:
        """Counts one row."""
        self.rows += 1
        answer, outcome, paid = row.answer, row.outcome, row.paid
        if answer is None or outcome is None:
            self.errors[row.problems[0].code] += 1
            return
        total = self.by_benefit.get(answer.benefit.id)
        if total is None:
            total = self.by_benefit[answer.benefit.id] = BenefitTotal(answer.benefit)
        total.outcomes[outcome] += 1
        if answer.assumed:
            self.assumed[answer.benefit.id, answer.assumed] += 1
        if row.doubts:
            self._doubt(row, total)
        if not paid:
            return
        if isinstance(paid, Money):
            total.money += paid
            total.bins[bin_of(paid)] += 1
        else:
            total.places += paid

    def _doubt(self, row: "Row", total: BenefitTotal) -> None:
        paid = row.paid or 0
        total.doubtful += 1
        if isinstance(paid, Money):
            total.doubtful_money += paid
        if len(self.doubtful) < _MOST:
            self.doubtful.append(Doubtful(number=row.number, place=self.rows, benefit=total.benefit, paid=paid, asked=row.doubts))

    @property
    def benefits(self) -> list[BenefitTotal]:
        """In the order of the articles."""
        from calculator import catalogue

        return [self.by_benefit[id] for id in catalogue.ids() if id in self.by_benefit]

    def money(self, up_to: bool) -> Money:
        """All that is promised exactly, or all ceilings."""
        return sum((total.money for total in self.by_benefit.values() if total.benefit.up_to is up_to), start=ZERO)

    def doubtful_money(self, up_to: bool) -> Money:
        """How much of either rests on doubtful rows."""
        return sum((total.doubtful_money for total in self.by_benefit.values() if total.benefit.up_to is up_to), start=ZERO)

    @property
    def doubtful_rows(self) -> int:
        """Rows that are answered, and asked back."""
        return sum(total.doubtful for total in self.by_benefit.values())

    @property
    def left_open(self) -> list[tuple[Text, int]]:
        """What was taken for answered in so many rows, the most frequent first."""
        from calculator import catalogue

        found: Counter[Text] = Counter()
        for (id, assumed), rows in self.assumed.items():
            fields = catalogue.benefit(id).fields
            for text in dict.fromkeys(fields[name].assumes for name in assumed):
                found[text] += rows
        return found.most_common()

    def bins(self, up_to: bool) -> Counter[int]:
        """The sums of either kind by the number of their bin."""
        found: Counter[int] = Counter()
        for total in self.by_benefit.values():
            if total.benefit.up_to is up_to:
                found.update(total.bins)
        return found

    def places(self, up_to: bool) -> int:
        """The same of housing quota places."""
        return sum(total.places for total in self.by_benefit.values() if total.benefit.up_to is up_to)

    @property
    def outcomes(self) -> Counter[Outcome]:
        """Rows by what they came to."""
        found: Counter[Outcome] = Counter()
        for total in self.by_benefit.values():
            found.update(total.outcomes)
        return found

    @property
    def wrong(self) -> int:
        """Rows in error."""
        return sum(self.errors.values())
