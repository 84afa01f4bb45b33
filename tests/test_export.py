"""A plan taken away says the same as the plan: workbooks worked out by another library, tables read back, nothing carried out."""

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from calculator import catalogue, export, wire
from calculator.combining import INSIDE, OPEN, OUTSIDE
from calculator.evaluation import evaluate
from calculator.export import words
from calculator.export.harmless import harmless
from calculator.export.view import Claimed, View
from calculator.export.xlsx import workbook
from calculator.money import ZERO, Money
from calculator.plan import PlanAnswer, make_plan
from calculator.problems import Problems
from calculator.steps import KINDS, Each, Step
from calculator.steps.cells import Stop
from calculator.steps.principles import HigherOf, InvestmentCeiling
from calculator.text import Text
from site_src.builder.law import policy as law
from tests.recomputed import Recomputed
from tests.running import Installed
from tests.spreadsheet import recalculated
from tests.test_plans import PLANS

in_both_languages = pytest.mark.parametrize("lang", ["zh", "en"])


def alone(id: str, inputs: Mapping[str, Any]) -> Claimed | None:
    """A claim as if it were the only one of its plan; None for an example of a refusal."""
    try:
        answer = evaluate(catalogue.benefit(id), inputs)
    except Problems:
        return None
    nothing: Money | int = ZERO if answer.benefit.unit == "CNY" else 0
    payable = None if answer.amount is None else answer.paid or nothing
    return Claimed(answer=answer, year=2026, payable=payable, asked=frozenset(inputs))


def book_of(claims: Sequence[Claimed], lang: str) -> Recomputed:
    return Recomputed(workbook(View(applicant=Text("企业", "Enterprise"), claims=claims), lang))


def plan_of(data: Any) -> PlanAnswer:
    found = make_plan(data)
    assert not found.misfits, found.misfits
    return found


# --- the arithmetic ------------------------------------------------------------------------------------------------------


@in_both_languages
def test_every_example_of_every_measure_comes_to_the_same_sum(policy: law.Policy, lang: str) -> None:
    """Each step is a formula over the cells above it; a real spreadsheet arrives at the answer from what was given."""
    given = [(b.id, inputs) for b in policy.benefits for inputs in ([example.inputs for example in b.examples] or [{}])]
    claims = [claim for id, inputs in given if (claim := alone(id, inputs))]
    assert {claim.answer.benefit.id for claim in claims} == set(catalogue.ids())
    data = workbook(View(applicant=Text("企业", "Enterprise"), claims=claims), lang)
    ours, book = (load_workbook(BytesIO(one), data_only=True) for one in (data, recalculated({"all": data})["all"]))
    assert not (wrong := list(differing(ours, book))), wrong
    sheet = book[words.CLAIMS[lang]]
    amount = next(cell.column for cell in sheet[1] if cell.value == words.AMOUNT[lang])
    for row, claim in enumerate(claims, 2):
        if claim.answer.benefit.calculator:
            shown = sheet.cell(row, amount).value
            expected = words.STOPS[Stop.MISSING][lang] if claim.payable is None else f"{float(claim.answer.amount or 0):.2f}"
            assert (shown if isinstance(shown, str) else f"{shown:.2f}") == expected, claim.answer.benefit.id


@in_both_languages
def test_one_example_of_every_measure_comes_to_the_same_sum_in_another_library(policy: law.Policy, lang: str) -> None:
    shown = [(b.id, next((e.inputs for e in b.examples if e.shown), {})) for b in policy.benefits]
    assert book_of([claim for id, inputs in shown if (claim := alone(id, inputs))], lang).differing() == []


