"""What limits leave is shared as well as can be, also where one limit holds for items of several ranks: against every way to share."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.planning.flow import Item, share
from calculator.planning.problem import RANKS

LIMITS = 4  # 0 and 1 lie inside 2, on the benefit's side; 3 is a project's


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    """A few small items under nested limits on one side and a limit of a project on the other."""
    found = []
    for _ in range(draw(st.integers(2, 5))):
        own = draw(st.sampled_from(((0, 2), (1, 2), (0, 2), (1, 2), (2,), ())))
        common = draw(st.sampled_from(((3,), (3,), ())))
        found.append(Item(draw(st.integers(1, 3)), 0, own, common, draw(st.sampled_from((0, 1, 4)))))
    return found


def value(given: Sequence[int], items: Sequence[Item]) -> tuple[int, ...]:
    return tuple(sum(sum_here for sum_here, item in zip(given, items, strict=True) if item.rank == rank) for rank in range(RANKS))


def ways(items: Sequence[Item], limits: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for way in product(*(range(item.most + 1) for item in items)):
        used = [sum(one for one, item in zip(way, items, strict=True) if limit in (*item.own, *item.common)) for limit in range(LIMITS)]
        if all(sum_here <= most for sum_here, most in zip(used, limits, strict=True)):
            yield way


@settings(max_examples=400)
@given(items=items(), limits=st.lists(st.integers(1, 4), min_size=LIMITS, max_size=LIMITS))
def test_the_best_of_all_ways_to_share_is_found_rank_by_rank(items: list[Item], limits: list[int]) -> None:
    found = share(items, limits)
    assert found is not None
    assert tuple(found) in set(ways(items, limits)), "no limit is passed"
    assert value(found, items) == max(value(way, items) for way in ways(items, limits))


def test_what_an_earlier_rank_has_is_not_given_away_where_a_limit_holds_for_both() -> None:
    """A later item could take the project's money from an earlier one and hand a later one that one's limit: a gain for nobody earlier."""
    items = [Item(2, 0, (0, 2), (3,), 0), Item(2, 0, (1, 2), (3,), 4), Item(2, 0, (0, 2), (), 4)]
    found = share(items, [2, 2, 4, 2])
    assert found is not None and found[0] == 2 and value(found, items)[0] == 2
