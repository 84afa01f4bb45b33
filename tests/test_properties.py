"""What holds for every calculator whatever is given: limits, order, a second computation, both languages, verbatim words."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import catalogue
from calculator.answer import Outcome
from calculator.evaluation import evaluate
from calculator.sheet import sheet
from calculator.steps.principles import ACTUAL, DISTRICT, HIGHER, OTHER
from site_src.builder.law import policy as law
from tests.both_numbers import numbers
from tests.cases import COUNT, FEN, PUBLISHED, Given, cases, yuan
from tests.second import MOST, PAYS, WAN, payable

each = pytest.mark.parametrize("id", sorted(PUBLISHED))


def amount(id: str, inputs: dict[str, Any]) -> Fraction:
    """What is paid, in yuan or places."""
    text = evaluate(catalogue.benefit(id), inputs).amount
    assert text is not None
    return Fraction(text)


def test_every_calculator_is_computed_a_second_time() -> None:
    assert set(PAYS) == set(PUBLISHED)
    assert set(MOST) < set(PUBLISHED)


@each
@settings(max_examples=60)
@given(data=st.data())
def test_every_sum_equals_the_second_computation(id: str, data: st.DataObject) -> None:
    case: Given = data.draw(cases(id))
    answer = evaluate(catalogue.benefit(id), case.inputs)
    if case.partly and not case.refused and case.plain.get("funded_year", 1) <= 3:  # a fourth year pays nothing, whatever is entered
        assert (answer.outcome, answer.missing, answer.amount) == (Outcome.INCOMPLETE, (), None)
    else:
        assert Fraction(str(answer.amount)) == (Fraction(0) if case.refused else payable(id, case.plain))


@each
@settings(max_examples=40)
@given(data=st.data())
def test_no_answer_is_above_the_limit_of_its_clause_or_of_article_21(id: str, data: st.DataObject) -> None:
    case: Given = data.draw(cases(id, conditions=False))
    answer = evaluate(catalogue.benefit(id), case.inputs)
    paid = Fraction(answer.amount or 0)
    if id in MOST:
        assert paid <= MOST[id] * WAN
    if ACTUAL in case.plain:
        assert paid <= max(Fraction(0), case.plain[ACTUAL] - case.plain[HIGHER] - case.plain.get(DISTRICT, 0))
    if OTHER in case.plain and case.plain[OTHER] > 0 and paid:
        assert paid >= case.plain[OTHER], "when another measure pays more, this one pays nothing"
    for line in answer.lines:  # and each limit on the way holds for what comes out of its step
        limit = getattr(line.step, "limit", None)
        assert limit is None or line.after is None or line.after <= limit


def bases(id: str) -> list[str]:
    """The inputs that a sum grows with."""
    kinds = ("money", "money-list", "count")
    return [promised["name"] for promised in PUBLISHED[id]["inputs"] if promised["type"] in kinds and promised["name"] != "fiscal_part"]


@pytest.mark.parametrize("id", [id for id in sorted(PUBLISHED) if bases(id)])
@settings(max_examples=40)
@given(data=st.data())
def test_more_of_a_base_never_pays_less(id: str, data: st.DataObject) -> None:
    case: Given = data.draw(cases(id, article_21=False, conditions=False))
    name = data.draw(st.sampled_from([name for name in bases(id) if name in case.inputs]))
    assert amount(id, case.inputs | {name: _more(data, case.inputs[name])}) >= amount(id, case.inputs)


def _more(data: st.DataObject, value: Any) -> Any:
    if isinstance(value, list):
        grown = [*value, yuan(data.draw(FEN))]  # one item more, or one item larger
        return data.draw(st.sampled_from((grown, [_more(data, value[0]), *value[1:]])))
    if isinstance(value, Decimal):
        return min(value + yuan(data.draw(FEN)), Decimal(10**15))
    return min(value + data.draw(COUNT), 10**15)


@pytest.mark.parametrize("id", [id for id in sorted(PUBLISHED) if "fiscal_part" in str(PUBLISHED[id])])
@settings(max_examples=40)
@given(whole=FEN, parts=st.tuples(FEN, FEN))
def test_more_fiscal_money_never_pays_more(id: str, whole: int, parts: tuple[int, int]) -> None:
    less, more = sorted(min(part, whole) for part in parts)
    paid = [amount(id, {"project_total_investment": yuan(whole), "fiscal_part": yuan(part)}) for part in (less, more)]
    assert paid[0] >= paid[1]


@pytest.mark.parametrize("id", [id for id in sorted(PUBLISHED) if PUBLISHED[id]["unit"] == "CNY"])
@settings(max_examples=15)
@given(data=st.data())
def test_article_21_comes_last_and_the_higher_of_rule_last_of_all(id: str, data: st.DataObject) -> None:
    case: Given = data.draw(cases(id, conditions=False))
    lines = evaluate(catalogue.benefit(id), case.inputs).lines
    order = [(line.step.article == 21) + (line.step.id == "21-higher-of") for line in lines]
    assert order == sorted(order)


def generated(told: dict[str, Any]) -> list[str]:
    """The sentences of a sheet that are made from numbers, in order; the headlines under other readings too."""
    others = [option["headline"] for reading in told["readings"] for option in reading["options"]]
    return [told["headline"], told["plain"], told["more"], *others]


# --- what an answer says -------------------------------------------------------------------------------------------------

_TOO_FINE = re.compile(r"[0-9]\.[0-9]{3,}元|RMB [0-9,]+\.[0-9]{3,}(?![0-9]*\s(?:million|billion))")


@each
@settings(max_examples=20)
@given(data=st.data())
def test_both_languages_carry_the_same_numbers(id: str, data: st.DataObject) -> None:
    case: Given = data.draw(cases(id))
    answer = evaluate(catalogue.benefit(id), case.inputs).as_dict()
    for part in ("steps", "checks", "reasons"):
        for told in answer[part]:
            zh, en = numbers(told["zh"], told["en"])
            assert zh == en, f"{part}: {told['zh']} | {told['en']}"
    zh_sheet, en_sheet = (sheet(catalogue.benefit(id), case.inputs, lang) for lang in ("zh", "en"))
    for zh_told, en_told in zip(generated(zh_sheet), generated(en_sheet), strict=True):
        zh, en = numbers(zh_told, en_told)
        assert zh == en, f"{zh_told} | {en_told}"


@each
@settings(max_examples=20)
@given(data=st.data())
def test_every_answer_keeps_its_form_and_quotes_the_law(id: str, policy: law.Policy, data: st.DataObject) -> None:
    case: Given = data.draw(cases(id))
    answer = evaluate(catalogue.benefit(id), case.inputs).as_dict()
    sums = re.compile(r"[0-9]+\.[0-9]{2}" if answer["unit"] == "CNY" else "[0-9]+")
    if answer["outcome"] == "incomplete":
        assert case.partly and answer["amount"] is None and answer["steps"] == []
    else:
        assert sums.fullmatch(answer["amount"]), answer["amount"]
        assert (answer["outcome"] == "nothing") == (Fraction(answer["amount"]) == 0)
    assert answer["outcome"] == "amount" or answer["reasons"], "nothing is paid and nothing says why"
    for told in (*answer["steps"], *answer["checks"]):
        assert told["quote"] in policy.article(told["article"]).text.zh
    for told in answer["steps"]:
        assert sums.fullmatch(told["amount"]), told
    if answer["outcome"] == "amount":
        assert answer["steps"][-1]["amount"] == answer["amount"], "the last step says another sum than the answer"
    for told in (*answer["steps"], *answer["checks"], *answer["reasons"]):
        for text in (told["zh"], told["en"]):
            assert not _TOO_FINE.search(text), f"finer than a fen: {text}"
    benefit = catalogue.benefit(id)
    asked = {field.name for field in benefit.conditions if not field.required and not field.direction}
    asked |= {field.name for field in benefit.questions if field.default is not None}
    assert set(answer["assumed"]) == asked - set(case.inputs), "taken for granted is exactly what nobody gave"
