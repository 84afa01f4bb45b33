"""Which of the things that exclude each other are paid, with the years settled: the same cost once, a title once.

What limits leave is a flow (flow.py). Where more than one of a choice would be paid, the choices are gone through (ways.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from calculator.frozen import Frozen
from calculator.planning.flow import Item, share
from calculator.planning.problem import Value, added, groups
from calculator.planning.ways import best_way, by_rank

_MOST_SELECTIONS = 3000  # of one cluster; beyond that the largest are kept and nothing is proven
_FEW = 64  # up to here each is held against each other

Choice = tuple[frozenset[int], ...]


class Chosen(Frozen, kw_only=False):
    """`given`: what each item gets. `bound`: no other choice gives more."""

    given: list[int]
    value: Value
    bound: Value


def choose(items: Sequence[Item], limits: Sequence[int], choices: Sequence[Choice]) -> Chosen | None:
    """The best allowed way to share; None when what must be given does not fit."""
    items = _with_limits_that_bind(items, limits, choices)
    wanted = {place for place, item in enumerate(items) if item.most}
    ties: list[Iterable[int]] = [frozenset().union(*choice) & wanted for choice in choices]
    by_limit: dict[int, list[int]] = {}
    for place in sorted(wanted):
        for limit in (*items[place].own, *items[place].common):
            by_limit.setdefault(limit, []).append(place)
    ties += by_limit.values()
    given, values, bounds = [0] * len(items), [], []
    for part in groups(len(items), ties):
        if not wanted.issuperset(part):
            continue
        found = _part(part, items, limits, [choice for choice in choices if any(one & set(part) for one in choice)])
        if found is None:
            return None
        for place, sum in zip(part, found.given, strict=True):
            given[place] = sum
        values.append(found.value)
        bounds.append(found.bound)
    return Chosen(given, added(values), added(bounds))


def _with_limits_that_bind(items: Sequence[Item], limits: Sequence[int], choices: Sequence[Choice]) -> list[Item]:
    """The items without the limits that no allowed choice can use up: what they tied together then falls apart."""
    times = Counter(place for choice in choices for one in choice for place in one)
    asked = [0] * len(limits)
    for item in items:
        for limit in (*item.own, *item.common):
            asked[limit] += item.most
    for choice in choices:
        if all(times[place] == 1 for one in choice for place in one):
            _count_one(choice, items, asked)
    binds = [sum > most for sum, most in zip(asked, limits, strict=True)]
    if all(binds):
        return list(items)
    return [
        item.but(own=tuple(limit for limit in item.own if binds[limit]), common=tuple(limit for limit in item.common if binds[limit]))
        for item in items
    ]


def _count_one(choice: Choice, items: Sequence[Item], asked: list[int]) -> None:
    """Of the sets of a choice only one is paid, so a limit is asked for no more than the largest of them asks."""
    wants: dict[int, list[int]] = {}
    for one in choice:
        here = Counter[int]()
        for place in one:
            for limit in (*items[place].own, *items[place].common):
                here[limit] += items[place].most
        for limit, sum_here in here.items():
            wants.setdefault(limit, []).append(sum_here)
    for limit, sums in wants.items():
        asked[limit] -= sum(sums) - max(sums)


def clash(choice: Choice, given: Sequence[int]) -> bool:
    """Whether more than one of a choice is paid."""
    return sum(any(given[place] for place in one) for one in choice) > 1


def _part(part: list[int], items: Sequence[Item], limits: Sequence[int], choices: Sequence[Choice]) -> Chosen | None:
    """The best way for items that hang together; places in the answer are those in `part`."""
    at = {place: number for number, place in enumerate(part)}
    here = [items[place] for place in part]
    local = [tuple(frozenset(at[place] for place in one if place in at) for one in choice) for choice in choices]
    local = [tuple(one for one in choice if one) for choice in local]
    open_to_all = share(here, limits)
    if open_to_all is None:
        return None
    bound = _value(open_to_all, here)
    if not any(clash(choice, open_to_all) for choice in local):
        return Chosen(open_to_all, bound, bound)
    clusters, complete = [], True
    for cluster in _clusters(len(here), local):
        selections, all_there = _selections(cluster, here)
        if not selections:
            return None  # two that must be paid exclude each other
        clusters.append(selections)
        complete &= all_there
    free = frozenset(range(len(here))).difference(*(one for choice in local for one in choice))
    found = best_way(here, limits, clusters, free)
    if found is None:
        return None
    allowed = [item if place in found.kept else item.but(most=0, least=0) for place, item in enumerate(here)]
    given = share(allowed, limits)
    assert given is not None, "the cells fitted, so their items do"
    return Chosen(given, found.value, found.bound if complete and found.bound < bound else bound)


def _clusters(size: int, choices: Sequence[Choice]) -> list[list[Choice]]:
    """Choices that share an item are made together."""
    members = [frozenset().union(*choice) for choice in choices]
    tied = groups(size, members)
    return [found for group in tied if (found := [c for c, m in zip(choices, members, strict=True) if m and m <= set(group)])]


def _selections(cluster: list[Choice], items: Sequence[Item]) -> tuple[list[frozenset[int]], bool]:
    """Every largest set of a cluster's items that may be paid together, in a fixed order; and whether these are all."""
    whole: frozenset[int] = frozenset().union(*(one for choice in cluster for one in choice))
    must = {place for place in whole if items[place].least}
    found, complete = {whole: None}, True
    for choice in cluster:
        everything = frozenset().union(*choice)
        found = {left: None for kept in found for one in choice if must <= (left := kept - (everything - one))}
        if len(found) > _MOST_SELECTIONS:
            complete = False
            largest = sorted(found, key=lambda kept: sum(items[place].most for place in kept), reverse=True)
            found = dict.fromkeys(largest[:_MOST_SELECTIONS])
    if len(found) > _FEW:
        return list(found), complete
    return [kept for kept in found if not any(kept < other for other in found)], complete


def _value(given: Sequence[int], items: Sequence[Item]) -> Value:
    return by_rank(given, (item.rank for item in items))
