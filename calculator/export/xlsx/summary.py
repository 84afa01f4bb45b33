"""The sheet that comes first: what the plan comes to, in one column for each kind of sum, and what must be known beside it."""

from __future__ import annotations

from collections.abc import Sequence

from calculator import catalogue
from calculator.answer import sentence
from calculator.combining import INSIDE, PARTS
from calculator.export import words
from calculator.export.origin import Origin
from calculator.export.view import Claimed, View
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.claims import Columns, kind
from calculator.money import Money
from calculator.steps.cells import Stop, literal, quoted
from calculator.text import Text

Condition = tuple[str, str]  # a range over the claims, and what its cells must be
_WIDE = 3  # columns that a sentence goes over


def write_summary(sheet: Sheet, view: View, columns: Columns, origin: Origin) -> None:
    """Writes the whole sheet: its formulas run over the claims."""
    lang = sheet.lang
    sheet.text(1, words.TITLE[lang], "title", across=_WIDE)
    sheet.row += 1
    sheet.text(1, view.stamp[lang], "alert", across=_WIDE)
    sheet.row += 2
    for label, text in _facts(view, origin, lang):
        sheet.text(1, label[lang], "strong")
        sheet.text(2, text, across=2)
        sheet.row += 1
    sheet.row += 1
    totals = _Totals(sheet, columns)
    totals.write(view.claims)
    sheet.row += 1
    totals.write_states(view)
    write_as_exported(sheet, 1, columns)
    for label, notes in ((words.WARNING, view.warnings), (words.OTHER_READING, view.readings), (words.NOTE, (words.APART, words.LIVE))):
        for note in notes:
            sheet.text(1, f"{label[lang]}{Text('：', ': ')[lang]}{note[lang]}", "text" if label is words.WARNING else "quiet", across=_WIDE)
            sheet.row += 1


def write_as_exported(sheet: Sheet, column: int, columns: Columns) -> None:
    """A row that is empty until something is changed; then it says that what follows, sentences of the export, was not."""
    says = words.AS_EXPORTED[sheet.lang]
    sheet.formula(column, f'IF(COUNTIF({columns.changes},">0")=0,"",{literal(says)})', "", "alert", says)
    sheet.row += 1


def _facts(view: View, origin: Origin, lang: str) -> list[tuple[Text, str]]:
    """Who, when, where from, which text."""
    found = [
        (words.APPLICANT, view.applicant[lang]),
        (words.STATUS, sentence(catalogue.principles().standing)[lang]),
        (words.EDITION, f"{catalogue.edition()}  {words.RULES[lang]} {catalogue.rules_hash()}"),
        (words.EXPORT_DAY, origin.day.isoformat() if origin.day else ""),
        (words.SITE, origin.site or ""),
        (words.LINK, origin.link or ""),
    ]
    return [(label, text) for label, text in found if text]


class _Totals:
    """The table of totals; its heads are the kinds of sum as the claims name them."""

    def __init__(self, sheet: Sheet, columns: Columns):
        self.sheet, self.lang, self.columns = sheet, sheet.lang, columns

    def write(self, claims: Sequence[Claimed]) -> None:
        """What the claims of each part come to; the parts are never added up."""
        kinds = (words.EXACT, words.UP_TO)
        self.sheet.heads([Text("", ""), *kinds], kinds)
        for part in PARTS:
            here = [claim for claim in claims if claim.part == part]
            if here or part == INSIDE:
                self.part(part, here)

    def write_states(self, view: View) -> None:
        """How many claims are in no total, those that could not be read among them, and how many were changed since."""
        missing = sum(claim.payable is None and claim.answer.benefit.calculator for claim in view.claims)
        self.state(
            words.TO_CORRECT, f"{self.stopped(Stop.WRONG)}+{view.left_out}" if view.left_out else self.stopped(Stop.WRONG), view.left_out
        )
        self.state(words.INCOMPLETE, self.stopped(Stop.MISSING), missing)
        self.state(words.CHANGED_CLAIMS, f'COUNTIF({self.columns.changes},">0")', 0)

    def stopped(self, stop: Stop) -> str:
        return f"COUNTIF({self.columns.payable},{quoted(words.STOPS[stop][self.lang])})"

    def state(self, label: Text, expression: str, count: int) -> None:
        self.sheet.text(1, label[self.lang], "quiet")
        self.sheet.formula(2, expression, count, "count")
        self.sheet.row += 1

    def part(self, part: str, claims: Sequence[Claimed]) -> None:
        """What the claims of one part come to: in all, by year, for others than the applicant, in quota places."""
        look = "money" if part == INSIDE else "quiet money"
        here = (self.columns.part, quoted(words.PARTS[part][self.lang]))
        sums = [claim for claim in claims if claim.money]
        places = [claim for claim in claims if claim.answer.benefit.calculator and not claim.money]
        others = [claim for claim in sums if claim.payee]
        if sums or part == INSIDE:
            self.line(words.TOTALS[part], sums, [here], "total money" if part == INSIDE else look)
        for year in sorted({claim.year for claim in sums}):
            self.line(_with(words.IN_YEAR, year, part), _in(sums, year), [here, self.of(year)], look)
        if others:
            self.line(_of(words.TO_OTHERS, part), others, [here, (self.columns.payee, quoted(f"<>{words.NOT_SEPARATE[self.lang]}"))], look)
        if places:
            self.line(_of(words.HOUSING, part), places, [here], "count")

    def of(self, year: int) -> Condition:
        return self.columns.year, str(year)

    def line(self, label: Text, claims: Sequence[Claimed], conditions: Sequence[Condition], look: str = "money") -> None:
        """A row: its label, and for each kind of sum the formula that picks just these claims. Where one of them cannot be told, neither
        can the total."""
        sheet, lang, places = self.sheet, self.lang, look == "count"
        sheet.text(1, label[lang], {"total money": "strong", "quiet money": "quiet"}.get(look, "text"))
        for column, up_to in ((2, False), (3, True)):
            of_kind = [claim for claim in claims if claim.answer.benefit.up_to is up_to]
            named = (self.columns.kind, quoted(kind(up_to, places)[lang]))
            picks = ",".join(f"{range},{wanted}" for range, wanted in [named, *conditions])
            expression = f"SUMIFS({self.columns.payable},{picks})"
            for word in (words.STOPS[Stop.WRONG], words.AGAIN):
                expression = f"IF(COUNTIFS({self.columns.payable},{quoted(word[lang])},{picks})>0,{quoted(word[lang])},{expression})"
            sum_of = sum((claim.payable for claim in of_kind if claim.payable), start=0 if places else Money(0))  # all of one unit
            sheet.formula(column, expression, sum_of, look)
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
