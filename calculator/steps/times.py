"""A set sum for each of a number of things: 每个产品一次性奖励5万元."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import ClassVar

from calculator.case import Case, Line, Running
from calculator.inputs import Value
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, start, yuan
from calculator.steps.cells import Cells
from calculator.text import Text


class Times(Step):
    """value = number of things × the sum for each."""

    kind: ClassVar[str] = "times"
    each: Money
    of: str | None

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Times:
        return cls(id=id, article=article, quote=quote, each=fields.money("times"), of=start(fields))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,) if self.of else ()

    def numbers(self) -> tuple[Number, ...]:
        return (yuan(self.each),)

    def run(self, case: Case) -> None:
        count = case.base(self.of)
        assert isinstance(count, int)
        case.write(self, self.each * count)

    def formula(self, cells: Cells) -> str:
        return f"{cells.before}*{cells.law(self.each, self.law())}"

    def needed(self, target: Running, values: dict[str, Value]) -> Running:
        assert isinstance(target, Money)
        return ceil(Fraction(target.fen) / self.each.fen)

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        assert most is None or isinstance(most, int)
        return None if most is None else self.each * most

    def tell(self, line: Line) -> Text:
        each, gives = amount(self.each), amount(line.after)
        return Text(f"{line.before}个，每个{each.zh}，共{gives.zh}", f"{line.before} at {each.en} each is {gives.en}")

    def law(self) -> Text:
        each = amount(self.each)
        return Text(f"每个{each.zh}", f"{each.en} each")
