"""Texts that a spreadsheet must not take for formulas, whoever wrote them."""

import re
from collections.abc import Sequence

from calculator.unseen import UNSEEN

# Spreadsheets in Chinese and Japanese take the full-width forms for the plain ones.
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
# What some spreadsheet takes for the end of a cell, whatever the file was written with: there, too, a formula may begin.
_ENDS = "\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029,;|"
_BLANK = f"\x00-\x08\x0e-\x1b\x1f \x7f-\x84\x86-\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000{UNSEEN}"
_FORMULA = f'["{_BLANK}]*[{_SIGNS}]'
_LINE = f"[{_BLANK}]*[\t\r\n]"
_BEGINS = re.compile(f"[ \u3000]*[\t\r\n]|[{_BLANK}{_ENDS}]*[{_SIGNS}]")
_PART = re.compile(f"\\A(?={_LINE})|(?:\\A|[{_ENDS}])(?={_FORMULA})")
_WRITTEN = re.compile(f"\\A'(?={_LINE})|(\\A|[{_ENDS}])'(?={_FORMULA})")
_ODD = re.compile(f"[\x00{_ENDS}](?:(?<=\x00)|{_FORMULA}|(?<=;){_LINE})")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MOST = 32_000  # characters that a cell holds, and a little less


def begins_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might carry the text out instead of showing it."""
    return _BEGINS.match(text) is not None


def without_formulas(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet might carry out, also where it takes a cell apart at separators or ends of
    lines that are none in the file."""
    return _PART.sub(lambda found: f"{found[0]}'", text)


def with_formulas(text: str) -> str:
    """What `without_formulas` made, as it was before."""
    return _WRITTEN.sub(lambda found: found[1] or "", text) if "'" in text else text


def none_odd(cells: Sequence[str]) -> bool:
    """Whether all the texts can stand in a file as they are: one look at a whole row."""
    return _ODD.search(f";{';'.join(cells)}") is None


def harmless(text: str) -> str:
    """The text as a file of separated values may hold it."""
    return without_formulas(writable(text))


def writable(text: str) -> str:
    """The text without characters that no such file can hold, and no longer than a cell."""
    text = spelled(text)
    if len(text) <= _MOST // 2:
        return text
    units = text.encode("utf-16-le")  # as spreadsheets count: two for a character beyond the first 65,536
    return text if len(units) <= 2 * _MOST else units[: 2 * _MOST].decode("utf-16-le", "ignore") + "…"


def spelled(text: str) -> str:
    """The text without characters that no such file can hold."""
    return _UNWRITABLE.sub("\ufffd", text)
