"""Steps that let a case through or refuse it: a least number, a growth above zero, a limit of years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from calculator.case import Case, Line
from calculator.inputs import Input
from calculator.record import Fields
from calculator.steps.base import Number, Step
from calculator.steps.cells import Cells, Guard, Stop
from calculator.text import Text


class AtLeast(Step):
    """Refuses a count below the threshold; 以上 includes the number itself (Civil Code, art. 1259), unless read `strictly`."""

    kind: ClassVar[str] = "at_least"
    gate: ClassVar[bool] = True
    least: int
    of: str
    strictly: bool = False
    label: Text = Text("", "")

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> AtLeast:
        least = fields.quantity("at_least")
        if not isinstance(least, int):
            raise fields.error("at_least", "a count such as 5个")
        return cls(id=id, article=article, quote=quote, least=least, of=fields.string("of"), strictly=fields.flag("strictly"))

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        return self.but(label=inputs[self.of].label)

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,)

    def numbers(self) -> tuple[Number, ...]:
        return (self.least,)

    def run(self, case: Case) -> None:
        count = case.values[self.of]
        assert isinstance(count, int)
        short = self.least + self.strictly - count
        if short > 0:
            words = self._words()
            case.refusals.append(
                Text(
                    f"“{self.label.zh}”须为{words.zh}，所填为{count}个，还差{short}个",
                    f"“{self.label.en}” must be {words.en}; {count} given, {short} short",
                )
            )
        else:
            case.write(self, case.value, count)

    def guards(self, cells: Cells) -> Sequence[Guard]:
        short, words = "<=" if self.strictly else "<", self._words()
        when = f"{cells.given[self.of]}{short}{cells.law(self.least, self.law())}"
        return [Guard(self.of, Stop.REFUSED, when, Text(f"“{self.label.zh}”须为{words.zh}", f"“{self.label.en}” must be {words.en}"))]

    def tell(self, line: Line) -> Text:
        words = self._words()
        return Text(f"已有{line.extra[0]}个，达到{words.zh}的要求", f"the {line.extra[0]} given meet the requirement of {words.en}")

    def law(self) -> Text:
        words = self._words()
        return words if self.strictly else Text(f"{words.zh}（含{self.least}个）", words.en)

    def _words(self) -> Text:
        if self.strictly:
            return Text(f"{self.least}个以上（不含{self.least}个）", f"more than {self.least}")
        return Text(f"{self.least}个以上", f"at least {self.least}")


class Positive(Step):
    """Refuses a change that is not above zero; zero itself is no growth."""

    kind: ClassVar[str] = "positive"
    gate: ClassVar[bool] = True
    of: str
    label: Text = Text("", "")

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Positive:
        return cls(id=id, article=article, quote=quote, of=fields.string("positive"))

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        return self.but(label=inputs[self.of].label)

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,)

    def run(self, case: Case) -> None:
        change = case.values[self.of]
        assert isinstance(change, Decimal)
        if change <= 0:
            shown = plain(change)
            case.refusals.append(
                Text(f"“{self.label.zh}”须为正增长（大于0），所填为{shown}%", f"“{self.label.en}” must be above zero; {shown}% given")
            )
        else:
            case.write(self, case.value, change)

    def guards(self, cells: Cells) -> Sequence[Guard]:
        says = Text(f"“{self.label.zh}”须为正增长（大于0）", f"“{self.label.en}” must be above zero")
        return [Guard(self.of, Stop.REFUSED, f"{cells.given[self.of]}<=0", says)]

    def tell(self, line: Line) -> Text:
        assert isinstance(line.extra[0], Decimal)
        shown = plain(line.extra[0])
        return Text(f"增长{shown}%，为正增长", f"growth of {shown}% is above zero")

    def law(self) -> Text:
        return Text("正增长（大于0）", "growth above zero")


class Years(Step):
    """Refuses a year of funding beyond the limit: 连续资助3年, or 期限不超过3年 where the years need not follow one another.

    `span`: benefits with the same word count their years together, as one enterprise's rent in one park after another."""

    kind: ClassVar[str] = "years"
    gate: ClassVar[bool] = True
    most: int
    by: str
    consecutive: bool
    span: str | None = None

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Years:
        return cls(
            id=id,
            article=article,
            quote=quote,
            most=fields.whole("years"),
            by=fields.string("by"),
            consecutive=fields.flag("consecutive"),
            span=fields.string("span") if fields.has("span") else None,
        )

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.by,)

    def numbers(self) -> tuple[Number, ...]:
        return (self.most,)

    def run(self, case: Case) -> None:
        year = case.values[self.by]
        assert isinstance(year, int)
        if year > self.most:
            case.refusals.append(
                Text(
                    f"{self.law().zh}，第{year}年不再资助",
                    f"funding runs {self.law().en}; year {year} is not funded",
                )
            )
        else:
            case.write(self, case.value, year)

    def guards(self, cells: Cells) -> Sequence[Guard]:
        law = self.law()
        says = Text(f"{law.zh}，这一年不再资助", f"funding runs {law.en}; this year is not funded")
        return [Guard(self.by, Stop.REFUSED, f"{cells.given[self.by]}>{cells.law(self.most, law)}", says)]

    def tell(self, line: Line) -> Text:
        years = "one year" if self.most == 1 else f"{self.most} years"
        return Text(f"第{line.extra[0]}个资助年度，在{self.most}年之内", f"year {line.extra[0]} of funding is within the {years}")

    def law(self) -> Text:
        if self.most == 1:
            return Text("只资助一年", "for one year only")
        if self.consecutive:
            return Text(f"连续{self.most}年", f"for {self.most} consecutive years")
        return Text(f"累计不超过{self.most}年", f"for not more than {self.most} years in total")


def plain(number: Decimal) -> str:
    """A decimal without exponent or idle zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
