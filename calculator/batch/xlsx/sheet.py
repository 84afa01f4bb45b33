"""The rows of one sheet, taken apart one by one; numbers with the 15 digits that spreadsheets keep, never through a binary fraction."""

import zlib
from collections.abc import Iterator
from decimal import Context
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from calculator.batch.bounds import MOST_COLUMNS, MOST_ROWS, beyond_last_column, row_too_large, sheet_settings_too_large, too_many_rows
from calculator.batch.cells import DIGITS, Cell, Fault, Formula
from calculator.batch.separated import Raw
from calculator.batch.unusable import Unusable
from calculator.batch.xlsx.book import BROKEN, Book, Sheet, text_in
from calculator.batch.xlsx.formats import Style
from calculator.batch.xlsx.package import Metered

_DATA, _ROW, _CELL, _VALUE, _FORMULA, _INLINE, _SIZE = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("sheetData", "row", "c", "v", "f", "is", "dimension")
)
_MOST_PLACES = 20  # before or behind the point
_MOST_DIGITS = 400  # characters of a number, as long as any that is written out
_KEPT = Context(prec=DIGITS)
_TRUTHS = {"1": True, "0": False, "true": True, "false": False}
_TRUE = ("1", "true")
DAMAGE = (BadZipFile, zlib.error, EOFError, ParseError, ValueError, LookupError, ArithmeticError, RuntimeError)


class SheetRows:
    """`read` of `whole` rows have been taken; `whole` is what the sheet says of itself, 0 where it says nothing. Cells beyond the first
    `width` columns need not keep their places (0: all do)."""

    def __init__(self, book: Book, sheet: Sheet):
        self._book = book
        self.whole = self.read = self.width = 0
        try:
            self._metered = Metered(book.package.open(sheet.part), sheet_settings_too_large)
            self._events = iterparse(self._metered, ("start", "end"))
            self._data = self._before_rows()
        except DAMAGE as error:
            raise unusable(error) from error

    def rows(self) -> Iterator[Raw]:
        """Every row that the sheet holds, once; blank ones may be left out, the numbers stay right."""
        try:
            yield from self._rows()
        except DAMAGE as error:
            raise unusable(error) from error

    def _before_rows(self) -> Element | None:
        """Goes on to where the rows begin; None where there are none."""
        element: Element
        for event, element in self._events:
            if event == "start":
                if element.tag == _DATA:
                    return element
                self._metered.hold()
            elif element.tag == _SIZE:
                self.whole = min(MOST_ROWS, range_boundaries(element.get("ref", "A1"))[3] or 0)
        return None

    def _rows(self) -> Iterator[Raw]:
        if self._data is None:
            return
        cells, metered, data = _Cells(self._book, self), self._metered, self._data
        metered.refusal = lambda: row_too_large(self.read + 1)
        metered.let_go()
        for event, element in self._events:
            if event == "start":
                metered.hold()
            elif element.tag == _ROW:
                number = element.get("r")
                self.read = self.read + 1 if number is None else int(number)
                if not 0 < self.read <= MOST_ROWS:
                    raise too_many_rows()
                yield Raw(self.read, cells.of(element), hidden=element.get("hidden") in _TRUE)
                data.clear()  # or every row would stay in memory
                metered.let_go()
            elif element.tag == _DATA:
                return


def unusable(error: Exception) -> Unusable:
    """What is said of a workbook that cannot be read."""
    return error if isinstance(error, Unusable) else Unusable(BROKEN)


class _Cells:
    """Takes the cells of a row apart."""

    def __init__(self, book: Book, table: SheetRows):
        self._strings, self._table = book.strings, table
        self._styles = [Style(book.styles, place, style) for place, style in enumerate(book.styles._cell_styles)]
        self._columns: dict[str, int] = {}

    def of(self, row: Element) -> list[Cell]:
        """Every cell in its place up to the last of the row; those beyond the width of the table just follow."""
        found: list[Cell] = []
        at, width = 0, self._table.width or MOST_COLUMNS
        for element in row.iterfind(_CELL):
            place = element.get("r")
            at = at + 1 if place is None else self._column(place)
            if at > MOST_COLUMNS or len(found) >= MOST_COLUMNS:
                raise row_too_large(self._table.read)
            gap = min(at - 1, width) - len(found)
            if gap < 0 and at <= width:  # not in their order
                found[at - 1] = self._cell(element)
                continue
            if gap > 0:
                found += [""] * gap
            found.append(self._cell(element))
        return found

    def _column(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is not None:
            return known
        column = int(column_index_from_string(letters)) if len(letters) <= 3 else MOST_COLUMNS + 1
        if column > MOST_COLUMNS:
            raise beyond_last_column(place)
        self._columns[letters] = column
        return column

    def _cell(self, element: Element) -> Cell:
        kind, text = element.get("t", "n"), element.findtext(_VALUE)
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            return text_in(inline) if inline is not None else ""
        if not text:
            formula = element.find(_FORMULA)
            return Formula(f"={formula.text or ''}") if formula is not None and kind != "str" else ""
        if kind == "n":
            return self._number(text, element.get("s", "0"))
        if kind == "s":
            place = _whole(text)
            return self._strings[place] if 0 <= place < len(self._strings) else Fault(text, "damaged-cell")
        if kind == "b":
            return Fault(text, "damaged-cell") if (value := _TRUTHS.get(text.strip())) is None else value
        if kind == "e":
            return Fault(text, "error-value")
        return text.removesuffix("T00:00:00").replace("T", " ") if kind == "d" else text

    def _number(self, text: str, style: str) -> Cell:
        place = _whole(style)
        try:
            value = _KEPT.create_decimal(text[:_MOST_DIGITS])
        except ArithmeticError:
            return Fault(text, "damaged-cell")
        if len(text) > _MOST_DIGITS or not value.is_finite() or not 0 <= place < len(self._styles):
            return Fault(text, "damaged-cell")
        if value and not -_MOST_PLACES <= value.adjusted() <= _MOST_PLACES:
            return Fault(text, "far-number")  # as it stands there, and not as a megabyte of zeros
        return self._styles[place].number(value)


def _whole(digits: str) -> int:
    """A place in a list, as a file counts it; -1 for what is none."""
    return int(digits) if digits.isdecimal() and len(digits) < 12 else -1
