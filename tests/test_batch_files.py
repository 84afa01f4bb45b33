"""Files of other kinds: read where they can be, and otherwise named by what they hold with what to do, whatever they are called."""

import io
import zipfile

import pytest

from calculator.batch.unusable import Unusable
from tests.tables import batch, xlsx
from tests.workbooks import zipped

LABEL = "年度实际采购算力费用（万元）"
TRADITIONAL = "企業名稱,年度實際採購算力費用（萬元）,備註\r\n臺灣電腦公司,300,測試資料\r\n香港機器人有限公司,500,無\r\n"
SIMPLIFIED = f"企业名称,{LABEL},备注\r\n深圳机器人公司,300,测试\r\n光明区某某有限公司,500,无\r\n"


@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-8"])
def test_heads_in_traditional_characters_are_read_in_every_encoding(encoding: str) -> None:
    done = batch(TRADITIONAL.encode(encoding))
    assert done.amounts == ["900000.00", "1500000.00"] and done.body[0][0] == "臺灣電腦公司"


def test_big5_is_told_from_gb18030_and_either_can_be_chosen() -> None:
    assert "Big5" in batch(TRADITIONAL.encode("cp950")).decided["encoding"].zh
    for text in (TRADITIONAL, SIMPLIFIED):
        assert "encoding" not in batch(text.encode("gb18030")).decided, "the usual one is not worth a word"
    garbled = batch(SIMPLIFIED.encode("gb18030"), encoding="gb18030")
    assert garbled.amounts == ["900000.00", "1500000.00"] and "GB18030" in garbled.decided["encoding"].en
    assert batch(SIMPLIFIED.encode("utf-8-sig"), encoding="utf-8").amounts == ["900000.00", "1500000.00"]
    assert batch(SIMPLIFIED.encode("utf-16"), encoding="utf-16").amounts == ["900000.00", "1500000.00"]


def old(*streams: str) -> bytes:
    """The old container of office files with its list of streams."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    head[30:32], head[48:52] = (9).to_bytes(2, "little"), (1).to_bytes(4, "little")
    return (
        bytes(head) + b"\0" * 512 + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams)) + b"\0" * 512
    )


def strict() -> bytes:
    """A workbook as Excel saves it under “Strict Open XML”."""
    archive = zipfile.ZipFile(io.BytesIO(xlsx(["企业", LABEL], ["甲", 300])))
    parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        parts[name] = data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/", b"http://purl.oclc.org/ooxml/spreadsheetml/"
        ).replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
    return zipped(**parts)


MANIFEST = "META-INF/manifest.xml"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
KINDS = {
    "an old workbook": (old("Workbook"), ".xls", ".xls"),
    "a workbook with a password": (old("EncryptionInfo", "EncryptedPackage"), "密码", "password"),
    "an old Word document": (old("WordDocument"), "Word", "Word"),
    "Strict Open XML": (strict(), "Strict Open XML", "Strict Open XML"),
    "OpenDocument": (zipped(**{"mimetype": ODS, "content.xml": b"<a/>"}), "ODS", ".ods"),
    "OpenDocument with a password": (zipped(**{"mimetype": ODS, MANIFEST: b"<manifest:encryption-data/>"}), "密码", "password"),
    "Numbers": (zipped(**{"Index/Document.iwa": b"1"}), "Numbers", "Numbers"),
    "a binary workbook": (zipped(**{"xl/workbook.bin": b"1"}), ".xlsb", ".xlsb"),
    "a Word document": (zipped(**{"word/document.xml": b"<a/>"}), "Word", "Word"),
    "a zip with a table": (zipped(**{"名单.csv": b"a,b"}), "解压", "Unpack"),
    "gzip": (b"\x1f\x8b\x08\0" + b"\0" * 30, "gzip", "gzip"),
    "PDF": (b"%PDF-1.7\n", "PDF", "PDF"),
    "a web page": (b"\xef\xbb\xbf<html><table/></html>", "网页", "web page"),
}


@pytest.mark.parametrize(("data", "zh", "en"), KINDS.values(), ids=KINDS)
def test_another_kind_of_file_is_named_with_what_to_do(data: bytes, zh: str, en: str) -> None:
    with pytest.raises(Unusable) as refused:
        batch(data)
    said = refused.value.message
    assert zh in said.zh and en in said.en
    assert any(word in said.zh for word in ("另存为", "导出", "解压"))
    assert any(word in said.en for word in ("save it", "Export it", "Unpack", "Ask for"))
