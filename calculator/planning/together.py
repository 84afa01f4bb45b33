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
    """Whether a claim has all that it comes to, whatever that is."""
    return _alone(found, group) and not found.whole.wishes[group[0]].common


def room_of(found: Allocation, group: list[int]) -> int | None:
    """What the project of a claim leaves it, in fen, where that is all that may take from it; None where it is not."""
    wish = found.whole.wishes[group[0]]
    return found.whole.limits[wish.common[0]] if _alone(found, group) and len(wish.common) == 1 and not wish.floor else None


def _alone(found: Allocation, group: list[int]) -> bool:
    """Whether a claim has a sum that only its project may take from: it shares nothing, and nothing was paid of it before."""
    place = group[0]
    return len(group) == 1 and not found.whole.wishes[place].own and place not in found.shared.held and not found.claims[place].open


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
