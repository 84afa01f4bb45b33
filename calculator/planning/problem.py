"""A plan without its law: who wants how much, and what they share. Sums are whole fen, or whole places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calculator.frozen import Frozen

Value = tuple[int, ...]  # what is had in all, by rank; compared from the first rank on
KINDS = 4  # exact and up-to sums of money, exact and up-to places
RANKS = 2 * KINDS  # those inside the term, then those that a guide decides on; what is outside comes after both, by itself


class Wish(Frozen):
    """One claim. `amounts`: what it gives in the first, second … year of its span; one amount where the year does not matter.

    `floor`: below this it is not worth having (another measure pays as much) and is left out. `own`, `common`: its limits on the
    benefit's and the project's side, innermost first, as places in the problem's list."""

    amounts: tuple[int, ...]
    year: int
    rank: int
    floor: int = 0
    own: tuple[int, ...] = ()
    common: tuple[int, ...] = ()
    span: int | None = None


class Span(Frozen):
    """Years of funding that are limited to `most`: one after another from the first one paid, or any. `funded`: years paid before."""

    most: int
    consecutive: bool
    funded: frozenset[int] = frozenset()


class Problem(Frozen):
    """`choices`: of the sets of wishes in each, only one set may be paid."""

    wishes: tuple[Wish, ...]
    limits: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    choices: tuple[tuple[frozenset[int], ...], ...] = ()

    def part(self, places: Sequence[int]) -> Problem:
        """What concerns those wishes alone; wishes, limits and spans are numbered anew, in their order."""
        wish_at = {place: number for number, place in enumerate(places)}
        wishes = [self.wishes[place] for place in places]
        limits = {limit: None for wish in wishes for limit in (*wish.own, *wish.common)}
        limit_at = {limit: number for number, limit in enumerate(limits)}
        span_at = {span: number for number, span in enumerate(dict.fromkeys(wish.span for wish in wishes if wish.span is not None))}
        choices = [tuple(frozenset(wish_at[place] for place in one if place in wish_at) for one in choice) for choice in self.choices]
        return Problem(
            wishes=tuple(
                wish.but(
                    own=tuple(limit_at[limit] for limit in wish.own),
                    common=tuple(limit_at[limit] for limit in wish.common),
                    span=None if wish.span is None else span_at[wish.span],
                )
                for wish in wishes
            ),
            limits=tuple(self.limits[limit] for limit in limits),
            spans=tuple(self.spans[span] for span in span_at),
            choices=tuple(tuple(one for one in choice if one) for choice in choices if any(choice)),
        )

    def parts(self) -> list[list[int]]:
        """The wishes in groups that share nothing with each other."""
        ties: dict[object, list[int]] = {}
        for place, wish in enumerate(self.wishes):
            for limit in (*wish.own, *wish.common):
                ties.setdefault(limit, []).append(place)
            if wish.span is not None:
                ties.setdefault(("span", wish.span), []).append(place)
        return groups(len(self.wishes), [*ties.values(), *(sorted(frozenset().union(*choice)) for choice in self.choices)])

    def without(self, dropped: Iterable[int]) -> Problem:
        """The same with some wishes that get nothing."""
        gone = set(dropped)
        wishes = tuple(wish.but(amounts=(0,) * len(wish.amounts)) if place in gone else wish for place, wish in enumerate(self.wishes))
        return self.but(wishes=wishes)


class Solution(Frozen):
    """`shares`: what each wish gets. `bound`: no solution has more."""

    shares: tuple[int, ...]
    bound: Value
    proven: bool


def total(shares: Sequence[int], wishes: Sequence[Wish]) -> Value:
    """What is had in all, by rank."""
    sums = [0] * RANKS
    for share, wish in zip(shares, wishes, strict=True):
        sums[wish.rank] += share
    return tuple(sums)


def added(values: Iterable[Value]) -> Value:
    """Values of parts that share nothing, together."""
    return tuple(sum(column) for column in zip((0,) * RANKS, *values, strict=True))


def groups(size: int, ties: Iterable[Iterable[int]]) -> list[list[int]]:
    """The numbers below `size` in groups that no tie crosses, each in order, the groups by their first."""
    parent = list(range(size))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for tie in ties:
        first: int | None = None
        for one in tie:
            if first is None:
                first = root(one)
            else:
                parent[root(one)] = first
    found: dict[int, list[int]] = {}
    for one in range(size):
        found.setdefault(root(one), []).append(one)
    return list(found.values())
