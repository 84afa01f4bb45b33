"""Sheets of any length into a workbook that is being written: openpyxl makes everything but the rows, which are poured in."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.packaging.relationship import RelationshipList
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from calculator.export.harmless import writable

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can write down
_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_SIZE = re.compile(rb"<dimension[^>]*/>")  # of a sheet without rows; readers believe it
_FAST = 3  # of 9: two thirds of the time of the usual 6, a few per cent more bytes
MOST_ROWS = 1_048_576  # of a sheet
# Of a sheet as it is before packing: beyond 2 GiB a zip needs an extension of its format, and spreadsheets offer to repair such files.
MOST_BYTES = 2_000_000_000


class Archive(ZipFile):
    """A zip without any time of day, so that the same rows give the same file."""

    def __init__(self, file: BinaryIO):
        super().__init__(file, "w", ZIP_DEFLATED, compresslevel=_FAST)

    def entry(self, name: str) -> ZipInfo:
        """An entry that is still to be written."""
        info = ZipInfo(name, _LONG_AGO)
        info.compress_type = ZIP_DEFLATED
        return info

    def writestr(self, zinfo_or_arcname: Any, *arguments: Any, **named: Any) -> None:
        super().writestr(self.entry(str(zinfo_or_arcname)), *arguments, **named)


class Pouring:
    """One sheet: `row` for each row from the first on, `end` once. Nothing else may be written to the archive meanwhile."""

    def __init__(self, archive: Archive, sheet: Any):
        self._sheet, self._archive, self.rows, self._bytes = sheet, archive, 0, 0
        top, _ = self._frame()
        self._out = archive.open(archive.entry(sheet.path[1:]), "w")
        self._out.write(top + b"<sheetData>")
        self._pending: list[str] = []

    @property
    def full(self) -> bool:
        """Whether the next row belongs on another sheet."""
        return self.rows >= MOST_ROWS or self._bytes >= MOST_BYTES

    def row(self, cells: Sequence[str]) -> None:
        """A row of cells as `text_cell` and `number_cell` make them."""
        self.rows += 1
        self._pending.append(f'<row r="{self.rows}">{"".join(cells)}</row>')
        if len(self._pending) >= 256:
            self._flush()

    def end(self, columns: int) -> None:
        """Closes the sheet, with a filter over its heads."""
        self._flush()
        if columns:
            self._sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{self.rows}"
        _, tail = self._frame()
        self._out.write(b"</sheetData>" + tail)
        self._out.close()

    def _flush(self) -> None:
        data = "".join(self._pending).encode("utf-8")
        self._bytes += len(data)
        self._out.write(data)
        self._pending.clear()

    def _frame(self) -> tuple[bytes, bytes]:
        writer = WorksheetWriter(self._sheet, out=BytesIO())
        writer.write()
        self._sheet._rels = writer._rels
        top, tail = _ROWS.split(writer.read())
        return _SIZE.sub(b"", top), tail


class PouredWriter(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """Writes the rest of the workbook, and of the sheets only those that were not poured."""

    def __init__(self, workbook: Any, archive: Archive, poured: Sequence[Any]):
        super().__init__(workbook, archive)
        self._poured = poured

    def write_worksheet(self, ws: Any) -> None:
        if not any(ws is one for one in self._poured):
            writer = WorksheetWriter(ws, out=BytesIO())
            writer.write()
            ws._rels = writer._rels
            self._archive.writestr(ws.path[1:], writer.read())
        else:
            ws._rels = RelationshipList()
        self.manifest.append(ws)


def text_cell(address: str, text: str, style: int) -> str:
    """A cell that holds a text, which stays one whatever it begins with."""
    if not text.isprintable() or len(text) > 32_000:
        text = writable(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def number_cell(address: str, digits: str, style: int) -> str:
    """A cell that holds a number, written in plain digits."""
    return f'<c r="{address}" s="{style}"><v>{digits}</v></c>'
