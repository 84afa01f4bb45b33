"""Formulas over the sheets of results: how many rows there are of a kind, and what they come to."""

from collections.abc import Mapping, Sequence

from calculator.money import Money
from calculator.steps.cells import quoted
from calculator.text import Text

Condition = tuple[Text, str]  # the head of an added column, and what its cells must match, as a formula writes it
FILLED = '"?*"'


class Over:
    """`sheets`: their titles and how many rows each has, the heads among them; `places`: the letter of each added column."""

    def __init__(self, sheets: Sequence[tuple[str, int]], places: Mapping[str, str], lang: str):
        self._sheets, self._places, self._lang = sheets, places, lang

    def count(self, *conditions: Condition) -> str:
        """How many rows meet them all."""
        return self._each("COUNTIFS", "", conditions)

    def sum(self, head: Text, *conditions: Condition) -> str:
        """What a column comes to in these rows, without the traces of binary fractions."""
        return f"ROUND({self._each('SUMIFS', head[self._lang], conditions)},2)"

    def cell(self, place: int, head: Text | None = None) -> str:
        """The address of the first cell of a row of the run, counted from 1, or of that in an added column."""
        letter = self._places[head[self._lang]] if head else "A"
        for title, rows in self._sheets:
            if place < rows:
                return f"'{title}'!{letter}{place + 1}"
            place -= rows - 1
        raise IndexError(place)

    def _each(self, function: str, summed: str, conditions: Sequence[Condition]) -> str:
        parts = []
        for title, rows in self._sheets:
            heads = [summed] if summed else []
            ranges = [*heads, *(head[self._lang] for head, _ in conditions)]
            cells = [f"'{title}'!${self._places[head]}$2:${self._places[head]}${max(2, rows)}" for head in ranges]
            matched = [f"{cell},{one}" for cell, (_, one) in zip(cells[len(heads) :], conditions, strict=True)]
            parts.append(f"{function}({','.join([*cells[: len(heads)], *matched])})")
        return "+".join(parts)


def between(low: Money, high: Money) -> tuple[str, str]:
    """What sums above one and up to the other match."""
    return quoted(f">{low.fen // 100}"), quoted(f"<={high.fen // 100}")
