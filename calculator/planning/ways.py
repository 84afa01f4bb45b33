"""Going through choices one after another, with every way to choose so far side by side.

What matters of a way is how much it asks of each cell (the items under the same limits), no more than these let through. Of two
ways the one that asks less everywhere is never looked at again, nor is one that cannot reach the best known any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calculator.frozen import Frozen
from calculator.planning.flow import Item, share
from calculator.planning.pricing import Asked, Prices, prices
from calculator.planning.problem import RANKS, Value

MOST_WAYS = 1000  # kept at a time; beyond that the most promising are kept, and the bound says what the others could bring
_FEW_WAYS = 64  # up to here each is held against each other, and no prices are needed

_MOST_TRIES = 200

Selections = Sequence[frozenset[int]]
Cell = tuple[tuple[int, ...], tuple[int, ...], int]  # the limits on both sides, and the rank


class Way(Frozen, kw_only=False):
    """A way to choose: what is kept, what that gives, and a bound that no way exceeds."""

    kept: frozenset[int]
    value: Value
    bound: Value


class _Partial(Frozen, kw_only=False):
    """Choices made so far."""

    asked: tuple[int, ...]
    kept: tuple[frozenset[int], ...]


class _Board:
    """The cells of some items, and what they give when so much is asked of each."""

    def __init__(self, items: Sequence[Item], limits: Sequence[int]):
        cells: dict[Cell, int] = {}
        self.items, self.limits = items, limits
        self.cell_of = [cells.setdefault((item.own, item.common, item.rank), len(cells)) for item in items]
        self.cells = list(cells)
        self.ranks = [rank for *_, rank in cells]
        self.most = [min([limits[limit] for limit in (*own, *common)], default=None) for own, common, _ in cells]
        self.least = [0] * len(cells)
        for item, cell in zip(items, self.cell_of, strict=True):
            self.least[cell] += item.least

    def asked(self, before: Sequence[int], kept: Iterable[int]) -> tuple[int, ...]:
        """What is asked of each cell when these items are kept, too."""
        asked = list(before)
        for place in kept:
            asked[self.cell_of[place]] += self.items[place].most
        return self.capped(asked)

    def capped(self, asked: Sequence[int]) -> tuple[int, ...]:
        """What is asked of each cell, as far as its limits could let it through."""
        return tuple(sum if most is None or sum < most else most for sum, most in zip(asked, self.most, strict=True))

    def value(self, asked: Sequence[int]) -> Value | None:
        """What that gives; None when what must be given does not fit."""
        wants = [Item(sum, least, *cell) for sum, least, cell in zip(asked, self.least, self.cells, strict=True)]
        given = share(wants, self.limits)
        return None if given is None else by_rank(given, self.ranks)

    def prices(self, start: Sequence[int], clusters: Sequence[Selections], rank: int) -> Prices:
        """Prices for what is had of a rank."""
        cells = [(*own, *common) if one == rank else None for own, common, one in self.cells]
        return prices(cells, self.limits, start, [[self.asks(kept) for kept in cluster] for cluster in clusters])

    def asks(self, kept: frozenset[int]) -> Asked:
        """What these items ask of each cell."""
        asks: dict[int, int] = {}
        for place in kept:
            asks[self.cell_of[place]] = asks.get(self.cell_of[place], 0) + self.items[place].most
        return asks


def best_way(items: Sequence[Item], limits: Sequence[int], clusters: Sequence[Selections], free: frozenset[int]) -> Way | None:
    """The way that gives most; None when none gives what must be given.

    `clusters`: the selections of each choice; `free`: the items that no choice is about."""
    board = _Board(items, limits)
    start = _Partial(board.asked((0,) * len(board.cells), free), (free,))
    rank = min(board.ranks)
    priced: Prices | None = None  # made when there are ways enough to be worth it
    known: tuple[Value, _Partial] | None = None
    ways, lost = [start], -1
    for nth, cluster in enumerate(clusters, 1):
        grown: dict[tuple[int, ...], _Partial] = {}
        for way in ways:
            for kept in cluster:
                asked = board.asked(way.asked, kept)
                grown.setdefault(asked, _Partial(asked, (*way.kept, kept)))
        ways = list(grown.values())
        if priced is None and len(ways) > _FEW_WAYS:
            priced = board.prices(start.asked, clusters, rank)
            known = _improved(board, start, clusters, priced)
        if priced and known:
            ways = [way for way in ways if priced.most(way.asked, nth) >= known[0][rank]]
        if len(ways) <= _FEW_WAYS:
            ways = [way for way in ways if not any(_beats(other, way) for other in ways)]
        if priced and len(ways) > MOST_WAYS:
            ways.sort(key=lambda way: priced.most(way.asked, nth), reverse=True)
            lost = max(lost, priced.most(ways[MOST_WAYS].asked, nth))
            del ways[MOST_WAYS:]
    return _best(board, ways, known, lost, rank)


def _improved(board: _Board, start: _Partial, clusters: Sequence[Selections], priced: Prices) -> tuple[Value, _Partial] | None:
    """A good way to begin with: each choice by the prices, then each tried the other ways until nothing gets better, or for long
    enough: the better it is, the more ways it rules out, but it need not be the best."""
    asks = [[board.asks(kept) for kept in cluster] for cluster in clusters]
    picked = [max(range(len(ones)), key=lambda one: priced.counted(ones[one])) for ones in asks]
    sums = list(start.asked)
    for nth, one in enumerate(picked):
        _add(sums, asks[nth][one], 1)
    best = board.value(board.capped(sums))
    better, tries = True, 0
    while better and tries < _MOST_TRIES:
        better = False
        for nth, ones in enumerate(asks):
            for one in range(len(ones)):
                if one == picked[nth] or tries >= _MOST_TRIES:
                    continue
                tries += 1
                _add(sums, asks[nth][picked[nth]], -1)
                _add(sums, asks[nth][one], 1)
                value = board.value(board.capped(sums))
                if value is not None and (best is None or value > best):
                    best, picked[nth], better = value, one, True
                else:
                    _add(sums, asks[nth][one], -1)
                    _add(sums, asks[nth][picked[nth]], 1)
    kept = tuple(cluster[one] for cluster, one in zip(clusters, picked, strict=True))
    return None if best is None else (best, _Partial(board.capped(sums), (*start.kept, *kept)))


def _add(sums: list[int], asks: Asked, sign: int) -> None:
    for cell, sum_here in asks.items():
        sums[cell] += sign * sum_here


def _best(board: _Board, ways: list[_Partial], known: tuple[Value, _Partial] | None, lost: int, rank: int) -> Way | None:
    """The way that gives most, of those left; `lost`: what one that was dropped unseen could have brought."""
    best = known
    for way in sorted(ways, key=lambda way: by_rank(way.asked, board.ranks), reverse=True):
        if best is not None and by_rank(way.asked, board.ranks) <= best[0]:
            break
        value = board.value(way.asked)
        if value is not None and (best is None or value > best[0]):
            best = value, way
    if best is None:
        return None
    bound = best[0]
    if lost >= bound[rank]:
        everything = by_rank((item.most for item in board.items), (item.rank for item in board.items))
        bound = tuple(
            lost if one == rank else max(all_of_it, had) for one, (all_of_it, had) in enumerate(zip(everything, bound, strict=True))
        )
    return Way(frozenset().union(*best[1].kept), best[0], bound)


def _beats(one: _Partial, other: _Partial) -> bool:
    return one is not other and all(a >= b for a, b in zip(one.asked, other.asked, strict=True))


def by_rank(sums: Iterable[int], ranks: Iterable[int]) -> Value:
    """Sums added up by their rank."""
    found = [0] * RANKS
    for sum, rank in zip(sums, ranks, strict=True):
        found[rank] += sum
    return tuple(found)