@in_both_languages
def test_a_changed_input_is_worked_out_anew_by_the_workbook_alone(policy: law.Policy, lang: str) -> None:
    shown = [(b.id, e.inputs) for b in policy.benefits for e in b.examples if e.shown]
    claims = [claim for id, inputs in shown if (claim := alone(id, inputs))]
    data = workbook(View(applicant=Text("", ""), claims=claims), lang)
    book = Recomputed(data)
    steps, changed = book.book[words.STEPS[lang]], dict[int, Any]()
    label, value, number = (book.column(steps.title, head[lang]) for head in (words.WHAT, words.VALUE, words.NUMBER))
    for row in range(2, steps.max_row + 1):
        place = steps[f"{number}{row}"].value - 1
        fields = {f.label[lang]: f for f in claims[place].answer.benefit.questions if f.type in ("money", "count")}
        field = fields.get(steps[f"{label}{row}"].value)
        if field and place not in changed and steps[f"{value}{row}"].data_type == "n":
            steps[f"{value}{row}"].value = changed[place] = steps[f"{value}{row}"].value * 3 + 1
            shown[place] = (shown[place][0], {**shown[place][1], field.name: changed[place]})
    assert len(changed) > 25
    altered = BytesIO()
    book.book.save(altered)
    again = Recomputed(altered.getvalue())
    amount = again.column(words.CLAIMS[lang], words.AMOUNT[lang])
    for place in changed:
        expected = alone(*shown[place])
        assert expected is not None
        if not expected.answer.refusals:  # conditions are looked at by the calculator alone
            assert again.sum(words.CLAIMS[lang], f"{amount}{place + 2}") == f"{float(expected.answer.amount or 0):.2f}", shown[place]


def test_a_list_longer_than_a_formula_may_have_arguments() -> None:
    sums = [f"{1000 + place}.01" for place in range(1000)]
    listed = next(b for b in catalogue.benefits() if any(isinstance(step, Each) for step in b.steps) and len(b.questions) == 1)
    claim = alone(listed.id, {listed.questions[0].name: sums})
    assert claim is not None
    book = book_of([claim], "zh")
    assert book.differing() == []
    assert max(len(cell.value) for _, cell in book.formulas()) < 8192, "longer than a formula may be"


def test_every_kind_of_step_writes_what_it_computes_and_what_it_refuses_as_formulas() -> None:
    for kind in (*KINDS, Each, InvestmentCeiling, HigherOf):
        assert (kind.formula is not Step.formula) is not kind.gate, kind
        refuses = kind.gate or kind.objections is not Step.objections or kind.needs is not Step.needs
        assert (kind.guards is not Step.guards) is refuses, f"{kind}: a workbook refuses what the calculator refuses"


@in_both_languages
def test_every_example_of_a_plan_opened_in_a_real_spreadsheet_has_the_totals_of_the_plan(lang: str) -> None:
    plans = {case["name"]["en"]: plan_of(case["plan"]) for case in PLANS}
    books = {name: export.plan_xlsx(found, lang) for name, found in plans.items()}
    for name, data in recalculated(books).items():
        ours, opened = (load_workbook(BytesIO(one), data_only=True) for one in (books[name], data))
        assert not (wrong := list(differing(ours, opened))), (name, wrong)
        check_totals(name, plans[name].as_dict(), opened, lang)


def differing(ours: Any, opened: Any) -> Iterator[str]:
    """Cells that come to something else than what is stored with them."""
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                stored, value = cell.value, opened[sheet.title][cell.coordinate].value
                numbers = isinstance(stored, int | float) and isinstance(value, int | float)
                if not (abs(stored - value) < 0.0001 if numbers else (stored or "") == (value or "")):
                    yield f"{sheet.title}!{cell.coordinate}: {value!r}, stored {stored!r}"


