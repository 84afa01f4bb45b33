"""Workbooks for the tests of what hurts: an honest one whose parts are put in the place of others, small on disk, huge when unpacked."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tests.tables import SPEND, xlsx

SHEET, STYLES, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_HEAD = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{SPEND}</t></is></c>'.encode()


def zipped(**parts: bytes) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(path: Path | None = None, packing: int = zipfile.ZIP_DEFLATED, **parts: bytes | Iterable[bytes]) -> bytes:
    """An honest workbook of one row, some of its parts (`sheet`, `styles`, `book`, `types`, `strings`) replaced; written to `path` when
    it is given, so that the pieces of a part need not lie in memory together."""
    names = {"sheet": SHEET, "styles": STYLES, "book": BOOK, "types": TYPES, "strings": STRINGS}
    new = {names[part]: pieces for part, pieces in parts.items()}
    honest = zipfile.ZipFile(io.BytesIO(xlsx([SPEND], [100])))
    out = io.BytesIO()
    with zipfile.ZipFile(path or out, "w", packing, compresslevel=9 if packing == zipfile.ZIP_DEFLATED else None) as archive:
        for name in dict.fromkeys([*honest.namelist(), *new]):
            pieces = new[name] if name in new else honest.read(name)
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                    part.write(piece)
    return out.getvalue()


def sheet(*rows: bytes | Iterable[bytes], before: Iterable[bytes] = (), heads: bytes = b"") -> Iterable[bytes]:
    """A sheet with the head of a known column in its first row, and perhaps further heads; then rows as they stand in the file."""
    yield b"<worksheet " + MAIN + b">"
    yield from before
    yield b"<sheetData>" + _HEAD + heads + b"</row>"
    for row in rows:
        if isinstance(row, bytes):
            yield row
        else:
            yield from row
    yield b"</sheetData></worksheet>"


def with_strings(*strings: bytes | Iterable[bytes], path: Path | None = None) -> bytes:
    """A workbook whose sheets share strings, as they stand in the file."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/%s" ContentType="%s"/>' % (STRINGS.encode(), kind)
    types = zipfile.ZipFile(io.BytesIO(xlsx([SPEND], [100]))).read(TYPES).replace(b"</Types>", part + b"</Types>")

    def table() -> Iterable[bytes]:
        yield b"<sst " + MAIN + b">"
        for some in strings:
            yield from [some] if isinstance(some, bytes) else some
        yield b"</sst>"

    row = b'<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    return workbook(path, types=types, strings=table(), sheet=sheet(row))


def cells(*inner: str, styles: bytes | None = None, heads: str = "") -> bytes:
    """A workbook whose rows below the heads have the cells that are given, as they stand in the file."""
    rows = [f'<row r="{number}">{cell}</row>'.encode() for number, cell in enumerate(inner, 2)]
    return workbook(sheet=b"".join(sheet(*rows, heads=heads.encode())), **({} if styles is None else {"styles": styles}))
