"""Shares what limits leave among the items that want it: a greatest flow, those of an earlier class first.

Limits form two families, one on the benefit's side and one on the project's, each nested like boxes in boxes. So an item is an
edge of a network between the innermost limit of either side, and what all items get is a flow from one outermost end to the other.
Where a limit on the benefit's side holds for items of several ranks, a path for a later rank could take something from an earlier one;
then what is gained and lost on the way is weighed (`_exchange`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from calculator.frozen import Frozen

S, T = 0, 1


class Item(Frozen, kw_only=False):
    """What wants a share. `least`: what it must get. `own` and `common`: its limits on the benefit's and on the project's side,
    innermost first, as places in the list of limits. `rank`: 0 is served before 1."""

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
    tied = any(item.own and item.common for item in items)
    mixed = tied and _mixed(items)
    for place, item in enumerate(items):
        if item.least and not _give(place, item.least, item, given, left):
            return None
    for rank in sorted({item.rank for item in items}):
        for place, item in enumerate(items):
            if item.rank == rank:
                room = min([item.most - given[place], *(left[limit] for limit in (*item.own, *item.common))])
                _give(place, room, item, given, left)
        if tied and not mixed:
            _augment(items, limits, given, rank)
            left = _left(items, limits, given)
    if mixed:
        _exchange(items, limits, given)
    return given


def _mixed(items: Sequence[Item]) -> bool:
    """Whether a limit on the benefit's side holds for items of several ranks."""
    ranks: dict[int, set[int]] = {}
    for item in items:
        for limit in item.own:
            ranks.setdefault(limit, set()).add(item.rank)
    return any(len(found) > 1 for found in ranks.values())


def _exchange(items: Sequence[Item], limits: Sequence[int], given: list[int]) -> None:
    """Moves sums around in the network as long as that is a gain: one more for an earlier rank outweighs whatever later ones lose.

    A round touches each item once at most, so a weight that is above the number of items for each rank is enough."""
    latest = max(item.rank for item in items)
    while True:
        heads, tails, room, _ = _network(items, limits, given, latest)
        weights = [(len(items) + 1) ** (latest - item.rank) for item in items]
        gains = [weight for one in weights for weight in (one, -one)] + [0] * (len(heads) - 2 * len(items))
        heads, tails, gains = [*heads, T], [*tails, S], [*gains, 0]  # so that a path is a round, too
        room = [*room, sum(item.most for item in items) + 1]
        cycle = _gainful_cycle(heads, tails, room, gains, len(limits) + 2)
        if cycle is None:
            return
        _send(cycle, room, given)


def _gainful_cycle(heads: list[int], tails: list[int], room: list[int], gains: list[int], nodes: int) -> list[int] | None:
    """A round with room on every edge that gains something, as edges; None when there is none."""
    gained, came = [0] * nodes, [-1] * nodes
    changed = -1
    for _ in range(nodes):
        changed = -1
        for edge, (start, end) in enumerate(zip(heads, tails, strict=True)):
            if room[edge] > 0 and gained[start] + gains[edge] > gained[end]:
                gained[end], came[end], changed = gained[start] + gains[edge], edge, end
        if changed < 0:
            return None
    for _ in range(nodes):  # back into the round itself
        changed = heads[came[changed]]
    cycle: list[int] = []
    node = changed
    while not cycle or node != changed:
        cycle.append(came[node])
        node = heads[came[node]]
    return cycle


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
        _send(path, room, given)


def _send(edges: Sequence[int], room: Sequence[int], given: list[int]) -> None:
    """Sends along these edges as much as the narrowest lets through; the first two of each item are its own, there and back."""
    more = min(room[edge] for edge in edges)
    for edge in edges:
        place, back = divmod(edge, 2)
        if place < len(given):
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
