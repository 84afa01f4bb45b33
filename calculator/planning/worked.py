"""One claim of a plan by itself: what it gives in each year of funding, and why nothing where it gives nothing."""

from __future__ import annotations

from functools import cached_property

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.evaluation import answer_of, read
from calculator.inputs import Value
from calculator.money import Money
from calculator.planning.request import Claim
from calculator.problems import Problem, Problems
from calculator.steps import Ladder, Years
from calculator.steps.base import Step
from calculator.steps.principles import ACTUAL, DISTRICT, HIGHER, OTHER
from calculator.steps.received import RECEIVED

EXACT, UP_TO, EXACT_PLACES, UP_TO_PLACES = range(4)  # the ranks of what is had, first things first


class Worked:
    """A claim with its answers, each worked out when it is asked for. Sums are whole fen, or whole places."""

    def __init__(self, claim: Claim, unit: int):
        self.claim, self.unit = claim, unit
        self._answers: dict[frozenset[tuple[str, Value]], Answer] = {}

    @cached_property
    def years(self) -> Years | None:
        """The step that limits the years of funding."""
        return years_of(self.claim.benefit)

    @cached_property
    def by_year(self) -> bool:
        """Whether the sum hangs on which year of funding it is."""
        return any(isinstance(step, Ladder) for step in self.claim.benefit.steps)

    def check(self) -> Answer:
        """The answer to the inputs as they stand, with the sums of the claim's project; raises `Problems` for what will not do."""
        project = self.claim.project
        if self.under_ceiling and project and project.actual is not None:
            return self._with({ACTUAL: project.actual, HIGHER: project.higher, DISTRICT: project.other})
        return self._with({})

    def answer(self, nth: int = 1) -> Answer:
        """The claim's own answer in the nth year of funding. What the project's sums take away is the plan's to say."""
        return self._with({self.years.by: nth} if self.years else {})

    @cached_property
    def _read(self) -> tuple[dict[str, Value], list[Problem]]:
        return read(self.claim.benefit, self.claim.inputs, self.unit)

    def _with(self, instead: dict[str, Value]) -> Answer:
        """The answer with these values instead of what was given for them; raises `Problems` for the others."""
        key = frozenset(instead.items())
        if key not in self._answers:
            values, wrong = self._read
            if problems := [problem for problem in wrong if problem.field not in instead]:
                raise Problems(problems)
            typed = {name: value for name, value in self.claim.inputs.items() if name not in instead}
            self._answers[key] = answer_of(self.claim.benefit, values | instead, typed, self.claim.reading)
        return self._answers[key]

    @property
    def under_ceiling(self) -> bool:
        """Whether the ceiling of the project's actual investment can bind this benefit."""
        return self.claim.benefit.ceiling != "no"

    @cached_property
    def open(self) -> bool:
        """Whether there is no sum yet, or none at all."""
        return self.answer().settled in (Outcome.INCOMPLETE, Outcome.TEXT_ONLY)

    def amount(self, nth: int = 1) -> int:
        """What it gives by itself in the nth year of funding."""
        return whole(self.answer(nth).paid)

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """What it gives in the first, second … year; one sum where the year makes no difference."""
        if self.open:
            return (0,)
        assert not self.by_year or self.years is not None
        return tuple(self.amount(nth + 1) for nth in range(self.years.most if self.by_year and self.years else 1))

    @cached_property
    def rank(self) -> int:
        benefit = self.claim.benefit
        return (EXACT_PLACES if benefit.unit == "places" else EXACT) + benefit.up_to

    @cached_property
    def floor(self) -> int:
        """What another similar measure pays: ours is worth having from there on."""
        given = self.claim.inputs.get(OTHER)
        if given is None or self.open:
            return 0
        read = self.claim.benefit.fields[OTHER].read(given, self.unit)
        assert isinstance(read, Money)
        return whole(read)

    @cached_property
    def received(self) -> dict[str, Value]:
        """What was received before under the claim's limit, by the name of the input, where it was given."""
        given = self.claim.inputs.get(RECEIVED)
        field = self.claim.benefit.fields.get(RECEIVED)
        return {} if given is None or field is None else {RECEIVED: field.read(given, self.unit)}

    def value(self, name: str) -> str:
        """An input as it was read, or what stands for it, as text."""
        field = self.claim.benefit.fields[name]
        given = self.claim.inputs.get(name)
        return str(field.default if given is None else field.read(given, self.unit))


def years_of(benefit: Benefit) -> Years | None:
    """The step that limits a benefit's years of funding."""
    return next((step for step in benefit.steps if isinstance(step, Years)), None)


def whole(paid: Money | int | None) -> int:
    """A rounded sum in fen, or a number of places."""
    if isinstance(paid, Money):
        assert isinstance(paid.fen, int), "sums are rounded before they are shared"
        return paid.fen
    return paid or 0


def limits_with_rest(steps: tuple[Step, ...]) -> list[tuple[Step, tuple[Step, ...]]]:
    """Each step of a pipeline with those that follow it; the steps for an item of a list before the list's own."""
    found: list[tuple[Step, tuple[Step, ...]]] = []
    for place, step in enumerate(steps):
        after = steps[place + 1 :]
        inner = tuple(step.inner)
        found += [(one, (*rest, *after)) for one, rest in limits_with_rest(inner)]
        found.append((step, after))
    return found
