"""What a run comes to: by benefit and by how firm a sum is, never the two in one sum; by outcome; by error; and how the sums are spread."""

from collections import Counter
from typing import TYPE_CHECKING

from calculator.answer import Outcome
from calculator.batch.bins import bin_of
from calculator.benefit import Benefit
from calculator.money import ZERO, Money

if TYPE_CHECKING:
    from calculator.batch.run import Row


class BenefitTotal:
    """The rows of one benefit. A benefit promises an exact sum or a ceiling, so its `money` is all of one kind; `places` beside it."""

    def __init__(self, benefit: Benefit):
        self.benefit = benefit
        self.outcomes: Counter[Outcome] = Counter()
        self.money, self.places = ZERO, 0
        self.bins: Counter[int] = Counter()


class Totals:
    """Sums so far. `errors`: rows by the code of their first error."""

    def __init__(self) -> None:
        self.by_benefit: dict[str, BenefitTotal] = {}
        self.errors: Counter[str] = Counter()
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
        if not paid:
            return
        if isinstance(paid, Money):
            total.money += paid
            total.bins[bin_of(paid)] += 1
        else:
            total.places += paid

    @property
    def benefits(self) -> list[BenefitTotal]:
        """In the order of the articles."""
        from calculator import catalogue

        return [self.by_benefit[id] for id in catalogue.ids() if id in self.by_benefit]

    def money(self, up_to: bool) -> Money:
        """All that is promised exactly, or all ceilings."""
        return sum((total.money for total in self.by_benefit.values() if total.benefit.up_to is up_to), start=ZERO)

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
