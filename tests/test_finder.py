"""The finder's own script over described applicants, held against what an official would say; and its addresses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.text import LANGUAGES
from site_src.builder.law import policy as law
from site_src.builder.pages.finder import Finder

HERE = Path(__file__).resolve().parent
NODE = Path(sys.executable).with_name("node")
FACETS = ("who", "did", "yes", "no")
CASES: list[dict[str, Any]] = yaml.load((HERE / "finder.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
QUERIES = (
    "?no=zz&did=cloud,compute&who=enterprise&did=old-name&utm=x",
    "?who=talent,enterprise&yes=bank-loan&no=bank-loan",
    "?h=word&did=loan",
    "?yes=%E6%97%A7%2Cbank-loan",
    "",
)


def applicant(case: dict[str, Any]) -> dict[str, Any]:
    """What the case chose and answered, with nothing for what it leaves out."""
    return {"who": case.get("who", ""), "did": case.get("did", []), "yes": case.get("yes", []), "no": case.get("no", [])}


@pytest.fixture(scope="module")
def told(policy: law.Policy) -> dict[str, Any]:
    """What the script says of every case, in one run."""
    asked = {
        "data": Finder(policy).choices("zh") | Finder(policy).known("zh"),
        "applicants": [applicant(case) for case in CASES],
        "queries": QUERIES,
    }
    run = subprocess.run([NODE, HERE / "finder_run.mjs"], input=json.dumps(asked), capture_output=True, check=True, text=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def reasons(verdict: dict[str, Any]) -> list[str]:
    return [one["condition"]["name"] if one["kind"] == "condition" else one["kind"] for one in verdict["reasons"]]


@pytest.mark.parametrize(
    ("place", "case"), list(enumerate(CASES)), ids=lambda value: value["name"]["en"] if isinstance(value, dict) else ""
)
def test_the_applicant_is_told_what_fits_what_might_and_what_does_not(told: dict[str, Any], place: int, case: dict[str, Any]) -> None:
    verdicts = {one["id"]: one for one in told["matched"][place]["verdicts"]}
    by_kind = {kind: [id for id, one in verdicts.items() if one["verdict"] == kind] for kind in ("fits", "might", "not")}
    assert len(verdicts) == 47
    assert sorted(by_kind["fits"]) == sorted(case["fits"])
    assert {id: reasons(verdicts[id]) for id in by_kind["might"]} == case["might"]
    fails = case.get("fails", {})
    assert {id: reasons(verdicts[id]) for id in fails} == fails
    assert set(fails) <= set(by_kind["not"])
    if "asks" in case:
        assert told["matched"][place]["asks"] == case["asks"]


def test_the_applicants_are_many_and_reach_every_benefit() -> None:
    assert len(CASES) >= 30
    names = [case["name"][lang] for case in CASES for lang in LANGUAGES]
    assert len(set(names)) == len(names)
    reached = {id for case in CASES for id in (*case["fits"], *case["might"], *case.get("fails", {}))}
    assert len(reached) == 47


def test_what_the_cases_name_is_known(policy: law.Policy) -> None:
    finder = Finder(policy)
    known = {
        "who": {one.id for one in policy.audiences},
        "did": {one.id for one in policy.activities},
        "yes": set(finder.questions),
        "no": set(finder.questions),
    }
    for case in CASES:
        for facet, given in applicant(case).items():
            assert {given} - {""} <= known[facet] if facet == "who" else set(given) <= known[facet], case["name"]["en"]


def test_an_address_says_the_same_when_it_is_read_again(told: dict[str, Any]) -> None:
    for case, back in zip(CASES, told["back"], strict=True):
        wanted = {key: value if key == "who" else sorted(value) for key, value in applicant(case).items()}
        assert back == {"applicant": wanted, "strays": []}


def test_what_an_address_holds_beyond_that_is_named_and_kept(told: dict[str, Any]) -> None:
    strays = [[(one["key"], one["value"], one["why"]) for one in parsed["strays"]] for parsed in told["parsed"]]
    assert strays == [
        [("no", "zz", "unknown"), ("did", "old-name", "unknown"), ("utm", "x", "unknown")],
        [("who", "enterprise", "twice"), ("yes", "bank-loan", "twice"), ("no", "bank-loan", "twice")],
        [],
        [("yes", "旧", "unknown")],
        [],
    ]
    assert [parsed["written"] for parsed in told["parsed"]] == [
        "?who=enterprise&did=cloud,compute,old-name&no=zz&utm=x",
        "?who=talent,enterprise&yes=bank-loan&no=bank-loan",
        "?did=loan",
        "?yes=bank-loan,%E6%97%A7",
        "",
    ]
    assert [parsed["applicant"]["who"] for parsed in told["parsed"]][:2] == ["enterprise", "talent"]
    assert told["parsed"][1]["applicant"]["yes"] == told["parsed"][1]["applicant"]["no"] == []


def test_both_languages_carry_the_same_data(policy: law.Policy) -> None:
    finder = Finder(policy)
    zh, en = (finder.known(lang) for lang in LANGUAGES)
    for data in (zh, en):
        for benefit in data["benefits"]:
            rule = policy.benefit(benefit["id"]).rule
            names = set(rule.fields) if rule else set()
            tried = benefit["try"]
            assert tried is None or {tried["input"], *tried["also"]} <= names
    shape = [
        [(one["id"], one["who"], one["did"], [c["question"] for c in one["conditions"]]) for one in data["benefits"]] for data in (zh, en)
    ]
    assert shape[0] == shape[1]
    assert [one["id"] for one in zh["questions"]] == [one["id"] for one in en["questions"]]


def test_a_question_asked_for_several_benefits_is_one(policy: law.Policy) -> None:
    asked = Finder(policy).questions
    assert len(asked["ai-enterprise"]) == 3 and len(asked["ai-software-internet"]) == 4
    wordings = [(one.ask.zh, id) for id, all in asked.items() for one in all[:1]]
    same = {ask for ask, id in wordings if sum(ask == other for other, _ in wordings) > 1}
    assert same <= {"申请单位是否符合申请指南公布的条件？"}, "the same words would be asked twice"
