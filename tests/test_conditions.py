"""What a condition does that is not met: one on the whole gives nothing, one on part of what was entered asks for the rest, and what
a lead sentence says changes no sum. And the question of article 21, asked of every benefit that enterprises claim."""

import json
from typing import Any

import pytest

from calculator import catalogue, wire
from calculator.answer import Outcome
from calculator.batch.words import OUTCOMES
from calculator.benefit import Benefit
from calculator.evaluation import evaluate
from calculator.inputs import Input
from calculator.sheet import headline, sheet
from calculator.steps import AtMost
from calculator.steps.fixed import Maximum
from calculator.steps.received import RECEIVED
from calculator.steps.scope import scope
from calculator.text import LANGUAGES
from site_src.builder.law import policy as law
from tests.tables import batch

FUND = "区经济发展专项资金管理办法"
GUANGMING = "guangming"
COMPUTED = [benefit for benefit in catalogue.benefits() if benefit.calculator]
PARTS = [
    pytest.param(benefit, field, id=f"{benefit.id}-{field.name}") for benefit in COMPUTED for field in benefit.conditions if field.part
]
LEADS = [
    pytest.param(benefit, field, id=f"{benefit.id}-{field.name}") for benefit in COMPUTED for field in benefit.conditions if field.direction
]
ASKED = [benefit for benefit in COMPUTED if any(field.article for field in benefit.conditions)]


@pytest.fixture(scope="module")
def paying(policy: law.Policy) -> dict[str, dict[str, Any]]:
    """For each benefit the inputs of the example that its page shows, which pays."""
    return {benefit.id: dict(benefit.shown.inputs) for benefit in policy.benefits if benefit.shown}


@pytest.mark.parametrize(("benefit", "field"), PARTS)
def test_a_condition_on_part_never_makes_the_whole_nothing(benefit: Benefit, field: Input, paying: dict[str, dict[str, Any]]) -> None:
    answer = evaluate(benefit, paying[benefit.id] | {field.name: not field.expects})
    assert (answer.settled, answer.amount, answer.missing) == (Outcome.INCOMPLETE, None, ())
    assert field.part and field.fails and len(answer.reasons) == 1
    for lang in LANGUAGES:
        reason = answer.reasons[0][lang]
        assert reason.startswith(field.fails[lang]) and field.part[lang] in reason
        assert not headline(answer)[lang].startswith(("还需填写", "Still needed")), "nothing is still to be filled in"
        told = sheet(benefit, paying[benefit.id] | {field.name: not field.expects}, lang)
        assert told["reasons"] and told["steps"] == [] and told["missing"] == []


@pytest.mark.parametrize(("benefit", "field"), PARTS)
def test_a_line_and_a_row_answer_a_condition_on_part_as_a_page_does(
    benefit: Benefit, field: Input, paying: dict[str, dict[str, Any]]
) -> None:
    inputs = paying[benefit.id] | {field.name: not field.expects}
    line = wire.compute_line(json.dumps({"id": 1, "benefit": benefit.id, "inputs": inputs}, ensure_ascii=False))
    assert (line.get("outcome"), line.get("amount"), line.get("missing")) == ("incomplete", None, []), line
    cells = {name: ";".join(map(str, value)) if isinstance(value, list) else str(value).lower() for name, value in inputs.items()}
    text = ",".join(cells) + "\r\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\r\n"
    row = batch(text, benefit.id).rows[0]
    assert field.part is not None
    assert (row["Outcome"], row["Amount"], row["Error"]) == (OUTCOMES[Outcome.INCOMPLETE].en, "", "")
    assert field.part.en in row["Reasons"]


@pytest.mark.parametrize(("benefit", "field"), PARTS)
def test_what_shuts_out_the_whole_outweighs_what_concerns_a_part(benefit: Benefit, field: Input, paying: dict[str, dict[str, Any]]) -> None:
    whole = next((one for one in benefit.conditions if not one.part and not one.direction and not one.required), None)
    if whole is None:
        return
    answer = evaluate(benefit, paying[benefit.id] | {field.name: not field.expects, whole.name: not whole.expects})
    assert (answer.settled, answer.reasons) == (Outcome.NOTHING, [whole.failure])


@pytest.mark.parametrize(("benefit", "field"), LEADS)
def test_what_a_lead_sentence_says_changes_no_sum_and_is_told(benefit: Benefit, field: Input, paying: dict[str, dict[str, Any]]) -> None:
    inputs = paying[benefit.id]
    plain, answered = evaluate(benefit, inputs), evaluate(benefit, inputs | {field.name: not field.expects})
    assert (answered.settled, answered.amount) == (Outcome.AMOUNT, plain.amount)
    assert field.name not in plain.assumed, "what is no condition is not taken as met"
    assert field.fails is not None
    added = [note for note in answered.notes if note not in plain.notes]
    assert [note.zh.startswith(field.fails.zh) and "申请指南" in note.zh for note in added] == [True]
    assert [note.en.lower().startswith(field.fails.en.lower()) and "application guide" in note.en for note in added] == [True]


def test_lead_sentences_are_treated_alike_in_all_articles() -> None:
    articles = {benefit.article for benefit in COMPUTED for field in benefit.conditions if field.direction}
    assert articles == {4, 5, 6, 7, 9, 12, 19}


