"""How high a row must be for the texts in it: spreadsheets that open a file do not all find that by themselves."""

from math import ceil
from unicodedata import east_asian_width

_LINE, _MARGIN, _MOST = 15, 4, 409  # points; a spreadsheet takes no higher row


def height(text: str, width: int) -> int:
    """Points for a text in a column of so many characters. A Chinese character is as wide as two others; words do not fill their lines."""
    lines = sum(max(1, ceil(_columns(line) / max(1, width - 1))) for line in text.split("\n"))
    return min(_MOST, lines * _LINE + _MARGIN)


def _columns(line: str) -> int:
    """The width of a line in plain characters, a tenth more where words are carried over."""
    wide = sum(east_asian_width(character) in "WF" for character in line)
    narrow = len(line) - wide
    return wide * 2 + narrow + narrow // 10
