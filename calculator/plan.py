"""Several years, many benefits, one honest total: the best allowed combination of an applicant's claims, each told with its words.

plan_json(text)            the plan of a file, as JSON: the answer of the contract, or every problem with its path
make_plan(data, unit)      the same as records; a draft may be unfinished, and what is sound is worked out
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from calculator import catalogue, jsontext
from calculator.answer import Answer, sentence
from calculator.combining import INSIDE, OPEN, OUTSIDE, PARTS, Payee
from calculator.frozen import Frozen
from calculator.money import Money
from calculator.planning.allocation import Allocation, allocate, had
from calculator.planning.cautions import Caution, cautions
from calculator.planning.elsewhere import Elsewhere, elsewhere
from calculator.planning.reader import Misfit, read_plan
from calculator.planning.reductions import Reduction, reductions
from calculator.planning.request import Claim, Plan
from calculator.planning.worked import EXACT, EXACT_PLACES, UP_TO, UP_TO_PLACES, Worked
from calculator.problems import Problem, Problems, problem
from calculator.steps.principles import CEILING


class PlannedClaim(Frozen, kw_only=False):
    """A claim as the plan has it. `payable` is None where there is no sum yet, or none at all; `nth`: which year of funding it is.

    `payee`: who is paid, where it is another than the applicant."""

    claim: Claim
    answer: Answer
    nth: int
    payee: Payee | None
    payable: Money | int | None
    reductions: tuple[Reduction, ...]
    part: str

    def as_dict(self) -> dict[str, Any]:
        return self.answer.as_dict() | {
            "year": self.claim.year,
            "part": self.part,
            "payable": None if self.payable is None else str(self.payable),
            "reduced_by": [
                {
                    "rule": one.rule,
                    "amount": str(one.sum),
                    **sentence(one.says).as_dict(),
                    "quote": one.quote.zh,
                    "article": one.article,
                }
                for one in self.reductions
            ],
        }


class Sums(Frozen, kw_only=False):
    """Exact sums and ceilings, never added to each other: money, or quota places."""

    exact: Money | int
    up_to: Money | int

    def as_dict(self) -> dict[str, str]:
        return {"exact": str(self.exact), "up_to": str(self.up_to)}


class Part(Frozen, kw_only=False):
    """What the claims of one part of a plan come to: in all, by year of cost or fact, in quota places, for others than the applicant."""

    total: Sums
    years: dict[int, Sums]
    places: Sums
    to_others: Sums


class PlanAnswer(Frozen, kw_only=False):
    """`claims` in the order given; None for one that could not be read. `parts`: inside, open and outside, never added to each other."""

    plan: Plan
    claims: tuple[PlannedClaim | None, ...]
    parts: dict[str, Part]
    gap: Sums
    proven: bool
    cautions: tuple[Caution, ...]
    misfits: tuple[Misfit, ...]
    found: Allocation

    @cached_property
    def readings(self) -> tuple[Elsewhere, ...]:
        """What it would come to on other readings, where that is something else; worked out when somebody asks."""
        return elsewhere(self.found, self.plan)

    @property
    def inside(self) -> Part:
        """What can be claimed whatever the guide of the last year says."""
        return self.parts[INSIDE]

    @property
    def years(self) -> dict[int, dict[str, Sums]]:
        """Every year with its sums in each part that it has claims in, the best part first."""
        years = sorted({year for part in self.parts.values() for year in part.years})
        return {year: {name: part.years[year] for name, part in self.parts.items() if year in part.years} for year in years}

    def as_dict(self) -> dict[str, Any]:
        """The plan's answer of the contract."""
        return {
            "claims": [None if claim is None else claim.as_dict() for claim in self.claims],
            "totals": self.inside.total.as_dict()
            | {
                "by_year": {str(year): _year(parts) for year, parts in self.years.items()},
                "open": _beside(self.parts[OPEN]),
                "outside_term": _beside(self.parts[OUTSIDE]),
                "places": self.inside.places.as_dict(),
                "to_others": self.inside.to_others.as_dict(),
            },
            "readings": [one.as_dict() for one in self.readings],
            "best": {"proven": self.proven, "gap": self.gap.as_dict()},
            "warnings": [{"code": one.code, "claims": list(one.claims), **one.says.as_dict()} for one in self.cautions],
            "edition": catalogue.edition(),
            "rules": catalogue.rules_hash(),
        }


def _year(parts: dict[str, Sums]) -> dict[str, Any]:
    """The sums of a year's best part, and of each part that the year has claims in: they are not added up."""
    first = next(iter(parts))
    return parts[first].as_dict() | {"part": first, "parts": {name: sums.as_dict() for name, sums in parts.items()}}


def _beside(part: Part) -> dict[str, Any]:
    """A part that is in no total."""
    by_year = {str(year): sums.as_dict() for year, sums in part.years.items()}
    return part.total.as_dict() | {"by_year": by_year, "places": part.places.as_dict(), "to_others": part.to_others.as_dict()}


