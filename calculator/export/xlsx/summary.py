"""The sheet that comes first: the totals of each year and of the whole term, in one column for each kind of sum."""

from collections.abc import Sequence

from calculator.export import words
from calculator.export.view import Claimed, View
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.claims import Columns
from calculator.money import Money
from calculator.steps.cells import quoted
from calculator.text import Text

Condition = tuple[str, str]  # a range over the claims, and what its cells must be


def write_summary(sheet: Sheet, view: View, columns: Columns) -> None:
    """Writes the whole sheet: its formulas run over the claims."""
    lang = sheet.lang
    for text, look in ((words.TITLE, "title"), (view.stamp, "quiet")):
        sheet.text(1, text[lang], look)
        sheet.row += 1
    sheet.row += 1
    sheet.text(1, words.APPLICANT[lang], "strong")
    sheet.text(2, view.applicant[lang])
    sheet.row += 2
    _Totals(sheet, columns).write(view.claims)
    sheet.row += 1
    for note in (words.APART, view.unproven):
        if note:
            sheet.text(1, note[lang], "quiet")
            sheet.row += 1


class _Totals:
    """The table of totals; its heads are the kinds of sum as the claims name them."""

    def __init__(self, sheet: Sheet, columns: Columns):
        self.sheet, self.lang, self.columns = sheet, sheet.lang, columns
        self.head = sheet.row

    def write(self, claims: Sequence[Claimed]) -> None:
        yes, no = ((self.columns.inside, quoted(word[self.lang])) for word in (words.YES, words.NO))
        sums = [claim for claim in claims if claim.money]
        inside, outside = [c for c in sums if c.inside], [c for c in sums if not c.inside]
        places = [claim for claim in claims if claim.inside and not claim.money and claim.payable is not None]
        others = [claim for claim in inside if claim.payee]
        self.sheet.heads([Text("", ""), words.EXACT, words.UP_TO])
        self.line(words.WHOLE_TERM, inside, [yes], "strong money")
        for year in sorted({claim.year for claim in inside}):
            self.line(_with(words.IN_YEAR, year), _in(inside, year), [yes, self.of(year)])
        if others:
            self.line(words.TO_OTHERS, others, [yes, (self.columns.payee, quoted(f"<>{words.NOT_SEPARATE[self.lang]}"))])
        if places:
            self.line(words.HOUSING, places, [yes], "count")
        for year in sorted({claim.year for claim in outside}):
            self.line(_with(words.OUTSIDE, year), _in(outside, year), [no, self.of(year)], "quiet money")

    def of(self, year: int) -> Condition:
        return self.columns.year, str(year)

    def line(self, label: Text, claims: Sequence[Claimed], conditions: Sequence[Condition], look: str = "money") -> None:
        """A row: its label, and for each kind of sum the formula that picks just these claims."""
        sheet, places = self.sheet, look == "count"
        sheet.text(1, label[self.lang], {"strong money": "strong", "quiet money": "quiet"}.get(look, "text"))
        unit = (words.PLACES if places else words.YUAN)[self.lang]
        for column, up_to in ((2, False), (3, True)):
            kind = (self.columns.promise, sheet.address(column, self.head))
            picks = [kind, (self.columns.unit, quoted(unit)), *conditions]
            paid = [claim.payable for claim in claims if claim.payable and claim.answer.benefit.up_to is up_to]
            written = ",".join(f"{range},{wanted}" for range, wanted in picks)
            total = sum(paid, start=0 if places else Money(0))  # all of one unit
            sheet.formula(column, f"SUMIFS({self.columns.payable},{written})", total, look)
        sheet.row += 1


def _in(claims: Sequence[Claimed], year: int) -> list[Claimed]:
    return [claim for claim in claims if claim.year == year]


def _with(text: Text, year: int) -> Text:
    return Text(text.zh.format(year=year), text.en.format(year=year))
