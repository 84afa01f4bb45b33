"""Results as a workbook: the rows on a first sheet, numbers as numbers, and what they come to on the sheet that it opens with."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from xlsxwriter.utility import xl_col_to_name

from calculator.batch import words
from calculator.batch.bounds import MOST_COLUMNS, too_many_columns
from calculator.batch.cells import Cell, text_of
from calculator.batch.names import applicant_place
from calculator.batch.results import AMOUNT, EDITION, Results, Written
from calculator.batch.run import Row, Run
from calculator.batch.xlsx.columns import Column
from calculator.batch.xlsx.paper import on_paper
from calculator.batch.xlsx.streaming import LongSheet, Streaming, text_cell
from calculator.batch.xlsx.styles import Styles
from calculator.batch.xlsx.summary import write_summary
from calculator.batch.xlsx.widths import fitting, height, lines
from calculator.export.origin import Origin

_WIDTHS = {  # of the added columns
    "zh": (10, 18, 8, 14, 26, 14, 30, 40, 54, 42, 22, 26, 48, 18, 26, 26, 16, 48),
    "en": (12, 18, 9, 18, 28, 26, 32, 40, 60, 44, 26, 28, 50, 18, 26, 26, 16, 48),
}
_LOOKED = 200  # rows by which the columns of the table get their widths
_SCREEN = 120  # characters that nearly every screen shows beside each other
_STAYING = 60  # characters that may stay in sight while the rest moves


class WorkbookWriter:
    """Writes while the rows come: however many they are, only a few stay in memory. A sheet that is full is followed by another."""

    def __init__(self, file: BinaryIO, lang: str, origin: Origin):
        self._lang, self._origin, self._stream = lang, origin, Streaming(file)
        self._styles = Styles(self._stream, lang)
        self._held: list[tuple[list[Cell], list[Written]]] | None = []
        self._sheets: list[tuple[str, LongSheet]] = []
        self._sheet: LongSheet | None = None

    def begin(self, heads: Sequence[str], results: Results) -> None:
        if len(heads) + len(results.heads) > MOST_COLUMNS:
            raise too_many_columns(len(heads), len(results.heads))
        self._results, self._carried = results, len(heads)
        self._heads = [*results.carried(heads), *results.heads]

    def add(self, row: Row) -> None:
        written = self._results.of(row)
        if self._held is None:
            self._write(row.cells, written)
            return
        self._held.append((row.cells, written))
        if len(self._held) == _LOOKED:
            self._release()

    def flush(self) -> None:
        """A workbook is a file at its end."""

    def end(self, run: Run) -> None:
        self._release()
        assert self._sheet is not None
        self._sheet.end()
        places = {head: xl_col_to_name(self._carried + place) for place, head in enumerate(self._results.heads)}
        sheets = [(title, sheet.rows) for title, sheet in self._sheets]
        self._stream.end(lambda book: write_summary(book, run, sheets, places, self._lang, self._origin))

    def _release(self) -> None:
        """Writes what was held back to find widths by."""
        held, self._held = self._held, None
        if held is None:
            return
        given = [[text_of(cells[place]) for cells, _ in held if place < len(cells)] for place in range(self._carried)]
        self._widths = [*map(fitting, self._heads, given), *_WIDTHS[self._lang]]
        self._columns = [
            Column(xl_col_to_name(place), width, self._styles, place < self._carried + EDITION) for place, width in enumerate(self._widths)
        ]
        self._next_sheet()
        for cells, written in held:
            self._write(cells, written)

    def _write(self, given: list[Cell], written: list[Written]) -> None:
        sheet = self._sheet
        if sheet is None or sheet.full:
            sheet = self._next_sheet()
        number, most, cells = sheet.rows + 1, 1, []
        row: list[Cell | Written] = [*given, *[""] * (self._carried - len(given)), *written]
        for column, cell in zip(self._columns, row, strict=True):
            if isinstance(cell, str):
                if cell:
                    rest, high = column.known.get(cell) or column.text(cell)
                    cells.append(f"{column.start}{number}{rest}")
                    most = high if high > most else most
            else:
                cells.append(f"{column.start}{number}{column.other(cell)}")
        sheet.row(cells, height(most))

    def _next_sheet(self) -> LongSheet:
        if self._sheet is not None:
            self._sheet.end()
        count = len(self._sheets) + 1
        title = f"{words.RESULTS[self._lang]}{count if count > 1 else ''}"
        sheet = self._sheet = self._stream.sheet(title, self._set_up)
        self._sheets.append((title, sheet))
        cells = [f"{column.start}1{text_cell(head, self._styles.head)}" for column, head in zip(self._columns, self._heads, strict=True)]
        sheet.row(cells, height(max(map(lines, self._heads, self._widths))))
        return sheet

    def _set_up(self, sheet: Any, rows: int) -> None:
        """The heads and the applicant's name stay in sight and stand on every page; so do the sums when the workbook is opened."""
        name, printed = applicant_place(self._results.matching.columns), self._carried + EDITION
        staying = 0 if name is None or sum(self._widths[: name + 1]) > _STAYING else name + 1
        far = sum(self._widths[: self._carried + AMOUNT + 1]) > _SCREEN
        sheet.freeze_panes(1, staying, 1, self._carried if far else staying)
        for place, width in enumerate(self._widths):
            sheet.set_column(place, place, width)
        if rows:
            sheet.autofilter(0, 0, rows - 1, len(self._widths) - 1)
            sheet.print_area(0, 0, rows - 1, printed - 1)
        sheet.repeat_rows(0)
        if staying:
            sheet.repeat_columns(0, staying - 1)
        sheet.hide_gridlines(0)  # they are printed, too
        on_paper(sheet, sum(self._widths[:printed]), self._lang, self._origin)
