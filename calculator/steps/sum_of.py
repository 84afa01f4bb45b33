"""Several counts, each with its own sum: 本科生、硕士生、博士生分别最高可得3万、5万、13万."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from calculator.case import Case, Line
from calculator.inputs import Input
from calculator.money import ZERO, Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, yuan
from calculator.steps.cells import Cells
from calculator.steps.level import sums_of
from calculator.text import Text, joined


class SumOf(Step):
    """value = Σ count × sum, one pair for each count input named."""

    kind: ClassVar[str] = "sum_of"
    sums: dict[str, Money]
    labels: tuple[Text, ...] = ()
    up_to: bool = False

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> SumOf:
        return cls(id=id, article=article, quote=quote, sums=sums_of(fields.fields("sum_of")))

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        return self.but(labels=tuple(inputs[name].label for name in self.sums), up_to=up_to)

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(self.sums)

    def numbers(self) -> tuple[Number, ...]:
        return tuple(yuan(sum) for sum in self.sums.values())

    def run(self, case: Case) -> None:
        counts = [case.values[name] for name in self.sums]
        total = ZERO
        for count, each in zip(counts, self.sums.values(), strict=True):
            assert isinstance(count, int)
            total += each * count
        case.write(self, total, *counts)

    def formula(self, cells: Cells) -> str:
        counted = zip(self.sums.items(), self.labels, strict=True)
        return "+".join(f"{cells.given[name]}*{cells.law(each, label)}" for (name, each), label in counted)

    def tell(self, line: Line) -> Text:
        counted = zip(self.labels, line.extra, self.sums.values(), strict=True)
        most = Text("最高", "up to ") if self.up_to else Text("", "")
        parts = [self._part(label, count, most + amount(each)) for label, count, each in counted if count]
        gives = amount(line.after)
        whole = Text(f"，合计不超过{gives.zh}", f": not more than {gives.en} in all")
        whole = whole if self.up_to else Text(f"，合计{gives.zh}", f": {gives.en} in all")
        return joined(parts, "；", "; ") + whole if parts else Text(f"合计{gives.zh}", f"{gives.en} in all")

    @staticmethod
    def _part(label: Text, count: object, each: Text) -> Text:
        return Text(f"{label.zh}为{count}，每人{each.zh}", f"“{label.en}”: {count}, {each.en} each")

    def law(self) -> Text:
        most = Text("每人最高", "per person up to ") if self.up_to else Text("每人", "per person ")
        return most + joined([amount(sum) for sum in self.sums.values()])
