"""The zip of a workbook: made in memory, no time of day in it, and every formula with the value that it comes to."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can write down
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f><v)(?: ?/>|></v>)')

Values = Mapping[str, Mapping[str, str]]


def packed(workbook: Workbook, values: Values) -> bytes:
    """The bytes of the file. `values`: what formulas come to, by sheet and cell."""
    file = BytesIO()
    _Writer(workbook, _Archive(file, "w", ZIP_DEFLATED), values).save()
    return file.getvalue()


class _Archive(ZipFile):
    def writestr(self, zinfo_or_arcname: Any, *arguments: Any, **named: Any) -> None:
        entry = ZipInfo(str(zinfo_or_arcname), _LONG_AGO)
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, *arguments, **named)


class _Writer(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl writes no values of formulas, and whatever shows a workbook without working it out (the previews of mail and chat,
    programs that read tables) would show gaps. It also writes each sheet into a file on its way."""

    def __init__(self, workbook: Workbook, archive: ZipFile, values: Values):
        super().__init__(workbook, archive)
        self.values = values

    def write_worksheet(self, ws: Any) -> None:
        writer = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels
        known = self.values.get(ws.title, {})
        sheet = _FORMULA.sub(lambda found: found[1] + b">" + known[found[2].decode()].encode() + b"</v>", writer.read())
        self._archive.writestr(ws.path[1:], sheet)
        self.manifest.append(ws)
