"""Several counts, each with its own sum: 本科生、硕士生、博士生分别最高可得3万、5万、13万."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from calculator.case import Case, Line
from calculator.money import ZERO, Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, yuan
from calculator.steps.level import sums_of
from calculator.text import Text, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOf(Step):
    """value = Σ count × sum, one pair for each count input named."""

    kind: ClassVar[str] = "sum_of"
    sums: dict[str, Money]

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> SumOf:
        return cls(id=id, article=article, quote=quote, sums=sums_of(fields.fields("sum_of")))

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

    def tell(self, line: Line) -> Text:
        parts = [
            Text(f"{count}人×{amount(each).zh}", f"{count} × {amount(each).en}")
            for count, each in zip(line.extra, self.sums.values(), strict=True)
            if count
        ]
        gives = amount(line.after)
        return joined(parts, "＋", " + ") + Text(f"＝{gives.zh}", f" = {gives.en}")

    def law(self) -> Text:
        return Text("每人：", "per person: ") + joined([amount(sum) for sum in self.sums.values()])
