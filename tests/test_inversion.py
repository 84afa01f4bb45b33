"""The calculator turned round: the base it names pays the sum wanted, one fen less does not, and nothing beyond is out of reach."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import catalogue
from calculator.evaluation import evaluate
from calculator.inversion import base_of, breakpoints, invert, one_more
from calculator.money import Money
from calculator.problems import Problems
from calculator.steps.principles import ACTUAL, HIGHER, OTHER
from tests.cases import FEN, MATCHING, PUBLISHED, Given, cases, yuan
from tests.second import MOST, WAN

TURNED = [id for id in sorted(PUBLISHED) if base_of(catalogue.benefit(id))]
LARGEST = 10**15


def paid(id: str, inputs: dict[str, Any], base: Money | int) -> Fraction:
    """What the base pays with these other inputs, in yuan or places, where all of it qualifies."""
    benefit = catalogue.benefit(id)
    name = base_of(benefit)
    assert name is not None
    value: Any = Decimal(str(base)) if isinstance(base, Money) else base
    whole = {key: given for key, given in inputs.items() if not getattr(benefit.fields.get(key), "part", None)}
    text = evaluate(benefit, whole | {name: [value] if benefit.fields[name].type == "money-list" else value}).amount
    assert text is not None
    return Fraction(text)


def less_by_one(base: Money | int) -> Money | int | None:
    """The next smaller base: one fen or one thing less; None below zero."""
    if not base:
        return None
    return base - Money(1) if isinstance(base, Money) else base - 1


@pytest.mark.parametrize("id", TURNED)
@settings(max_examples=30)
@given(data=st.data())
def test_the_base_found_is_the_smallest_that_pays_the_sum(id: str, data: st.DataObject) -> None:
    benefit, places = catalogue.benefit(id), PUBLISHED[id]["unit"] == "places"
    name = str(base_of(benefit))
    case: Given = data.draw(cases(id, article_21=False))
    inputs = {key: value for key, value in case.inputs.items() if key != name}
    if PUBLISHED[id]["ceiling"] != "no" and data.draw(st.booleans()):
        funded = data.draw(FEN)
        inputs |= {HIGHER: yuan(funded), ACTUAL: yuan(min(funded + data.draw(FEN), 10**17))}
    if not places and data.draw(st.sampled_from((True, False, False))):
        inputs[OTHER] = yuan(data.draw(FEN))
    target = data.draw(st.integers(1, 10**6) if places else FEN.map(lambda fen: yuan(max(1, fen))))
    found = invert(benefit, target, inputs)
    if found.base is not None:
        assert paid(id, inputs, found.base) >= Fraction(target)
        smaller = less_by_one(found.base)
        assert smaller is None or paid(id, inputs, smaller) < Fraction(target), f"{smaller} would do"
    if not places:
        largest = inputs[HIGHER] if HIGHER in inputs and name in MATCHING else Decimal(LARGEST)
        most = paid(id, inputs, Money(int(largest * 100)))
        assert found.base is not None or most < Fraction(target), "it is within reach"
        assert found.most is None or most == Fraction(str(found.most)), "the most that any base pays"


@pytest.mark.parametrize("id", [id for id in TURNED if id in MOST and "fiscal_part" not in str(PUBLISHED[id])])
def test_each_limit_begins_to_bind_at_the_base_named(id: str) -> None:
    """Below a breakpoint one fen more can still pay more; from the last one on nothing does."""
    benefit = catalogue.benefit(id)
    rest = {
        field.name: 1 if field.type == "year-of-funding" else True for field in benefit.inputs if field.required or field.default == "1"
    }
    rest.pop(str(base_of(benefit)))
    points = breakpoints(benefit, rest)
    assert points, "the clause has a limit, so it binds somewhere"
    top = points[-1]
    limit = paid(id, rest, top)
    assert limit == paid(id, rest, top + Money(100) if isinstance(top, Money) else top + 1)
    smaller = less_by_one(top)
    assert smaller is not None and paid(id, rest, smaller) < limit <= MOST[id] * WAN


@pytest.mark.parametrize("id", [id for id in sorted(PUBLISHED) if id not in TURNED])
def test_what_hangs_on_no_base_says_that_it_cannot_be_turned_round(id: str) -> None:
    with pytest.raises(Problems) as refusal:
        invert(catalogue.benefit(id), 1, {})
    assert [problem.code for problem in refusal.value.problems] == ["not-invertible"]


@pytest.mark.parametrize(("wanted", "code"), {"-1": "negative", "0.001": "too-many-decimals", "abc": "not-a-number"}.items())
def test_a_sum_that_cannot_be_read_is_refused_by_name(wanted: str, code: str) -> None:
    with pytest.raises(Problems) as refusal:
        invert(catalogue.benefit("compute-voucher"), wanted, {})
    assert (refusal.value.problems[0].code, refusal.value.problems[0].field) == (code, "amount")


def test_one_more_reads_the_other_sums_in_the_unit_of_the_page() -> None:
    benefit = catalogue.benefit("demo-scenario-demand-side")
    in_wan = one_more(evaluate(benefit, {"project_total_investment": "1000", "fiscal_part": "400"}, 10_000), Money.yuan(10_000))
    in_yuan = one_more(evaluate(benefit, {"project_total_investment": "1000万元", "fiscal_part": "400万元"}), Money.yuan(10_000))

    assert in_wan == in_yuan == Money.yuan(1_000)
