"""What spreadsheets bound or take apart, and readers type, does not make a workbook that cannot be opened or that keeps something stale."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from io import BytesIO, StringIO
from typing import Any
from xml.dom import minidom
from zipfile import ZipFile

import openpyxl
import pytest

from calculator.export import plan_csv, plan_xlsx, words
from calculator.export.harmless import writable
from calculator.export.view import View
from calculator.export.xlsx import workbook
from calculator.export.xlsx.claim import EXPORTED, KIND, VALUE, WHAT
from calculator.plan import make_plan
from calculator.text import Text
from tests.spreadsheet import recalculated
from tests.test_workbook_changes import alone

# What a person may call a project: characters that no file holds, that count twice, that a formula's end or a function looks like.
NAMES = (
    "plain", "\x0b bell \x07", "\ud800x", "\ufffe", '"' * 100, "\U0001f600" * 100, "a\nb", "]]><f>", "{=1}", "=1+1", "~*?",
    "LET(1)", "FILTER(A1) SORT(B2)", "_x0041_", "&P&D", "'", "x" * 100,
)  # fmt: skip
_MOST_FORMULA, _MOST_LITERAL = 8192, 255


def units(text: str) -> int:
    """Characters as spreadsheets count them."""
    return len(text.encode("utf-16-le")) // 2


def formulas(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
        for part in parts:
            minidom.parseString(part)
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/sheet" in name]
    assert not any('t="array"' in sheet for sheet in sheets), "a text was taken for a function"
    return [unescape(found) for sheet in sheets for found in re.findall(r"<f>(.*?)</f>", sheet, re.DOTALL)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_a_project_is_called_the_workbook_opens_and_says_why_it_is_cut(lang: str) -> None:
    projects = [{"id": name, "actual_project_investment": 1_000_000, "higher_level_funding": 990_000} for name in NAMES]
    inputs = {"actual_rd_investment": 8_000_000}
    claims = [{"benefit": "robot-open-challenge", "year": 2026, "inputs": inputs, "project": name} for name in NAMES]
    found = make_plan({"applicant": {"kind": "enterprise"}, "projects": projects, "claims": claims})
    assert not found.misfits
    data = plan_xlsx(found, lang)
    for formula in formulas(data):
        assert units(formula) < _MOST_FORMULA
        assert all(units(text) <= _MOST_LITERAL for text in re.findall(r'"((?:[^"]|"")*)"', formula)), formula
    sheet = openpyxl.load_workbook(BytesIO(recalculated({"named": data})["named"]), data_only=True)[words.CLAIMS[lang]]
    column = {cell.value: cell.column for cell in sheet[1]}[words.REMARK[lang]]
    for row, claim in enumerate(found.claims, 2):
        assert claim is not None and claim.claim.project is not None
        shown = str(sheet.cell(row, column).value).replace("_x005F_", "_")  # as the format escapes a name like an escape
        assert writable(claim.claim.project.id) in shown


def test_a_cell_holds_no_more_than_a_spreadsheet_counts() -> None:
    for text in ("x" * 40_000, "\U0001f600" * 20_000, "x" + "\U0001f600" * 20_000):
        assert units(writable(text)) < 32_767
    assert writable("\U0001f600" * 16_000) == "\U0001f600" * 16_000


def test_formulas_do_not_grow_with_the_claims_that_hang_together() -> None:
    one = alone("compute-voucher", {"annual_compute_spend": "900万元"})
    longest = [max(map(len, formulas(of_claims([one.but(together=range(count))] * count)))) for count in (2, 300)]
    assert longest[1] - longest[0] < 50
    apart = [one.but(together=range(0, 100, 2)), one] * 50
    assert max(map(len, formulas(of_claims(apart)))) < _MOST_FORMULA / 8


def of_claims(claims: Sequence[Any]) -> bytes:
    return workbook(View(applicant=Text("企业", "Enterprise"), claims=claims), "en")


SHARED = {
    "applicant": {"kind": "enterprise"},
    "claims": [
        {"benefit": "rd-project-matching", "year": 2026, "inputs": {}},
        {"benefit": "compute-voucher", "year": 2026, "inputs": {"annual_compute_spend": 0}},
        {"benefit": "compute-voucher", "year": 2026, "inputs": {"annual_compute_spend": 40_000_000}},
        {"benefit": "compute-voucher", "year": 2028, "inputs": {"annual_compute_spend": 1_000_000}},
    ],
}
# What is done to the first cell of these claims that may be changed, and whether the workbook takes it for a change.
DONE: Mapping[str, tuple[int, Callable[[Any], Any], bool]] = {
    "nothing": (2, lambda was: was, False),
    "an empty cell becomes zero": (1, lambda was: 0, True),
    "zero is cleared": (2, lambda was: None, True),
    "zero stays zero": (2, lambda was: 0, False),
    "a formula that comes to an error": (3, lambda was: "=1/0", True),
    "a formula that finds nothing": (3, lambda was: "=NA()", True),
    "another sum": (3, lambda was: 1, True),
    "the same sum typed again": (3, lambda was: 40_000_000, False),
}


def test_an_empty_cell_and_zero_are_two_things_and_sentences_of_the_export_are_called_that_once_something_is_changed() -> None:
    lang, exported = "en", plan_xlsx(make_plan(SHARED), "en")
    books = {}
    for name, (number, done, _) in DONE.items():
        book = openpyxl.load_workbook(BytesIO(exported))
        steps = book[words.STEPS[lang]]
        cell = next(row[VALUE - 1] for row in steps.iter_rows(min_row=2) if row[0].value == number and not row[VALUE - 1].protection.locked)
        assert cell.value == steps.cell(cell.row, EXPORTED).value
        cell.value = done(cell.value)
        out = BytesIO()
        book.save(out)
        books[name] = out.getvalue()
    for name, data in recalculated(books).items():
        book, changed = openpyxl.load_workbook(BytesIO(data), data_only=True), DONE[name][2]
        kinds = [cell.value for row in book[words.STEPS[lang]].iter_rows(min_col=KIND, max_col=KIND) for cell in row]
        assert kinds.count(words.CHANGED_LINE[lang]) == changed, name
        shown = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        assert sum(one.startswith("#") for one in shown) == name.startswith("a formula"), f"{name}: only where it was typed"
        assert not name.startswith("a formula") or words.AGAIN[lang] in shown, f"{name}: what shares a limit with it is not paid as before"
        for sheet in (book[words.SUMMARY[lang]], book[words.NOTES[lang]]):
            told = [cell.value for row in sheet.iter_rows(max_col=WHAT) for cell in row]
            assert (words.AS_EXPORTED[lang] in told) is changed, f"{name}: {sheet.title}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rates_have_no_idle_decimal_point_and_the_title_has_room(lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(plan_xlsx(make_plan(SHARED), lang)))
    rates = [cell for row in book[words.FIGURES[lang]].iter_rows() for cell in row if cell.number_format.endswith("%")]
    assert rates
    for cell in rates:
        whole = round(cell.value * 100, 9) % 1 == 0
        assert cell.number_format == "0%" if whole else cell.number_format.startswith("0.0"), "30.% where a digit may but need not follow"
    summary = book[words.SUMMARY[lang]]
    assert summary.row_dimensions[1].height > summary["A1"].font.size * 1.5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_claims_keep_the_numbers_of_the_plan_and_one_that_cannot_be_read_is_counted(lang: str) -> None:
    sums = ("abc", 1_000_000, None, 2_000_000)
    claims = [{"benefit": "compute-voucher", "year": 2026, "inputs": {"annual_compute_spend": sum}} for sum in sums]
    found = make_plan({"applicant": {"kind": "enterprise"}, "claims": claims})
    read = [number for number, claim in enumerate(found.claims, 1) if claim is not None]
    assert read == [2, 3, 4]
    book = openpyxl.load_workbook(BytesIO(data := plan_xlsx(found, lang)))
    assert [cell.value for cell in book[words.CLAIMS[lang]]["A"][1:]] == read
    assert {cell.value for cell in book[words.STEPS[lang]]["A"][1:]} == set(read)
    rows = list(csv.reader(StringIO(plan_csv(found, lang).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [str(number) for number in read]
    summary = openpyxl.load_workbook(BytesIO(recalculated({"numbered": data})["numbered"]), data_only=True)[words.SUMMARY[lang]]
    told = {row[0].value: row[1].value for row in summary.iter_rows()}
    assert (told[words.TO_CORRECT[lang]], told[words.INCOMPLETE[lang]]) == (1, 1)
