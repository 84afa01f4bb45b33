"""Bytes of a text file as lines, in whatever encoding Chinese offices save: UTF-8 with or without its mark, GB18030, UTF-16."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from calculator.batch.bounds import MOST_CHARACTERS
from calculator.batch.unusable import Unusable
from calculator.text import Text

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CODECS = {"big5": "cp950"}  # as Windows writes it
_PAIR = re.compile(rb"([\x81-\xfe])([\x40-\x7e\x80-\xfe])|[\x81-\xff]")
_CHUNK = 1 << 18  # bytes that are read at once
_BROKEN = "\ufffd"


class TooLong(str):
    """What is left of a line that is longer than any row."""


class Lines:
    """The lines of a file, with their ends; of one that is too long, only that it is. `read`: the bytes taken so far; `broken`: whether
    some bytes were no characters."""

    def __init__(self, file: BinaryIO, encoding: str | None = None):
        """`encoding`: the one that somebody chose, as Python calls it."""
        self.file, self.read, self.broken = file, 0, False
        self.encoding = ""  # until the first bytes beyond ASCII decide it
        self._decoder: codecs.IncrementalDecoder | None = None
        self._chosen = encoding

    def __iter__(self) -> Iterator[str]:
        rest, old_mac, too_long = "", None, False
        for text in self._texts():
            if old_mac is None and text:
                old_mac = "\r" in text[:-1] and "\n" not in text
            rest += text.replace("\r", "\n") if old_mac else text
            *lines, rest = rest.split("\n")
            if too_long and lines:
                yield TooLong("\n")
                del lines[0]
                too_long = False
            for line in lines:
                yield line + "\n"
            if too_long or len(rest) > MOST_CHARACTERS:
                rest, too_long = "", True
        if rest or too_long:
            yield TooLong("\n") if too_long else rest

    def _texts(self) -> Iterator[str]:
        held = b""
        while data := self.file.read(_CHUNK):
            first, self.read = not self.read, self.read + len(data)
            data, held = held + (self._without_mark(data) if first else data), b""
            if self._decoder is None and not data.isascii():
                data, held = _apart(data)
                if not data.isascii():
                    self._decide(data)
            text = self._decoder.decode(data) if self._decoder else data.decode("ascii")
            self.broken |= _BROKEN in text
            yield text
        if held:
            self._decide(held)
        if self._decoder:
            text = self._decoder.decode(held, True)
            self.broken |= _BROKEN in text
            yield text

    def _without_mark(self, data: bytes) -> bytes:
        if self._chosen:
            self._use(self._chosen)
            mark = next((mark for mark in _MARKS if data.startswith(mark) and _MARKS[mark].startswith(self._chosen)), b"")
            return data if self._chosen == "utf-16" else data[len(mark) :]
        for mark, encoding in _MARKS.items():
            if data.startswith(mark):
                self._use(encoding)
                return data[len(mark) :]
        if data[:1024].count(0) > len(data[:1024]) // 8:
            raise Unusable(
                Text(
                    "这不是文本表格：请另存为“CSV UTF-8”或.xlsx再试。",
                    "This is no table of text: save it as “CSV UTF-8” or .xlsx and try again.",
                )
            )
        return data

    def _decide(self, data: bytes) -> None:
        """UTF-8 unless more than a few of the characters beyond ASCII are none in it, and GB18030 or Big5 reads them better."""
        utf8, gb = (data.decode(encoding, "replace").count(_BROKEN) for encoding in ("utf-8", "gb18030"))
        few = 1 + sum(byte > 0x7F for byte in data[:65536]) // 100
        self._use("utf-8" if utf8 <= few or utf8 <= gb else "big5" if _is_big5(data) else "gb18030")

    def _use(self, encoding: str) -> None:
        self.encoding = encoding
        self._decoder = codecs.getincrementaldecoder(_CODECS.get(encoding, encoding))("replace")


def _apart(data: bytes) -> tuple[bytes, bytes]:
    """The data without its last bytes, where all before them is ASCII: a character cut in two decides nothing."""
    tail = data[-4:]
    return (data[:-4], tail) if data[:-4].isascii() else (data, b"")


def _is_big5(data: bytes) -> bool:
    """Big5 has many second bytes below 0x7F and none from 0x7F to 0xA0, nor first bytes below 0xA1; GB2312 has no second byte below
    0xA1, and what GBK adds has first bytes below it as often. So a few characters tell."""
    low = odd = all = 0
    for found in _PAIR.finditer(data[:65536]):
        if found[1] is None:
            odd += 1
            continue
        first, second = found[1][0], found[2][0]
        all += 1
        low += second < 0x7F
        odd += first < 0xA1 or 0x7F <= second < 0xA1
    return all > 0 and low * 8 >= all and odd * 50 <= all
