"""A table out of a file: what kind of file it is by its first bytes, where its heads stand, and its rows one after another."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Protocol

from calculator.batch import words
from calculator.batch.asides import goes_on, is_note, may_be_note, numbers_columns
from calculator.batch.cells import Cell, is_blank, text_of
from calculator.batch.choices import COUNT, LEAVE_OUT, Choices
from calculator.batch.head_rows import figure_head, head_rows, with_units
from calculator.batch.other_formats import refuse
from calculator.batch.separated import Raw, SeparatedTable
from calculator.batch.total_rows import label_of, may_be
from calculator.batch.unit_lines import agreed, is_unit_line, unit_columns, unit_lines
from calculator.batch.unusable import Unusable
from calculator.text import Text

_ABOVE = 20  # rows in which the heads are looked for, below a title
_AHEAD = 1000  # rows that are looked at before anybody starts
_NAMED = 100  # rows that were left out of which the number is kept
_PROBED = 3  # columns of figures in which heads that come again are looked for
_SHORT = 20  # characters of a note that are quoted
_ZIP = b"PK\x03\x04"


class Source(Protocol):
    """A file that holds a table. `read` of `whole`: bytes or rows, as the kind of file counts them. `width`: how many columns have a
    head, once that is known; what lies beyond need not keep its place."""

    kind: str
    width: int
    sheets: list[str]  # of a workbook: those that can be read, the one that is read first
    others: list[str]  # those that can be seen and were not chosen by name
    alike: list[str]  # those among them with the same heads
    hidden_rows: list[int]
    hidden_columns: list[int]  # from 0

    @property
    def encoding(self) -> str: ...  # of a text file

    @property
    def read(self) -> int: ...

    @property
    def whole(self) -> int: ...

    @property
    def notices(self) -> list[Text]: ...

    def rows(self) -> Iterator[Raw]: ...


class LeftOut:
    """Rows that are no applicants: how many, and of the first their numbers and what they say. Each counts once, whoever sees it again."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str]] = []
        self.count = self._last = 0

    def add(self, number: int, said: str) -> None:
        if number > self._last:
            self._last = number
            self.count += 1
            if len(self.rows) < _NAMED:
                self.rows.append((number, said))


