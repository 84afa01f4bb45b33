"""Results to a file, row by row: the columns of the table as they were, then the answers. As separated values or as a workbook."""

import csv
import re
from collections.abc import Sequence
from typing import BinaryIO, Protocol

from calculator.batch.cells import Cell, Number, text_of
from calculator.batch.results import Results, Written
from calculator.batch.run import Row, Run
from calculator.batch.template import NOWHERE
from calculator.batch.workbooks import workbook_writer
from calculator.export.harmless import none_odd, without_formulas
from calculator.export.origin import Origin
from calculator.money import Money

KINDS = ("csv", "xlsx")
_FLUSH = 512  # rows that are written at once
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class Writer(Protocol):
    """`begin` once, `add` for every row, `end` once; then the file is whole, wherever the run was stopped. `flush` hands on what is
    held back, as far as the kind of file allows."""

    def begin(self, heads: Sequence[str], results: Results) -> None: ...

    def add(self, row: Row) -> None: ...

    def flush(self) -> None: ...

    def end(self, run: Run) -> None: ...


def writer(kind: str, file: BinaryIO, lang: str, origin: Origin = NOWHERE) -> Writer:
    """The writer for `csv` or `xlsx`; raises `ExtraMissing` where that needs XlsxWriter and it is not installed."""
    return workbook_writer(file, lang, origin) if kind == "xlsx" else SeparatedWriter(file)


class SeparatedWriter:
    """UTF-8 with its mark at the start, so that spreadsheets read Chinese; lines end with CR LF. Sums in plain yuan."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._pending: list[str] = []
        self._csv = csv.writer(_To(self._pending), lineterminator="\r\n")
        self._width = 0

    def begin(self, heads: Sequence[str], results: Results) -> None:
        self._results, self._width = results, len(heads)
        self._file.write(b"\xef\xbb\xbf")
        self._csv.writerow([*map(_text, results.carried(heads)), *results.heads])

    def add(self, row: Row) -> None:
        cells = _carried_all(row.cells)
        if len(cells) < self._width:
            cells = cells + [""] * (self._width - len(cells))
        told = [one if type(one) is str else str(one) for one in self._results.of(row)]
        self._csv.writerow(cells + (told if row.answer is not None else [_text(one) for one in told]))  # errors quote cells
        if len(self._pending) >= _FLUSH:
            self.flush()

    def end(self, run: Run) -> None:
        self.flush()

    def flush(self) -> None:
        self._file.write("".join(self._pending).encode("utf-8", "replace"))
        self._pending.clear()


class _To:
    """What the csv module writes to."""

    def __init__(self, lines: list[str]):
        self.write = lines.append


def _carried_all(cells: list[Cell]) -> list[str]:
    try:
        if none_odd(cells):  # type: ignore[arg-type]  # nearly all rows: texts, and none of them odd
            return cells  # type: ignore[return-value]
    except TypeError:  # a workbook's numbers
        pass
    return [_carried(cell) for cell in cells]


def _carried(cell: Cell) -> str:
    """A cell as it was, made harmless; a number is no formula, whatever its sign."""
    if type(cell) is str:
        return cell if none_odd((cell,)) else _text(cell)
    return cell.shown if isinstance(cell, Number) else _text(text_of(cell))


def _text(text: str) -> str:
    return without_formulas(_UNWRITABLE.sub("\ufffd", text))


def figures(written: Written) -> str | None:
    """A sum in plain yuan or a number of places, as digits; None for a text."""
    if isinstance(written, Money):
        return str(written)
    return str(written) if type(written) is int else None
