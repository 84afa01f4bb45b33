"""Shares what limits leave among the items that want it: a greatest flow, those of an earlier class first.

Limits form two families, one on the benefit's side and one on the project's, each nested like boxes in boxes. So an item is an
edge of a network between the innermost limit of either side, and what all items get is a flow from one outermost end to the other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from calculator.frozen import Frozen

S, T = 0, 1


class Item(Frozen, kw_only=False):
    """What wants a share. `least`: what it must get. `own` and `common`: its limits on the benefit's and on the project's side,
    innermost first, as places in the list of limits. `rank`: 0 is served before 1; limits on the benefit's side have one rank only."""

    most: int
    least: int
    own: tuple[int, ...]
    common: tuple[int, ...]
    rank: int


def share(items: Sequence[Item], limits: Sequence[int]) -> list[int] | None:
    """What each item gets: first the most for rank 0 together, then for rank 1; of equals the earlier in the list is filled first.

    None when what must be given does not fit."""
    given = [0] * len(items)
    left = list(limits)
    for place, item in enumerate(items):
        if item.least and not _give(place, item.least, item, given, left):
            return None
    for rank in sorted({item.rank for item in items}):
        for place, item in enumerate(items):
            if item.rank == rank:
                room = min([item.most - given[place], *(left[limit] for limit in (*item.own, *item.common))])
                _give(place, room, item, given, left)
        if any(item.own and item.common for item in items):
            _augment(items, limits, given, rank)
            left = _left(items, limits, given)
    return given


def _give(place: int, sum: int, item: Item, given: list[int], left: list[int]) -> bool:
    """Gives an item a sum out of all its limits; false, and nothing done, when one of them has not so much left."""
    chain = (*item.own, *item.common)
    if sum > item.most or any(left[limit] < sum for limit in chain):
        return False
    given[place] += sum
    for limit in chain:
        left[limit] -= sum
    return True


def _left(items: Sequence[Item], limits: Sequence[int], given: Sequence[int]) -> list[int]:
    left = list(limits)
    for item, sum in zip(items, given, strict=True):
        for limit in (*item.own, *item.common):
            left[limit] -= sum
    return left


def _augment(items: Sequence[Item], limits: Sequence[int], given: list[int], rank: int) -> None:
    """Raises the flow of this rank by paths that move sums from one item to another. A path leaves the source once, so what an
    earlier rank has in all stays as it is."""
    while True:
        heads, tails, room, edges = _network(items, limits, given, rank)
        path = _path(heads, tails, room, len(limits) + 2, edges)
        if path is None:
            return
        more = min(room[edge] for edge in path)
        for edge in path:
            place, back = divmod(edge, 2)
            if place < len(items):
                given[place] += -more if back else more


def _network(
    items: Sequence[Item], limits: Sequence[int], given: Sequence[int], rank: int
) -> tuple[list[int], list[int], list[int], dict[int, list[int]]]:
    """The edges with the room left on them: edge 2i is item i, 2i + 1 the way back; after the items come the limits."""
    left = _left(items, limits, given)
    outer: dict[int, int] = {}
    for item in items:
        for chain, end in ((item.own, S), (item.common, T)):
            for place, limit in enumerate(chain):
                outer[limit] = chain[place + 1] + 2 if place + 1 < len(chain) else end
    heads, tails, room = [], [], []
    for item, sum in zip(items, given, strict=True):
        start, end = item.own[0] + 2 if item.own else S, item.common[0] + 2 if item.common else T
        heads += [start, end]
        tails += [end, start]
        room += [item.most - sum if item.rank <= rank else 0, sum - item.least]
    owned = {limit for item in items for limit in item.own}
    for limit, most in enumerate(limits):
        inner, beyond = limit + 2, outer.get(limit, T)
        start, end = (beyond, inner) if limit in owned else (inner, beyond)
        heads += [start, end]
        tails += [end, start]
        room += [left[limit], most - left[limit]]
    edges: dict[int, list[int]] = {}
    for edge, start in enumerate(heads):
        edges.setdefault(start, []).append(edge)
    return heads, tails, room, edges


def _path(heads: list[int], tails: list[int], room: list[int], nodes: int, edges: dict[int, list[int]]) -> list[int] | None:
    """A shortest way with room from the source to the sink, as edges."""
    came: list[int | None] = [None] * nodes
    queue = deque([S])
    while queue:
        node = queue.popleft()
        for edge in edges.get(node, ()):
            there = tails[edge]
            if room[edge] > 0 and came[there] is None and there != S:
                came[there] = edge
                if there == T:
                    path = []
                    while there != S:
                        step = came[there]
                        assert step is not None
                        path.append(step)
                        there = heads[step]
                    return path
                queue.append(there)
    return None