@pytest.mark.parametrize("benefit", ASKED, ids=lambda benefit: benefit.id)
def test_whether_the_applicant_is_of_guangming_is_one_question_with_one_reason_and_one_note(
    benefit: Benefit, policy: law.Policy, paying: dict[str, dict[str, Any]]
) -> None:
    field = next(field for field in benefit.conditions if field.article)
    first = next(field for field in ASKED[0].conditions if field.article)
    assert field == first, "the same words everywhere"
    inputs = paying[benefit.id]
    open_, no = evaluate(benefit, inputs), evaluate(benefit, inputs | {field.name: False})
    assert field.name in open_.assumed and open_.settled is Outcome.AMOUNT
    assert (no.settled, no.reasons) == (Outcome.NOTHING, [field.fails])
    assert field.fails and FUND in field.fails.zh and FUND in policy.article(int(field.article or 0)).text.zh
    reading = next(reading for reading in policy.readings if reading.id == "A50")
    assert reading.note in open_.notes and benefit.id in reading.benefits
    other = evaluate(benefit, inputs | {field.name: False, "reading": "A50:any-enterprise"})
    assert other.amount == open_.amount


def test_a_clause_that_names_the_district_itself_gives_the_same_note_and_a_reason_that_names_the_fund(
    policy: law.Policy, paying: dict[str, dict[str, Any]]
) -> None:
    note = next(reading.note for reading in policy.readings if reading.id == "A50")
    common = next(field for field in ASKED[0].conditions if field.article)
    asked = [(benefit, one.field) for benefit in policy.benefits for one in benefit.conditions if one.question == GUANGMING]
    own = [(benefit, field) for benefit, field in asked if not field.article]
    assert own
    for benefit, field in own:
        rule = catalogue.benefit(benefit.id)
        assert note in evaluate(rule, paying[benefit.id]).notes
        no = evaluate(rule, paying[benefit.id] | {field.name: False})
        assert (no.settled, no.reasons) == (Outcome.NOTHING, [field.failure])
        assert FUND in field.failure.zh and "special fund" in field.failure.en
        assert field.hint == common.hint


def test_every_benefit_that_enterprises_claim_for_themselves_asks_it_once(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        rule = benefit.rule
        if rule is None or not rule.calculator:
            continue
        payee = rule.combining.payee
        theirs = "enterprise" in rule.combining.applicants and (payee is None or payee.kind == "enterprise")
        asked = [condition for condition in benefit.conditions if condition.question == GUANGMING]
        assert len(asked) == 1 if theirs else len(asked) <= 1, benefit.id


DEFAULTS = [
    pytest.param(benefit, field, id=f"{benefit.id}-{field.name}") for benefit in COMPUTED for field in benefit.questions if field.default
]


@pytest.mark.parametrize(("benefit", "field"), DEFAULTS)
def test_what_is_left_out_and_has_a_default_is_told_with_what_it_is_taken_for(
    benefit: Benefit, field: Input, paying: dict[str, dict[str, Any]]
) -> None:
    inputs = {name: value for name, value in paying[benefit.id].items() if name != field.name}
    if not inputs:  # of several counts one must be given
        inputs = {next(one.name for one in benefit.questions if one is not field): 1}
    answer = evaluate(benefit, inputs)
    assert field.name in answer.assumed
    for lang in LANGUAGES:
        told = sheet(benefit, inputs, lang)["assumed"]
        assert field.assumes[lang] in told and field.label[lang] in field.assumes[lang]
    given = evaluate(benefit, inputs | {field.name: field.default})
    assert (given.amount, field.name in given.assumed) == (answer.amount, False)


RECEIVING = [benefit for benefit in COMPUTED if RECEIVED in benefit.fields]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("benefit", RECEIVING, ids=lambda benefit: benefit.id)
def test_what_was_received_before_is_a_column_under_its_name_and_its_label(
    benefit: Benefit, lang: str, paying: dict[str, dict[str, Any]]
) -> None:
    inputs = paying[benefit.id] | {RECEIVED: 1 if benefit.fields[RECEIVED].type == "count" else "1000"}
    expected = evaluate(benefit, inputs)
    for head in (RECEIVED, benefit.fields[RECEIVED].label[lang]):
        heads = [head if name == RECEIVED else name for name in inputs]
        cells = [";".join(map(str, value)) if isinstance(value, list) else str(value).lower() for value in inputs.values()]
        text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in (heads, cells))
        row = batch(text, benefit.id).rows[0]
        assert row["Amount"] == expected.amount, row["Error"]


def test_the_label_of_what_was_received_says_which_limit_and_the_hint_which_claims() -> None:
    for benefit in RECEIVING:
        field = benefit.fields[RECEIVED]
        step = next(step for step in benefit.steps if isinstance(step, AtMost | Maximum) and step.received)
        whom = scope(step.per)
        for lang in LANGUAGES:
            assert whom[lang] in field.label[lang] and field.hint
        yearly = "year" in step.per or "application" in step.per
        assert ("同一年度" in field.hint.zh, "same year" in field.hint.en) == (yearly, yearly)
