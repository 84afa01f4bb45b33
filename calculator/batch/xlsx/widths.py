"""How wide columns and how high rows must be for what is in them: not every spreadsheet finds that by itself."""

from collections.abc import Iterable, Sequence

_NARROWEST, _WIDEST = 8, 40  # characters
_LINE, _MARGIN, _MOST = 13, 4, 400  # points


def across(text: str) -> int:
    """How wide a text is, in plain characters; a Chinese one is as wide as two."""
    return len(text.encode("gb18030", "replace"))


def fitting(head: str, texts: Iterable[str]) -> int:
    """The width of a column in which most of these texts stand on one line, and their head on three."""
    return max(_NARROWEST, min(_WIDEST, 3 + max(across(head) // 3 + 2, max(map(across, texts), default=0))))


def lines(text: str, width: int) -> int:
    """The lines of a text in a column; words do not fill theirs."""
    if "\n" in text:
        return sum(lines(line, width) for line in text.split("\n"))
    return 1 + (across(text) + 2) * 11 // (10 * width)


def height(lines: int) -> int:
    """Points of a row of so many lines; 0 for one, which has the usual height."""
    return min(_MOST, lines * _LINE + _MARGIN) if lines > 1 else 0


def height_of(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Points of a row of these texts in columns of these widths."""
    return height(max(map(lines, texts, widths), default=1))
