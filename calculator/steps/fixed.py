"""A sum that stands in the text itself: fixed (给予一次性100万元奖励) or only a ceiling (分阶段给予最高5000万元奖励)."""

from __future__ import annotations

from typing import ClassVar, Self

from calculator.case import Case, Line
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, yuan
from calculator.steps.cells import Cells, figure
from calculator.text import Text


class Fixed(Step):
    """value = the sum the law sets once the conditions hold."""

    kind: ClassVar[str] = "fixed"
    sum: Money

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Self:
        return cls(id=id, article=article, quote=quote, sum=fields.money(cls.kind))

    def numbers(self) -> tuple[Number, ...]:
        return (yuan(self.sum),)

    def run(self, case: Case) -> None:
        case.write(self, self.sum)

    def formula(self, line: Line, cells: Cells) -> str:
        return figure(self.sum)

    def tell(self, line: Line) -> Text:
        return self.law()

    def law(self) -> Text:
        sum = amount(self.sum)
        return Text(f"定额{sum.zh}", f"a fixed sum of {sum.en}")


class Maximum(Fixed):
    """value = the ceiling; the law says nothing of how a sum below it is set."""

    kind: ClassVar[str] = "maximum"

    def law(self) -> Text:
        sum = amount(self.sum)
        return Text(f"最高{sum.zh}，实际数额草案没有写明", f"up to {sum.en}; the draft does not say how the sum is set")
