"""What a plan would come to on other readings of the same words: only those that change this plan, each with the difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calculator.benefit import Benefit
from calculator.combining import INSIDE, OPEN, OUTSIDE, PARTS
from calculator.frozen import Frozen
from calculator.money import Money
from calculator.planning.allocation import Allocation, allocated_otherwise
from calculator.planning.differences import Totals, changed, totals_of
from calculator.planning.request import Plan
from calculator.planning.worked import EXACT, EXACT_PLACES, UP_TO, UP_TO_PLACES, Worked
from calculator.reading import Option, Reading
from calculator.text import Text


class Elsewhere(Frozen, kw_only=False):
    """A plan on one other reading. `claims`: those that it reads otherwise, by their places in the plan as it was given."""

    reading: Reading
    option: Option
    claims: tuple[int, ...]
    here: Totals
    there: Totals

    @property
    def key(self) -> str:
        """As a claim asks for it among its inputs."""
        return self.reading.key(self.option)

    @property
    def says(self) -> Text:
        """The words, the other way to read them, and what it would change."""
        question, option = self.reading.question, self.option.says
        change = changed(self.here, self.there)
        return Text(
            f"{self.reading.id}：{question.zh}本方案没有采用的另一种理解是“{option.zh}”，按此{change.zh}。",
            f"{self.reading.id}: {question.en} On a reading that this plan does not apply ({_inline(option.en)}) "
            f"there would be {change.en}.",
        )

    def as_dict(self) -> dict[str, Any]:
        """The reading, the totals on it, and by how much they differ; money in yuan."""
        differences = {part: tuple(b - a for a, b in zip(self.here[part], self.there[part], strict=True)) for part in PARTS}
        return {
            "id": self.reading.id,
            "option": self.option.name,
            "claims": list(self.claims),
            "question": self.reading.question.as_dict(),
            "says": self.option.says.as_dict(),
            "totals": _written(self.there),
            "difference": _written(differences),
            **self.says.as_dict(),
        }


def elsewhere(found: Allocation, plan: Plan) -> tuple[Elsewhere, ...]:
    """The readings on which the totals of a part are others, in the order of the law."""
    here = totals_of(found)
    others = []
    for key, (reading, option) in _keys(found).items():
        read = [_read_as(worked, key, plan.unit) for worked in found.claims]
        claims = [new or old for new, old in zip(read, found.claims, strict=True)]
        there = totals_of(allocated_otherwise(claims, plan, found))
        if there != here:
            places = sorted(worked.claim.place for worked in read if worked)
            others.append(Elsewhere(reading, option, tuple(places), here, there))
    return tuple(others)


def _keys(found: Allocation) -> dict[str, tuple[Reading, Option]]:
    """Every other reading of the benefits that are claimed, where it could matter at all; a claim that asks for one of its own has it."""
    claims: dict[str, list[Worked]] = {}
    for worked in found.claims:
        if worked.claim.benefit.taken is None and not worked.open:
            claims.setdefault(worked.claim.benefit.id, []).append(worked)
    keys: dict[str, tuple[Reading, Option]] = {}
    for ones in claims.values():
        benefit = ones[0].claim.benefit
        for reading in benefit.readings:
            for option in reading.options:
                if option.name != reading.applied and _matters(option, benefit, ones, found):
                    keys.setdefault(reading.key(option), (reading, option))
    return keys


def _matters(option: Option, benefit: Benefit, claims: Sequence[Worked], found: Allocation) -> bool:
    """Whether the option changes anything for these claims, as far as that is seen without working it out."""
    if option.counts:
        return any(worked.claim.project and worked.claim.project.actual is not None for worked in claims)
    if option.changes:
        return True
    sharing = option.sharing
    if sharing is None:
        return False
    if sharing.anew:
        return any(years.funded for years in found.shared.years)
    return bool(sharing.one_of or sharing.apart) or len(claims) > 1 or any(years.funded for years in found.shared.years)


def _read_as(worked: Worked, key: str, unit: int) -> Worked | None:
    """The claim on another reading; None where its benefit does not know it, or it has one of its own."""
    benefit = worked.claim.benefit
    if benefit.taken is not None or key not in benefit.ways or worked.open:
        return None
    return Worked(worked.claim.but(benefit=benefit.under(key)), unit)


def _inline(text: str) -> str:
    """A sentence as a part of another: its first letter small, unless it begins a name."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _written(totals: Totals) -> dict[str, Any]:
    """In the shape of a plan's totals."""
    parts = {part: {"exact": str(Money(value[EXACT])), "up_to": str(Money(value[UP_TO]))} for part, value in totals.items()}
    places = {"exact": str(totals[INSIDE][EXACT_PLACES]), "up_to": str(totals[INSIDE][UP_TO_PLACES])}
    return parts[INSIDE] | {"open": parts[OPEN], "outside_term": parts[OUTSIDE], "places": places}
