"""A sum that depends on a choice: 国家、省、市级 … 分别给予120万元、80万元、60万元、30万元."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Self

from calculator.case import Case, Line
from calculator.inputs import Input
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, yuan
from calculator.steps.cells import Cells, quoted
from calculator.text import Text, joined


class Level(Step):
    """value = the sum of the level chosen; the levels stand in the order of the text's sums."""

    kind: ClassVar[str] = "level"
    sums: dict[str, Money]
    by: str
    names: Mapping[str, Text] = MappingProxyType({})

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Level:
        sums = sums_of(fields.fields("level"))
        return cls(id=id, article=article, quote=quote, sums=sums, by=fields.string("by"))

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        field = inputs[self.by]
        return self.but(names=dict(zip(field.values, field.options, strict=True)))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.by,)

    def numbers(self) -> tuple[Number, ...]:
        return tuple(yuan(sum) for sum in self.sums.values())

    def run(self, case: Case) -> None:
        chosen = str(case.values[self.by])
        case.write(self, self.sums[chosen], chosen)

    def formula(self, cells: Cells) -> str:
        sums = [(self.names[name], cells.law(sum, self.names[name])) for name, sum in self.sums.items()]
        written = "0"
        for name, cell in reversed(sums):
            written = f"IF({cells.given[self.by]}={quoted(name[cells.lang])},{cell},{written})"
        return written

    def tell(self, line: Line) -> Text:
        sum = amount(line.after)
        name = self.names[str(line.extra[0])]
        return Text(f"{name.zh}：{sum.zh}", f"{name.en}: {sum.en}")

    def law(self) -> Text:
        sums = [(self.names.get(name, Text(name, name)), amount(sum)) for name, sum in self.sums.items()]
        return joined([Text(f"{name.zh}{sum.zh}", f"{name.en} {sum.en}") for name, sum in sums])


def sums_of(fields: Fields) -> dict[str, Money]:
    """A mapping of names to sums, in its order."""
    sums = {name: fields.money(name) for name in fields.data}
    fields.end()
    return sums