def plan_json(text: str) -> dict[str, Any]:
    """The answer to a plan's file, or `{"error", "errors"}` with every problem at its path."""
    found, misfits = plan_of(text)
    if misfits:
        errors = [misfit.as_dict() for misfit in misfits]
        return {"error": errors[0], "errors": errors}
    return found.as_dict()


def plan_of(text: str) -> tuple[PlanAnswer, list[Misfit]]:
    """The plan of a file, and everything that is wrong with it; a missing input is wrong in a file."""
    try:
        data = jsontext.parse(text)
    except ValueError:
        data = None
    found = make_plan(data)
    return found, [*found.misfits, *_gaps(found)]


def make_plan(data: Any, unit: int = 1) -> PlanAnswer:
    """The plan worked out as far as it is sound. `unit`: yuan that one bare number of money text is worth. Never raises `Problems`."""
    plan, misfits = read_plan(data, unit)
    sound = []
    for claim in plan.claims:
        worked = Worked(claim, unit)
        wrong = _wrong(worked)
        misfits += wrong
        sound += [] if wrong else [worked]
    misfits += [misfit for claim in plan.unsound for misfit in _wrong(Worked(claim, unit))]
    found = allocate(sound, plan)
    claims: list[PlannedClaim | None] = [None] * plan.size
    for place, worked in enumerate(found.claims):
        claims[worked.claim.place] = _planned(found, place, plan)
    return PlanAnswer(
        plan=plan,
        claims=tuple(claims),
        parts={part: _part(found, part, plan) for part in PARTS},
        gap=Sums(Money(max(0, found.gap[EXACT])), Money(max(0, found.gap[UP_TO]))),
        proven=found.proven,
        cautions=tuple(cautions(found, plan)),
        misfits=tuple(misfits),
        found=found,
    )


def _planned(found: Allocation, place: int, plan: Plan) -> PlannedClaim:
    worked, nth, share = found.claims[place], found.nth[place], found.shares[place]
    answer = worked.answer(nth)
    payable: Money | int | None = Money(share) if answer.benefit.unit == "CNY" else share
    return PlannedClaim(
        claim=worked.claim,
        answer=answer,
        nth=nth,
        payee=_payee(found, place, plan),
        payable=None if worked.open else payable,
        reductions=reductions(found, place),
        part=found.parts[place],
    )


def _payee(found: Allocation, place: int, plan: Plan) -> Payee | None:
    payee = found.claims[place].claim.benefit.combining.payee
    return None if payee is None or payee.kind == plan.kind else payee


def _part(found: Allocation, part: str, plan: Plan) -> Part:
    places = [place for place, one in enumerate(found.parts) if one == part]
    value = had(found, places)
    return Part(
        total=_sums(found, places),
        years=_by_year(found, places),
        places=Sums(value[EXACT_PLACES], value[UP_TO_PLACES]),
        to_others=_sums(found, [place for place in places if _payee(found, place, plan)]),
    )


def _sums(found: Allocation, places: list[int]) -> Sums:
    value = had(found, places)
    return Sums(Money(value[EXACT]), Money(value[UP_TO]))


def _by_year(found: Allocation, places: list[int]) -> dict[int, Sums]:
    years = sorted({found.claims[place].claim.year for place in places})
    return {year: _sums(found, [place for place in places if found.claims[place].claim.year == year]) for year in years}


def _wrong(worked: Worked) -> list[Misfit]:
    """What is wrong with the inputs of a claim; that some are missing is not, while a plan is being made."""
    try:
        worked.check()
    except Problems as error:
        return [_misfit(worked.claim, one) for one in error.problems]
    return []


def _misfit(claim: Claim, found: Problem) -> Misfit:
    """A problem with a claim's inputs at its path; with the sums of its project, at the project's."""
    if found.field in CEILING and claim.project and found.field not in claim.inputs:
        if found.code == "conflict":  # several items on a list, and one project
            return Misfit(f"claims[{claim.place}].project", found, claim=claim.place)
        return Misfit(f"projects[{claim.project.place}].{found.field}", found, claim=claim.place, project=claim.project.place)
    item = "" if found.index is None else f"[{found.index}]"
    return Misfit(f"claims[{claim.place}].inputs.{found.field}{item}", found, claim=claim.place)


def _gaps(found: PlanAnswer) -> list[Misfit]:
    """Inputs that a claim still needs."""
    answers = [(planned.claim, planned.answer) for planned in found.claims if planned]
    answers += [(claim, worked.check()) for claim in found.plan.unsound if not _wrong(worked := Worked(claim, found.plan.unit))]
    misfits = []
    for claim, answer in answers:
        for name in answer.missing:
            entry = answer.benefit.fields[name]
            gap = problem("missing-field", benefit=answer.benefit.name, field=name, label=entry.label, expected=entry.expected)
            misfits.append(Misfit(f"claims[{claim.place}].inputs.{name}", gap, claim=claim.place))
    return misfits
