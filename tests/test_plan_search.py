"""The search for the best combination finds what trying every combination finds; cut short, it says how much better the best may be."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.planning import search, ways
from calculator.planning.flow import Item, share
from calculator.planning.problem import Problem, Value, Wish, total
from calculator.planning.search import solve

CHOICES = 7  # of two or three each: enough that ways are dropped by prices


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Costs that can each go to one of several benefits, under limits of the benefits and of two projects."""
    sums = st.integers(0, 60)
    limits = [draw(st.integers(20, 200)) for _ in range(5)]  # three benefits, two projects
    wishes: list[Wish] = []
    choices = []
    for _ in range(CHOICES):
        alternatives = []
        for benefit in draw(st.lists(st.integers(0, 2), min_size=2, max_size=3)):
            project = draw(st.sampled_from((None, 3, 4)))
            alternatives.append(frozenset((len(wishes),)))
            wishes.append(
                Wish(amounts=(draw(sums),), year=2026, rank=int(benefit == 2), own=(benefit,), common=() if project is None else (project,))
            )
        choices.append(tuple(alternatives))
    return Problem(wishes=tuple(wishes), limits=tuple(limits), choices=tuple(choices))


def by_trying_everything(problem: Problem) -> Value:
    best: Value = (0,) * 4
    for picked in product(*problem.choices):
        kept = frozenset().union(*picked)
        items = [
            Item(wish.amounts[0] if place in kept else 0, 0, wish.own, wish.common, wish.rank) for place, wish in enumerate(problem.wishes)
        ]
        given = share(items, problem.limits)
        assert given is not None
        best = max(best, total(given, problem.wishes))
    return best


@settings(derandomize=True, max_examples=12, deadline=None)
@given(problems())
def test_the_best_of_all_combinations_is_found_and_proven(problem: Problem) -> None:
    solution = solve(problem)
    assert solution.proven
    assert total(solution.shares, problem.wishes) == by_trying_everything(problem)


@settings(derandomize=True, max_examples=12, deadline=None)
@given(problems())
def test_cut_short_the_search_never_claims_more_than_it_knows(problem: Problem) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ways, "MOST_WAYS", 3)
        patch.setattr(ways, "_FEW_WAYS", 2)
        patch.setattr(search, "MOST_CASES", 1)
        solution = solve(problem)
    had, best = total(solution.shares, problem.wishes), by_trying_everything(problem)
    assert had <= best <= solution.bound
    assert not solution.proven or had == best


def test_nothing_given_exceeds_its_limits() -> None:
    wishes = tuple(Wish(amounts=(70,), year=2026, rank=0, own=(0,), common=(1,)) for _ in range(5))
    solution = solve(Problem(wishes=wishes, limits=(200, 150)))
    assert sum(solution.shares) == 150


def test_a_move_from_one_project_to_another_makes_room() -> None:
    """First come would fill the first project with the claim that could also have gone under the other limit."""
    wishes = (
        Wish(amounts=(100,), year=2026, rank=0, own=(0,), common=(2,)),
        Wish(amounts=(100,), year=2026, rank=0, own=(0,), common=(3,)),
        Wish(amounts=(100,), year=2026, rank=0, own=(1,), common=(2,)),
    )
    solution = solve(Problem(wishes=wishes, limits=(100, 100, 100, 100)))
    assert solution.shares == (0, 100, 100)
