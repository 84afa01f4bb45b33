"""What somebody decided about a table: by an option of the command line, or by a control of the page. What is None is found out."""

from collections.abc import Mapping
from typing import Any

from calculator.frozen import Frozen

LEAVE_OUT, COUNT = "leave-out", "count"
ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5": "Big5", "utf-16": "UTF-16"}


class Choices(Frozen):
    """`unit`: yuan that a bare number is worth where its head names no unit; `totals`, `hidden`, `notes`: what becomes of such rows,
    `leave-out` or `count`; `encoding`: of a text file, as Python calls it; `sheet`: of a workbook, its name."""

    unit: int | None = None
    totals: str | None = None
    hidden: str | None = None
    notes: str | None = None
    encoding: str | None = None
    sheet: str | None = None


def choices_of(told: Mapping[str, Any], sheet: str | None) -> Choices:
    """The choices as a page tells them; raises ValueError where one is none that there is."""
    unit, totals, hidden, notes, encoding = (told.get(name) or None for name in ("unit", "totals", "hidden", "notes", "encoding"))
    if any(one not in (None, LEAVE_OUT, COUNT) for one in (totals, hidden, notes)) or encoding not in (None, *ENCODINGS):
        raise ValueError(f"{told!r} is no choice")
    return Choices(
        unit=None if unit is None else int(unit),
        totals=totals,
        hidden=hidden,
        notes=notes,
        encoding=encoding,
        sheet=told.get("sheet") or sheet,
    )
