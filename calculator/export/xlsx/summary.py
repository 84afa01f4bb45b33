"""The sheet that comes first: the totals of each year and of the whole term, in one column for each kind of sum."""

from collections.abc import Sequence

from calculator.combining import INSIDE, PARTS
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
    for note in (words.APART, *view.edges, view.unproven, *view.readings):
        if note:
            sheet.text(1, note[lang], "quiet")
            sheet.row += 1


class _Totals:
    """The table of totals; its heads are the kinds of sum as the claims name them."""

    def __init__(self, sheet: Sheet, columns: Columns):
        self.sheet, self.lang, self.columns = sheet, sheet.lang, columns
        self.head = sheet.row

    def write(self, claims: Sequence[Claimed]) -> None:
        self.sheet.heads([Text("", ""), words.EXACT, words.UP_TO])
        for part in PARTS:
            here = [claim for claim in claims if claim.part == part]
            if here or part == INSIDE:
                self.part(part, here)

    def part(self, part: str, claims: Sequence[Claimed]) -> None:
        """What the claims of one part come to: in all, by year, for others than the applicant, in quota places."""
        look = "money" if part == INSIDE else "quiet money"
        here = (self.columns.part, quoted(words.PARTS[part][self.lang]))
        sums = [claim for claim in claims if claim.money]
        places = [claim for claim in claims if not claim.money and claim.payable is not None]
        others = [claim for claim in sums if claim.payee]
        if sums or part == INSIDE:
            self.line(words.TOTALS[part], sums, [here], "strong money" if part == INSIDE else look)
        for year in sorted({claim.year for claim in sums}):
            self.line(_with(words.IN_YEAR, year, part), _in(sums, year), [here, self.of(year)], look)
        if others:
            self.line(_of(words.TO_OTHERS, part), others, [here, (self.columns.payee, quoted(f"<>{words.NOT_SEPARATE[self.lang]}"))], look)
        if places:
            self.line(_of(words.HOUSING, part), places, [here], "count")

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


def _with(text: Text, year: int, part: str) -> Text:
    name = words.PARTS[part]
    return Text(text.zh.format(year=year, part=name.zh), text.en.format(year=year, part=name.en))


def _of(text: Text, part: str) -> Text:
    """The label as it is inside the term; with the name of its part elsewhere."""
    name = words.PARTS[part]
    return text if part == INSIDE else Text(f"{text.zh}：{name.zh}", f"{text.en}: {name.en}")
