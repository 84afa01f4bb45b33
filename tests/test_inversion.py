"""The calculator turned round: the base it names pays the sum wanted, one fen less does not, and nothing beyond is out of reach."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import catalogue
from calculator.evaluation import evaluate
from calculator.inversion import base_of, breakpoints, invert
from calculator.money import Money
from calculator.problems import Problems
from calculator.raising import one_more
from calculator.steps.principles import ACTUAL, HIGHER, OTHER
from calculator.what_if import more, turned
from tests.cases import FEN, MATCHING, PUBLISHED, Given, cases, yuan
from tests.second import MOST, WAN

TURNED = [id for id in sorted(PUBLISHED) if base_of(catalogue.benefit(id))]
LARGEST = 10**15
MANY = 50  # items of a list: more than any limit of an applicant lets count


def paid(id: str, inputs: dict[str, Any], base: Money | int, items: int = 1) -> Fraction:
    """What the base, or a list of so many items, pays with these other inputs, in yuan or places, where all of it qualifies."""
    benefit = catalogue.benefit(id)
    name = base_of(benefit)
    assert name is not None
    value: Any = Decimal(str(base)) if isinstance(base, Money) else base
    whole = {key: given for key, given in inputs.items() if not getattr(benefit.fields.get(key), "part", None)}
    text = evaluate(benefit, whole | {name: [value] * items if benefit.fields[name].type == "money-list" else value}).amount
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
    is_list, alone = benefit.fields[name].type == "money-list", ACTUAL in inputs
    assert (found.items is not None) is (is_list and found.base is not None)
    if found.base is not None and (several := found.items or 1) <= MANY:
        assert paid(id, inputs, found.base, several) >= Fraction(target)
        smaller = less_by_one(found.base)
        assert smaller is None or paid(id, inputs, smaller, several) < Fraction(target), f"{smaller} would do"
        assert several == 1 or paid(id, inputs, Money(LARGEST * 100), several - 1) < Fraction(target), "fewer items would do"
    if not places:
        largest = inputs[HIGHER] if HIGHER in inputs and name in MATCHING else Decimal(LARGEST)
        most = paid(id, inputs, Money(int(largest * 100)), MANY if is_list and not alone else 1)
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

    assert in_wan is not None and in_yuan is not None
    assert in_wan.gain == in_yuan.gain == Money.yuan(1_000)


LISTS = yaml.load(Path(__file__).with_name("lists.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("case", LISTS["inverted"], ids=lambda case: f"{case['benefit']} {case['amount']}")
def test_the_question_turned_round_over_a_list_says_how_many_items_it_takes_and_what_each_needs(case: dict[str, Any]) -> None:
    benefit = catalogue.benefit(case["benefit"])
    given = case.get("inputs", {})
    found = invert(benefit, case["amount"], given).as_dict()
    assert [str(found[key]).lower() for key in ("base", "items", "most")] == [case["base"], case.get("items", "none"), case["most"]]
    for lang in ("zh", "en"):
        assert turned(benefit, case["amount"], given, lang, 1)["text"] == case[lang]


@pytest.mark.parametrize("case", LISTS["raised"], ids=lambda case: f"{case['benefit']} {case['items']}")
def test_one_more_of_a_list_says_of_which_item_it_speaks(case: dict[str, Any]) -> None:
    benefit = catalogue.benefit(case["benefit"])
    name = str(base_of(benefit))
    told, label = more(evaluate(benefit, {name: case["items"], **case.get("inputs", {})})), benefit.fields[name].label
    assert told is not None
    assert (told.zh, told.en) == (case["zh"].replace("…", label.zh), case["en"].replace("…", label.en))


@pytest.mark.parametrize(
    "id", [id for id in TURNED if catalogue.benefit(id).fields[str(base_of(catalogue.benefit(id)))].type == "money-list"]
)
@settings(max_examples=30)
@given(items=st.lists(FEN.map(lambda fen: fen % 10**13), min_size=1, max_size=6))
def test_no_item_of_a_list_brings_more_than_those_that_are_named(id: str, items: list[int]) -> None:
    benefit = catalogue.benefit(id)
    name = str(base_of(benefit))

    def of(fen: list[int]) -> Fraction:
        return Fraction(str(evaluate(benefit, {name: [yuan(item) for item in fen]}).amount))

    gains = [of([item + 10**6 if at == place else item for at, item in enumerate(items)]) - of(items) for place in range(len(items))]
    found = one_more(evaluate(benefit, {name: [yuan(item) for item in items]}), Money.yuan(WAN))
    assert found is not None and found.gain == Money.yuan(max(gains))
    assert found.items == tuple(place for place, gain in enumerate(gains, 1) if gain == max(gains))
