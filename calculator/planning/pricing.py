"""What choices still to be made can bring at most: each limit gets a price, and what uses a dear limit counts for less.

For any prices, what is had is no more than the limits at their prices together with what is asked for at the rest (a Lagrangian
bound). The prices are whole parts of `SCALE`, so the bound is exact, and good prices make it close.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calculator.frozen import Frozen

SCALE = 64
_STEPS = (32, 16, 8, 4, 2, 1)
_ROUNDS = 3  # over all limits at each step; more rounds hardly bring the bound down

Asked = Mapping[int, int]  # how much is asked for, by cell


class Prices(Frozen, kw_only=False):
    """`weights`: what a unit counts in each cell, out of `SCALE`. `base`: the limits at their prices. `rest`: the most that the
    choices from the nth on count."""

    weights: tuple[int, ...]
    base: int
    rest: tuple[int, ...]

    def counted(self, asked: Asked) -> int:
        """What is asked for, at the prices."""
        return sum(self.weights[cell] * sum_here for cell, sum_here in asked.items())

    def most(self, asked: Sequence[int], nth: int) -> int:
        """No more than this is had by a way that has asked for so much before the nth choice."""
        counted = sum(weight * sum_here for weight, sum_here in zip(self.weights, asked, strict=True))
        return (self.base + counted + self.rest[nth]) // SCALE


def prices(
    cells: Sequence[Sequence[int] | None], limits: Sequence[int], start: Sequence[int], clusters: Sequence[Sequence[Asked]]
) -> Prices:
    """Prices that bring the bound down. `cells`: the limits that bind each cell, None for one that does not count; `start`: what is
    asked for without a choice; `clusters`: what each selection of each choice asks for."""
    price = dict.fromkeys(sorted({limit for cell in cells for limit in cell or ()}), 0)

    def bound() -> Prices | None:
        weights = [0 if cell is None else SCALE - sum(price[limit] for limit in cell) for cell in cells]
        if any(weight < 0 for weight in weights):
            return None
        counts = [max(sum(weights[cell] * sum_here for cell, sum_here in one.items()) for one in cluster) for cluster in clusters]
        rest = [0]
        for count in reversed(counts):
            rest.append(rest[-1] + count)
        return Prices(tuple(weights), sum(limits[limit] * at for limit, at in price.items()), tuple(reversed(rest)))

    best = bound()
    assert best is not None, "nothing has a price yet"
    for step in _STEPS:
        for _ in range(_ROUNDS):
            before = best
            for limit, at in list(price.items()):
                for changed in (at + step, at - step):
                    if 0 <= changed <= SCALE:
                        price[limit] = changed
                        tried = bound()
                        if tried is not None and tried.most(start, 0) < best.most(start, 0):
                            best, at = tried, changed
                        price[limit] = at
            if best is before:
                break
    return best
