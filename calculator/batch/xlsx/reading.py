"""One sheet of a workbook, row by row; numbers with the 15 digits that spreadsheets keep, never through a binary fraction."""

import re
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHEET_MAIN_NS

from calculator.batch.cells import DIGITS, Cell, Formula, Number
from calculator.batch.separated import Raw
from calculator.batch.unusable import Unusable
from calculator.text import Text

_DATA, _ROW, _CELL, _VALUE, _FORMULA, _INLINE, _TEXT, _RUN = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("sheetData", "row", "c", "v", "f", "is", "t", "r")
)
# A format that writes 万元 behind the number as it is, and one that also moves the point so that 元 are shown as 万元.
_SCALE, _SCALED = re.compile("亿|千万|百万|十万|万|千"), re.compile(r"""[!\\]\.|"\."|[0#?],+(?![0#?])""")
_MOST_COLUMNS = 16_384  # of a sheet
_MOST_PLACES = 20  # before or behind the point
_KEPT = Context(prec=DIGITS)


class WorkbookTable:
    """The rows of a sheet: the one named, or the first that can be seen. `read` of `whole` rows have been taken; `whole` is what the
    sheet says of itself, 0 where it says nothing."""

    kind = "xlsx"

    def __init__(self, file: BinaryIO, sheet: str | None):
        try:
            self._book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # openpyxl raises whatever it stumbles over
            raise Unusable(_BROKEN) from error
        self._sheet = self._chosen(sheet)
        self.whole, self.read = self._sheet.max_row or 0, 0

    def _chosen(self, name: str | None) -> Any:
        sheets = [sheet for sheet in self._book.worksheets if name is not None or sheet.sheet_state == "visible"]
        found = sheets if name is None else [sheet for sheet in sheets if sheet.title == name]
        if not found:
            titles = [sheet.title for sheet in self._book.worksheets]
            raise Unusable(
                Text(f"工作簿里没有这张工作表；有：{'、'.join(titles)}。", f"There is no such sheet; there are: {', '.join(titles)}.")
            )
        self._others = [sheet.title for sheet in sheets if sheet is not found[0]] if name is None else []
        self.sheets = [found[0].title, *(sheet.title for sheet in self._book.worksheets if sheet is not found[0])]
        return found[0]

    @property
    def notices(self) -> list[Text]:
        """Which sheet is read, where there are others."""
        if not self._others:
            return []
        title, others = self._sheet.title, self._others
        return [
            Text(
                f"工作簿有{len(others) + 1}张工作表，只读“{title}”；没有读：{'、'.join(others)}。",
                f"The workbook has {len(others) + 1} sheets; only “{title}” is read, not: {', '.join(others)}.",
            )
        ]

    def rows(self) -> Iterator[Raw]:
        """Every row that the sheet holds; blank ones may be left out, the numbers stay right."""
        try:
            yield from self._rows()
        except (BadZipFile, ParseError, ValueError, KeyError, IndexError) as error:
            raise Unusable(_BROKEN) from error

    def _rows(self) -> Iterator[Raw]:
        cells, data = _Cells(self._book, self._sheet), None
        with self._sheet._get_source() as source:
            for event, element in iterparse(source, ("start", "end")):
                if event == "start":
                    data = element if element.tag == _DATA else data
                elif element.tag == _ROW:
                    self.read = int(element.get("r") or self.read + 1)
                    yield Raw(self.read, cells.of(element))
                    if data is not None:
                        data.clear()  # or every row would stay in memory
                elif element.tag == _DATA:
                    return


class _Cells:
    """Takes the cells of a row apart."""

    def __init__(self, book: Any, sheet: Any):
        self.strings: Sequence[str] = sheet._shared_strings
        self._columns: dict[str, int] = {}
        self.styles = [_Style(book, place, style) for place, style in enumerate(book._cell_styles)]

    def of(self, row: Element) -> list[Cell]:
        found: list[Cell] = []
        for element in row.iterfind(_CELL):
            place = element.get("r")
            if place is not None:
                gap = self._column(place) - len(found) - 1
                if gap > 0:
                    found += [""] * gap
            found.append(self._cell(element))
        return found

    def _column(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters)
            if column > _MOST_COLUMNS:
                raise ValueError(f"column {column}")
        return column

    def _cell(self, element: Element) -> Cell:
        kind, text = element.get("t", "n"), element.findtext(_VALUE)
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            return _inline(inline) if inline is not None else ""
        if not text:
            formula = element.find(_FORMULA)
            return Formula(f"={formula.text or ''}") if formula is not None and kind != "str" else ""
        if kind == "n":
            return self._number(text, int(element.get("s", 0)))
        if kind == "s":
            return self.strings[int(text)]
        return text == "1" if kind == "b" else text

    def _number(self, text: str, style: int) -> Cell:
        try:
            value = _KEPT.create_decimal(text)
        except ArithmeticError:
            return text
        if not value.is_finite() or (value and abs(value.adjusted()) > _MOST_PLACES):
            return text  # named as it stands there, and not as a megabyte of zeros
        return self.styles[style].number(value)


class _Style:
    """How the numbers of a cell style are shown."""

    def __init__(self, book: Any, place: int, style: Any):
        id, own = style.numFmtId, style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        self.format: str = BUILTIN_FORMATS.get(id, "General") if own < 0 else book._number_formats[own]
        self.percent = "%" in self.format
        self.date, self.epoch = place in book._date_formats, book.epoch
        scale = _SCALE.search(self.format)
        self.scale = scale[0] if scale and not _SCALED.search(self.format) else ""

    def number(self, value: Decimal) -> Number:
        digits = _plain(value)
        if self.percent:
            return Number(digits, _plain(value * 100) + "%", self.format)
        if self.date:
            return Number(digits, self._date(value) or digits, self.format)
        return Number(digits, digits + self.scale, self.format)

    def _date(self, value: Decimal) -> str | None:
        """`2026-03-01`, with the time of day where there is one."""
        day, rest = int(value), value % 1
        hours, seconds = divmod(int(rest * 86400 + Decimal("0.5")), 3600)
        time = f"{hours:02d}:{seconds // 60:02d}:{seconds % 60:02d}"
        if not day and rest:
            return time
        try:
            date = from_excel(day, self.epoch).isoformat()[:10]
        except (ValueError, OverflowError):
            return None
        return f"{date} {time}" if rest else str(date)


def _inline(element: Element) -> str:
    """The text of a cell that holds it itself: in one piece, or in runs of different looks; not how it is pronounced."""
    whole = element.findtext(_TEXT)
    return whole if whole is not None else "".join(run.findtext(_TEXT) or "" for run in element.iterfind(_RUN))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


_BROKEN = Text(
    "这不是可以读取的.xlsx工作簿：可能是别的文件改了扩展名，或者已经损坏。请在电子表格中打开，另存为.xlsx或CSV再试。",
    "This is no .xlsx workbook that can be read: another kind of file with its name changed, perhaps, or a damaged one. "
    "Open it in a spreadsheet, save it as .xlsx or CSV, try again.",
)
