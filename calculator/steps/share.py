"""A percentage of a base, 按年度实际采购费用的30%, or a ratio to it, 提供1：1人才住房配额."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Self

from calculator.case import Case, Line, Running
from calculator.inputs import Input, Value
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, scaled, start
from calculator.steps.cells import Cells
from calculator.text import Text, percent


class Share(Step):
    """value = rate × base. With `not_more_than` the law says 不超过: the product is a ceiling and is told as one.

    `on_top`: the product is what comes on top of the base, so value = base + rate × base."""

    kind: ClassVar[str] = "share"
    rate: Fraction
    of: str | None
    not_more_than: bool
    ratio: str | None  # how the text writes it, when it writes no percentage
    on_top: bool
    factor: Fraction  # what the base is multiplied with
    label: Text = Text("", "")

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Share:
        written, rate, on_top = fields.string("share"), fields.rate("share"), fields.flag("on_top")
        return cls(
            ratio=written if "：" in written else None,
            id=id,
            article=article,
            quote=quote,
            rate=rate,
            of=start(fields),
            not_more_than=fields.flag("not_more_than"),
            on_top=on_top,
            factor=rate + on_top,
        )

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        return self.but(label=inputs[self.of].label) if self.of else self

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,) if self.of else ()

    def numbers(self) -> tuple[Number, ...]:
        return (self.rate,)

    def run(self, case: Case) -> None:
        case.write(self, case.base(self.of) * self.factor)

    def formula(self, cells: Cells) -> str:
        of = f"{cells.before}*{cells.law(self.rate, self.law())}"
        return f"{cells.before}+{of}" if self.on_top else of

    def needed(self, target: Running, values: dict[str, Value]) -> Running:
        return scaled(target, 1 / self.factor)

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        return None if most is None else scaled(most, self.factor)

    @cached_property
    def _percent(self) -> str:
        return percent(self.rate)

    def tell(self, line: Line) -> Text:
        of, gives, rate = amount(line.before), amount(line.after), self._percent
        if self.ratio:
            return Text(
                f"{self.label.zh}为{line.before}，按{self.ratio}计算，配额为{gives.zh}",
                f"“{self.label.en}” is {line.before}, so a quota of {_colon(self.ratio)} is {gives.en}",
            )
        if self.on_top:
            return Text(
                f"{of.zh}之外，超出部分不超过{of.zh}的{rate}，合计不超过{gives.zh}",
                f"beyond {of.en}, an excess of not more than {rate} of {of.en}, that is not more than {gives.en} in all",
            )
        if self.not_more_than:
            return Text(
                f"不超过{of.zh}的{rate}，即不超过{gives.zh}",
                f"not more than {rate} of {of.en}, that is not more than {gives.en}",
            )
        return Text(f"{of.zh}的{rate}为{gives.zh}", f"{rate} of {of.en} is {gives.en}")

    def law(self) -> Text:
        rate = self._percent
        if self.ratio:
            return Text(f"按{self.ratio}提供配额", f"a quota of {_colon(self.ratio)}")
        if self.on_top:
            return Text(f"基数之外，超出部分不超过基数的{rate}", f"beyond the base, an excess of not more than {rate} of it")
        if self.not_more_than:
            return Text(f"不超过基数的{rate}", f"not more than {rate} of the base")
        return Text(f"基数的{rate}", f"{rate} of the base")


def _colon(ratio: str) -> str:
    return ratio.replace("：", ":")
