"""What people are told stands in plain words: a failed condition as it is, one word for one thing, no phrase of phrases.yaml."""

from typing import Any

import pytest

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.evaluation import unmet
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
    assert unmet(benefit, answered) == [field.fails]
    for lang in ("zh", "en"):
        assert field.fails[lang] != field.states[lang]
        assert not field.fails[lang].startswith(("条件不满足", "condition not met"))
