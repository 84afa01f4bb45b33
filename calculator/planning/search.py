"""The best allowed combination: which years of a span are taken, what is left out, and what everybody gets.

Branch and bound. The years are left open at first, which can only promise too much; where what comes out breaks a rule of years
or leaves less than another measure pays, the case is split in two or more, and a part that cannot beat the best found is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from calculator.frozen import Frozen
from calculator.planning.choosing import Chosen, choose
from calculator.planning.flow import Item
from calculator.planning.problem import RANKS, Problem, Solution, Value, Wish, added, total

MOST_CASES = 400  # of one part of a plan; a plan that a person makes needs a handful


class _Case(Frozen, kw_only=False):
    """What has been settled: wishes left out, first years, sets of years, wishes that must get their floor."""

    dropped: frozenset[int] = frozenset()
    starts: Mapping[int, int] = MappingProxyType({})
    years: Mapping[int, frozenset[int]] = MappingProxyType({})
    kept: frozenset[int] = frozenset()


Solved = dict[Problem, tuple[list[int], Value]]  # parts of problems, with what each wish gets and the bound


def solve(problem: Problem, solved: Solved | None = None) -> Solution:
    """The best solution, or, of a problem too large to finish, the best found with the bound that no solution exceeds.

    `solved`: parts that have been worked out before; what is worked out now is added to them."""
    known: Solved = {} if solved is None else solved
    shares, bounds, proven = [0] * len(problem.wishes), [], True
    for places in problem.parts():
        part = problem.part(places)
        if part not in known:
            known[part] = _Search(part).run()
        given, bound = known[part]
        for place, sum in zip(places, given, strict=True):
            shares[place] = sum
        bounds.append(bound)
        proven &= bound == total(given, part.wishes)
    return Solution(shares=tuple(shares), bound=added(bounds), proven=proven)


class _Search:
    """The search for one part of a plan that shares nothing with the rest."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.members: list[list[int]] = [[] for _ in problem.spans]
        for place, wish in enumerate(problem.wishes):
            if wish.span is not None and any(wish.amounts):
                self.members[wish.span].append(place)

    def run(self) -> tuple[list[int], Value]:
        """What each wish gets, and the bound."""
        best: tuple[Value, list[int]] = (0,) * RANKS, [0] * len(self.problem.wishes)
        open_bound = best[0]  # of what was not looked through
        stack: list[tuple[_Case, Value | None]] = [(self._root(), None)]
        seen = 0
        while stack:
            case, promised = stack.pop()
            if promised is not None and promised <= best[0]:
                continue
            if seen >= MOST_CASES and any(best[0]) and promised is not None:
                open_bound = max(open_bound, promised)
                continue
            seen += 1
            found = self._shared(case)
            if found is None or found.bound <= best[0]:
                continue
            parts = self._split(case, found.given)
            if parts is None:
                continue
            stack += [(part, found.bound) for part in reversed(parts)]
            if not parts:
                open_bound = max(open_bound, found.bound)
                if found.value > best[0]:
                    best = found.value, found.given
        return best[1], max(open_bound, best[0])

    def _root(self) -> _Case:
        starts = {}
        for span, rule in enumerate(self.problem.spans):
            if rule.consecutive and len(years := self._first_years(span)) == 1:
                starts[span] = years[0]
        return _Case(starts=starts)

    def _first_years(self, span: int) -> list[int]:
        """The years in which a consecutive span can begin."""
        funded = self.problem.spans[span].funded
        claimed = {self.problem.wishes[place].year for place in self.members[span]}
        if not funded:
            return sorted(claimed)
        return sorted({year for year in claimed if year < min(funded)} | {min(funded)})

    def _amount(self, place: int, case: _Case) -> int:
        """The most that a wish can get in this case, limits apart."""
        wish = self.problem.wishes[place]
        if place in case.dropped:
            return 0
        if wish.span is None:
            return wish.amounts[0]
        if not self.problem.spans[wish.span].consecutive:
            years = case.years.get(wish.span)
            return wish.amounts[0] if years is None or wish.year in years else 0
        if not any(wish.amounts):
            return 0
        firsts = [case.starts[wish.span]] if wish.span in case.starts else self._first_years(wish.span)
        return max(self._in_year(wish, first) for first in firsts)

    def _in_year(self, wish: Wish, first: int) -> int:
        """What a wish gives when its span begins with that year."""
        assert wish.span is not None
        nth = wish.year - first
        if not 0 <= nth < self.problem.spans[wish.span].most:
            return 0
        return wish.amounts[nth] if len(wish.amounts) > 1 else wish.amounts[0]

    def _shared(self, case: _Case) -> Chosen | None:
        items = []
        for place, wish in enumerate(self.problem.wishes):
            most = self._amount(place, case)
            if place in case.kept and most < wish.floor:
                return None
            worth = most if most >= wish.floor else 0
            items.append(Item(worth, wish.floor if place in case.kept else 0, wish.own, wish.common, wish.rank))
        return choose(items, self.problem.limits, self.problem.choices)

    def _split(self, case: _Case, given: Sequence[int]) -> list[_Case] | None:
        """The cases into which this one falls where a rule is broken; none when all is well, None when it leads nowhere."""
        for span, rule in enumerate(self.problem.spans):
            paid = sorted({self.problem.wishes[place].year for place in self.members[span] if given[place]})
            if not rule.consecutive:
                new = [year for year in paid if year not in rule.funded]
                room = max(0, rule.most - len(rule.funded))
                if len(new) > room:
                    return [
                        case.but(years={**case.years, span: rule.funded | frozenset(chosen)})
                        for chosen in combinations(self._new_years(span), room)
                    ]
                continue
            if span in case.starts:
                # A first year in which nothing is paid is no first year; the case in which a later one is first has it all.
                if paid and case.starts[span] not in (*paid, *rule.funded):
                    return None
                continue
            first = min({*paid, *rule.funded}, default=None)
            if first is not None and any(given[p] > self._in_year(self.problem.wishes[p], first) for p in self.members[span]):
                return [case.but(starts={**case.starts, span: year}) for year in self._first_years(span)]
        for place, wish in enumerate(self.problem.wishes):
            if 0 < given[place] < wish.floor:
                return [case.but(kept=case.kept | {place}), case.but(dropped=case.dropped | {place})]
        return []

    def _new_years(self, span: int) -> list[int]:
        return sorted({self.problem.wishes[place].year for place in self.members[span]} - self.problem.spans[span].funded)
