"""Whole plans come out as an official would work them out by hand; a bad plan is refused with every problem and its place."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator import catalogue
from calculator.evaluation import evaluate
from calculator.money import Money
from calculator.plan import plan_json
from calculator.problems import CODES
from calculator.text import money as words_of_money
from site_src.builder.law import policy as law
from site_src.builder.law.load import MEASURES, read_policy
from site_src.builder.law.source import Complaints
from tests.both_numbers import sums


class _Exact(yaml.SafeLoader):
    """Whole numbers, yes and no are what they are; every sum stays the text it is."""


_Exact.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "bool", "null")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

CASES: dict[str, Any] = yaml.load(Path(__file__).with_name("plans.yaml").read_text(encoding="utf-8"), Loader=_Exact)
PLANS: list[dict[str, Any]] = CASES["plans"]
RULES = {"limit", "project-ceiling", "higher-of", "years", "span", "same-cost", "once", "one-a-year"}
READ = read_policy(MEASURES, Complaints())
assert READ is not None, "the measures cannot be read: run `python build.py check`"
SHOWN = [
    (benefit, next(example for example in benefit.examples if example.shown))
    for benefit in READ.benefits
    if benefit.calculator and any(example.shown for example in benefit.examples)
]

each_plan = pytest.mark.parametrize("case", PLANS, ids=lambda case: case["name"]["en"])


def planned(plan: Any) -> dict[str, Any]:
    return plan_json(json.dumps(plan, ensure_ascii=False))


def answered(plan: Any) -> dict[str, Any]:
    answer = planned(plan)
    assert "error" not in answer, answer.get("errors")
    return answer


def taken(claim: dict[str, Any]) -> dict[str, Decimal]:
    """What each rule takes from a claim, in yuan or places."""
    found: dict[str, Decimal] = {}
    for reduction in claim["reduced_by"]:
        found[reduction["rule"]] = found.get(reduction["rule"], Decimal(0)) + Decimal(reduction["amount"])
    return found


def exactly(by_rule: dict[str, Any]) -> dict[str, Decimal]:
    return {rule: Decimal(amount) for rule, amount in by_rule.items()}


def money(sum: Any) -> dict[str, Any]:
    """An expected total with the zeros that need not be written."""
    written = sum or {}
    return {"exact": written.get("exact", "0.00"), "up_to": written.get("up_to", "0.00")}


PARTS = ("inside", "open", "outside")


def by_year(case: dict[str, Any], expected: dict[int, Any]) -> dict[str, dict[str, Any]]:
    """Expected sums by year and part, where there are any."""
    assert set(expected) <= {claim["year"] for claim in case["plan"]["claims"]}
    parts = {year: sums if set(sums) <= set(PARTS) else {"inside": sums} for year, sums in expected.items()}
    return {str(year): {part: money(sums) for part, sums in found.items()} for year, found in parts.items()}


@each_plan
def test_each_claim_is_paid_what_the_hand_computation_says(case: dict[str, Any]) -> None:
    claims = answered(case["plan"])["claims"]
    assert [claim["benefit"] for claim in claims] == [claim["benefit"] for claim in case["plan"]["claims"]]
    assert [claim["year"] for claim in claims] == [claim["year"] for claim in case["plan"]["claims"]]
    if "payable" in case:
        assert [claim["payable"] for claim in claims] == [None if sum is None else str(sum) for sum in case["payable"]]
    for group in case.get("together", ()):
        assert sum(Decimal(claims[index]["payable"]) for index in group["claims"]) == Decimal(group["sum"])


@each_plan
def test_each_reduction_has_its_rule_its_words_and_its_size(case: dict[str, Any]) -> None:
    claims = answered(case["plan"])["claims"]
    for claim in claims:
        assert {reduction["rule"] for reduction in claim["reduced_by"]} <= RULES
        for reduction in claim["reduced_by"]:
            assert READ is not None and reduction["quote"] in READ.article(reduction["article"]).text.zh
            assert reduction["zh"].endswith("。") and reduction["en"].endswith("."), reduction
            assert Decimal(reduction["amount"]) > 0, "a reduction of nothing is none"
        if claim["payable"] is not None:
            assert sum(taken(claim).values(), Decimal(0)) == Decimal(claim["amount"]) - Decimal(claim["payable"])
    for claim, expected in zip(claims, case.get("reduced", []), strict="reduced" in case):
        assert bool(taken(claim)) if expected == "any" else taken(claim) == exactly(expected)
    if "reduced_in_all" in case:
        found: dict[str, Decimal] = {}
        for claim in claims:
            for rule, amount in taken(claim).items():
                found[rule] = found.get(rule, Decimal(0)) + amount
        assert found == exactly(case["reduced_in_all"])


@each_plan
def test_the_totals_are_those_of_the_hand_computation(case: dict[str, Any]) -> None:
    answer = answered(case["plan"])
    totals, expected = answer["totals"], case.get("totals")
    assert answer["best"] == {"proven": True, "gap": {"exact": "0.00", "up_to": "0.00"}}
    if expected is None:
        return
    assert {key: totals[key] for key in ("exact", "up_to")} == money(expected)
    if "by_year" in expected:
        found = {
            year: {part: sums for part, sums in told["parts"].items() if sums != money({})} for year, told in totals["by_year"].items()
        }
        assert {year: parts for year, parts in found.items() if parts} == by_year(case, expected["by_year"])
    for part in ("open", "outside_term"):
        assert {key: totals[part][key] for key in ("exact", "up_to")} == money(expected.get(part))
    places = expected.get("places", {})
    assert totals["places"] == {"exact": str(places.get("exact", 0)), "up_to": str(places.get("up_to", 0))}
    assert totals["to_others"] == money(expected.get("to_others"))


@each_plan
def test_other_readings_stand_beside_the_plan_where_they_change_it(case: dict[str, Any]) -> None:
    answer = answered(case["plan"])
    for one in answer["readings"]:
        assert one["totals"] != {key: answer["totals"][key] for key in one["totals"]}, "shown though it changes nothing"
        assert one["zh"].endswith("。") and one["en"].endswith("."), one
        by = {key: Decimal(one["difference"][key]) for key in ("exact", "up_to")}
        for sum in by.values():
            told = words_of_money(Money(abs(int(sum * 100))))
            assert not sum or (told.zh in one["zh"] and told.en in one["en"]), one
        assert by == {key: Decimal(one["totals"][key]) - Decimal(answer["totals"][key]) for key in by}
    if "readings" in case:
        found = {f"{one['id']}:{one['option']}": one["totals"] for one in answer["readings"]}
        assert set(found) == set(case["readings"])
        for key, expected in case["readings"].items():
            assert {kind: found[key][kind] for kind in ("exact", "up_to")} == money(expected)
            for part in ("open", "outside_term"):
                assert {kind: found[key][part][kind] for kind in ("exact", "up_to")} == money(expected.get(part))


@each_plan
def test_what_must_be_warned_of_is_and_what_must_not_is_not(case: dict[str, Any]) -> None:
    warnings = answered(case["plan"])["warnings"]
    codes = {warning["code"] for warning in warnings}
    assert set(case.get("warns", ())) <= codes
    assert not set(case.get("silent", ())) & codes
    for code, claims in case.get("warned_claims", {}).items():
        assert sorted({index for warning in warnings if warning["code"] == code for index in warning["claims"]}) == claims
    for code, words in case.get("says", {}).items():
        said = " ".join(warning["zh"] + warning["en"] for warning in warnings if warning["code"] == code)
        assert not [word for word in words if word not in said], said
    for warning in warnings:
        assert warning["zh"].endswith("。") and warning["en"].endswith("."), warning
        assert all(0 <= index < len(case["plan"]["claims"]) for index in warning["claims"])


@pytest.mark.parametrize("case", [case for case in PLANS if "reduction_says" in case], ids=lambda case: case["name"]["en"])
def test_what_reduces_a_claim_is_said_in_its_words(case: dict[str, Any]) -> None:
    for claim, words in zip(answered(case["plan"])["claims"], case["reduction_says"], strict=True):
        said = " ".join(one["zh"] + one["en"] for one in claim["reduced_by"])
        assert not [word for word in words if word not in said], said
        assert "其他申报已占0元" not in said and "others take RMB 0," not in said


@each_plan
def test_the_answer_tells_the_same_sums_in_both_languages(case: dict[str, Any]) -> None:
    answer = answered(case["plan"])
    told = [*answer["warnings"], *(reduction for claim in answer["claims"] for reduction in claim["reduced_by"])]
    for sentence in told:
        zh, en = sums(sentence["zh"], sentence["en"])
        assert zh == en, f"{sentence['zh']} | {sentence['en']}"


@each_plan
def test_the_hand_computation_is_the_same_in_both_languages(case: dict[str, Any]) -> None:
    zh, en = sums(case["worked"]["zh"], case["worked"]["en"])
    assert zh == en, f"only in Chinese {zh - en}, only in English {en - zh}"


def test_every_rule_is_tried() -> None:
    tried = {reduction["rule"] for case in PLANS for claim in answered(case["plan"])["claims"] for reduction in claim["reduced_by"]}
    assert tried == RULES


# --- two claims under one limit ------------------------------------------------------------------------------------------


def under_one_limit() -> Iterator[Any]:
    for case in CASES["caps"]:
        for place in ("below", "at", "above"):
            *bases, paid = case[place]
            yield pytest.param(case, bases, paid, id=f"{case['benefit']}-{place}")


@pytest.mark.parametrize(("case", "bases", "paid"), list(under_one_limit()))
def test_two_claims_share_the_limit_of_their_clause(case: dict[str, Any], bases: list[Any], paid: str) -> None:
    claims = []
    for year, base in zip(case["years"], bases, strict=True):
        given = [base] if case.get("list") and not isinstance(base, list) else base
        claim = {"benefit": case["benefit"], "year": year, "inputs": {case["input"]: given, **case.get("also", {})}}
        claims.append(claim | ({"project": "one"} if case.get("project") else {}))
    plan = {"applicant": {"kind": "enterprise"}, "claims": claims} | ({"projects": [{"id": "one"}]} if case.get("project") else {})
    answer = answered(plan)
    totals = answer["totals"]
    assert Decimal(totals["exact"]) + Decimal(totals["up_to"]) == Decimal(paid)
    cut = sum(Decimal(claim["amount"]) - Decimal(claim["payable"]) for claim in answer["claims"])
    assert (cut > 0) == (paid == case["above"][-1] and bases == case["above"][:-1])


# --- one claim alone -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("benefit", "example"), SHOWN, ids=lambda value: value.id if isinstance(value, law.Benefit) else "")
def test_a_plan_of_one_claim_is_the_answer_itself(benefit: law.Benefit, example: law.Example) -> None:
    alone = evaluate(catalogue.benefit(benefit.id), example.inputs).as_dict()
    year = int(example.inputs.get("funded_year", 1))
    asked = {"benefit": benefit.id, "year": 2026, "inputs": example.inputs}
    plan: dict[str, Any] = {"applicant": {"kind": "enterprise"}, "claims": [asked]}
    if year > 1:
        plan["already_funded"] = [{"benefit": benefit.id, "years": list(range(2027 - year, 2026))}]
    answer = answered(plan)
    [claim] = answer["claims"]
    assert claim["payable"] == alone["amount"]
    derived = {field.name for field in catalogue.benefit(benefit.id).inputs if field.type == "year-of-funding"}  # the plan knows it
    expected = alone | {"assumed": [name for name in alone["assumed"] if name not in derived]}
    assert {key: claim[key] for key in expected} == expected
    assert (claim["year"], claim["reduced_by"]) == (2026, [])
    assert (answer["edition"], answer["rules"]) == (catalogue.edition(), catalogue.rules_hash())


# --- plans that are no plans ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_a_bad_plan_is_refused_with_every_problem_and_its_place(case: dict[str, Any]) -> None:
    refused = planned(case["plan"])
    assert set(refused) == {"error", "errors"}, "a plan with something wrong is not worked out"
    assert refused["error"] == refused["errors"][0]
    found = sorted((problem["path"], problem["code"]) for problem in refused["errors"])
    assert found == sorted((problem["path"], problem["code"]) for problem in case["errors"])
    for problem in refused["errors"]:
        assert problem["code"] in CODES
        assert set(problem) >= {"code", "path", "field", "zh", "en"}
        assert problem["zh"].endswith("。") and problem["en"].endswith("."), problem


@pytest.mark.parametrize("text", ["", "{", "null", "1", '"plan"', "\x00", '{"applicant": NaN}', "[" * 100_000])
def test_what_is_no_plan_at_all_is_refused_in_both_languages(text: str) -> None:
    refused = plan_json(text)
    assert refused["errors"] and refused["error"]["zh"] and refused["error"]["en"]


def test_a_name_given_twice_is_told() -> None:
    refused = plan_json('{"applicant": {"kind": "enterprise"}, "claims": [], "claims": []}')
    assert refused["error"]["code"] == "duplicate-field"


# --- the command line ----------------------------------------------------------------------------------------------------


def test_the_command_line_answers_a_plan_from_a_file(run: Any, tmp_path: Path) -> None:
    plan = next(case["plan"] for case in PLANS if "The whole plan" in case["name"]["en"])
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    done = run("plan", str(file), "--json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out) == planned(plan)
    for lang, total in (("zh", "1878万元"), ("en", "RMB 18.78 million")):
        told = run("plan", str(file), "--lang", lang)
        assert total in told.out


def test_the_command_line_refuses_a_bad_plan_with_status_1(run: Any, tmp_path: Path) -> None:
    case = CASES["refused"][-1]
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(case["plan"]), encoding="utf-8")
    done = run("plan", str(file), "--json")
    assert done.status == 1
    assert json.loads(done.out) == planned(case["plan"])
