"""Tables of separated values: comma, semicolon or tab, whatever a spreadsheet saved."""

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from calculator.batch.bounds import MOST_CHARACTERS
from calculator.batch.cells import Cell
from calculator.batch.columns import recognised
from calculator.batch.decoding import Lines, TooLong
from calculator.export.harmless import with_formulas
from calculator.text import Text

_SEPARATORS = ",;\t"
_SAMPLE = 20  # lines that show which separator it is
_SAID = re.compile(r"^sep=([,;\t])\r?\n$", re.IGNORECASE)  # as spreadsheets write and understand it


class Raw(NamedTuple):
    """A row as it lies in the table. `number`: as the spreadsheet counts it; `unreadable`: why it is no row that can be taken apart, by
    the code of the problem; `hidden`: the spreadsheet does not show it."""

    number: int
    cells: list[Cell]
    unreadable: str = ""
    hidden: bool = False


class SeparatedTable:
    """The rows of a text file. `read` of `whole` bytes have been taken."""

    kind = "csv"

    def __init__(self, file: BinaryIO, encoding: str | None = None):
        self.sheets: list[str] = []
        self.width = 0  # every cell keeps its place
        self.others: list[str] = []
        self.alike: list[str] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.whole = file.seek(0, 2)
        file.seek(0)
        self._lines = Lines(file, encoding)
        lines = iter(self._lines)
        sample = list(islice(lines, _SAMPLE))
        said = _SAID.match(sample[0]) if sample else None
        self.separator = said[1] if said else _separator(sample)
        self._all = chain(sample[1:] if said else sample, lines)
        self._first = 2 if said else 1

    @property
    def read(self) -> int:
        """Bytes taken so far."""
        return self._lines.read

    @property
    def encoding(self) -> str:
        """How its bytes were read; empty while all of them are ASCII."""
        return self._lines.encoding

    @property
    def notices(self) -> list[Text]:
        """What to know of the file, once it has been read."""
        if not self._lines.broken:
            return []
        return [
            Text(
                "文件里有无法识别的字符，已用“\ufffd”代替；请确认文件的编码是UTF-8、GB18030或UTF-16。",
                "Some bytes of the file are no characters and were replaced by “\ufffd”; it should be UTF-8, GB18030 or UTF-16.",
            )
        ]

    def rows(self) -> Iterator[Raw]:
        """Every row, blank ones too, in order."""
        lines = _Lines(self._all)
        reader = csv.reader(lines, delimiter=self.separator)
        number = self._first - 1
        while True:
            number += 1
            try:
                cells = next(reader)
                if lines.quoted:
                    cells, lines.quoted = [with_formulas(cell) for cell in cells], False
                yield Raw(number, cells)  # type: ignore[arg-type]  # texts are cells
                lines.taken = 0
            except StopIteration:
                return
            except csv.Error:  # the reader goes on with the next line
                yield Raw(number, [], "row-too-long" if lines.taken > MOST_CHARACTERS else "unreadable-row")
                lines.taken = 0


class _Lines:
    """The lines as they are asked for. `taken`: characters of the row under way; too many are an error of that row. `quoted`: whether it
    has an apostrophe, with which formulas are made harmless."""

    def __init__(self, lines: Iterator[str]):
        self._lines, self.taken, self.quoted = lines, 0, False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += MOST_CHARACTERS + 1 if type(line) is TooLong else len(line)
        if self.taken > MOST_CHARACTERS:
            raise csv.Error("the row is too long")
        if "'" in line:
            self.quoted = True
        return line


def _separator(sample: list[str]) -> str:
    """The one that makes most heads of some row known; among equals, the one that makes most cells of that row."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(sample, delimiter=separator))
        except csv.Error:
            return (0, 0)
        return max(((recognised(row), len(row)) for row in rows), default=(0, 0))

    return max(_SEPARATORS, key=worth)
