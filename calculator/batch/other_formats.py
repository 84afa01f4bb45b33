"""Files that are no table which can be read here, each known by its content: the sentence says what it is and how to save it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from calculator.batch.unusable import Unusable
from calculator.text import Text

if TYPE_CHECKING:
    from zipfile import ZipFile

_OLD_OFFICE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_PACKED = {b"\x1f\x8b": "gzip", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_STRICT = b"http://purl.oclc.org/ooxml/"
_LOOKED = 1 << 16  # bytes of a part that are looked at
_DIRECTORY = 64  # sectors of an old file in which its streams are named

_SAVE = Text("请用电子表格打开，另存为.xlsx或CSV再试。", "Open it in a spreadsheet, save it as .xlsx or CSV, try again.")


def refuse(file: BinaryIO) -> None:
    """Raises `Unusable` where the file is known for something else than a workbook or separated values; leaves it at its beginning."""
    start = file.read(512)
    file.seek(0)
    said = None
    if start.startswith(_OLD_OFFICE[:4]):
        said = _old(file, start)
    elif start.startswith(_ZIP):
        said = _zipped(file)
    elif start.startswith(b"%PDF"):
        said = _what("PDF", "a PDF") + _SAVE_TABLE
    elif start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        said = _what("网页或XML", "a web page or XML") + _SAVE
    else:
        for mark, name in _PACKED.items():
            if start.startswith(mark):
                said = _what(f"{name}压缩文件", f"a compressed file ({name})") + _UNPACK
    file.seek(0)
    if said is not None:
        raise Unusable(said)


def _what(zh: str, en: str) -> Text:
    return Text(f"这是{zh}，不能直接读取：", f"This is {en} and cannot be read as it is. ")


_SAVE_TABLE = Text(
    "请取得表格的原文件，或把表格复制到电子表格，另存为.xlsx或CSV再试。",
    "Ask for the table itself, or copy it to a spreadsheet, and save it as .xlsx or CSV.",
)
_UNPACK = Text("请先解压，再选择里面的表格。", "Unpack it and choose the table inside.")
_NO_PASSWORD = Text("请打开后去掉密码，另存为.xlsx或CSV再试。", "Open it, remove the password, save it as .xlsx or CSV, try again.")


def _old(file: BinaryIO, start: bytes) -> Text:
    """The old container of office files: an .xls, or a newer workbook behind a password. Its streams are named in UTF-16."""
    size = 1 << min(int.from_bytes(start[30:32], "little"), 12)
    file.seek((int.from_bytes(start[48:52], "little") + 1) * size)
    names = file.read(_DIRECTORY * size)

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in names

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return _what("加了密码的工作簿", "a workbook with a password") + _NO_PASSWORD
    if has("WordDocument"):
        return _what("Word文档", "a Word document") + _SAVE_TABLE
    if has("PowerPoint Document"):
        return _what("演示文稿", "a presentation") + _SAVE_TABLE
    return _what("旧版.xls（Excel 97–2003）", "an old .xls (Excel 97–2003)") + _SAVE


def _zipped(file: BinaryIO) -> Text | None:
    """None for a workbook as it should be, and for what is no zip that can be opened: its reader says so."""
    from zipfile import BadZipFile, ZipFile  # who reads separated values only has none of it

    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
            kind = _part(archive, "mimetype") if "mimetype" in names else b""
            if b"opendocument.spreadsheet" in kind:
                locked = b"encryption-data" in _part(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else False
                if locked:
                    return _what("加了密码的ODS表格", "an OpenDocument spreadsheet with a password") + _NO_PASSWORD
                return _what("ODS表格（OpenDocument）", "an OpenDocument spreadsheet (.ods)") + _SAVE
            if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
                return _what("苹果Numbers表格", "a table of Apple Numbers") + _EXPORT
            if "xl/workbook.bin" in names:
                return _what("二进制工作簿.xlsb", "a binary workbook (.xlsb)") + _SAVE
            if "xl/workbook.xml" in names:
                strict = _STRICT in _part(archive, "xl/workbook.xml")
                return _what("“Strict Open XML”格式的工作簿", "a workbook in the format “Strict Open XML”") + _PLAIN if strict else None
            if "word/document.xml" in names:
                return _what("Word文档", "a Word document") + _SAVE_TABLE
            if "ppt/presentation.xml" in names:
                return _what("演示文稿", "a presentation") + _SAVE_TABLE
            if any(name.lower().endswith((".csv", ".xlsx", ".xls", ".et", ".txt")) for name in names):
                return _what("压缩文件（zip）", "a compressed file (zip)") + _UNPACK
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        pass
    return None


_EXPORT = Text("请在Numbers中“导出为”Excel（.xlsx）或CSV再试。", "Export it from Numbers to Excel (.xlsx) or CSV, try again.")
_PLAIN = Text("请在Excel中另存为“Excel工作簿（*.xlsx）”再试。", "In Excel, save it as “Excel Workbook (*.xlsx)”, try again.")


def _part(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_LOOKED)
