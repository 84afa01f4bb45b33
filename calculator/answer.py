"""An answer: what is paid or why not, with the steps that lead there. Sentences are made only when somebody reads them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from calculator.benefit import Benefit
from calculator.case import Case, Line, Running
from calculator.inputs import Value
from calculator.money import Money
from calculator.text import Text


class Outcome(StrEnum):
    """What a request comes to."""

    AMOUNT = "amount"
    NOTHING = "nothing"
    INCOMPLETE = "incomplete"
    TEXT_ONLY = "text-only"


class Answer:
    """What a case came to. `value`: the running value at the end, before the one rounding; None unless something is paid. `paid`: it,
    rounded down once, to the fen or to the whole place. `values`: what was given and what stands for questions that were left open.
    `reading`: the one asked for, when it was not left to the one applied."""

    def __init__(
        self,
        benefit: Benefit,
        outcome: Outcome,
        case: Case,
        assumed: tuple[str, ...] = (),
        missing: Sequence[str] = (),
        reading: str | None = None,
    ):
        self.benefit: Final = benefit
        self.outcome: Final = outcome
        self.values: Final[Mapping[str, Value]] = case.values
        self.refusals: Final[Sequence[Text]] = case.refusals
        self.extra_notes: Final[Sequence[Text]] = case.notes
        self.assumed: Final = assumed
        self.missing: Final = missing
        self.reading: Final = reading
        value = case.value if outcome is Outcome.AMOUNT else None
        self.value: Final = value
        self.paid: Final = None if value is None else value.rounded() if isinstance(value, Money) else int(value)
        # Where nothing is paid, “year 1 of 3” would be a claim about a funding that there is not.
        self.lines: Final[Sequence[Line]] = case.lines if self.paid else [line for line in case.lines if not line.step.gate]

    @cached_property
    def settled(self) -> Outcome:
        """The outcome after rounding: a sum below one fen is nothing."""
        return Outcome.NOTHING if self.outcome is Outcome.AMOUNT and not self.paid else self.outcome

    @property
    def amount(self) -> str | None:
        """Yuan with two decimals or a whole number of places, as text; zero for nothing; None where there is no amount."""
        if self.settled is Outcome.AMOUNT:
            return str(self.paid)
        if self.settled is Outcome.NOTHING:
            return "0.00" if self.benefit.unit == "CNY" else "0"
        return None

    @property
    def notes(self) -> tuple[Text, ...]:
        """The readings applied and what else to know; last, where the text stands, and of a sum that it is an unofficial
        estimate."""
        from calculator import catalogue

        # What is in words only is no estimate; that it stands in a draft is said all the same.
        last = self.benefit.estimate or sentence(catalogue.principles().standing)
        return (*self.extra_notes, *self.benefit.notes, last)

    @cached_property
    def reasons(self) -> Sequence[Text]:
        """Why nothing is paid, or which limits cut the sum and by how much."""
        if self.settled is Outcome.NOTHING and not self.refusals:
            if self.value:
                return (Text("计算结果不足一分，没有可资助的金额", "the result is less than one fen, so nothing can be paid"),)
            if self.benefit.unit == "places":
                return (
                    Text(
                        "据以计算的人数或套数为零，没有可给的配额", "the number that the quota is computed on is zero, so no quota is given"
                    ),
                )
            return (Text("据以计算的数额为零，没有可资助的金额", "the figure that the sum is computed on is zero, so nothing can be paid"),)
        cuts = tuple(cut for line in self.lines if (cut := line.step.cut(line)) is not None)
        return self.refusals or cuts

    @cached_property
    def steps(self) -> tuple[Line, ...]:
        """The lines that carry a sum (or places) of the answer's unit."""
        return tuple(line for line in self.lines if self._carries(line.after) and not line.step.gate)

    @cached_property
    def checks(self) -> tuple[Line, ...]:
        """The lines that let the case through, and those about a number of things rather than a sum."""
        return tuple(line for line in self.lines if not self._carries(line.after) or line.step.gate)

    def _carries(self, value: Running | None) -> bool:
        return isinstance(value, Money) if self.benefit.unit == "CNY" else isinstance(value, int | Fraction)

    def as_dict(self) -> dict[str, Any]:
        """The answer object of the contract; `checks` is ours."""
        from calculator import catalogue

        return {
            "benefit": self.benefit.id,
            "article": self.benefit.article,
            "outcome": str(self.settled),
            "basis": self.benefit.basis,
            "bound": self.benefit.bound,
            "unit": self.benefit.unit,
            "amount": self.amount,
            "steps": [{**_told(line), "amount": written(line.after)} for line in self.steps],
            "checks": [_told(line) for line in self.checks],
            "reasons": [sentence(reason).as_dict() for reason in self.reasons],
            "notes": [note.as_dict() for note in self.notes],
            "missing": list(self.missing),
            "assumed": list(self.assumed),
            "reading": self.reading,
            "edition": catalogue.edition(),
            "rules": catalogue.rules_hash(),
        }


def _told(line: Line) -> dict[str, Any]:
    return {
        **sentence(line.sentence).as_dict(),
        "quote": line.step.quote.zh,
        "article": line.step.article,
        "id": line.step.id,
    }


def written(value: Running | None) -> str:
    """A value on the way, cut at the fen or at the whole place for showing."""
    return str(value) if isinstance(value, Money) else str(int(value or 0))


def sentence(clause: Text) -> Text:
    """A clause as a sentence of its own."""
    return Text(clause.zh + "。", clause.en[:1].upper() + clause.en[1:] + ".")
