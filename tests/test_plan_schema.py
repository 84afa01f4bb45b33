"""The published schema of a plan knows every plan that can be worked out, and refuses what is no plan."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from calculator import catalogue
from site_src.builder.data.plan_schema import plan_schema
from tests.test_plans import CASES, PLANS

VALID = Draft202012Validator(plan_schema())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize("case", PLANS, ids=[case["name"]["en"] for case in PLANS])
def test_every_plan_of_the_tests_fits(case: dict[str, Any]) -> None:
    assert [error.message for error in VALID.iter_errors(case["plan"])] == []


STRUCTURAL = [
    case
    for case in CASES["refused"]
    if isinstance(case["plan"], dict) and {error["code"] for error in case["errors"]} <= {"unknown-field", "unknown-benefit", "not-a-list"}
]


@pytest.mark.parametrize("case", STRUCTURAL, ids=[case["name"] for case in STRUCTURAL])
def test_a_plan_of_another_form_does_not_fit(case: dict[str, Any]) -> None:
    assert not VALID.is_valid(case["plan"])


def test_each_benefit_has_its_own_inputs() -> None:
    for benefit in catalogue.benefits():
        claim = {"benefit": benefit.id, "year": 2026, "inputs": {"no_such_input": 1}}
        assert not VALID.is_valid({"applicant": {"kind": "enterprise"}, "claims": [claim]}), benefit.id
