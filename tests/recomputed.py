"""An exported workbook opened again and worked out by another library, which knows nothing of the calculator."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from pycel import ExcelCompiler

ast.Str = lambda s: ast.Constant(s)  # pycel asks for this old name; Python 3.14 has it no more


class Recomputed:
    """`formulas`: each by sheet and cell; `stored`: the values that the file itself carries for whoever does not compute."""

    def __init__(self, data: bytes):
        self.book = openpyxl.load_workbook(BytesIO(data))
        self.stored = openpyxl.load_workbook(BytesIO(data), data_only=True)
        self._compiler = ExcelCompiler(excel=self.book)  # takes no value from the file for a formula

    def value(self, sheet: str, cell: str) -> Any:
        """What a cell comes to."""
        return self._compiler.evaluate(f"{sheet}!{cell}")

    def sum(self, sheet: str, cell: str) -> str:
        """The same as text with two decimals; a word that stands there instead of a sum as it is."""
        value = self.value(sheet, cell) or 0
        return value if isinstance(value, str) else f"{value:.2f}"

    def formulas(self) -> Iterator[tuple[str, Any]]:
        for sheet in self.book:
            for row in sheet.iter_rows():
                yield from ((sheet.title, cell) for cell in row if cell.data_type == "f")

    def differing(self) -> list[str]:
        """The formulas that do not come to the value that is stored with them."""
        found = []
        for sheet, cell in self.formulas():
            stored, value = self.stored[sheet][cell.coordinate].value or "", self.value(sheet, cell.coordinate) or ""
            numbers = isinstance(stored or 0, int | float) and isinstance(value or 0, int | float)
            same = abs(Decimal(repr(stored or 0)) - Decimal(repr(value or 0))) <= Decimal("0.0001") if numbers else stored == value
            if not same:
                found.append(f"{sheet}!{cell.coordinate} {cell.value}: {value}, stored {stored}")
        return found

    def column(self, sheet: str, head: str) -> str:
        """The letter of the column with this head, in the first row."""
        return next(str(cell.column_letter) for cell in self.book[sheet][1] if cell.value == head)
