"""Which rows and columns of a sheet are not shown: hidden by hand, by a filter or by a folded group."""

import re
from typing import IO

from calculator.batch.bounds import MOST_COLUMNS, MOST_ROW_BYTES, MOST_ROWS

_PIECE = 1 << 20  # bytes that are looked at at once
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,9})["']""")
_FROM, _TO = (re.compile(rb"\s" + name + rb"""\s*=\s*["']([0-9]{1,9})["']""") for name in (b"min", b"max"))


def hidden_in(sheet: IO[bytes]) -> tuple[list[int], list[int]]:
    """The numbers of the hidden rows that hold something, and the places of the hidden columns from 0. Reads the text of the sheet as
    bytes, many times faster than taking it apart: nearly no sheet hides anything. What is larger than a sheet can be is left to the
    reader of its rows, who refuses it."""
    rows: list[int] = []
    columns: list[int] = []
    rest, before, idle = b"", 0, 0
    while (piece := sheet.read(_PIECE)) and before <= MOST_ROWS and idle <= MOST_ROW_BYTES:
        data = rest + piece
        end = data.rfind(b"<")
        data, rest = (data[:end], data[end:]) if end > 0 else (b"", data)
        if b"hidden" in data:
            for found in _COLUMN.finditer(data):
                if _HIDDEN.search(found[0]) and (first := _FROM.search(found[0])) and (last := _TO.search(found[0])):
                    columns += range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS))
            for number, found in enumerate(_ROW.finditer(data), before + 1):
                if _HIDDEN.search(found[0]) and not found[0].endswith(b"/>"):
                    said = _NUMBER.search(found[0])
                    rows.append(int(said[1]) if said else number)
        begun = data.count(b"<row ") + data.count(b"<row>")
        before, idle = before + begun, 0 if begun else idle + len(piece)
    return rows, columns
