"""The sheet of a workbook that is read: the one that was named, or else the first with heads that stand for something."""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from calculator.batch.cells import is_blank
from calculator.batch.columns import recognised
from calculator.batch.head_rows import head_rows
from calculator.batch.separated import Raw
from calculator.batch.unusable import Unusable
from calculator.batch.xlsx.book import Book, Sheet
from calculator.batch.xlsx.hidden import hidden_in
from calculator.batch.xlsx.sheet import DAMAGE, SheetRows, unusable
from calculator.text import Text

_MOST_SHEETS, _ABOVE = 12, 20  # sheets, and rows of each, that are looked at for heads


class WorkbookTable:
    """The rows of a sheet. `others`: the sheets that can be seen beside it; `alike`: those among them with the same heads."""

    kind, encoding = "xlsx", ""

    def __init__(self, file: BinaryIO, sheet: str | None):
        self._book = Book(file)
        self.alike: list[str] = []
        chosen = self._chosen(sheet)
        self.hidden_rows, self.hidden_columns = self._hidden(chosen)
        self._sheet = SheetRows(self._book, chosen)

    @property
    def read(self) -> int:
        return self._sheet.read

    @property
    def whole(self) -> int:
        return self._sheet.whole

    @property
    def width(self) -> int:
        return self._sheet.width

    @width.setter
    def width(self, width: int) -> None:
        self._sheet.width = width

    @property
    def notices(self) -> list[Text]:
        """What to know of the file: nothing that is no decision."""
        return []

    def rows(self) -> Iterator[Raw]:
        """Every row that the sheet holds; blank ones may be left out, the numbers stay right."""
        return self._sheet.rows()

    def _chosen(self, name: str | None) -> Sheet:
        sheets = [sheet for sheet in self._book.sheets if name is not None or sheet.visible]
        found = sheets if name is None else [sheet for sheet in sheets if sheet.title == name]
        if not found:
            titles = [sheet.title for sheet in self._book.sheets]
            raise Unusable(
                Text(f"工作簿里没有这张工作表；有：{'、'.join(titles)}。", f"There is no such sheet; there are: {', '.join(titles)}.")
            )
        chosen = found[0] if name is not None or len(found) == 1 else self._telling(found)
        self.others = [sheet.title for sheet in sheets if sheet is not chosen] if name is None else []
        self.sheets = [chosen.title, *(sheet.title for sheet in self._book.sheets if sheet is not chosen)]
        return chosen

    def _telling(self, sheets: list[Sheet]) -> Sheet:
        """The first of the sheets that has heads which stand for something, else the first."""
        heads = {sheet.title: self._heads_of(sheet) for sheet in sheets[:_MOST_SHEETS]}
        chosen = next((sheet for sheet in sheets[:_MOST_SHEETS] if recognised(heads[sheet.title])), sheets[0])
        own = heads[chosen.title]
        if recognised(own):
            self.alike = [title for title, others in heads.items() if title != chosen.title and others == own]
        return chosen

    def _heads_of(self, sheet: Sheet) -> list[str]:
        try:
            first = [raw for raw in islice(SheetRows(self._book, sheet).rows(), _ABOVE) if not all(map(is_blank, raw.cells))]
        except Unusable:
            return []
        return head_rows(first).texts if first else []

    def _hidden(self, sheet: Sheet) -> tuple[list[int], list[int]]:
        try:
            with self._book.package.open(sheet.part) as part:
                return hidden_in(part)
        except DAMAGE as error:
            raise unusable(error) from error
