"""The words that steps write spreadsheet expressions with: where the numbers stand, and how numbers and texts are put."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from calculator.frozen import Frozen
from calculator.money import Money
from calculator.text import decimal

_MOST_ARGUMENTS = 250  # of one function; spreadsheets stop at 255


class Cells(Frozen, kw_only=False):
    """Addresses such as `E7`. `before`: the value before the step; `given`: the inputs, by name; `items`: what each item of a
    list came to; `lang`: the language in which the cell of a choice names it."""

    before: str
    given: Mapping[str, str]
    items: Sequence[str] = ()
    lang: str = "zh"


def figure(value: Money | int) -> str:
    """A sum in plain yuan, or a count, as an expression writes it."""
    yuan = Fraction(value.fen, 100) if isinstance(value, Money) else Fraction(value)
    return decimal(yuan).replace(",", "")


def quoted(text: str) -> str:
    """A text inside an expression."""
    return '"' + text.replace('"', '""') + '"'


def total(cells: Sequence[str]) -> str:
    """The sum of any number of cells."""
    if len(cells) <= _MOST_ARGUMENTS:
        return f"SUM({','.join(cells)})"
    parts = [cells[start : start + _MOST_ARGUMENTS] for start in range(0, len(cells), _MOST_ARGUMENTS)]
    return f"SUM({','.join(total(part) for part in parts)})"


def to_the_fen(cell: str) -> str:
    """A sum rounded down to the fen, as every answer is. Spreadsheets count in binary fractions, in which 1.15 lies a hair below
    itself, so the fen are first rounded to four decimals: finer than any rate of the policy makes them."""
    return f"ROUNDDOWN(ROUND({cell}*100,4),0)/100"


def to_the_whole(cell: str) -> str:
    """A number of things, rounded down."""
    return f"ROUNDDOWN(ROUND({cell},6),0)"
