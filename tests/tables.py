"""Tables for the tests of the batch: made in memory, worked through, and read back."""

import csv
import io
from typing import Any

from openpyxl import Workbook, load_workbook

from calculator.batch.choices import Choices
from calculator.batch.columns import match
from calculator.batch.reading import open_table
from calculator.batch.results import Results
from calculator.batch.run import Run
from calculator.batch.template import NOWHERE
from calculator.batch.writing import writer
from calculator.export.origin import Origin
from calculator.text import Text

VOUCHER, SPEND, YEAR = "compute-voucher", "annual_compute_spend", "funded_year"


class Done:
    """A run that is over: its file, its rows (heads to cells), and what it had to say."""

    def __init__(self, run: Run, file: bytes, kind: str):
        self.run, self.file = run, file
        self.table = read_csv(file) if kind == "csv" else read_xlsx(file)
        self.heads, self.body = self.table[0], self.table[1:]
        self.rows = [dict(zip(self.heads, row, strict=True)) for row in self.body]

    @property
    def decided(self) -> dict[str, Text]:
        """What was decided, by its kind."""
        return {one.kind: one.says for one in self.run.decisions if not one.usual}

    @property
    def codes(self) -> list[str]:
        return [str(row["Error code"] or "") for row in self.rows]

    @property
    def amounts(self) -> list[str]:
        return [str(row["Amount"] or "") for row in self.rows]


def batch(
    data: bytes | str, benefit: str | None = VOUCHER, kind: str = "csv", lang: str = "en", origin: Origin = NOWHERE, **choices: Any
) -> Done:
    """A table through the rules, as the command line does it; `choices`: what somebody decided."""
    table = open_table(io.BytesIO(data.encode() if isinstance(data, str) else data), Choices(**choices))
    run = Run(table, match(table.heads, benefit, table.sample, table.unit))
    out = io.BytesIO()
    target = writer(kind, out, lang, origin)
    target.begin(table.heads, Results(run.matching, lang))
    for row in run:
        target.add(row)
    target.end(run)
    return Done(run, out.getvalue(), kind)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes, sheet: int = 0) -> list[list[Any]]:
    rows = load_workbook(io.BytesIO(data), data_only=True).worksheets[sheet].iter_rows(values_only=True)
    return [list(row) for row in rows]


def xlsx(*rows: list[Any], title: str = "Sheet1", **formats: str) -> bytes:
    """A workbook of one sheet; `formats`: number formats by cell, such as B2="0.0%"."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for address, number_format in formats.items():
        sheet[address].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
