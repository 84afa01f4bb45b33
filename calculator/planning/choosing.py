"""Which of the things that exclude each other are paid, with the years settled: the same cost once, a title once.

What limits leave is a flow (flow.py). Where more than one of a choice would be paid, the choices are gone through one after
another; of two ways that have chosen alike so far, the one that fills every limit less is never looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calculator.planning.flow import Item, share
from calculator.planning.problem import RANKS, Value, added, groups

MOST_WAYS = 3000  # kept at a time; beyond that the best are kept and nothing is proven
_FEW_WAYS = 64  # up to here each is held against each other

Choice = tuple[frozenset[int], ...]
Cell = tuple[tuple[int, ...], tuple[int, ...], int]  # the limits on both sides, and the rank


@dataclass(frozen=True, slots=True)
class Chosen:
    """`given`: what each item gets. `bound`: no other choice gives more."""

    given: list[int]
    value: Value
    bound: Value


def choose(items: Sequence[Item], limits: Sequence[int], choices: Sequence[Choice]) -> Chosen | None:
    """The best allowed way to share; None when what must be given does not fit."""
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
    ways, all_there = _ways(here, limits, clusters, free)
    if complete:
        bound = _no_more_than(here, limits, clusters, free, bound)
    return _best(here, limits, ways, None if complete and all_there else bound)


def _no_more_than(
    items: Sequence[Item], limits: Sequence[int], clusters: list[list[frozenset[int]]], free: frozenset[int], open_to_all: Value
) -> Value:
    """A bound where not all ways were gone through: what limits let through with no choice to make, or what each choice could
    give at most with no limits, whichever is less."""
    rank = min(item.rank for item in items)
    first = sum(items[place].most for place in free if items[place].rank == rank)
    first += sum(max(sum(items[place].most for place in kept if items[place].rank == rank) for kept in cluster) for cluster in clusters)
    if first >= open_to_all[rank]:
        return open_to_all
    rest = share([replace(item, most=0, least=0) if item.rank == rank else item for item in items], limits)
    bound = list(_value(rest or [0] * len(items), items))
    bound[rank] = first
    return tuple(bound)


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
        if len(found) > MOST_WAYS:
            complete = False
            largest = sorted(found, key=lambda kept: sum(items[place].most for place in kept), reverse=True)
            found = dict.fromkeys(largest[:MOST_WAYS])
    if len(found) > _FEW_WAYS:
        return list(found), complete
    return [kept for kept in found if not any(kept < other for other in found)], complete


@dataclass(frozen=True, slots=True)
class _Way:
    """Choices made so far: what is chosen, and how much each cell is asked for (no more than its limits let through)."""

    asked: tuple[int, ...]
    kept: tuple[frozenset[int], ...]


def _ways(
    items: Sequence[Item], limits: Sequence[int], clusters: list[list[frozenset[int]]], free: frozenset[int]
) -> tuple[list[_Way], bool]:
    """The ways that no other way beats in every cell, and whether these are all of them."""
    cells: dict[Cell, int] = {}
    cell_of = [cells.setdefault((item.own, item.common, item.rank), len(cells)) for item in items]
    most = [min([limits[limit] for limit in (*own, *common)], default=-1) for own, common, _ in cells]
    ranks = [rank for *_, rank in cells]
    start = _asked((0,) * len(cells), free, items, cell_of, most)
    ways, complete = [_Way(start, (free,))], True
    for cluster in clusters:
        grown: dict[tuple[int, ...], _Way] = {}
        for way in ways:
            for kept in cluster:
                asked = _asked(way.asked, kept, items, cell_of, most)
                grown.setdefault(asked, _Way(asked, (*way.kept, kept)))
        ways = list(grown.values())
        if len(ways) <= _FEW_WAYS:
            ways = [way for way in ways if not any(_beats(other, way) for other in ways)]
        if len(ways) > MOST_WAYS:
            complete = False
            ways.sort(key=lambda way: _by_rank(way.asked, ranks), reverse=True)
            del ways[MOST_WAYS:]
    return ways, complete


def _asked(before: tuple[int, ...], kept: Iterable[int], items: Sequence[Item], cell_of: list[int], most: list[int]) -> tuple[int, ...]:
    asked = list(before)
    for place in kept:
        asked[cell_of[place]] += items[place].most
    return tuple(sum if limit < 0 or sum < limit else limit for sum, limit in zip(asked, most, strict=True))


def _beats(one: _Way, other: _Way) -> bool:
    return one is not other and all(a >= b for a, b in zip(one.asked, other.asked, strict=True))


def _by_rank(sums: Iterable[int], ranks: Iterable[int]) -> Value:
    found = [0] * RANKS
    for sum, rank in zip(sums, ranks, strict=True):
        found[rank] += sum
    return tuple(found)


def _best(items: Sequence[Item], limits: Sequence[int], ways: list[_Way], bound: Value | None) -> Chosen | None:
    """The way that gives most; `bound` is None when these are all the ways there are."""
    kept_cells = list(dict.fromkeys((item.own, item.common, item.rank) for item in items))
    ranks = [rank for *_, rank in kept_cells]
    place_of = {cell: number for number, cell in enumerate(kept_cells)}
    least = [0] * len(kept_cells)
    for item in items:
        least[place_of[(item.own, item.common, item.rank)]] += item.least
    best: tuple[Value, _Way] | None = None
    for way in sorted(ways, key=lambda way: _by_rank(way.asked, ranks), reverse=True):
        if best is not None and _by_rank(way.asked, ranks) <= best[0]:
            break
        cells = [Item(asked, low, *cell) for asked, low, cell in zip(way.asked, least, kept_cells, strict=True)]
        given = share(cells, limits)
        if given is not None and (best is None or _by_rank(given, ranks) > best[0]):
            best = _by_rank(given, ranks), way
    if best is None:
        return None
    kept = frozenset().union(*best[1].kept)
    allowed = [item if place in kept else replace(item, most=0, least=0) for place, item in enumerate(items)]
    shared = share(allowed, limits)
    assert shared is not None, "the cells fitted, so their items do"
    return Chosen(shared, best[0], bound or best[0])


def _value(given: Sequence[int], items: Sequence[Item]) -> Value:
    return _by_rank(given, (item.rank for item in items))
