"""Which claims of a plan hang together: what one comes to may change what another is paid."""

from __future__ import annotations

from collections.abc import Iterator

from calculator.benefit import walk
from calculator.planning.allocation import Allocation
from calculator.planning.problem import groups
from calculator.planning.shared import span_name
from calculator.planning.worked import Worked
from calculator.steps import AtMost


def together(found: Allocation) -> list[list[int]]:
    """The claims in groups that nothing ties to each other, by their places in `found.claims`: neither what they share as they stand,
    nor what they might share once something in them is changed."""
    ties: dict[object, list[int]] = {}
    for place, worked in enumerate(found.claims):
        for tie in _ties(worked):
            ties.setdefault(tie, []).append(place)
    return groups(len(found.claims), [*ties.values(), *found.whole.parts()])


def by_itself(found: Allocation, group: list[int]) -> bool:
    """Whether a claim has all that it comes to, whatever that is: it shares nothing, and nothing was paid of it before."""
    wish, place = found.whole.wishes[group[0]], group[0]
    alone = len(group) == 1 and not wish.own and not wish.common
    return alone and place not in found.shared.held and not found.claims[place].open


def room_of(found: Allocation, group: list[int]) -> int | None:
    """What the project of a claim leaves it, in fen, where that is all that may take from it; None where it is not."""
    worked, wish, place = found.claims[group[0]], found.whole.wishes[group[0]], group[0]
    if len(group) > 1 or wish.own or len(wish.common) != 1 or wish.floor or place in found.shared.held or worked.open:
        return None
    return found.whole.limits[wish.common[0]]


def _ties(worked: Worked) -> Iterator[tuple[str, str]]:
    """What a claim may share with another that has the same."""
    claim = worked.claim
    yield "benefit", claim.benefit.id
    if name := span_name(claim.benefit):
        yield "years", name
    if claim.cost:
        yield "cost", claim.cost
    if claim.project:
        yield "project", claim.project.id
    for step in walk(claim.benefit.steps):
        if isinstance(step, AtMost) and step.pool:
            yield "pool", step.pool
