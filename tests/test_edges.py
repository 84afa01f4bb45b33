"""Answers at an edge: exactly at a limit no cut is told, and where nothing is paid nothing is claimed of the funding."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import catalogue
from calculator.answer import Outcome
from calculator.evaluation import evaluate
from calculator.inversion import invert
from calculator.problems import Problems
from calculator.sheet import sheet
from tests.cases import PUBLISHED, cases

AT_THE_LIMIT = {
    "year 2 of the cloud subsidy: 60 % is 1,000,000.002": (
        "cloud-adoption-subsidy",
        {"annual_cloud_spend": "1666666.67", "funded_year": 2},
    ),
    "year 2 of the AI4S subsidy: 60 % is 5,000,000.004": ("ai4s-service-subsidy", {"annual_ai4s_spend": "8333333.34", "funded_year": 2}),
    "30 % is 6,000,000.00 and a third of a fen": ("compute-voucher", {"annual_compute_spend": "20000000.01"}),
    "what was invested leaves just as much": (
        "compute-voucher",
        {"annual_compute_spend": "100.01", "actual_project_investment": "50", "higher_level_funding": "20"},
    ),
    "each of two projects, by less than a fen": ("rd-project-matching", {"grant_received": ["10000000.02", "10000000.04"]}),
}
NOTHING = {
    "a base of nothing": ("cloud-adoption-subsidy", {"annual_cloud_spend": 0, "funded_year": 1}),
    "a base of less than a fen's worth": ("compute-voucher", {"annual_compute_spend": "0.01", "funded_year": 1}),
    "an unmet condition": ("cloud-adoption-subsidy", {"annual_cloud_spend": 100, "funded_year": 1, "*": False}),
    "another measure that pays more": (
        "cloud-adoption-subsidy",
        {"annual_cloud_spend": 100, "funded_year": 3, "other_district_amount": 1000},
    ),
}
_ZERO = re.compile(r"减少0(?:\.00)?(?:元|个)|(?<![\d,.])0(?:\.00)? (?:above the ceiling|is not counted)")


@pytest.mark.parametrize("name", AT_THE_LIMIT)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_limit_that_takes_less_than_a_fen_is_not_told_as_a_cut(name: str, lang: str) -> None:
    id, inputs = AT_THE_LIMIT[name]
    shown = sheet(catalogue.benefit(id), inputs, lang)
    assert shown["answer"]["outcome"] == "amount"
    assert shown["reasons"] == []
    told = " ".join([shown["plain"], *(step["text"] for step in shown["steps"])])
    assert "超过" not in told.replace("未超过", "").replace("不超过", "") and "is above" not in told, told


@pytest.mark.parametrize(("spent", "less"), {"20000000.04": "0.01", "20000000.07": "0.02", "20000001": "0.30"}.items())
def test_a_limit_that_takes_a_fen_or_more_is_told_with_its_size(spent: str, less: str) -> None:
    reasons = evaluate(catalogue.benefit("compute-voucher"), {"annual_compute_spend": spent}).reasons
    assert [reason.en.split(" above the ceiling")[0] for reason in reasons] == [f"RMB {less}"]


@pytest.mark.parametrize("name", NOTHING)
def test_where_nothing_is_paid_no_year_of_funding_is_told(name: str) -> None:
    id, inputs = NOTHING[name]
    benefit = catalogue.benefit(id)
    first = benefit.conditions[0].name
    given = {first if key == "*" else key: value for key, value in inputs.items()}
    answer = evaluate(benefit, given)
    assert answer.settled is Outcome.NOTHING
    assert not [line for line in (*answer.lines, *answer.checks) if line.step.gate]
    shown = sheet(benefit, given, "zh")
    assert "资助年度" not in str([shown[key] for key in ("plain", "checks", "steps", "reasons", "headline")])


@pytest.mark.parametrize("id", sorted(PUBLISHED))
@settings(max_examples=30)
@given(data=st.data())
def test_no_answer_tells_a_cut_of_nothing_or_a_check_without_a_sum(id: str, data: st.DataObject) -> None:
    answer = evaluate(catalogue.benefit(id), data.draw(cases(id)).inputs)
    for reason in answer.reasons:
        assert not _ZERO.search(f"{reason.zh} {reason.en}"), reason
    if answer.settled is Outcome.NOTHING:
        assert not [line for line in answer.checks if line.step.gate]


@pytest.mark.parametrize(
    ("benefit", "inputs", "zh", "en"),
    [
        ("graduate-housing-quota", {"graduates_joined": 0}, "没有可给的配额", "no quota is given"),
        ("graduate-housing-quota", {"graduates_joined": 6, "named_university": False}, "没有可给的配额", "no quota is given"),
        ("compute-voucher", {"annual_compute_spend": 0}, "没有可资助的金额", "nothing can be paid"),
    ],
)
def test_a_benefit_of_places_is_told_in_places(benefit: str, inputs: dict[str, Any], zh: str, en: str) -> None:
    answer = evaluate(catalogue.benefit(benefit), inputs)
    assert any(zh in reason.zh and en in reason.en for reason in answer.reasons)


def test_nothing_received_before_is_told_as_the_limit_alone() -> None:
    compute = catalogue.benefit("compute-voucher")
    bare, zero = (evaluate(compute, {"annual_compute_spend": 10**9} | more) for more in ({}, {"already_received": 0}))
    assert [line.sentence for line in zero.steps] == [line.sentence for line in bare.steps]
    assert list(zero.reasons) == list(bare.reasons)


def test_a_sum_of_no_people_begins_with_no_comma() -> None:
    answer = evaluate(catalogue.benefit("continuing-education-subsidy"), {"master": 0, "doctor": 0})
    assert not any(line.sentence.zh.startswith("，") or line.sentence.en.startswith(":") for line in answer.lines)


def test_a_benefit_without_a_sum_is_not_said_to_have_a_ceiling() -> None:
    with pytest.raises(Problems) as found:
        invert(catalogue.benefit("incubator-space"), "5", {})
    assert "没有写明金额" in found.value.problems[0].message.zh