def check_totals(name: str, told: dict[str, Any], book: Any, lang: str) -> None:
    summary, claims = book[words.SUMMARY[lang]], book[words.CLAIMS[lang]]
    rows = {cell.value: cell.row for cell in summary["A"]}
    expected = {
        words.IN_YEAR[lang].format(year=year, part=words.PARTS[part][lang]): sums
        for year, found in told["totals"]["by_year"].items()
        for part, sums in found["parts"].items()
    }
    for part, totals in ((INSIDE, told["totals"]), (OPEN, told["totals"]["open"]), (OUTSIDE, told["totals"]["outside_term"])):
        expected[words.TOTALS[part][lang]] = totals
        mark = "" if part == INSIDE else {"zh": "：", "en": ": "}[lang] + words.PARTS[part][lang]
        for text, key in ((words.HOUSING, "places"), (words.TO_OTHERS, "to_others")):
            label = text[lang] + mark
            if label in rows or any(float(sum) for sum in totals[key].values()):
                expected[label] = totals[key]
    for label, sums in expected.items():
        if label not in rows:  # a year without any sum of money has no row
            assert not any(float(sums[kind]) for kind in ("exact", "up_to")), (name, label)
            continue
        for column, kind in (("B", "exact"), ("C", "up_to")):
            assert f"{summary[f'{column}{rows[label]}'].value:.2f}" == f"{float(sums[kind]):.2f}", (name, label, kind)
    payable = next(cell.column_letter for cell in claims[1] if cell.value == words.PAYABLE[lang])
    for row, claim in enumerate(told["claims"], 2):
        if claim["payable"] is not None:
            assert f"{claims[f'{payable}{row}'].value:.2f}" == f"{float(claim['payable']):.2f}", (name, row)


# --- what the files look like --------------------------------------------------------------------------------------------

PLAN = {
    "applicant": {"kind": "enterprise"},
    "projects": [{"id": "p1", "actual_project_investment": "1500万元", "higher_level_funding": 0}],
    "claims": [
        {"benefit": "compute-voucher", "year": 2026, "inputs": {"annual_compute_spend": "1000万元"}, "project": "p1", "cost": "发票1"},
        {"benefit": "compute-voucher", "year": 2026, "inputs": {"annual_compute_spend": "1800万元"}},
        {"benefit": "cloud-adoption-subsidy", "year": 2026, "inputs": {"annual_cloud_spend": "333333.33"}, "cost": "发票1"},
        {"benefit": "scale-stage-reward", "year": 2029, "inputs": {}},
        {"benefit": "graduate-housing-quota", "year": 2027, "inputs": {"graduates_joined": 12}},
    ],
}


@in_both_languages
def test_a_workbook_is_made_for_reading_and_for_paper(lang: str) -> None:
    book = Recomputed(export.plan_xlsx(plan_of(PLAN), lang)).book
    assert book.sheetnames == [one[lang] for one in (words.SUMMARY, words.CLAIMS, words.STEPS, words.FIGURES, words.NOTES)]
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
            9,
            "portrait" if sheet.title == words.SUMMARY[lang] else "landscape",
            0,
        )
        assert sheet.protection.sheet and not sheet.protection.password
        wrapped = {cell.row for row in sheet.iter_rows() for cell in row if cell.value and cell.alignment.wrap_text}
        assert all(sheet.row_dimensions[row].height for row in wrapped), "not every spreadsheet finds heights by itself"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        footer = f"{sheet.oddFooter.left.text}{sheet.oddFooter.right.text}"
        assert len(footer) < 240, "longer than a footer may be"
        assert catalogue.rules_hash() in footer
    assert book[words.STEPS[lang]].freeze_panes == "A2"
    sums = [cell for row in book[words.STEPS[lang]].iter_rows() for cell in row if cell.number_format == {"zh": '#,##0.00"元"'}.get(lang)]
    assert sums or lang == "en"
    notes = [row[1].value for row in book[words.NOTES[lang]].iter_rows(min_row=2)]
    assert {catalogue.edition(), catalogue.rules_hash()} <= set(notes)
    assert catalogue.principles().budget[lang] in notes[0]
    summary = [str(cell.value) for cell in book[words.SUMMARY[lang]]["A"]]
    for caution in plan_of(PLAN).cautions:
        assert caution.says[lang] in notes
        assert any(told.endswith(caution.says[lang]) for told in summary), "warnings stand where the total stands"


