"""The words that steps write spreadsheet expressions with: where the numbers stand, and how numbers and texts are put."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from calculator.frozen import Frozen
from calculator.money import Money
from calculator.text import Text

_MOST_ARGUMENTS = 250  # of one function; spreadsheets stop at 255
# Characters of one text inside an expression. Spreadsheets stop at 255, and may count a quotation mark or a rare character twice.
_MOST_LITERAL = 120
# Where a name may look like a function, or like an escaped character, to whoever writes or reads the file.
_APART = re.compile(r"(?<=[A-Z0-9.])(?=\()|(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_MOST_TEXT = 3_000  # characters; an expression ends at 8192

Figure = Money | Fraction | int


class Cells(Frozen, kw_only=False):
    """Addresses such as `$E$7`. `before`: the value before the step; `given`: the inputs that have a cell, by name, as expressions;
    `law`: the cell of a number of the law, from the number and what it is; `lists`: the cells of the items of each list; `items`: what
    each item of a list came to; `lang`: the language in which the cell of a choice names it."""

    before: str
    given: Mapping[str, str]
    law: Callable[[Figure, Text], str]
    lists: Mapping[str, Sequence[str]] = {}
    items: Sequence[str] = ()
    lang: str = "zh"


class Stop(StrEnum):
    """Why nothing is worked out: something to correct, something missing, a condition of the law that does not hold, or one that
    holds for part of what was entered only."""

    WRONG = "wrong"
    MISSING = "missing"
    REFUSED = "refused"
    PART = "part"


class Guard(NamedTuple):
    """`when`: an expression that is true where `field` stops the calculation; `says`: why, as a clause."""

    field: str
    stop: Stop
    when: str
    says: Text


def literal(text: str) -> str:
    """A text inside an expression, of any length."""
    return "&".join(map(quoted, _parts(text))) or '""'


def _parts(text: str) -> Iterator[str]:
    for part in _APART.split(text):
        yield from (part[start : start + _MOST_LITERAL] for start in range(0, len(part), _MOST_LITERAL))


def shortened(text: str) -> str:
    """A text no longer than an expression can hold beside another one."""
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"


def quoted(text: str) -> str:
    """A short text inside an expression."""
    return '"' + text.replace('"', '""') + '"'


def filled(cells: Sequence[str]) -> str:
    """How many of the cells hold a number."""
    return f"COUNT({','.join(cells)})" if len(cells) <= _MOST_ARGUMENTS else f"COUNT({cells[0]}:{cells[-1]})"


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
