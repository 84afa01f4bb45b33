"""The best allowed combination of a plan's claims: first those inside the policy's term, then those that a guide decides on; those
outside it have what these leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from calculator import catalogue
from calculator.combining import INSIDE, OUTSIDE
from calculator.frozen import Frozen
from calculator.planning.problem import KINDS, Problem, Span, Value, Wish, total
from calculator.planning.request import Plan
from calculator.planning.search import Solved, solve
from calculator.planning.shared import Shared, shared_by
from calculator.planning.worked import Worked


class Allocation(Frozen, kw_only=False):
    """`claims` in an order of their own, which the order given does not touch; `shares`, `nth` and `parts` go with it.

    `nth`: the year of funding of each claim; 1 where it has none. `parts`: inside, open or outside, for each. `gap`: by how much the
    best might be better, by rank. `whole`: the plan without its law; `problem`: the same without what is outside the term; `solved`:
    parts of them that share nothing, as they were worked out."""

    claims: list[Worked]
    shared: Shared
    shares: list[int]
    nth: list[int]
    parts: list[str]
    whole: Problem
    problem: Problem
    gap: Value
    proven: bool
    solved: Solved

    def first_year(self, span: int) -> int | None:
        """The first year funded of a consecutive span."""
        years = self.shared.years[span]
        return min(years.funded | self.paid_years(span), default=None)

    def paid_years(self, span: int) -> set[int]:
        return {self.claims[place].claim.year for place in self.shared.years[span].claims if self.shares[place]}

    def lost_without(self, left_out: Iterable[int]) -> Value:
        """What the plan would come to less inside the term and beside it, were these claims not made; by rank."""
        gone = set(left_out)
        return self._lost(self.problem.without(gone), gone)

    def lost_from(self, place: int) -> Value:
        """What the plan would come to less, did the years of this claim's span begin with it; by rank."""
        span = self.problem.wishes[place].span
        assert span is not None
        spans = list(self.problem.spans)
        spans[span] = spans[span].but(funded=spans[span].funded | {self.problem.wishes[place].year})
        return self._lost(self.problem.but(spans=tuple(spans)), {place})

    def _lost(self, other: Problem, about: set[int]) -> Value:
        part = next(part for part in self.problem.parts() if about & set(part))
        now = total([self.shares[place] for place in part], [self.problem.wishes[place] for place in part])
        local = other.part(part)
        then = total(solve(local).shares, local.wishes)
        return tuple(one - two for one, two in zip(now, then, strict=True))


def allocate(claims: Sequence[Worked], plan: Plan) -> Allocation:
    """Gives every claim its share."""
    return _allocated(*_set_out(claims, plan), {})


def allocated_otherwise(claims: Sequence[Worked], plan: Plan, found: Allocation) -> Allocation:
    """Gives every claim its share where some of them are read in another way; what comes to the same thing is not worked out again."""
    ordered, shared, parts, whole = _set_out(claims, plan)
    return found if whole == found.whole else _allocated(ordered, shared, parts, whole, found.solved)


def _set_out(claims: Sequence[Worked], plan: Plan) -> tuple[list[Worked], Shared, list[str], Problem]:
    ordered = sorted(claims, key=_order)
    shared = shared_by(ordered, plan)
    parts = [part_of(worked) for worked in ordered]
    return ordered, shared, parts, _problem(ordered, shared, parts)


def _allocated(ordered: list[Worked], shared: Shared, parts: list[str], whole: Problem, solved: Solved) -> Allocation:
    first = whole.without(place for place, part in enumerate(parts) if part == OUTSIDE)
    solution = solve(first, solved)
    shares = list(solution.shares)
    if OUTSIDE in parts:
        rest = solve(_left_for_others(whole, first, shares, parts), solved)
        shares = [one + two for one, two in zip(shares, rest.shares, strict=True)]
    gap = tuple(one - two for one, two in zip(solution.bound, total(solution.shares, whole.wishes), strict=True))
    found = Allocation(ordered, shared, shares, [1] * len(shares), parts, whole, first, gap, solution.proven, solved)
    return found.but(nth=[_nth(found, place) for place in range(len(shares))])


def part_of(worked: Worked) -> str:
    """Whether a claim is inside the term, hangs on a guide, or is outside."""
    return catalogue.term().part(worked.claim.benefit.combining.period, worked.claim.year)


def _order(worked: Worked) -> tuple[object, ...]:
    """By year, then by the law's order; what is equal in all of it is interchangeable."""
    claim = worked.claim
    inputs = sorted((name, str(value)) for name, value in claim.inputs.items() if value is not None)
    project = claim.project.id if claim.project else ""
    return claim.year, catalogue.ids().index(claim.benefit.id), project, claim.cost or "", claim.reading or "", inputs


def _problem(claims: Sequence[Worked], shared: Shared, parts: Sequence[str]) -> Problem:
    wishes = tuple(
        Wish(
            amounts=(0,) if place in shared.held else worked.amounts,
            year=worked.claim.year,
            rank=worked.rank + (0 if parts[place] == INSIDE else KINDS),
            floor=worked.floor,
            own=tuple(shared.own[place]),
            common=tuple(shared.common[place]),
            span=shared.span_of(place),
        )
        for place, worked in enumerate(claims)
    )
    return Problem(
        wishes=wishes,
        limits=tuple(limit.most for limit in shared.limits),
        spans=tuple(Span(most=years.step.most, consecutive=years.step.consecutive, funded=years.funded) for years in shared.years),
        choices=tuple(exclusion.alternatives for exclusion in shared.exclusions),
    )


def _left_for_others(whole: Problem, first: Problem, shares: Sequence[int], parts: Sequence[str]) -> Problem:
    """What is left for the claims outside the term: they take nothing away from the others, not even a year of a ladder."""
    paid: Mapping[int, set[int]] = {span: set() for span in range(len(whole.spans))}
    limits = list(whole.limits)
    gone = {place for place, part in enumerate(parts) if part != OUTSIDE}
    for place, wish in enumerate(first.wishes):
        if shares[place]:
            for limit in (*wish.own, *wish.common):
                limits[limit] -= shares[place]
            if wish.span is not None:
                paid[wish.span].add(wish.year)
    spans = [span.but(funded=span.funded | paid[number]) for number, span in enumerate(whole.spans)]
    for place, wish in enumerate(whole.wishes):
        if wish.span is not None and whole.spans[wish.span].consecutive and paid[wish.span] and wish.year < min(spans[wish.span].funded):
            gone.add(place)
    for choice in whole.choices:
        taken = [one for one in choice if any(shares[place] for place in one)]
        if taken:
            gone |= frozenset().union(*choice) - frozenset().union(*taken)
    return whole.without(gone).but(limits=tuple(limits), spans=tuple(spans))


def _nth(found: Allocation, place: int) -> int:
    """Which year of funding a claim is in. One that is left out for the sake of others is shown as if it were the first."""
    span, year = found.shared.span_of(place), found.claims[place].claim.year
    if span is None:
        return 1
    years = found.shared.years[span]
    if years.step.consecutive:
        first = found.first_year(span)
        if first is None:
            first = min(found.claims[other].claim.year for other in years.claims)
        return year - first + 1 if year >= first else 1
    counted = sorted(years.funded | found.paid_years(span))
    if year in counted:
        return counted.index(year) + 1
    return years.step.most + (len(years.funded) >= years.step.most)


def had(found: Allocation, places: Iterable[int]) -> Value:
    """What these claims have together, by kind; those of different parts are not to be asked for together."""
    sums = [0] * KINDS
    for place in places:
        sums[found.claims[place].rank] += found.shares[place]
    return tuple(sums)
