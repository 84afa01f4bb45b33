"""One benefit being worked out for one applicant: the values given, the running value, the lines written so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from calculator.inputs import Value
from calculator.money import Money
from calculator.text import Text

if TYPE_CHECKING:
    from calculator.steps.base import Step

Running = Money | int | Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it was carried out: the value before and after. `item`: of a list, its number from 1 and what it is called.

    The sentence is made by the step itself, and only when somebody reads it."""

    step: Step
    before: Running | None
    after: Running | None
    extra: tuple[Value | Running, ...] = ()
    item: tuple[int, Text] | None = None

    @property
    def sentence(self) -> Text:
        told = self.step.tell(self)
        if self.item is None:
            return told
        number, name = self.item
        return Text(f"第{number}{name.zh}：{told.zh}", f"{name.en} {number}: {told.en}")


@dataclass(slots=True)
class Case:
    """The state of one evaluation. `values` holds everything given or taken by default; `up_to` says the law gives a ceiling only."""

    values: dict[str, Value]
    up_to: bool = False
    value: Running | None = None
    item: tuple[int, Text] | None = None
    lines: list[Line] = field(default_factory=list)
    refusals: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def start(self, name: str) -> Running:
        """The value of an input as the running value."""
        value = self.values[name]
        assert isinstance(value, Money | int)
        return value

    def write(self, step: Step, after: Running | None, *extra: Value | Running) -> None:
        """Moves on to `after` and keeps the line."""
        self.lines.append(Line(step, self.value, after, extra, self.item))
        self.value = after
