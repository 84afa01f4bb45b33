"""Steps that let a case through or refuse it: a least number, a growth above zero, a limit of years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from calculator.case import Case, Line
from calculator.record import Fields
from calculator.steps.base import Number, Step
from calculator.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast(Step):
    """Refuses a count below the threshold; 以上 includes the number itself (Civil Code, art. 1259)."""

    kind: ClassVar[str] = "at_least"
    gate: ClassVar[bool] = True
    least: int
    of: str

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> AtLeast:
        least = fields.quantity("at_least")
        if not isinstance(least, int):
            raise fields.error("at_least", "a count such as 5个")
        return cls(id=id, article=article, quote=quote, least=least, of=fields.string("of"))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,)

    def numbers(self) -> tuple[Number, ...]:
        return (self.least,)

    def run(self, case: Case) -> None:
        count = case.values[self.of]
        assert isinstance(count, int)
        if count < self.least:
            short = self.least - count
            case.refusals.append(
                Text(
                    f"要求{self.least}个以上，填写为{count}个，还差{short}个",
                    f"at least {self.least} are required; {count} were given, {short} short",
                )
            )
        else:
            case.write(self, case.value, count)

    def tell(self, line: Line) -> Text:
        return Text(
            f"已有{line.extra[0]}个，达到{self.least}个以上",
            f"{line.extra[0]} meet the requirement of at least {self.least}",
        )

    def law(self) -> Text:
        return Text(f"{self.least}个以上（含{self.least}个）", f"at least {self.least}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Positive(Step):
    """Refuses a change that is not above zero; zero itself is no growth."""

    kind: ClassVar[str] = "positive"
    gate: ClassVar[bool] = True
    of: str

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Positive:
        return cls(id=id, article=article, quote=quote, of=fields.string("positive"))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,)

    def run(self, case: Case) -> None:
        change = case.values[self.of]
        assert isinstance(change, Decimal)
        if change <= 0:
            shown = plain(change)
            case.refusals.append(Text(f"要求正增长（大于0），填写为{shown}%", f"growth above zero is required; {shown}% was given"))
        else:
            case.write(self, case.value, change)

    def tell(self, line: Line) -> Text:
        assert isinstance(line.extra[0], Decimal)
        shown = plain(line.extra[0])
        return Text(f"增长{shown}%，为正增长", f"growth of {shown}% is above zero")

    def law(self) -> Text:
        return Text("正增长（大于0）", "growth above zero")


@dataclass(frozen=True, slots=True, kw_only=True)
class Years(Step):
    """Refuses a year of funding beyond the limit: 连续资助3年, or 期限不超过3年 where the years need not follow one another."""

    kind: ClassVar[str] = "years"
    gate: ClassVar[bool] = True
    most: int
    by: str
    consecutive: bool

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Years:
        return cls(
            id=id,
            article=article,
            quote=quote,
            most=fields.whole("years"),
            by=fields.string("by"),
            consecutive=fields.flag("consecutive"),
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
                    f"资助年限为{self.most}年，第{year}年不再资助",
                    f"funding runs for {self.most} years; year {year} is not funded",
                )
            )
        else:
            case.write(self, case.value, year)

    def tell(self, line: Line) -> Text:
        return Text(
            f"第{line.extra[0]}个资助年度，在{self.most}年之内",
            f"year {line.extra[0]} of funding is within the {self.most} years",
        )

    def law(self) -> Text:
        if self.consecutive:
            return Text(f"连续{self.most}年", f"for {self.most} consecutive years")
        return Text(f"累计不超过{self.most}年", f"for not more than {self.most} years in total")


def plain(number: Decimal) -> str:
    """A decimal without exponent or idle zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
