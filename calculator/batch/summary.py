"""What a run comes to as a table of texts and figures: for the second sheet, for the command line and for the page."""

from collections.abc import Sequence

from calculator.answer import Outcome
from calculator.batch import words
from calculator.batch.totals import BenefitTotal, Totals
from calculator.frozen import Frozen
from calculator.money import ZERO, Money
from calculator.problems import CODES
from calculator.text import Text

Figure = Text | Money | int | None  # None: nothing of that kind is there


def _head(text: Text) -> Text:
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


HEADS = (
    words.BENEFIT, words.ID, words.ARTICLE, words.ROWS, *map(_head, words.OUTCOMES.values()), words.EXACT_SUM, words.UP_TO_SUM,
    words.EXACT_PLACES, words.UP_TO_PLACES,
)  # fmt: skip


class Summary(Frozen, kw_only=False):
    """`benefits`: a row for each, as long as `HEADS`, and `whole` below them; `errors`: what was wrong, its code, how many rows."""

    benefits: Sequence[Sequence[Figure]]
    whole: Sequence[Figure]
    errors: Sequence[tuple[Text, str, int]]


def summary_of(totals: Totals) -> Summary:
    """The totals by benefit, in the order of the articles; errors, the most frequent first."""
    counts = totals.outcomes
    whole: list[Figure] = [words.WHOLE, None, None, totals.rows - totals.wrong]
    whole += [counts[outcome] for outcome in words.OUTCOMES]
    whole += [totals.money(False), totals.money(True), totals.places(False), totals.places(True)]
    return Summary(
        benefits=[_of(total) for total in totals.benefits],
        whole=whole,
        errors=[(_head(CODES[code]), code, rows) for code, rows in totals.errors.most_common()],
    )


def _of(total: BenefitTotal) -> list[Figure]:
    benefit, counts = total.benefit, total.outcomes
    row: list[Figure] = [benefit.name, Text(benefit.id, benefit.id), benefit.article, sum(counts.values())]
    row += [counts[outcome] for outcome in (Outcome.AMOUNT, Outcome.NOTHING, Outcome.INCOMPLETE, Outcome.TEXT_ONLY)]
    kinds = (("CNY", False), ("CNY", True), ("places", False), ("places", True))
    sums: dict[str, Figure] = {"CNY": total.money, "places": total.places}
    row += [sums[unit] if (benefit.unit, benefit.up_to) == (unit, up_to) else None for unit, up_to in kinds]
    return row


def nothing(figure: Figure) -> bool:
    """Whether there is nothing to tell of it."""
    return figure is None or figure == ZERO or figure == 0
