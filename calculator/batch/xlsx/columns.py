"""A column of a long sheet: what its cells are in the file, each kind of text worked out once."""

from calculator.batch.cells import Fault, Formula, Number
from calculator.batch.xlsx.streaming import number_cell, text_cell, truth_cell
from calculator.batch.xlsx.styles import Styles
from calculator.batch.xlsx.widths import lines
from calculator.export.harmless import begins_like_a_formula
from calculator.money import Money

_REMEMBERED = 2048  # texts


class Column:
    """`letter`; `width` in characters; `wraps`: whether a text goes on on a further line."""

    def __init__(self, letter: str, width: int, styles: Styles, wraps: bool = True):
        self.start, self.width = f'<c r="{letter}', width
        self._styles, self._wraps = styles, wraps
        self._short = width * 5 // 11 - 1 if wraps else 32_000  # characters that stand on one line, whatever they are
        self.known: dict[str, tuple[str, int]] = {}

    def text(self, text: str) -> tuple[str, int]:
        """A cell behind the number of its row, and how many lines it has; `known` keeps it."""
        styles = self._styles
        style = styles.quoted if begins_like_a_formula(text) else styles.text if self._wraps else styles.line
        high = lines(text, self.width) if self._wraps and (len(text) > self._short or "\n" in text) else 1
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        found = self.known[text] = text_cell(text, style), high
        return found

    def other(self, value: Number | Formula | Fault | Money | int | bool) -> str:
        """The same of what is no text, which has one line."""
        if isinstance(value, Money):
            return number_cell(str(value), self._styles.money)
        if isinstance(value, Number):
            return number_cell(value.digits, self._styles.carried(value.style))
        if isinstance(value, bool):
            return truth_cell(value, self._styles.line)
        if isinstance(value, Formula | Fault):
            return text_cell(value.text, self._styles.quoted)
        return number_cell(str(value), self._styles.count)
