"""One benefit being worked out for one applicant: the values given, the running value, the lines written so far."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

from calculator.inputs import Value
from calculator.money import Money
from calculator.text import Text

if TYPE_CHECKING:
    from calculator.steps.base import Step

Running = Money | int | Fraction


class Line:
    """A step as it was carried out: the value before and after. `item`: of a list, its number from 1 and what it is called.

    The sentence is made by the step itself, once, and only when somebody reads it."""

    def __init__(
        self,
        step: Step,
        before: Running | None,
        after: Running | None,
        extra: tuple[Value | Running, ...] = (),
        item: tuple[int, Text] | None = None,
    ):
        self.step: Final = step
        self.before: Final = before
        self.after: Final = after
        self.extra: Final = extra
        self.item: Final = item

    @cached_property
    def sentence(self) -> Text:
        told = self.step.tell(self)
        if self.item is None:
            return told
        number, name = self.item
        return Text(f"第{number}{name.zh}：{told.zh}", f"{name.en} {number}: {told.en}")


class Case:
    """The state of one evaluation. `values` holds everything given or taken by default; `up_to` says the law gives a ceiling only."""

    def __init__(self, values: dict[str, Value], refusals: list[Text], up_to: bool = False):
        self.values, self.refusals, self.up_to = values, refusals, up_to
        self.value: Running | None = None
        self.item: tuple[int, Text] | None = None
        self.lines: list[Line] = []
        self.notes: list[Text] = []

    def start(self, name: str) -> Running:
        """The value of an input as the running value."""
        value = self.values[name]
        assert isinstance(value, Money | int)
        return value

    def base(self, of: str | None) -> Running:
        """The value that a step works on: an input, or what the steps before it came to."""
        if of is not None:
            self.value = self.start(of)
        assert self.value is not None, "the first step of a pipeline needs `of`"
        return self.value

    def write(self, step: Step, after: Running | None, *extra: Value | Running) -> None:
        """Moves on to `after` and keeps the line."""
        self.lines.append(Line(step, self.value, after, extra, self.item))
        self.value = after
