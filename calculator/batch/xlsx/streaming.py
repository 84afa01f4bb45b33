"""Sheets of any length in a workbook: XlsxWriter makes everything but their rows, which go straight into the compressed file."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook

from calculator.export.harmless import writable

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can write down
_NO_ROWS, _SIZE = b"<sheetData/>", re.compile(rb"<dimension[^>]*/>")  # of a sheet without rows; readers believe it
_FAST = 3  # of 9: two thirds of the time of the usual 6, a few per cent more bytes
MOST_ROWS = 1_048_576  # of a sheet
# Of a sheet as it is before packing: beyond 2 GiB a zip needs an extension of its format, and spreadsheets offer to repair such files.
MOST_BYTES = 2_000_000_000

SetUp = Callable[[Any, int], None]  # makes everything of a sheet of so many rows but the rows


class Streaming:
    """A workbook that is being written. First its long sheets, one after another, then `end` with what the others are made by."""

    def __init__(self, file: BinaryIO):
        self._archive = _Archive(file, "w", ZIP_DEFLATED, compresslevel=_FAST)
        self._rest = BytesIO()
        self.book: Any = Workbook(self._rest, {"in_memory": True})
        self._sheets: list[tuple[str, SetUp, LongSheet]] = []

    def style(self, **properties: Any) -> int:
        """The number by which cells of a long sheet name a format."""
        return int(self.book.add_format(properties)._get_xf_index())

    def sheet(self, title: str, set_up: SetUp) -> "LongSheet":
        """The next long sheet."""
        found = LongSheet(self._archive, f"xl/worksheets/sheet{len(self._sheets) + 1}.xml", set_up)
        self._sheets.append((title, set_up, found))
        return found

    def end(self, others: Callable[[Any], None]) -> None:
        """Writes the rest: `others` adds the other sheets to the workbook, behind the long ones."""
        for title, set_up, sheet in self._sheets:
            set_up(self.book.add_worksheet(title), sheet.rows)
        others(self.book)
        self.book.close()
        written = set(self._archive.namelist())
        with ZipFile(self._rest) as rest:
            for name in rest.namelist():
                if name not in written:
                    self._archive.writestr(_entry(name), rest.read(name))
        self._archive.close()


class _Archive(ZipFile):
    """What is given up half-way is not ended when it is forgotten: its file may be closed by then."""

    def __del__(self) -> None:
        pass


class LongSheet:
    """One sheet: `row` for each row from the first on, `end` once. Nothing else may be written to the archive meanwhile."""

    def __init__(self, archive: ZipFile, name: str, set_up: SetUp):
        self._set_up, self.rows, self._bytes = set_up, 0, 0
        self._out = archive.open(_entry(name), "w")
        self._out.write(self._frame()[0] + b"<sheetData>")
        self._pending: list[str] = []

    @property
    def full(self) -> bool:
        """Whether the next row belongs on another sheet."""
        return self.rows >= MOST_ROWS or self._bytes >= MOST_BYTES

    def row(self, cells: Sequence[str], points: int = 0) -> None:
        """A row of cells as a `Column` makes them, of that height, or of the usual one."""
        self.rows += 1
        high = f' ht="{points}" customHeight="1"' if points else ""
        self._pending.append(f'<row r="{self.rows}"{high}>{"".join(cells)}</row>')
        if len(self._pending) >= 256:
            self._flush()

    def end(self) -> None:
        """Closes the sheet."""
        self._flush()
        self._out.write(b"</sheetData>" + self._frame()[1])
        self._out.close()

    def _flush(self) -> None:
        data = "".join(self._pending).encode("utf-8")
        self._bytes += len(data)
        self._out.write(data)
        self._pending.clear()

    def _frame(self) -> tuple[bytes, bytes]:
        """What stands before the rows and behind them, from a workbook that has this sheet, not the one it opens with."""
        made = BytesIO()
        with Workbook(made, {"in_memory": True}) as book:
            book.add_worksheet()
            self._set_up(book.add_worksheet(), self.rows)
        top, tail = ZipFile(made).read("xl/worksheets/sheet2.xml").split(_NO_ROWS)
        return _SIZE.sub(b"", top), tail


def _entry(name: str) -> ZipInfo:
    """An entry without any time of day, so that the same rows give the same file."""
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    return info


def text_cell(text: str, style: int) -> str:
    """A cell behind the number of its row: one that holds a text, which stays one whatever it begins with."""
    if not text.isprintable() or len(text) > 32_000:
        text = writable(text)
    if not text.isalnum():
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def number_cell(digits: str, style: int) -> str:
    """The same of one that holds a number, in plain digits."""
    return f'" s="{style}"><v>{digits}</v></c>'


def truth_cell(value: bool, style: int) -> str:
    """The same of one that holds yes or no."""
    return f'" s="{style}" t="b"><v>{int(value)}</v></c>'
