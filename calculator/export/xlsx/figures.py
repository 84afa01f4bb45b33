"""The sheet of rates and ceilings: every number of the law that a formula uses stands in a cell of its own, with its clause."""

from collections.abc import Callable

from calculator import catalogue
from calculator.answer import sentence
from calculator.benefit import Benefit
from calculator.export import words
from calculator.export.view import View
from calculator.export.xlsx.book import Sheet
from calculator.money import Money
from calculator.steps.base import Step
from calculator.steps.cells import Figure
from calculator.text import Text

_BENEFIT, _ARTICLE, _WHAT, _VALUE, _QUOTE = range(1, 6)


class Figures:
    """Gives each number its cell when a formula first asks for it; claims of one benefit share it."""

    def __init__(self, sheet: Sheet):
        self._sheet, self._cells = sheet, dict[tuple[object, ...], str]()
        sheet.running_heads([words.BENEFIT, words.ARTICLE, words.FIGURE, words.VALUE, words.QUOTE], (words.VALUE,))

    def of(self, benefit: Benefit, step: Step) -> Callable[[Figure, Text], str]:
        """The numbers of one step of a benefit, as `Cells.law` asks for them."""

        def cell(figure: Figure, what: Text) -> str:
            key = (benefit.id, step.article, figure, what)
            if key not in self._cells:
                self._cells[key] = self._row(benefit, step.article, sentence(what)[self._sheet.lang], figure, step.quote)
            return self._cells[key]

        return cell

    def rooms(self, view: View) -> dict[str, str]:
        """A row for what each project leaves a claim that alone is under its ceiling: the cell, by project."""
        principles, sheet, found = catalogue.principles(), self._sheet, dict[str, str]()
        for claim in view.claims:
            if claim.room is not None and claim.project is not None:
                what = words.ROOM[sheet.lang].format(project=claim.project)
                found[claim.project] = self._row(claim.answer.benefit, principles.article, what, claim.room, principles.ceiling)
        return found

    def _row(self, benefit: Benefit, article: int, what: str, figure: Figure, quote: Text) -> str:
        sheet, lang = self._sheet, self._sheet.lang
        sheet.text(_BENEFIT, benefit.name[lang])
        sheet.number(_ARTICLE, article, "plain")
        sheet.text(_WHAT, what)
        address = sheet.number(_VALUE, figure, _look(figure))
        sheet.text(_QUOTE, words.beside_chinese(quote, lang), "quiet")
        sheet.row += 1
        return sheet.elsewhere(address)


def _look(figure: Figure) -> str:
    """Of a whole number of per cent without a decimal point: some spreadsheets show one that nothing follows."""
    if isinstance(figure, Money):
        return "money"
    if isinstance(figure, int):
        return "count"
    return "rate" if (figure * 100).denominator == 1 else "finer rate"
