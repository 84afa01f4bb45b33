"""A plan as it was asked for: the applicant, projects, years funded before, and the claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculator.benefit import Benefit
from calculator.frozen import Frozen
from calculator.money import ZERO, Money
from calculator.steps.principles import ACTUAL, DISTRICT, HIGHER, room_of


class Project(Frozen):
    """What several claims are for. `actual` is None where the two sums of the ceiling were not given."""

    place: int
    id: str
    actual: Money | None = None
    higher: Money = ZERO
    other: Money = ZERO

    def room(self, counts: str = "all-levels") -> Money | None:
        """What the funding that counts leaves of the actual investment. None where nothing limits it."""
        if self.actual is None or counts == "nothing":
            return None
        return room_of({ACTUAL: self.actual, HIGHER: self.higher, DISTRICT: self.other}, counts)


class Claim(Frozen):
    """One claim of a plan: a benefit (as the reading asked for has it), the year of its cost or fact, and its inputs."""

    place: int
    benefit: Benefit
    year: int
    inputs: Mapping[str, Any]
    reading: str | None = None
    project: Project | None = None
    cost: str | None = None


class Plan(Frozen):
    """`funded`: by benefit id, the years funded before the plan. `holds`: benefits that were paid before and are paid once.

    `unsound`: claims with something wrong besides their inputs, kept so that what is wrong with these is told as well."""

    kind: str
    holds: frozenset[str]
    funded: Mapping[str, frozenset[int]]
    projects: tuple[Project, ...]
    claims: tuple[Claim, ...]
    unsound: tuple[Claim, ...]
    size: int  # how many claims were given, sound or not
    unit: int  # yuan that one bare number of money text is worth