@in_both_languages
def test_what_is_in_no_total_and_other_readings_stand_below_the_totals_with_their_reasons(lang: str) -> None:
    claims = [{"benefit": "compute-voucher", "year": year, "inputs": {"annual_compute_spend": "2000万元"}} for year in (2026, 2027, 2028)]
    rent = [{"benefit": "rent-subsidy-other-park", "year": year, "inputs": {"previous_year_rent": "100万元"}} for year in (2025, 2028)]
    found = plan_of({"applicant": {"kind": "enterprise"}, "claims": [*claims, *rent]})
    summary = Recomputed(export.plan_xlsx(found, lang)).book[words.SUMMARY[lang]]
    told = [cell.value for cell in summary["A"]]
    codes = [one for one in found.cautions if one.code == "term"]
    assert len(codes) == 3 and found.readings
    for says in (*(one.says for one in codes), *(one.says for one in found.readings)):
        assert any(str(one).endswith(says[lang]) for one in told)
    table = list(csv.reader(StringIO(export.plan_csv(found, lang).decode("utf-8-sig"))))
    column = table[0].index(words.PART[lang])
    parts = [OPEN if row in (3, 4) else OUTSIDE if row == 5 else INSIDE for row in range(1, 6)]
    assert [row[column] for row in table[1:]] == [words.PARTS[part][lang] for part in parts]


def test_the_two_kinds_of_sum_are_never_added_up() -> None:
    for _, cell in Recomputed(export.plan_xlsx(plan_of(PLAN), "zh")).formulas():
        if cell.parent.title == words.SUMMARY.zh and cell.column_letter != "A":
            kind = {"B": words.EXACT.zh, "C": words.UP_TO.zh}[cell.column_letter]
            picked = set(re.findall(f'"({words.EXACT.zh}|{words.UP_TO.zh})[^"]*"', cell.value))
            assert picked == {kind} if "SUMIFS(" in cell.value else not picked, "every total names the kind of its own column"


