"""How high a row must be for the texts in it: spreadsheets that open a file do not all find that by themselves."""

from math import ceil
from unicodedata import east_asian_width

LINE = 15  # points of a line of plain text
_MARGIN, _MOST = 4, 409  # points; a spreadsheet takes no higher row


def height(text: str, width: int, most: int, line: int = LINE) -> int:
    """Points for a text in a column of so many characters, for `most` lines of it at most, each of `line` points. A Chinese character
    is as wide as two others; words that are carried over leave a line unfilled."""
    lines = sum(max(1, ceil(_columns(part) / max(1, width - 1))) for part in text.split("\n"))
    return min(_MOST, min(lines, most) * line + _MARGIN)


def _columns(line: str) -> int:
    """The width of a line in plain characters."""
    wide = sum(east_asian_width(character) in "WF" for character in line)
    return len(line) + wide
