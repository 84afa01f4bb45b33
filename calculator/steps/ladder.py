"""A rate that depends on the year of funding: 第一年按照80%比例，第二年60%，第三年50%."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from calculator.case import Case, Line, Running
from calculator.inputs import Value
from calculator.record import Fields, rate
from calculator.steps.base import Number, Step, amount, scaled, start
from calculator.steps.cells import Cells
from calculator.text import Text, percent

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMERALS = "一二三四五"


class Ladder(Step):
    """value = rate of the year × base. A year beyond the ladder is refused by the `years` gate before it gets here."""

    kind: ClassVar[str] = "ladder"
    rates: tuple[Fraction, ...]
    of: str | None
    by: str

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Ladder:
        rates = tuple(rate(text, (*fields.path, "ladder", place)) for place, text in enumerate(fields.strings("ladder")))
        return cls(id=id, article=article, quote=quote, rates=rates, of=start(fields), by=fields.string("by"))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of, self.by) if self.of else (self.by,)

    def numbers(self) -> tuple[Number, ...]:
        return tuple(number for year, step in enumerate(self.rates, 1) for number in (year, step))

    def run(self, case: Case) -> None:
        case.write(self, scaled(case.base(self.of), self._rate(case.values)), case.values[self.by])

    def formula(self, cells: Cells) -> str:
        rates = (cells.law(step, Text(f"第{_NUMERALS[place]}年", f"{_ORDINALS[place]} year")) for place, step in enumerate(self.rates))
        return f"{cells.before}*CHOOSE({cells.given[self.by]},{','.join(rates)})"

    def needed(self, target: Running, values: dict[str, Value]) -> Running:
        return scaled(target, 1 / self._rate(values))

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        return None if most is None else scaled(most, self._rate(values))

    @cached_property
    def _percents(self) -> tuple[str, ...]:
        return tuple(map(percent, self.rates))

    def _rate(self, values: dict[str, Value]) -> Fraction:
        year = values[self.by]
        assert isinstance(year, int)
        return self.rates[year - 1]

    def tell(self, line: Line) -> Text:
        year = line.extra[0]
        assert isinstance(year, int)
        of, gives, share = amount(line.before), amount(line.after), self._percents[year - 1]
        return Text(
            f"第{_NUMERALS[year - 1]}年按{share}：{of.zh}的{share}为{gives.zh}",
            f"in the {_ORDINALS[year - 1]} year the rate is {share}: {share} of {of.en} is {gives.en}",
        )

    def law(self) -> Text:
        return Text(
            "，".join(f"第{_NUMERALS[place]}年{percent(step)}" for place, step in enumerate(self.rates)),
            ", ".join(f"{percent(step)} in the {_ORDINALS[place]} year" for place, step in enumerate(self.rates)),
        )
