"""What working a benefit out looks at, in its order: put together once for each benefit, since every answer reads all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from calculator.inputs import Input, Value
from calculator.steps.base import Step

if TYPE_CHECKING:
    from calculator.benefit import Benefit


class Course:
    """`assumable`: names of what is taken for granted where it stays unanswered, the questions with a default and then the conditions,
    without what only sets a direction, which is no condition; `answerable`: those and all other conditions. `defaults`: what stands for
    a question left open. `needing`, `objecting`: the steps to which some inputs make others necessary, or do not fit together."""

    def __init__(self, benefit: Benefit, steps: Sequence[Step]):
        self.fields: Final[Mapping[str, Input]] = benefit.fields
        self.required: Final = benefit.required
        self.group: Final = benefit.group
        asked = (*(one for one in benefit.questions if one.default is not None), *benefit.conditions)
        self.answerable: Final = frozenset(field.name for field in asked)
        self.assumable: Final = tuple(field.name for field in asked if not field.required and not field.direction)
        self.defaults: Final[Sequence[tuple[str, Value]]] = [
            (field.name, field.read(field.default)) for field in benefit.questions if field.default is not None
        ]
        self.needing: Final = [step for step in steps if type(step).needs is not Step.needs]
        self.objecting: Final = [step for step in steps if type(step).objections is not Step.objections]
        self.exclusive: Final = tuple(field for field in benefit.questions if field.one_of)
        self.gates: Final = [step for step in steps if step.gate]
        self.pipeline: Final = [step for step in steps if not step.gate]


class Courses:
    """`whole`, and `bare`: without what article 21 adds, which does nothing where none of its inputs, the `optional` ones, is given."""

    def __init__(self, benefit: Benefit, own: Sequence[Step]):
        self.optional: Final = frozenset(field.name for field in benefit.optional)
        self.whole: Final = Course(benefit, benefit.steps)
        self.bare: Final = Course(benefit, own)

    def of(self, values: Mapping[str, Value]) -> Course:
        """The one for what was given."""
        return self.bare if self.optional.isdisjoint(values) else self.whole
