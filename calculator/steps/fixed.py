"""A sum that stands in the text itself: fixed (给予一次性100万元奖励) or only a ceiling (分阶段给予最高5000万元奖励)."""

from __future__ import annotations

from typing import ClassVar, Self

from calculator.case import Case, Line
from calculator.inputs import Input
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, yuan
from calculator.steps.cells import Cells
from calculator.steps.received import RECEIVED, already, left_of, received_input, used_up
from calculator.steps.scope import SCOPES, covers_several
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

    def formula(self, cells: Cells) -> str:
        return cells.law(self.sum, self.law())

    def tell(self, line: Line) -> Text:
        return self.law()

    def law(self) -> Text:
        sum = amount(self.sum)
        return Text(f"定额{sum.zh}", f"a fixed sum of {sum.en}")


class Maximum(Fixed):
    """value = the ceiling; the law says nothing of how a sum below it is set. `per`: whom it covers, where it may be paid in parts;
    what was `received` before then counts against it."""

    kind: ClassVar[str] = "maximum"
    per: tuple[str, ...] = ()
    received: bool = False

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Self:
        per = fields.strings("per")
        if not set(per) <= set(SCOPES):
            raise fields.error("per", "a list of " + ", ".join(SCOPES))
        return cls(id=id, article=article, quote=quote, sum=fields.money(cls.kind), per=per)

    def run(self, case: Case) -> None:
        if not self.received or RECEIVED not in case.values:
            case.write(self, self.sum)
            return
        left, before = left_of(self.sum, case.values), case.values[RECEIVED]
        if not left:
            case.refusals.append(used_up(self.sum, self.per, before))
        case.write(self, left, before)

    def asks_received(self) -> Input | None:
        """The input for what was received before, where this covers several claims."""
        return received_input(self.sum, self.per) if covers_several(self.per) else None

    def formula(self, cells: Cells) -> str:
        sum = cells.law(self.sum, self.law())
        return f"MAX(0,{sum}-{cells.given[RECEIVED]})" if self.received and RECEIVED in cells.given else sum

    def tell(self, line: Line) -> Text:
        if not line.extra:
            return self.law()
        sum, left, gone = amount(self.sum), amount(line.after), already(line.extra[0])
        return Text(
            f"最高{sum.zh}，{gone.zh}，最多还余{left.zh}，实际数额草案没有写明",
            f"up to {sum.en}, of which {gone.en}: not more than {left.en} is left; the draft does not say how the sum is set",
        )

    def law(self) -> Text:
        sum = amount(self.sum)
        return Text(f"最高{sum.zh}，实际数额草案没有写明", f"up to {sum.en}; the draft does not say how the sum is set")

    def cut(self, line: Line) -> Text | None:
        if not line.extra or line.after == self.sum:
            return None
        gone, left = already(line.extra[0]), amount(line.after)
        return Text(f"{gone.zh}，上限只余{left.zh}", f"{gone.en}, so only {left.en} of the ceiling is left")
