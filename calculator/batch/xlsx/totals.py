"""The second sheet: totals by benefit and by how firm a sum is, errors by kind, and how the sums are spread."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from calculator import catalogue
from calculator.batch import words
from calculator.batch.bins import spread
from calculator.batch.summary import HEADS, Figure, summary_of
from calculator.batch.totals import Totals
from calculator.batch.xlsx.looks import BAND, YUAN, Looks
from calculator.money import Money
from calculator.sheet import stamp_of
from calculator.text import Text

_WIDTHS = (44, 30, 8, 10, 10, 10, 10, 12, 20, 20, 20, 20, 14, 14, 12)
_BINS = 20


def write_totals(looks: Looks, totals: Totals, lang: str) -> None:
    """Puts the sheet behind the others."""
    sheet = _Sheet(looks, lang)
    summary = summary_of(totals)
    sheet.row(HEADS, bold=True)
    for row in summary.benefits:
        sheet.row(row)
    sheet.row(summary.whole, bold=True)
    sheet.row(())
    if summary.errors:
        sheet.row((words.ERROR, words.ERROR_CODE, None, words.ROWS), bold=True)
        for said, code, rows in summary.errors:
            sheet.row((said, Text(code, code), None, rows))
        sheet.row(())
    for total in totals.benefits:
        if bins := spread(_BINS, total.bins):
            sheet.row((total.benefit.name, words.RANGE, None, words.ROWS), bold=True)
            for one in bins:
                sheet.row((None, one.name, None, *one.rows))
            sheet.row(())
    for said in (words.APART, stamp_of(catalogue.principles().budget)):
        sheet.row((said,))
    sheet.set_up()


class _Sheet:
    def __init__(self, looks: Looks, lang: str):
        self.looks, self.lang, self.last = looks, lang, 0
        self.sheet: Any = looks.workbook.create_sheet(words.TOTALS[lang])

    def row(self, figures: Sequence[Figure], bold: bool = False) -> None:
        self.last += 1
        for column, figure in enumerate(figures, 1):
            cell = self.sheet.cell(self.last, column, _value(figure, self.lang))
            cell.font = self.looks.bold if bold else self.looks.font
            if bold:
                cell.fill = BAND
            if isinstance(figure, Money):
                cell.number_format = YUAN

    def set_up(self) -> None:
        sheet = self.sheet
        for letter, width in zip("ABCDEFGHIJKLMNO", _WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "B2"
        sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _value(figure: Figure, lang: str) -> str | int | Decimal | None:
    if isinstance(figure, Money):
        return Decimal(str(figure))
    return figure[lang] if isinstance(figure, Text) else figure
