"""Whatever leaves the screen says where the text stands, in the reader's language: that it is a draft and not in force."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from calculator import catalogue, export, wire
from calculator.plan import plan_of
from calculator.planning.printed import printed
from calculator.planning.telling import shown, told_plainly
from calculator.sheet import sheet
from site_src.builder.data.benefits_csv import benefits_csv
from site_src.builder.law.policy import Policy
from site_src.builder.pages.pages import build_pages
from site_src.builder.places import ROOT
from site_src.builder.views.views import Views
from tests.tables import batch, read_xlsx
from tests.test_contract import IDS

PLAN = (ROOT / "site_src" / "examples" / "plan.json").read_text(encoding="utf-8")
LANGUAGES = ("zh", "en")

in_both = pytest.mark.parametrize("lang", LANGUAGES)


def said(lang: str) -> str:
    return catalogue.principles().standing[lang]


def test_the_short_text_is_the_draft_s() -> None:
    assert ("征求意见稿" in said("zh"), "尚未施行" in said("zh")) == (True, True)
    assert "draft" in said("en") and "not in force" in said("en")


@in_both
@pytest.mark.parametrize("id", IDS)
def test_every_answer_says_so_whatever_it_comes_to(id: str, lang: str) -> None:
    shown = sheet(catalogue.benefit(id), {}, lang)
    assert shown["stamp"].startswith(said(lang))
    if catalogue.benefit(id).calculator:
        assert shown["notes"][-1].startswith(said(lang))
        assert shown["answer"]["notes"][-1][lang].startswith(said(lang)), "in answers for programs too"


@in_both
def test_a_plan_says_so_on_the_page_on_paper_in_its_table_and_in_its_workbook(lang: str) -> None:
    plan, _ = plan_of(PLAN)
    assert shown(plan, lang)["stamp"].startswith(said(lang))
    assert printed(plan)["stamp"][lang].startswith(said(lang))
    assert told_plainly(plan, lang)[-1].startswith(said(lang))
    rows = export.plan_csv(plan, lang).decode("utf-8-sig").splitlines()
    assert len(rows) > 1 and all(said(lang) in row for row in rows[1:])
    book = openpyxl.load_workbook(io.BytesIO(export.plan_xlsx(plan, lang)))
    assert any(said(lang) in str(cell.value) for cell in book.worksheets[0]["A"]), "on the sheet that opens first"
    assert all(said(lang) in page.oddFooter.left.text for page in book), "at the foot of every printed page"


@in_both
def test_a_table_s_results_say_so_in_every_row_and_on_the_sheet_of_totals(run: Any, tmp_path: Path, lang: str) -> None:
    table = "benefit,annual_compute_spend\ncompute-voucher,100万元\ncompute-voucher,?\n"
    (tmp_path / "in.csv").write_text(table, encoding="utf-8")
    done = run("batch", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), "--lang", lang)
    assert said(lang) in done.out, "and on the command line"
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert all(said(lang) in row for row in rows[1:])
    for place in (0, 1):
        cells = read_xlsx(batch(table, benefit=None, kind="xlsx", lang=lang).file, place)
        assert any(said(lang) in str(cell) for row in cells for cell in row)


@in_both
def test_the_command_line_says_so_with_each_sum(run: Any, lang: str) -> None:
    assert said(lang) in run("compute", "compute-voucher", "annual_compute_spend=100万元", "--lang", lang).out
    assert said(lang) in run("invert", "compute-voucher", "amount=3000000", "--lang", lang).out
    inverted = json.loads(run("invert", "compute-voucher", "amount=3000000", "--json").out)
    assert inverted["notes"][-1][lang].startswith(said(lang))
    line = json.dumps({"id": 1, "benefit": "compute-voucher", "inputs": {"annual_compute_spend": 1}})
    assert next(wire.compute_lines([line]))["notes"][-1][lang].startswith(said(lang))


@in_both
def test_the_published_table_of_benefits_says_so_in_every_row(policy: Policy, lang: str) -> None:
    rows = benefits_csv(policy, Views(policy)).decode("utf-8-sig").splitlines()
    assert all(said(lang) in row for row in rows[1:])


@in_both
def test_the_pages_that_show_sums_say_so_before_any_script_runs(policy: Policy, tmp_path: Path, lang: str) -> None:
    pages = {page.file: page for page in build_pages(policy, tmp_path)}
    for file in pages:
        text = (tmp_path / lang / file).read_text(encoding="utf-8")
        if "subsidy-calculator benefit=" in text or file == "find.md" or file == "index.md":
            assert said(lang) in text or json.dumps(said(lang)).strip('"') in text, file
