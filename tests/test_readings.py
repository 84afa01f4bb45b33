"""Readings side by side: what one calculation gives on another reading of the same words, and what is said where it cannot show that."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator import catalogue, wire
from calculator.answer import Answer
from calculator.benefit import Benefit
from calculator.evaluation import evaluate
from calculator.problems import Problems
from calculator.sheet import headline, sheet
from site_src.builder.law import policy as law
from site_src.builder.law.load import MEASURES, read_policy
from site_src.builder.law.source import Complaints
from tests.both_numbers import sums
from tests.test_plans import PLANS

CASES: list[dict[str, Any]] = yaml.load(Path(__file__).with_name("readings.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
READ = read_policy(MEASURES, Complaints())
assert READ is not None, "the measures cannot be read: run `python build.py check`"
COMPUTED = [benefit for benefit in READ.benefits if benefit.calculator]
# No sum is stated for any other title of A25, nor any measure for the cheap space of A34: no reading gives a figure to compare.
WITHOUT_FIGURES = {"A25", "A34", "A56"}

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


def outcome(answer: Answer) -> dict[str, str | None]:
    return {"amount": answer.amount, "bound": answer.benefit.bound}


def readings_of(benefit: Benefit, inputs: Mapping[str, Any], lang: str, id: str) -> list[dict[str, Any]]:
    return [shown for shown in sheet(benefit, inputs, lang)["readings"] if shown["id"] == id]


def parts(case: dict[str, Any]) -> tuple[Benefit, str, str]:
    """The benefit, the id of the reading, the name of its option."""
    return catalogue.benefit(case["benefit"]), *case["reading"].split(":")


@each_case
def test_both_readings_give_what_the_case_says(case: dict[str, Any]) -> None:
    benefit = catalogue.benefit(case["benefit"])
    assert outcome(evaluate(benefit, case["inputs"])) == case["applied"]
    assert outcome(evaluate(benefit, case["inputs"] | {"reading": case["reading"]})) == case["other"]


@each_case
def test_the_answer_names_the_reading_that_was_asked_for_and_does_not_note_the_one_that_was_not(case: dict[str, Any]) -> None:
    benefit, id, name = parts(case)
    reading = next(reading for reading in benefit.readings if reading.id == id)
    says = next(option.says for option in reading.options if option.name == name)
    answer = evaluate(benefit, case["inputs"] | {"reading": case["reading"]})
    assert answer.as_dict()["reading"] == case["reading"]
    assert evaluate(benefit, case["inputs"]).as_dict()["reading"] is None
    for lang in ("zh", "en"):
        assert says[lang] in answer.notes[0][lang], "the first note tells the reading taken"
    assert reading.note not in answer.notes
    if id == "A45":
        assert catalogue.principles().ceiling_unclear not in answer.notes, "the ceiling does not apply, so nothing of it is unclear"


@each_case
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_stand_side_by_side_the_applied_one_first_only_where_they_differ(case: dict[str, Any], lang: str) -> None:
    benefit, id, name = parts(case)
    shown = readings_of(benefit, case["inputs"], lang, id)
    if "same" in case:
        assert not shown, "the two readings agree, so there is nothing to compare"
        return
    reading = next(reading for reading in benefit.readings if reading.id == id)
    says = {option.name: option.says[lang] for option in reading.options}
    [compared] = shown
    first, *others = compared["options"]
    assert compared["question"] == reading.question[lang]
    assert (first["text"], first["applied"]) == (says[reading.applied], True)
    assert first["headline"] == headline(evaluate(benefit, case["inputs"]))[lang]
    assert not any(other["applied"] for other in others)
    told = {other["text"]: other["headline"] for other in others}
    assert told[says[name]] == headline(evaluate(benefit, case["inputs"] | {"reading": case["reading"]}))[lang]
    assert first["headline"] not in told.values(), "the two are told alike"


@each_case
def test_asking_for_a_reading_leaves_the_comparison_as_it_is(case: dict[str, Any]) -> None:
    benefit, id, _ = parts(case)
    asked = case["inputs"] | {"reading": case["reading"]}
    assert readings_of(benefit, asked, "en", id) == readings_of(benefit, case["inputs"], "en", id)


@each_case
def test_the_sentences_of_the_other_reading_quote_the_law(case: dict[str, Any]) -> None:
    assert READ is not None
    answer = evaluate(catalogue.benefit(case["benefit"]), case["inputs"] | {"reading": case["reading"]}).as_dict()
    assert answer["outcome"] == "amount" or answer["reasons"], "nothing is paid and nothing says why"
    for told in (*answer["steps"], *answer["checks"]):
        assert told["quote"] in READ.article(told["article"]).text.zh
        assert told["zh"] and told["en"]
    if answer["outcome"] == "amount":
        assert answer["steps"][-1]["amount"] == answer["amount"]


def test_a_case_is_called_the_same_only_when_the_two_agree() -> None:
    for case in CASES:
        paid = [outcome if outcome["amount"] not in ("0.00", "0") else "nothing" for outcome in (case["applied"], case["other"])]
        assert ("same" in case) == (paid[0] == paid[1]), case["name"]


def test_every_change_of_a_reading_has_a_case_in_which_it_gives_something_else() -> None:
    assert READ is not None
    changes = {(reading.id, option.name, key) for reading in READ.readings for option in reading.options for key in option.instead}
    tried = set()
    for case in CASES:
        benefit, id, name = parts(case)
        if "same" not in case:
            keys = [key for key in (benefit.id, f"ceiling-{benefit.ceiling}") if (id, name, key) in changes]
            tried.add((id, name, keys[0] if keys else next(change[2] for change in changes if change[:2] == (id, name))))
    assert tried <= changes
    for name in {name for case in PLANS for name in case.get("readings", {})}:
        tried |= {change for change in changes if f"{change[0]}:{change[1]}" == name}
    for part in ((0, 1), (0, 2)):  # each option, and each benefit or kind of benefit that the reading changes
        untried = {tuple(change[place] for place in part) for change in changes - tried}
        untried -= {tuple(case[place] for place in part) for case in tried}
        assert not untried, f"no case in which these differ: {sorted(untried)}"


@pytest.mark.parametrize("benefit", COMPUTED, ids=lambda benefit: benefit.id)
def test_every_example_can_be_worked_out_on_every_reading(benefit: law.Benefit) -> None:
    rule = benefit.rule
    assert rule is not None
    for example in benefit.examples:
        for key in [reading.key(option) for reading in rule.readings for option in reading.options]:
            try:
                answer = evaluate(rule, {**example.inputs, "reading": key})
            except Problems:
                assert example.refused, f"{key}: {example.name.en}"
            else:
                assert bool(answer.missing) == bool(example.missing), f"{key}: {example.name.en}"


@pytest.mark.parametrize("benefit", COMPUTED, ids=lambda benefit: benefit.id)
def test_the_applied_option_asked_for_by_name_is_the_answer_itself(benefit: law.Benefit) -> None:
    rule = benefit.rule
    assert rule is not None
    for reading in rule.readings:
        for example in (example for example in benefit.examples if not example.refused):
            asked = evaluate(rule, {**example.inputs, "reading": f"{reading.id}:{reading.applied}"}).as_dict()
            assert asked | {"reading": None} == evaluate(rule, example.inputs).as_dict()


@pytest.mark.parametrize("key", ["A8:per-planet", "A8", "per-product", "A1:three-year-total", "", 8, True, ["A8:per-product"]])
def test_an_unknown_reading_is_refused_by_name_in_both_languages(key: object) -> None:
    benefit = catalogue.benefit("hit-smart-hardware")
    with pytest.raises(Problems) as problems:
        evaluate(benefit, {"product_sales": ["4000万元"], "reading": key})
    [found] = problems.value.problems
    assert (found.code, found.field) == ("not-a-choice", "reading")
    assert benefit.name.zh in found.message.zh and "A8:per-product" in found.message.zh
    assert benefit.name.en in found.message.en and "A8:per-product" in found.message.en


def test_a_benefit_whose_readings_change_nothing_computable_knows_no_reading() -> None:
    benefit = catalogue.benefit("hr-agency-reward")
    with pytest.raises(Problems) as problems:
        evaluate(benefit, {"placements": 5, "reading": "A39:per-payment"})
    [found] = problems.value.problems
    assert (found.code, found.field) == ("unknown-field", "reading")
    assert benefit.name.zh in found.message.zh and benefit.name.en in found.message.en


def test_an_empty_reading_is_not_given() -> None:
    inputs = {"product_sales": ["4000万元", "6000万元"]}
    assert evaluate(catalogue.benefit("hit-smart-hardware"), {**inputs, "reading": None}).as_dict()["amount"] == "5000000.00"


def test_a_request_line_takes_a_reading_and_an_unknown_one_is_its_error() -> None:
    inputs = {"product_sales": ["4000万元", "6000万元"]}
    requests = [{"benefit": "hit-smart-hardware", "inputs": inputs | {"reading": key}} for key in ("A8:per-product", "A8:per-planet")]
    answered, refused = map(json.loads, wire.respond_many("\n".join(map(json.dumps, requests))).splitlines())
    assert (answered["amount"], answered["reading"]) == ("9000000.00", "A8:per-product")
    assert (refused["error"]["code"], refused["error"]["field"]) == ("not-a-choice", "reading")


def test_a_question_that_only_another_reading_asks_decides_nothing_here() -> None:
    benefit = catalogue.benefit("rent-subsidy-other-park")
    name, inputs = "featured_park_without_cooperation", {"previous_year_rent": "80万元"}
    assert name in benefit.fields
    for given in ({}, {name: True}, {name: False}):
        answer = evaluate(benefit, {**inputs, **given})
        assert answer.amount == "400000.00"
        assert name not in answer.assumed
    assert evaluate(benefit, {**inputs, "reading": "A30:nothing"}).assumed[-1] == name
    refused = evaluate(benefit, {**inputs, name: True, "reading": "A30:nothing"})
    assert [reason.zh for reason in refused.reasons] == ["申请单位入驻其他认定的特色产业园区，但没有与园区内企业合作赋能"]


def test_a_ceiling_that_is_not_known_does_not_tell_two_kinds_of_promise_apart() -> None:
    assert not sheet(catalogue.benefit("specialised-sme-reward"), {}, "zh")["readings"], "nothing is told yet, on either reading"


def test_a_reading_has_figures_or_none_can_be_given() -> None:
    assert READ is not None
    bare = {r.id for r in READ.readings if r.worked is None and not any(option.instead for option in r.options)}
    assert bare == WITHOUT_FIGURES


def test_what_is_worked_out_in_words_names_the_same_sums_in_both_languages() -> None:
    assert READ is not None
    for reading in READ.readings:
        if reading.worked is not None:
            chinese, english = sums(reading.worked.zh, reading.worked.en)
            assert chinese, f"{reading.id}: no sum"
            assert set(chinese) == set(english), f"{reading.id}: {reading.worked}"
