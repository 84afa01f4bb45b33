"""What a run comes to as a table of texts and figures: for the second sheet, for the command line and for the page."""

from collections.abc import Sequence

from calculator.answer import Outcome, sentence
from calculator.batch import words
from calculator.batch.notices import notices
from calculator.batch.run import Run
from calculator.batch.totals import BenefitTotal, Totals
from calculator.frozen import Frozen
from calculator.money import ZERO, Money
from calculator.problems import CODES
from calculator.promise import promise
from calculator.text import Text, capital, joined, money, quantity, within

_NAMED = 10  # doubtful rows in a sentence
Figure = Text | Money | int | None  # None: nothing of that kind is there


HEADS = (
    words.BENEFIT, words.ID, words.ARTICLE, words.ROWS, *map(capital, words.OUTCOMES.values()), words.EXACT_SUM,
    words.EXACT_DOUBTFUL, words.UP_TO_SUM, words.UP_TO_DOUBTFUL, words.EXACT_PLACES, words.UP_TO_PLACES, words.DOUBTFUL_ROWS,
)  # fmt: skip

# What matters most stands where a narrow screen shows it.
_FIRST = (
    words.BENEFIT, words.EXACT_SUM, words.EXACT_DOUBTFUL, words.UP_TO_SUM, words.UP_TO_DOUBTFUL, words.EXACT_PLACES, words.UP_TO_PLACES,
    words.ROWS,
)  # fmt: skip
_LAST = (words.ID, words.ARTICLE)
SUMS_FIRST = (*_FIRST, *(head for head in HEADS if head not in (*_FIRST, *_LAST)), *_LAST)


class Summary(Frozen, kw_only=False):
    """`benefits`: a row for each, as long as `HEADS`, and `whole` below them; `errors`: what was wrong, its code, how many rows;
    `left_open`: what was taken for answered, and in how many rows."""

    benefits: Sequence[Sequence[Figure]]
    whole: Sequence[Figure]
    errors: Sequence[tuple[Text, str, int]]
    left_open: Sequence[tuple[Text, int]]


def summary_of(totals: Totals) -> Summary:
    """The totals by benefit, in the order of the articles; errors, the most frequent first."""
    counts = totals.outcomes
    whole: list[Figure] = [words.WHOLE, None, None, totals.rows - totals.wrong]
    whole += [counts[outcome] for outcome in words.OUTCOMES]
    for up_to in (False, True):
        whole += [totals.money(up_to), totals.doubtful_money(up_to)]
    whole += [totals.places(False), totals.places(True), totals.doubtful_rows]
    return Summary(
        benefits=[_of(total) for total in totals.benefits],
        whole=whole,
        errors=[(capital(CODES[code]), code, rows) for code, rows in totals.errors.most_common()],
        left_open=[(capital(text), rows) for text, rows in totals.left_open],
    )


def _of(total: BenefitTotal) -> list[Figure]:
    benefit, counts = total.benefit, total.outcomes
    row: list[Figure] = [benefit.name, Text(benefit.id, benefit.id), benefit.article, sum(counts.values())]
    row += [counts[outcome] for outcome in (Outcome.AMOUNT, Outcome.NOTHING, Outcome.INCOMPLETE, Outcome.TEXT_ONLY)]
    for up_to in (False, True):
        ours = benefit.unit == "CNY" and benefit.up_to is up_to
        row += [total.money, total.doubtful_money] if ours else [None, None]
    row += [total.places if benefit.unit == "places" and benefit.up_to is up_to else None for up_to in (False, True)]
    return [*row, total.doubtful]


def headline_of(totals: Totals) -> Text:
    """How many rows, how many in error; then the sums of each kind, those of which there is nothing left out."""
    answered, wrong = totals.rows - totals.wrong, totals.wrong
    rows = Text(f"共{totals.rows:,}行：有答案{answered:,}行", f"{totals.rows:,} {row_s(totals.rows)}: {answered:,} answered")
    rows += Text(f"，报错{wrong:,}行。", f", {wrong:,} in error.") if wrong else Text("。", ".")
    sums = []
    for up_to in (False, True):
        for sum in (totals.money(up_to), totals.places(up_to)):
            if sum:
                kind, told = promise(up_to), quantity(sum, "places")
                sums.append(Text(f"{kind.zh}合计{told.zh}", f"{within(kind.en)} {told.en}"))
    return rows + (Text("", " ") + sentence(joined(sums, "；", "; ")) if sums else Text("", ""))


def doubtful_of(totals: Totals) -> list[Text]:
    """How many rows are asked back, which, and how much of either sum rests on them; nothing where there are none."""
    rows = totals.doubtful_rows
    if not rows:
        return []
    sums = [(promise(up_to), money(sum)) for up_to in (False, True) if (sum := totals.doubtful_money(up_to))]
    numbers = [str(one.number) for one in totals.doubtful[:_NAMED]]
    more = rows > len(numbers)
    rest = joined([Text(f"{kind.zh}合计中的{sum.zh}", f"{sum.en} of “{kind.en}”") for kind, sum in sums], "、", " and ")
    zh = f"存疑{rows:,}行（第{'、'.join(numbers)}行{'等' if more else ''}），请核对。"
    en = f"{rows:,} {row_s(rows)} in doubt ({row_s(len(numbers))} {', '.join(numbers)}{' and others' if more else ''}): check them."
    if sums:
        zh, en = f"{zh}{rest.zh}来自存疑的行。", f"{en} {capital(rest).en} rest{'s' if len(sums) == 1 else ''} on them."
    return [Text(zh, en)]


def stated(run: Run) -> list[Text]:
    """How the table was read: what was decided, what was noticed of its columns; each once."""
    decided = (one.says for one in run.decisions if not one.usual)
    return list(dict.fromkeys([*decided, *run.table.notices, *notices(run.matching)]))


def row_s(count: int) -> str:
    """`row` or `rows`."""
    return "row" if count == 1 else "rows"


def kept(summary: Summary, order: Sequence[Text]) -> list[Text]:
    """The columns that say something in some row, in that order."""
    rows = [*summary.benefits, summary.whole]
    return [head for head in order if not all(nothing(row[HEADS.index(head)]) for row in rows) or head == words.ROWS]


def nothing(figure: Figure) -> bool:
    """Whether there is nothing to tell of it."""
    return figure is None or figure == ZERO or figure == 0