class Table:
    """A table with its heads. `head_row`: the number of their row, the last where there are two; `sample`: the first rows below; `rows`
    gives every row below them that is an applicant's, once. What was found on the way: `unit_lines`, `totals`, `repeated`, `notes`,
    and `other_heads`: the row at which another table begins."""

    def __init__(self, source: Source, choices: Choices):
        self.source, self.choices = source, choices
        rows = source.rows()
        first = [raw for raw in islice(rows, _ABOVE) if not _is_blank(raw)]
        while not first:  # a sheet that begins far below
            some = list(islice(rows, _ABOVE))
            if not some:
                raise Unusable(Text("文件里没有内容。", "There is nothing in the file."))
            first = [raw for raw in some if not _is_blank(raw)]
        found = head_rows(first)
        self.earlier = _results_in(found.texts)  # the columns of an earlier result of ours, which stand for nothing
        if self.earlier:
            start, end = self.earlier
            rows, first = (_without(raw, start, end) for raw in rows), [_without(raw, start, end) for raw in first]
            found = found.but(texts=[*found.texts[:start], *found.texts[end:]])
        lines = first[found.place : found.place + found.lines]
        self.above = first[: found.place]
        self.heads, self.head_lines = found.texts, [raw.number for raw in lines]
        source.width = len(self.heads) + (self.earlier[1] - self.earlier[0] if self.earlier else 0)
        self.unit_lines = [line for raw in self.above for line in unit_lines(raw.number, raw.cells)]
        for raw in lines:
            self.unit_lines += unit_lines(raw.number, raw.cells, corner=True)
        self._before = [raw.cells for raw in (*self.above, *lines)]
        self.totals, self.repeated, self.notes = LeftOut(), LeftOut(), LeftOut()
        self.other_heads: int | None = None
        self._ahead(first[found.place + found.lines :], rows)
        self.sample = [raw.cells for raw in islice(self._kept(iter(self._first)), _ABOVE)]

    @property
    def head_row(self) -> int:
        return self.head_lines[-1]

    @property
    def unit(self) -> int:
        """Yuan that a bare number is worth where its head names no unit."""
        return self.choices.unit or agreed(self.unit_lines) or 1

    @property
    def notices(self) -> list[Text]:
        """What to know of the file itself."""
        return self.source.notices

    def rows(self) -> Iterator[Raw]:
        """The rows of applicants, in order; each is given once."""
        return self._kept(chain(self._first, self._rest))

    def _ahead(self, begun: list[Raw], rows: Iterator[Raw]) -> None:
        """Looks at the first rows: a line of units below the heads, one of the whole table anywhere, rows that add up others."""
        self._first: list[Raw] = []
        self._rest, self.whole_seen = rows, False
        if begun and (heads := with_units(self.heads, begun[0].cells)) is not None:
            self.heads = heads
            self.head_lines.append(begun[0].number)
            self._before.append(begun.pop(0).cells)
        self._figures = {place: found for place, text in enumerate(self.heads) if (found := figure_head(text)) is not None}
        if begun and self.choices.notes != COUNT and numbers_columns(begun[0].cells, self.heads):
            self._before.append(begun[0].cells)
            self.notes.add(begun[0].number, _shown(begun.pop(0).cells))
        ahead = chain(begun, islice(rows, max(0, _AHEAD - len(begun))))
        seen = 0
        try:
            for raw in ahead:
                seen += 1
                if is_unit_line(raw.cells) and raw.cells not in self._before:
                    self.unit_lines += unit_lines(raw.number, raw.cells)
                else:
                    self._first.append(raw)
        except Unusable as error:  # what was read before stays
            self._rest = _raising(error)
        self.whole_seen = seen < _AHEAD
        kept = [raw.cells for raw in self._kept(iter(self._first))]
        self.unit_lines += unit_columns(self.head_lines[-1], self.heads, kept)

    def _kept(self, rows: Iterator[Raw]) -> Iterator[Raw]:
        shown_only = self.choices.hidden == LEAVE_OUT
        before, texts = self._before, self.source.kind == "csv"
        begins = {cells[0] for cells in before if cells}
        probed, plain_texts = list(self._figures)[:_PROBED], set[str]()
        noted = elsewhere = False
        for raw in rows:  # once for each row of a large table
            cells = raw.cells
            first = cells[0] if cells else ""
            if raw.unreadable or (not (type(first) is str and first[:1].isalnum()) and _is_blank(raw)):
                if raw.unreadable:
                    yield raw
                continue
            if raw.hidden and shown_only:
                continue
            if first in begins and cells in before:
                self.repeated.add(raw.number, "")
                continue
            for place in probed:
                if (
                    place < len(cells)
                    and type(text := cells[place]) is str
                    and text
                    and not text[0].isdecimal()
                    and text not in plain_texts
                ):
                    again = self._heads_again(cells, place)
                    if again is not None:
                        break
                    if len(plain_texts) < _NAMED:
                        plain_texts.add(text)
            else:
                again = None
            if again:
                self.repeated.add(raw.number, "")
                continue
            if again is False:
                self.other_heads, elsewhere = self.other_heads or raw.number, True
            if elsewhere:
                yield raw._replace(unreadable="other-heads")
                continue
            joined = "\n".join(cells if texts else [cell for cell in cells if type(cell) is str])  # type: ignore[arg-type]
            if may_be(joined) and (label := label_of(cells)) is not None:
                self.totals.add(raw.number, label)
                if self.choices.totals != COUNT:
                    continue
            elif noted or (may_be_note(first or joined) if type(first) is str else False):
                noted = is_note(cells, self._figures) or (noted and goes_on(cells, self._figures))
                if noted:
                    self.notes.add(raw.number, _shown(cells))
                    if self.choices.notes != COUNT:
                        continue
            yield raw

    def _heads_again(self, cells: Sequence[Cell], place: int) -> bool | None:
        """Whether a row, by what stands in the column of a figure, has the heads of the table again (True) or others (False)."""
        if figure_head(text_of(cells[place])) is None:
            return None
        return all(at < len(cells) and figure_head(text_of(cells[at])) == head for at, head in self._figures.items())


def open_table(file: BinaryIO, choices: Choices | None = None) -> Table:
    """The table in a file that is open for reading bytes and can be sought in.

    Raises `Unusable` for what is no table, and `ExtraMissing` for a workbook where openpyxl is not installed."""
    choices = choices or Choices()
    start = file.read(8)
    file.seek(0)
    if not start:
        raise Unusable(Text("文件是空的。", "The file is empty."))
    refuse(file)
    if start.startswith(_ZIP):
        from calculator.batch.workbooks import workbook_table  # only then openpyxl is needed

        return Table(workbook_table(file, choices.sheet), choices)
    return Table(SeparatedTable(file, choices.encoding), choices)


def _results_in(heads: Sequence[str]) -> tuple[int, int] | None:
    """Where the columns begin and end that an earlier run has added; None where there are none."""
    for lang in ("zh", "en"):
        ours = [head[lang] for head in words.ADDED]
        for start, head in enumerate(heads):
            if head == ours[0] and list(heads[start : start + len(ours)]) == ours:
                return start, start + len(ours)
    return None


def _without(raw: Raw, start: int, end: int) -> Raw:
    return raw._replace(cells=[*raw.cells[:start], *raw.cells[end:]])


def _shown(cells: Sequence[Cell]) -> str:
    """The texts of a row, shortened."""
    text = " ".join(word for cell in cells for word in text_of(cell).split())
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


def _is_blank(raw: Raw) -> bool:
    """Whether there is nothing in the row."""
    return not raw.unreadable and all(is_blank(cell) for cell in raw.cells if cell != "")


def _raising(error: Unusable) -> Iterator[Raw]:
    raise error
    yield  # a generator, so that it is raised where the rows are read
