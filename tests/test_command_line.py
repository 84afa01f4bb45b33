"""The command line of the installed wheel: list, show, compute in both languages, with its exit statuses and its errors."""

import json
from typing import Any

import pytest

from calculator import catalogue
from calculator.text import LANGUAGES
from tests.test_contract import CONTRACT, IDS

VOUCHER = "compute-voucher"  # a benefit with a sum, a year and a condition
SPEND = "annual_compute_spend"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list_names_every_benefit_in_the_language_asked(run: Any, lang: str) -> None:
    done = run("list", "--lang", lang)
    rows = done.out.splitlines()
    assert (done.status, len(rows)) == (0, 47)
    for row, published in zip(rows, CONTRACT, strict=True):
        assert published["id"] in row.split() and catalogue.benefit(published["id"]).name[lang] in row


def test_list_as_json_tells_names_and_kinds(run: Any) -> None:
    found = json.loads(run("list", "--json").out)
    assert [entry["id"] for entry in found] == IDS
    for entry, published in zip(found, CONTRACT, strict=True):
        kinds = {key: entry[key] for key in ("unit", "basis", "bound")}
        assert kinds == {key: published.get(key) for key in kinds}, entry["id"]
        assert entry["zh"] and entry["en"] and entry["article"] == int(published["article"])


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ["必填", "选填", "30%", "600万元"]), ("en", ["required", "optional", "30%", "RMB 6 million"])]
)
def test_show_tells_inputs_and_steps_with_their_words(run: Any, lang: str, words: list[str]) -> None:
    done = run("show", VOUCHER, "--lang", lang)
    assert done.status == 0
    for word in (*words, SPEND, "funded_year", "other_district_amount"):
        assert word in done.out, word


def test_show_as_json_names_each_input_with_type_and_need(run: Any) -> None:
    found = json.loads(run("show", VOUCHER, "--json").out)
    inputs = {field["name"]: field for field in found["inputs"]}
    assert inputs[SPEND]["type"] == "money" and inputs[SPEND]["required"] is True
    assert inputs["funded_year"]["values"] == ["1", "2", "3"] and inputs["funded_year"]["required"] is False
    assert [step["quote"] for step in found["steps"]][1:3] == ["年度实际采购费用的30%", "最高600万元"]


@pytest.mark.parametrize(("lang", "sum"), [("zh", "300万元"), ("en", "RMB 3 million")])
def test_compute_tells_the_sum_its_way_and_what_it_assumes(run: Any, lang: str, sum: str) -> None:
    done = run("compute", VOUCHER, f"{SPEND}=1000万", "--lang", lang)
    assert done.status == 0
    assert sum in done.out.splitlines()[0]
    assert catalogue.benefit(VOUCHER).conditions[0].states[lang] in done.out, "the condition taken as met is named"


def test_compute_as_json_is_the_answer_object(run: Any) -> None:
    answer = json.loads(run("compute", VOUCHER, f"{SPEND}=10,000,000", "funded_year=2", "--json").out)
    wanted = {
        "benefit", "article", "outcome", "basis", "bound", "unit", "amount", "steps", "reasons", "notes", "missing", "assumed",
        "edition", "rules",
    }  # fmt: skip
    assert wanted <= set(answer)
    assert (answer["outcome"], answer["amount"], answer["article"]) == ("amount", "3000000.00", 1)
    assert all({"zh", "en", "amount", "quote", "article"} <= set(step) for step in answer["steps"])


def test_options_may_stand_before_the_inputs(run: Any) -> None:
    assert run("compute", "--json", VOUCHER, "--lang", "en", f"{SPEND}=100").out == run("compute", VOUCHER, f"{SPEND}=100", "--json").out


def test_the_name_of_a_list_is_repeated(run: Any) -> None:
    done = run("compute", "hit-smart-hardware", "product_sales=1000万", "product_sales=RMB 5 million", "--json")
    assert json.loads(done.out)["amount"] == "1500000.00"


def test_something_missing_is_incomplete_and_no_failure(run: Any) -> None:
    done = run("compute", VOUCHER, "--json")
    assert done.status == 0
    answer = json.loads(done.out)
    assert (answer["outcome"], answer["amount"], answer["missing"]) == ("incomplete", None, [SPEND])
    assert catalogue.benefit(VOUCHER).fields[SPEND].label.en in run("compute", VOUCHER, "--lang", "en").out


