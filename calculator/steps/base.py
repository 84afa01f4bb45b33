"""What every kind of step has in common: its words of the law, the numbers it takes from them, how it computes and tells."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, NamedTuple, Self

from calculator.case import Case, Line, Running
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.cells import Cells, Guard
from calculator.text import Text, money

Number = int | Fraction


class Objection(NamedTuple):
    """An input that cannot stand beside the others: its name, the code, what is expected instead."""

    field: str
    code: str
    expected: Text


class Step(Frozen):
    """One step of a benefit's pipeline. `id` is its place (`2`, or `0-1` inside an `each`), `article` the article it quotes."""

    kind: ClassVar[str]
    gate: ClassVar[bool] = False  # a gate lets the case through or refuses it, and touches no value

    id: str
    article: int
    quote: Text
    of: str | None = None  # the input it starts from; without one it goes on with the running value

    @property
    def reads(self) -> tuple[str, ...]:
        """Names of the inputs this step uses."""
        return ()

    @property
    def inner(self) -> Sequence[Step]:
        """The steps inside this one."""
        return ()

    def numbers(self) -> tuple[Number, ...]:
        """The numbers of its quote, in the order of the text: money in yuan, 30% as 3/10."""
        return ()

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        """The step with the names its sentences use; `up_to`: the benefit's sums are ceilings."""
        return self

    def needs(self, values: dict[str, Value]) -> tuple[str, ...]:
        """Inputs that what was given makes necessary."""
        return ()

    def objections(self, values: dict[str, Value]) -> list[Objection]:
        """What does not fit together in what was given."""
        return []

    @abstractmethod
    def run(self, case: Case) -> None:
        """Carries the step out on the case."""

    def needed(self, target: Running, values: dict[str, Value]) -> Running | None:
        """The least value before this step that makes at least `target` after it; None when no value does."""
        return target

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        """The most that comes out when at most `most` goes in; None stands for no limit."""
        return most

    def formula(self, cells: Cells) -> str | None:
        """The same as `run`, as a spreadsheet's expression without the equals sign; None where the value is not touched."""
        return None

    def guards(self, cells: Cells) -> Sequence[Guard]:
        """The same as what `run` refuses, `needs` asks for and `objections` finds, as spreadsheet expressions."""
        return ()

    @abstractmethod
    def tell(self, line: Line) -> Text:
        """What was done, as a clause without a full stop, with the numbers of this case."""

    def law(self) -> Text:
        """What the step says in general, as a clause without a full stop."""
        return self.quote

    def cut(self, line: Line) -> Text | None:
        """What this step took away, with its size, when it did."""
        return None


def start(fields: Fields) -> str | None:
    """The input a step starts from; without `of` it goes on with the running value."""
    return fields.string("of") if fields.has("of") else None


def amount(value: Running | None) -> Text:
    """A running value for readers: money, or a number of things."""
    if isinstance(value, Money):
        return money(value)
    whole = int(value or 0)
    return Text(f"{whole}个", f"{whole}")


def shown(value: Running) -> Money | int:
    """A value as readers see it, to the fen or to the whole thing: what differs by less is told as the same."""
    return value.rounded() if isinstance(value, Money) else int(value)


def scaled(value: Running, rate: Fraction) -> Running:
    """value × rate, exact."""
    return value * rate


def yuan(value: Money | int) -> Number:
    """A parameter as the number that stands in the text: yuan for money, the count itself otherwise."""
    return Fraction(value.fen, 100) if isinstance(value, Money) else value
