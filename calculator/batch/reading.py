"""A table out of a file: what kind of file it is by its first bytes, where its heads stand, and its rows one after another."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, Protocol

from calculator.batch.cells import is_blank, text_of
from calculator.batch.columns import recognised
from calculator.batch.separated import Raw, SeparatedTable
from calculator.batch.unusable import Unusable
from calculator.text import Text
from calculator.unseen import trimmed

_ABOVE = 20  # rows in which the heads are looked for, below a title
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Source(Protocol):
    """A file that holds a table. `read` of `whole`: bytes or rows, as the kind of file counts them. `width`: how many columns have a
    head, once that is known; what lies beyond need not keep its place."""

    kind: str
    whole: int
    width: int
    sheets: list[str]  # of a workbook: those that can be read, the one that is read first

    @property
    def read(self) -> int: ...

    @property
    def notices(self) -> list[Text]: ...

    def rows(self) -> Iterator[Raw]: ...


class Table:
    """A table with its heads. `head_row`: the number of their row; `sample`: the first rows below; `rows` gives every row below
    them that is not blank, once."""

    def __init__(self, source: Source):
        self.source = source
        rows = source.rows()
        first = [raw for raw in islice(rows, _ABOVE) if not _is_blank(raw)]
        while not first:  # a sheet that begins far below
            some = list(islice(rows, _ABOVE))
            if not some:
                raise Unusable(Text("文件里没有内容。", "There is nothing in the file."))
            first = [raw for raw in some if not _is_blank(raw)]
        place = max(range(len(first)), key=lambda place: (recognised(map(text_of, first[place].cells)), -place))
        self.head_row = first[place].number
        self.heads = _trimmed([trimmed(text_of(cell)) for cell in first[place].cells])
        source.width = len(self.heads)
        self.sample = [raw.cells for raw in first[place + 1 :]]
        self._above = first[:place]
        self._rows = chain(first[place + 1 :], rows)

    @property
    def notices(self) -> list[Text]:
        """What to know of the file."""
        told = list(self.source.notices)
        if self._above:
            n = len(self._above)
            told.append(
                Text(
                    f"表头在第{self.head_row}行；上面的{n}行不是数据，没有带到结果里。",
                    f"The header row is row {self.head_row}; the {n} row{'s' if n > 1 else ''} above hold no data and are left out.",
                )
            )
        return told

    def rows(self) -> Iterator[Raw]:
        """The rows of data, in order; each is given once."""
        return (raw for raw in self._rows if not _is_blank(raw))


def open_table(file: BinaryIO, sheet: str | None = None) -> Table:
    """The table in a file that is open for reading bytes and can be sought in. `sheet`: of a workbook, its name.

    Raises `Unusable` for what is no table, and `ExtraMissing` for a workbook where openpyxl is not installed."""
    start = file.read(8)
    file.seek(0)
    if not start:
        raise Unusable(Text("文件是空的。", "The file is empty."))
    if start.startswith(_OLD_OFFICE):
        raise Unusable(
            Text(
                "这是旧版.xls，或者是加了密码的工作簿：请在电子表格中打开，另存为.xlsx或CSV（不设密码）再试。",
                "This is an old .xls, or a workbook with a password: open it in a spreadsheet and save it as .xlsx or CSV without one.",
            )
        )
    if start.startswith(_ZIP):
        from calculator.batch.workbooks import workbook_table  # only then openpyxl is needed

        return Table(workbook_table(file, sheet))
    if start.startswith(b"%PDF") or start.lstrip().startswith(b"<"):
        raise Unusable(
            Text(
                "这不是表格文件，而是网页、XML或PDF：请在电子表格中打开，另存为.xlsx或CSV再试。",
                "This is a web page, XML or PDF, no table: open it in a spreadsheet, save it as .xlsx or CSV, try again.",
            )
        )
    return Table(SeparatedTable(file))


def _is_blank(raw: Raw) -> bool:
    """Whether there is nothing in the row."""
    return not raw.unreadable and all(is_blank(cell) for cell in raw.cells if cell != "")


def _trimmed(heads: list[str]) -> list[str]:
    """The heads up to the last that is not empty."""
    while heads and not heads[-1]:
        heads.pop()
    return heads
