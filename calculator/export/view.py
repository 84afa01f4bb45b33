"""A plan as its exports see it: one record a claim, in the order given, with its answer, what was given and what is left of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.answer import Answer
from calculator.inputs import Input, Value
from calculator.money import ZERO, Money
from calculator.steps.base import amount
from calculator.text import Text, joined

_YES, _NO = Text("是", "yes"), Text("否", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """What a rule takes from a claim, and why. `rule` is one of the published names: limit, project-ceiling, …"""

    rule: str
    amount: Money | int
    why: Text
    quote: Text | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One claim. `values` holds everything it was worked out with; `payable` is None where there is no sum; `payee` only where
    the money goes to another than the applicant; `inside` the term of the policy."""

    answer: Answer
    values: Mapping[str, Value]
    year: int
    payable: Money | int | None
    reduced: Sequence[Reduced] = ()
    project: str | None = None
    cost: str | None = None
    payee: Text | None = None
    inside: bool = True

    @property
    def money(self) -> bool:
        """Whether it is about a sum; otherwise it is about quota places, or about nothing that can be counted."""
        return self.answer.benefit.unit == "CNY"

    @property
    def given(self) -> list[tuple[Input, Value]]:
        """What was given or taken by default, in the order of the form."""
        return [(input, self.values[name]) for name, input in self.answer.benefit.fields.items() if name in self.values]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole plan. `notes`: everything to know beside the figures, as sentences; `stamp`: what must stand beside every sum."""

    applicant: Text
    claims: Sequence[Claimed]
    stamp: Text
    edition: str
    rules: str
    warnings: Sequence[Text] = ()
    gap: Text | None = None  # said only where the best has not been proven


def told(input: Input, value: Value) -> Text:
    """A value that was given, as each reader writes it."""
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, tuple):
        return joined([amount(item) for item in value])
    if isinstance(value, Money):
        return amount(value)
    if input.type == "choice":
        return dict(zip(input.values, input.options, strict=True))[str(value)]
    if input.type == "percent":
        return Text(f"{value}%", f"{value}%")
    return Text(str(value), str(value))


def zero(claim: Claimed) -> Money | int:
    """Nothing, in the unit of the claim."""
    return ZERO if claim.money else 0


def notes_of(view: View) -> list[Text]:
    """What the answers say beside their sums, each thing once, with the benefit that says it: readings, conditions assumed."""
    found: dict[Text, None] = {}
    for claim in view.claims:
        answer = claim.answer
        if answer.assumed:
            states = joined([_states(answer.benefit.fields[name]) for name in answer.assumed], "；", "; ")
            found[_of(answer, Text(f"以下条件未填，按已满足估算：{states.zh}", f"assumed to hold, since not answered: {states.en}"))] = None
        for note in answer.notes:
            if note != answer.benefit.estimate:
                found[_of(answer, note)] = None
    return list(found)


def _of(answer: Answer, note: Text) -> Text:
    name = answer.benefit.name
    return Text(f"{name.zh}：{note.zh}", f"{name.en}: {note.en}")


def _states(field: Input) -> Text:
    return field.states or field.label