def test_the_same_plan_gives_the_same_bytes() -> None:
    one, two = (export.plan_xlsx(plan_of(PLAN), "zh") for _ in range(2))
    assert one == two
    with ZipFile(BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_formula_is_without_its_value() -> None:
    with ZipFile(BytesIO(export.plan_xlsx(plan_of(PLAN), "en"))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/sheet" in name]
    assert sum(sheet.count("<f>") for sheet in sheets) > 20
    assert not any(re.search(r"</f><v ?/>|</f></c>", sheet) for sheet in sheets)


def test_sums_that_a_spreadsheet_cannot_keep_are_told() -> None:
    large = {"applicant": {"kind": "enterprise"}, "claims": [{**PLAN["claims"][1], "inputs": {"annual_compute_spend": "10" + "0" * 12}}]}  # type: ignore[index]
    notes = [row[1].value for row in Recomputed(export.plan_xlsx(plan_of(large), "zh")).book[words.NOTES.zh].iter_rows()]
    assert words.TOO_LONG.zh in notes


@in_both_languages
def test_a_table_read_back_holds_what_the_plan_holds(lang: str) -> None:
    found = plan_of(PLAN)
    data = export.plan_csv(found, lang)
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n") == len(PLAN["claims"]) + 1  # type: ignore[arg-type]
    rows = list(csv.DictReader(StringIO(text, newline="")))
    for row, claim in zip(rows, found.as_dict()["claims"], strict=True):
        assert (row[words.ID[lang]], row[words.YEAR[lang]]) == (claim["benefit"], str(claim["year"]))
        assert (row[words.AMOUNT[lang]], row[words.PAYABLE[lang]]) == (claim["amount"], claim["payable"])
        assert all(reduction[lang] in row[words.WHY[lang]] and reduction["quote"] for reduction in claim["reduced_by"])
        assert row[words.HOW[lang]]
        assert catalogue.rules_hash() in row[words.ESTIMATE[lang]]
    assert rows[0][words.PROJECT[lang]] == "p1"


# --- nothing is carried out ----------------------------------------------------------------------------------------------

ATTACKS = (
    '=HYPERLINK("http://example.org","x")', "+1+2", "-1+2", "@SUM(1)", "=cmd|' /C calc'!A0", "＝1+1", "  =1+1", "'=1", '"=1',
    "</t></is></c><c><f>1+1</f>", "a\u0000b\ud800c\uffff", "=" + "A" * 99, "x,y;z", 'say "1"',
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_a_name_that_looks_like_a_formula_stays_a_name(attack: str) -> None:
    claim = {"benefit": "compute-voucher", "year": 2026, "inputs": {"annual_compute_spend": 100}, "project": attack, "cost": attack}
    found = plan_of({"applicant": {"kind": "enterprise"}, "projects": [{"id": attack}], "claims": [claim]})
    name = found.plan.projects[0].id
    book = Recomputed(export.plan_xlsx(found, "zh"))
    cell = book.book[words.CLAIMS.zh][f"{book.column(words.CLAIMS.zh, words.BELONGS.zh)}2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix == name.startswith(("=", "+", "-", "@", "＝"))
    assert cell.value == "\n".join([re.sub("[\u0000\ud800\uffff]", "\ufffd", name)] * 2)
    for _, cell in book.formulas():
        bare = re.sub(r'"(?:[^"]|"")*"', '""', cell.value)  # in quotation marks a text is a text
        assert re.fullmatch(r"=[A-Z0-9+\-*/%(),.$'!:\"<>=&\u4e00-\u9fff]+", bare), bare
    (row,) = list(csv.DictReader(StringIO(export.plan_csv(found, "zh").decode("utf-8-sig"), newline="")))
    for text in (row[words.PROJECT.zh], row[words.COST.zh]):
        assert not text.lstrip().startswith(("=", "+", "-", "@", "＝")), text
        assert text.removeprefix("'").strip() in (name, name.removeprefix("'"), re.sub("[\u0000\ud800\uffff]", "\ufffd", name))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_every_start_that_a_spreadsheet_acts_on_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"
    assert harmless(f" {start}1").startswith("'")
    for end in (";", ",", "\t", "\n") if not start.isspace() else ():
        for blank in ("", " ", "\xa0", "\u200b", '"'):
            assert harmless(f"x{end}{blank}{start}1") == f"x{end}'{blank}{start}1"


# --- the ways there ------------------------------------------------------------------------------------------------------


@in_both_languages
def test_the_door_of_the_page_makes_the_same_files(lang: str) -> None:
    request = {"plan": PLAN, "lang": lang, "money_unit": "元"}
    assert wire.export(json.dumps({**request, "format": "csv"})) == export.plan_csv(plan_of(PLAN), lang)
    assert wire.export(json.dumps({**request, "format": "xlsx"})) == export.plan_xlsx(plan_of(PLAN), lang)


def test_without_what_writes_workbooks_one_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("xlsxwriter", "calculator.export.xlsx"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(export.ExtraMissing, match=re.escape("guangming-calculator[xlsx]")) as missing:
        export.plan_xlsx(plan_of(PLAN), "zh")
    assert "读写XLSX" in str(missing.value)
    assert export.plan_csv(plan_of(PLAN), "zh")


def test_what_workbooks_need_is_an_extra_of_the_wheel_and_nothing_else_is_needed(installed: Installed) -> None:
    with ZipFile(installed.wheel) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        needed = [line for line in wheel.read(name).decode().splitlines() if line.startswith("Requires-Dist:")]
    assert {line.split(";")[1].strip() for line in needed} == {"extra == 'xlsx'"}
    assert [re.split("[<>=]", line.split()[1])[0] for line in needed] == ["openpyxl", "xlsxwriter"]


def test_the_wheel_alone_writes_tables_and_says_what_workbooks_need(run: Any, tmp_path: Path) -> None:
    file, table, book = (tmp_path / name for name in ("plan.json", "plan.csv", "plan.xlsx"))
    file.write_text(json.dumps(PLAN), encoding="utf-8")
    assert run("plan", str(file), "--csv", str(table), "--lang", "en").status == 0
    assert table.read_bytes() == export.plan_csv(plan_of(PLAN), "en")
    refused = run("plan", str(file), "--xlsx", str(book))
    assert refused.status != 0
    assert "guangming-calculator[xlsx]" in refused.err
    assert not book.exists()
