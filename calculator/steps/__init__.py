"""The kinds of step, one file or family each. A new kind is its class and one line in this list."""

from calculator.record import Fields, RecordError
from calculator.steps.at_most import AtMost
from calculator.steps.base import Step
from calculator.steps.each import Each
from calculator.steps.fixed import Fixed, Maximum
from calculator.steps.gates import AtLeast, Positive, Years
from calculator.steps.ladder import Ladder
from calculator.steps.less import Less
from calculator.steps.level import Level
from calculator.steps.share import Share
from calculator.steps.sum_of import SumOf
from calculator.steps.times import Times

KINDS = (Years, AtLeast, Positive, Less, Share, Ladder, AtMost, Times, Fixed, Maximum, Level, SumOf)
_BY_NAME = {kind.kind: kind for kind in KINDS}

__all__ = [
    "KINDS",
    "AtLeast",
    "AtMost",
    "Each",
    "Fixed",
    "Ladder",
    "Less",
    "Level",
    "Maximum",
    "Positive",
    "Share",
    "Step",
    "SumOf",
    "Times",
    "Years",
    "read_steps",
]


def read_steps(container: Fields, key: str, article: int, prefix: str = "") -> tuple[Step, ...]:
    """The steps of a list of records; each record's kind is the one key that names a kind."""
    steps = tuple(_read(fields, article, f"{prefix}{place}") for place, fields in enumerate(container.each(key)))
    if not steps:
        raise container.error(key, "at least one step")
    return steps


def _read(fields: Fields, article: int, id: str) -> Step:
    step: Step
    if fields.has(Each.kind):
        step = Each.read(fields, id, article, read_steps(fields, "steps", article, f"{id}-"))
    else:
        named = [name for name in _BY_NAME if fields.has(name)]
        # `less` and `at_most` may both stand beside `of`; a record names one kind only
        if len(named) != 1:
            found = "a step with the keys " + ", ".join(fields.data)
            raise RecordError(fields.path, found, "exactly one kind of step: " + ", ".join((*_BY_NAME, Each.kind)))
        step = _BY_NAME[named[0]].read(fields, id, article, fields.text("quote"))
    fields.end()
    return step