@pytest.mark.parametrize("benefit", [benefit.id for benefit in catalogue.benefits() if not benefit.calculator])
def test_a_text_only_benefit_is_answered_as_such_and_as_a_draft_that_is_not_in_force(run: Any, benefit: str) -> None:
    done = run("compute", benefit, "--json")
    answer = json.loads(done.out)
    assert (done.status, answer["outcome"], answer["amount"]) == (0, "text-only", None)
    standing = catalogue.principles().standing
    for lang in LANGUAGES:
        assert [note[lang].startswith(standing[lang]) for note in answer["notes"]] == [True]
        assert standing[lang] in run("compute", benefit, "--lang", lang).out


ERRORS = [
    ("negative", [VOUCHER, f"{SPEND}=-5"], SPEND, "-5"),
    ("not-a-number", [VOUCHER, f"{SPEND}=约100万"], SPEND, "约100万"),
    ("not-a-number", [VOUCHER, f"{SPEND}=1,5"], SPEND, "1,5"),
    ("not-a-number", [VOUCHER, f"{SPEND}="], SPEND, ""),
    ("too-many-decimals", [VOUCHER, f"{SPEND}=0.001"], SPEND, "0.001"),
    ("too-large", [VOUCHER, f"{SPEND}=1000000000000001"], SPEND, "1000000000000001"),
    ("out-of-range", [VOUCHER, f"{SPEND}=1", "funded_year=0"], "funded_year", "0"),
    ("not-an-integer", [VOUCHER, f"{SPEND}=1", "funded_year=1.5"], "funded_year", "1.5"),
    ("not-yes-no", ["little-giant-reward", "first_recognition=maybe"], "first_recognition", "maybe"),
    ("not-a-choice", ["higher-level-park-reward", "level=district"], "level", "district"),
    ("duplicate-field", [VOUCHER, f"{SPEND}=1", f"{SPEND}=2"], SPEND, None),
    ("unknown-field", [VOUCHER, "annual_spend=1"], "annual_spend", None),
    ("unknown-field", ["incubator-space", "area=1"], "area", None),
    ("out-of-range", ["demo-scenario-demand-side", "project_total_investment=1", "fiscal_part=2"], "fiscal_part", "2"),
    (
        "out-of-range",
        ["core-team-reward", "municipal_grant=2", "actual_project_investment=9", "higher_level_funding=1"],
        "higher_level_funding",
        "1",
    ),
    ("conflict", ["hr-agency-reward", "award_items=1", "placements=1"], "placements", None),
    (
        "ceiling-not-applicable",
        ["little-giant-reward", "first_recognition=true", "actual_project_investment=1"],
        "actual_project_investment",
        None,
    ),
]


@pytest.mark.parametrize(
    ("code", "arguments", "field", "shown"), ERRORS, ids=lambda value: " ".join(value) if isinstance(value, list) else None
)
def test_an_error_names_benefit_field_what_was_given_and_what_is_expected(
    run: Any, code: str, arguments: list[str], field: str, shown: str | None
) -> None:
    benefit = catalogue.benefit(arguments[0])
    done = run("compute", *arguments, "--json")
    assert done.status == 1
    error = json.loads(done.out)["error"]
    assert (error["code"], error["field"]) == (code, field)
    for lang, expected in (("zh", "应为"), ("en", "expected")):
        told = error[lang]
        assert benefit.name[lang] in told and field in told, told
        assert shown is None or f"“{shown}”" in told, told
        assert expected in told or code in ("duplicate-field", "conflict"), told
    english = run("compute", *arguments, "--lang", "en")
    assert (english.status, english.out, english.err.splitlines()[0]) == (1, "", error["en"])


def test_all_errors_of_a_request_are_told_together(run: Any) -> None:
    done = run("compute", VOUCHER, f"{SPEND}=abc", "funded_year=0", "nonsense=1", "--json")
    assert [error["code"] for error in json.loads(done.out)["errors"]] == ["not-a-number", "out-of-range", "unknown-field"]


def test_an_unknown_benefit_is_an_error_in_the_language_asked(run: Any) -> None:
    for command in (["show", "voucher"], ["compute", "voucher", "x=1"]):
        for lang, word in (("zh", "没有这一事项"), ("en", "no such benefit")):
            done = run(*command, "--lang", lang)
            assert done.status == 1 and "voucher" in done.err and word in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["show"],
        ["compute"],
        ["list", "--lang", "fr"],
        ["compute", VOUCHER, "--bogus"],
        ["compute", "--jsonl", VOUCHER],
        ["list", "x"],
    ],
    ids=" ".join,
)
def test_an_unusable_command_line_ends_with_2_and_says_how_it_is_used(run: Any, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "usage:" in done.err


def test_help_and_answers_are_printed_where_only_ascii_is_known(run: Any) -> None:
    assert "逐项计算" in run("--help").out
