"""What people are told stands in plain words: a failed condition as it is, one word for one thing, no phrase of phrases.yaml."""

from typing import Any

import pytest

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.case import Case
from calculator.evaluation import look_at_conditions
from calculator.inputs import Input

CONDITIONS = [
    pytest.param(benefit, field, id=f"{benefit.id}-{field.name}")
    for benefit in catalogue.benefits()
    for field in benefit.inputs
    if field.is_condition
]


@pytest.mark.parametrize(("benefit", "field"), CONDITIONS)
def test_a_condition_that_fails_is_told_in_its_own_words_and_not_as_the_opposite_of_what_must_hold(benefit: Benefit, field: Input) -> None:
    assert field.fails is not None and field.states is not None, "a condition says that it holds, and that it does not"
    if field not in benefit.conditions:  # another reading asks for it
        return
    answered: dict[str, Any] = {field.name: not field.expects}
    case = Case(answered, [])
    told = [*look_at_conditions(benefit, case), *case.refusals, *case.notes]
    assert len(told) == 1, "a condition is told once"
    if not field.part and not field.direction:
        assert case.refusals == [field.fails]
    for lang in ("zh", "en"):
        assert told[0][lang].startswith(field.fails[lang])
        assert field.fails[lang] != field.states[lang]
        assert not field.fails[lang].startswith(("条件不满足", "condition not met"))
