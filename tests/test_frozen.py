"""Values that never change: made by name or in order, compared by what they hold."""

import pytest

from calculator.frozen import Frozen
from calculator.money import Money


class Base(Frozen):
    name: str
    of: str | None = None


class Limit(Base):
    most: int


class Pair(Frozen, kw_only=False):
    one: int
    other: tuple[int, ...] = ()


def test_fields_are_those_of_the_class_and_of_its_bases() -> None:
    limit = Limit(name="rent", most=3)
    assert (limit.name, limit.of, limit.most) == ("rent", None, 3)
    assert repr(limit) == "Limit(name='rent', of=None, most=3)"


@pytest.mark.parametrize("values", [{"name": "rent"}, {"most": 3}, {"name": "rent", "most": 3, "least": 1}])
def test_a_missing_or_an_unknown_field_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Limit takes name, of, most"):
        Limit(**values)  # type: ignore[arg-type]


def test_fields_are_taken_in_order_only_where_the_class_says_so() -> None:
    assert Pair(1, (2,)) == Pair(other=(2,), one=1)
    with pytest.raises(TypeError):
        Limit("rent", None, 3)  # type: ignore[misc]
    with pytest.raises(TypeError):
        Pair(1, (2,), 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Pair(1, one=1)  # type: ignore[misc]


def test_nothing_changes_what_was_made() -> None:
    pair = Pair(1)
    with pytest.raises(AttributeError, match=r"Pair\.one cannot be changed"):
        pair.one = 2  # type: ignore[misc]
    assert (pair.but(one=2), pair) == (Pair(2), Pair(1))


def test_equal_are_values_of_one_class_with_equal_fields() -> None:
    assert Pair(1) == Pair(1) and hash(Pair(1)) == hash(Pair(1)) and Pair(1) != Pair(2)
    assert Limit(name="a", most=1) != Base(name="a")
    assert Money(1) == Money(1) and Money(1) < Money(2) <= Money(2) and Money(1) != 1
