"""Texts that a spreadsheet must not take for formulas, whoever wrote them."""

import re

# Spreadsheets in Chinese and Japanese take the full-width forms for the plain ones.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MOST = 32_000  # characters that a cell holds, and a little less


def begins_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might carry the text out instead of showing it."""
    return text.lstrip(" \u3000").startswith(_STARTS)


def harmless(text: str) -> str:
    """The text as a file of separated values may hold it: with an apostrophe in front where it looks like a formula."""
    text = writable(text)
    return f"'{text}" if begins_like_a_formula(text) else text


def writable(text: str) -> str:
    """The text without characters that no such file can hold, and no longer than a cell."""
    text = _UNWRITABLE.sub("\ufffd", text)
    return text if len(text) <= _MOST else text[:_MOST] + "…"
