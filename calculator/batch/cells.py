"""What a cell of a table holds. Separated values know texts only; a workbook knows numbers, dates, yes and no, and formulas, too."""

from typing import NamedTuple

from calculator.unseen import trimmed

# Of a number, as in every spreadsheet. The 17 digits of the file are those of a binary fraction; the first 15 are what is shown.
DIGITS = 15


class Number(NamedTuple):
    """A number of a workbook. `digits`: it, in plain digits; `shown`: as the sheet shows it where that matters (a percentage, a date);
    `style`: the number format that goes with it."""

    digits: str
    shown: str
    style: str = "General"


class Formula(NamedTuple):
    """A formula that was saved without what it comes to: nobody knows it before a spreadsheet has opened it."""

    text: str


class Fault(NamedTuple):
    """What cannot be taken for what the cell says it is: an error value, a date outside the calendar. `code`: why, as problems name it."""

    text: str
    code: str


Cell = str | bool | Number | Formula | Fault


def text_of(cell: Cell) -> str:
    """The cell as separated values hold it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell.shown if isinstance(cell, Number) else cell.text


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in it."""
    return isinstance(cell, str) and not trimmed(cell)
