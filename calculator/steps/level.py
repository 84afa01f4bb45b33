"""A sum that depends on a choice: 国家、省、市级 … 分别给予120万元、80万元、60万元、30万元."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from calculator.case import Case, Line
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.base import Number, Step, amount, yuan
from calculator.text import Text, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Step):
    """value = the sum of the level chosen; the levels stand in the order of the text's sums."""

    kind: ClassVar[str] = "level"
    sums: dict[str, Money]
    by: str

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Level:
        sums = sums_of(fields.fields("level"))
        return cls(id=id, article=article, quote=quote, sums=sums, by=fields.string("by"))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.by,)

    def numbers(self) -> tuple[Number, ...]:
        return tuple(yuan(sum) for sum in self.sums.values())

    def run(self, case: Case) -> None:
        case.write(self, self.sums[str(case.values[self.by])])

    def tell(self, line: Line) -> Text:
        sum = amount(line.after)
        return Text(f"所选级别对应{sum.zh}", f"the level chosen carries {sum.en}")

    def law(self) -> Text:
        return Text("按级别：", "by level: ") + joined([amount(sum) for sum in self.sums.values()])


def sums_of(fields: Fields) -> dict[str, Money]:
    """A mapping of names to sums, in its order."""
    sums = {name: fields.money(name) for name in fields.data}
    fields.end()
    return sums
