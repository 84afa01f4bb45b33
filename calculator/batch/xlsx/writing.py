"""Results as a workbook: the rows on a first sheet, numbers as numbers, and what they come to on a second."""

from collections.abc import Sequence
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from calculator.batch import words
from calculator.batch.cells import Cell, Number, text_of
from calculator.batch.results import Results, Written
from calculator.batch.run import Row
from calculator.batch.totals import Totals
from calculator.batch.xlsx.looks import Looks
from calculator.batch.xlsx.pouring import Archive, PouredWriter, Pouring, number_cell, text_cell
from calculator.batch.xlsx.totals import write_totals
from calculator.export.harmless import begins_like_a_formula
from calculator.money import Money

_WIDTHS = (10, 16, 7, 14, 24, 14, 34, 34, 34, 34, 20, 24, 40, 14, 18, 16, 16, 40)  # of the added columns
_CARRIED = 18


class WorkbookWriter:
    """Writes while the rows come: however many they are, only a few stay in memory. A sheet that is full is followed by another."""

    def __init__(self, file: BinaryIO, lang: str):
        self._lang, self._archive = lang, Archive(file)
        self._looks = Looks(lang, words.RESULTS[lang])
        self._sheets: list[object] = []
        self._sheet: Pouring | None = None

    def begin(self, heads: Sequence[str], results: Results) -> None:
        self._heads, self._results = list(heads), results
        self._columns = [get_column_letter(column) for column in range(1, len(heads) + len(results.heads) + 1)]
        self._next_sheet()

    def add(self, row: Row) -> None:
        sheet = self._sheet
        if sheet is None or sheet.full:
            sheet = self._next_sheet()
        number = sheet.rows + 1
        cells = [self._carried(f"{letter}{number}", cell) for letter, cell in zip(self._columns, row.cells, strict=False) if cell != ""]
        added = self._columns[len(self._heads) :]
        cells += [self._written(f"{letter}{number}", one) for letter, one in zip(added, self._results.of(row), strict=True) if one != ""]
        sheet.row(cells)

    def flush(self) -> None:
        """A workbook is a file at its end."""

    def end(self, totals: Totals) -> None:
        if self._sheet is not None:
            self._sheet.end(len(self._columns))
        self._looks.done()
        write_totals(self._looks, totals, self._lang)
        PouredWriter(self._looks.workbook, self._archive, self._sheets).save()

    def _next_sheet(self) -> Pouring:
        if self._sheet is not None:
            self._sheet.end(len(self._columns))
        count = len(self._sheets) + 1
        sheet = self._looks.workbook.create_sheet(f"{words.RESULTS[self._lang]}{count if count > 1 else ''}", count - 1)
        sheet._id = count
        sheet.freeze_panes = "A2"
        for letter, width in zip(self._columns, [_CARRIED] * len(self._heads) + list(_WIDTHS), strict=True):
            sheet.column_dimensions[letter].width = width
        self._sheets.append(sheet)
        self._sheet = Pouring(self._archive, sheet)
        heads = [*self._heads, *self._results.heads]
        self._sheet.row([text_cell(f"{letter}1", head, self._looks.head) for letter, head in zip(self._columns, heads, strict=True)])
        return self._sheet

    def _carried(self, address: str, cell: Cell) -> str:
        if isinstance(cell, Number):
            return number_cell(address, cell.digits, self._looks.format(cell.style))
        if cell is True or cell is False:
            return f'<c r="{address}" s="{self._looks.text}" t="b"><v>{"1" if cell else "0"}</v></c>'
        text = text_of(cell)
        return text_cell(address, text, self._looks.quoted if begins_like_a_formula(text) else self._looks.text)

    def _written(self, address: str, written: Written) -> str:
        if isinstance(written, Money):
            return number_cell(address, str(written), self._looks.money)
        if isinstance(written, int):
            return number_cell(address, str(written), self._looks.count)
        return text_cell(address, written, self._looks.quoted if begins_like_a_formula(written) else self._looks.text)
