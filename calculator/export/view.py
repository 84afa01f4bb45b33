"""A plan as its exports see it: one record a claim, in the order given, with its answer and what the plan leaves of it."""

from __future__ import annotations

from collections.abc import Sequence

from calculator import catalogue
from calculator.answer import Answer, sentence
from calculator.combining import INSIDE
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.money import ZERO, Money
from calculator.plan import PlanAnswer, PlannedClaim
from calculator.planning.reductions import Reduction
from calculator.planning.together import by_itself, room_of, together
from calculator.planning.worked import years_of
from calculator.sheet import stamp_of, written
from calculator.text import Text, joined


class Claimed(Frozen):
    """One claim. `payable` is None where there is no sum; `payee` is there only where the money goes to another than the applicant;
    `asked`: the inputs that were given with the claim; the other values come from the plan, which `decided` some of them, or stand for
    what was left open. `together`: the claims, by their places in the view, whose change may change what this one is paid; none where
    it has all that it comes to, or as much of it as its project has `room` for. `number`: its place in the plan, from 1; 0 for none."""

    answer: Answer
    year: int
    payable: Money | int | None
    reductions: Sequence[Reduction] = ()
    project: str | None = None
    cost: str | None = None
    payee: Text | None = None
    part: str = INSIDE
    asked: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    together: Sequence[int] = ()
    room: Money | None = None
    number: int = 0

    @property
    def money(self) -> bool:
        """Whether it is about a sum; otherwise it is about quota places, or about nothing that can be counted."""
        return self.answer.benefit.unit == "CNY"

    @property
    def zero(self) -> Money | int:
        """Nothing, in the unit of the claim."""
        return ZERO if self.money else 0

    @property
    def values(self) -> list[tuple[Input, Value]]:
        """What it was worked out with, in the order of the form."""
        return [(input, self.answer.values[name]) for name, input in self.answer.benefit.fields.items() if name in self.answer.values]

    @property
    def given(self) -> Text:
        """The same in one line."""
        said = [(input.label, written(input, value)) for input, value in self.values]
        return joined([Text(f"{label.zh}：{shown.zh}", f"{label.en}: {shown.en}") for label, shown in said], "；", "; ")


class View(Frozen):
    """A whole plan. `readings`: what it would come to on others; `left_out`: how many claims could not be read and are not among these."""

    applicant: Text
    claims: Sequence[Claimed]
    warnings: Sequence[Text] = ()
    readings: Sequence[Text] = ()
    left_out: int = 0

    @property
    def numbered(self) -> list[tuple[int, Claimed]]:
        """The claims with the numbers that the plan and its warnings know them by, though some claims may be left out."""
        return [(claim.number or number, claim) for number, claim in enumerate(self.claims, 1)]

    @property
    def stamp(self) -> Text:
        """What must stand beside every sum that is taken away."""
        return stamp_of(catalogue.principles().budget)


def view_of(plan: PlanAnswer) -> View:
    """The plan's sound claims; those that could not be read are left out."""
    return View(
        applicant=catalogue.applicants().get(plan.plan.kind, Text("", "")),
        claims=_claims(plan),
        warnings=[caution.says for caution in plan.cautions],
        readings=[one.says for one in plan.readings],
        left_out=sum(claim is None for claim in plan.claims),
    )


def _claims(plan: PlanAnswer) -> list[Claimed]:
    shown = {claim.claim.place: place for place, claim in enumerate(claim for claim in plan.claims if claim is not None)}
    found = [_claimed(claim) for claim in plan.claims if claim is not None]
    for group in together(plan.found):
        places = sorted(shown[plan.found.claims[one].claim.place] for one in group)
        room = room_of(plan.found, group)
        if room is not None:
            found[places[0]] = found[places[0]].but(room=Money(room))
        elif not by_itself(plan.found, group):
            for place in places:
                found[place] = found[place].but(together=places)
    return found


def _claimed(planned: PlannedClaim) -> Claimed:
    claim, years = planned.claim, years_of(planned.claim.benefit)
    return Claimed(
        number=claim.place + 1,
        answer=planned.answer,
        year=claim.year,
        payable=planned.payable,
        reductions=planned.reductions,
        project=claim.project.id if claim.project else None,
        cost=claim.cost,
        payee=planned.payee.name if planned.payee else None,
        part=planned.part,
        asked=frozenset(claim.inputs),
        decided=frozenset((years.by,)) if years else frozenset(),
    )


def why(reduction: Reduction) -> Text:
    """Why a claim has less, with the words of the law."""
    says = sentence(reduction.says)
    return Text(f"{says.zh}“{reduction.quote.zh}”", f"{says.en} “{reduction.quote.en}”")


def notes_of(view: View) -> list[Text]:
    """What the answers say beside their sums, each thing once, with the benefit that says it: readings, conditions assumed."""
    found: dict[Text, None] = {}
    for claim in view.claims:
        answer = claim.answer
        if answer.assumed:
            states = joined([answer.benefit.fields[name].assumes for name in answer.assumed], "；", "; ")
            found[_of(answer, Text(f"未填的内容，按下列情况估算：{states.zh}", f"left open, and taken as follows: {states.en}"))] = None
        for note in answer.notes:
            if note != answer.benefit.estimate:
                found[_of(answer, note)] = None
    return list(found)


def _of(answer: Answer, note: Text) -> Text:
    name = answer.benefit.name
    return Text(f"{name.zh}：{note.zh}", f"{name.en}: {note.en}")
