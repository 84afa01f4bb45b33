"""Who may claim a benefit: somebody of a kind held against the words by which the clause names those who may.

Only words that name another kind of person shut anybody out. A trade (robots, data) is no kind; what a clause asks of it is a condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_src.builder.law.policy import Benefit, Kind, Named, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How somebody may still be one of those who may claim. `question`: what settles it, None where nothing that is asked does; `did`:
    the activities of which one must have been chosen, for a kind that only doing it makes likely, unless the question is answered with
    yes."""

    question: str | None
    did: tuple[str, ...] = ()


def kinds_named(words: str, kinds: Iterable[Kind]) -> dict[str, str]:
    """The kinds that some words of the law name, each with the word that names it."""
    found = ((kind.id, next((word for word in kind.words if word in words), None)) for kind in kinds)
    return {id: word for id, word in found if word}


def names_a_kind(policy: Policy, benefit: Benefit) -> bool:
    """Whether the clause's words for who may claim name any kind of person."""
    return bool(kinds_named(benefit.claimants.quote.zh, policy.applicants))


def stated(policy: Policy, chosen: Named) -> tuple[str, ...]:
    """The questions that somebody answers with yes by choosing an audience or an activity: by the kind of an audience, if any, and by
    what it says of itself."""
    asked = next((kind.question for kind in policy.applicants if kind.id == chosen.kind), None)
    return (*((asked,) if asked else ()), *chosen.answers)


def can_be(kind: Kind, other: Kind, kinds: Iterable[Kind]) -> bool:
    """Whether an applicant of a kind can be of another too: it may be, the other may be it, or both may be the same third."""
    by_id = {one.id: one for one in kinds}
    third = any(by_id[id].id in other.may_be for id in kind.may_be if id in by_id)
    return kind.id == other.id or other.id in kind.may_be or kind.id in other.may_be or third


def ways_in(policy: Policy, benefit: Benefit, audience: Named) -> tuple[Way, ...] | None:
    """None for who may claim; otherwise the ways that stay open, none of them where the clause's words shut the audience out."""
    kinds = {kind.id: kind for kind in policy.applicants}
    own = kinds[audience.kind or ""]
    if own.id in benefit.applicants:
        return None
    return tuple(_open(policy, benefit, own, kinds))


def admitted(policy: Policy, benefit: Benefit, audience: Named) -> bool:
    """Whether the words rule out nobody of the audience who says nothing more, as the finder tells it."""
    ways = ways_in(policy, benefit, audience)
    return ways is None or any(not way.did for way in ways)


def _open(policy: Policy, benefit: Benefit, own: Kind, kinds: dict[str, Kind]) -> Iterator[Way]:
    for id in benefit.applicants:
        if id in own.may_be:
            yield Way(question=kinds[id].question)
        elif can_be(own, kinds[id], kinds.values()):
            did = tuple(one.id for one in policy.activities if id in one.may_be)
            if did:
                yield Way(question=kinds[id].question, did=did)
    if not names_a_kind(policy, benefit):
        yield Way(question=None)
