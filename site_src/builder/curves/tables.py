"""Typical amounts of a benefit as a table: round figures around the points where the sum stops growing, each computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from calculator import sheet
from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit, walk
from calculator.evaluation import evaluate
from calculator.inputs import Input
from calculator.money import Money
from calculator.steps import AtLeast, AtMost, Each, Ladder, Level, Share, Step, SumOf
from calculator.text import Text, money
from site_src.builder.wording import both

ONE = Fraction(1)
PLAIN_SUMS = (1_000_000, 5_000_000, 10_000_000, 50_000_000)  # yuan; for a benefit without a ceiling
PLAIN_COUNTS = (1, 5, 10, 50)
GROWTH = ("-1", "0", "0.1", "5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One answer; `capped`: a limit of the clause was reached."""

    text: Text
    capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: what it is for, and its cells."""

    label: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`kinks`: for each column the smallest base that reaches the ceiling, with the column's name where there are several."""

    base: Text
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    kinks: tuple[tuple[Text | None, Text], ...] = ()


class NotAKink(AssertionError):
    """The base worked out from the steps does not reach the ceiling, or a smaller one does."""


def table_of(rule: Benefit, ceiling: Money | None) -> Table | None:
    """The table of a benefit, or None where one answer says it all."""
    steps = walk(rule.steps)
    base = _base(rule, steps)
    if base is None:
        return _by_level(rule, steps) or _by_person(rule, steps)
    ladder = next((step for step in steps if isinstance(step, Ladder)), None)
    years = rule.fields[ladder.by] if ladder else None
    columns: list[tuple[Text, dict[str, Any]]] = [(_result(rule), {})]
    if years is not None:
        columns = [(option, {years.name: value}) for value, option in zip(years.values, years.options, strict=True)]
    kinks: list[Money] = []
    if base.type == "money" and ceiling:
        rates = ladder.rates if ladder else tuple(step.rate for step in steps if isinstance(step, Share))[:1]
        kinks = [_kink(rule, base, ceiling, rate, given) for rate, (_, given) in zip(rates, columns, strict=True)]
    rows = tuple(
        Row(label=label, cells=tuple(_cell(rule, {base.name: value, **given}) for _, given in columns))
        for label, value in _bases(base, steps, kinks, ceiling)
    )
    names = [name if years else None for name, _ in columns]
    shown = tuple((name, money(kink)) for name, kink in zip(names, kinks, strict=False))
    heading = both("amounts.each") if base.type == "money-list" else base.label
    return Table(base=heading, columns=tuple(name for name, _ in columns), rows=rows, kinks=shown)


def _base(rule: Benefit, steps: list[Step]) -> Input | None:
    """The input the table goes along: a sum, else a list, else a count or a percentage that stands alone."""
    unassessed = next((step.unassessed for step in steps if isinstance(step, Each) and step.unassessed), None)
    if unassessed:
        return rule.fields[unassessed]
    asked = [field for field in rule.questions if field.default is None]
    for kind in ("money", "money-list", "count", "percent"):
        if found := [field for field in asked if field.type == kind]:
            return found[0]
    return None


def _bases(base: Input, steps: list[Step], kinks: list[Money], ceiling: Money | None) -> Iterator[tuple[Text, Any]]:
    match base.type:
        case "money":
            for sum in _round_sums(kinks):
                yield money(sum), str(sum)
        case "money-list":
            for count, sum in _lists(steps, ceiling):
                label = both("amounts.one_item") if count == 1 else both("amounts.items")
                yield Text(label.zh.format(n=count), label.en.format(n=count)) + money(sum), [str(sum)] * count
        case "percent":
            for text in GROWTH:
                yield Text(f"{text}%", f"{text}%"), text
        case _:
            for count in _counts(steps, ceiling):
                yield Text(str(count), str(count)), str(count)


def _round_sums(kinks: list[Money]) -> list[Money]:
    """Fractions of the last kink, the kinks that are round themselves, and one sum beyond."""
    if not kinks:
        return [Money(yuan * 100) for yuan in PLAIN_SUMS]
    exact = [int(kink.fen) for kink in kinks]  # kinks are whole fen
    last = _round_down(exact[-1])
    sums = {last * part // 100 for part in (10, 25, 50, 100, 150)} | {fen for fen in exact if _is_round(fen)}
    if len(exact) > 1:
        sums |= {_round_down(fen) for fen in exact}
    if max(sums) <= exact[-1]:
        sums.add(last * 2)
    return [Money(fen) for fen in sorted(sums)]


def _is_round(fen: int) -> bool:
    return len(str(fen).rstrip("0")) <= 3


def _round_down(fen: int) -> int:
    """To three digits that are round already, else to one digit, or to a half step below 30."""
    if _is_round(fen):
        return fen
    power: int = 10 ** (len(str(fen)) - 1)
    step = power if fen >= 3 * power else power // 2
    return fen // step * step


def _lists(steps: list[Step], ceiling: Money | None) -> list[tuple[int, Money]]:
    """With a limit of each item: below it, at it, then as many as the limit of all takes and one more. Else one and several items."""
    each = next(step for step in steps if isinstance(step, Each))
    rate = next((step.rate for step in each.steps if isinstance(step, Share)), ONE)
    item = next((step.limit for step in each.steps if isinstance(step, AtMost) and isinstance(step.limit, Money)), None)
    assert ceiling is not None, "a list is limited by the clause"
    if item is None:
        whole = _round_down(int(ceiling.fen / rate))
        return [(1, Money(whole // 5)), (1, Money(whole)), (2, Money(whole // 2)), (3, Money(whole // 2))]
    full = _round_down(int(item.fen / rate))
    many = -(-ceiling.fen // item.fen)
    return [(1, Money(full // 2)), (1, Money(full)), *((n, Money(full)) for n in range(2, many + 2))]


def _counts(steps: list[Step], ceiling: Money | None) -> list[int]:
    for step in steps:
        if isinstance(step, AtLeast):
            return [step.least - 1, step.least, step.least + 1]
        if isinstance(step, AtMost) and isinstance(step.limit, int):
            return [1, 2, step.limit, step.limit + 1]
        if isinstance(step, Each) and step.unassessed and ceiling is not None:
            limit = step.steps[-1]
            assert isinstance(limit, AtMost) and isinstance(limit.limit, Money)
            many = -(-ceiling.fen // limit.limit.fen)
            return list(range(1, many + 2))
    return list(PLAIN_COUNTS)


def _kink(rule: Benefit, base: Input, ceiling: Money, rate: Fraction, given: dict[str, Any]) -> Money:
    """The smallest base, to the fen, that reaches the ceiling: worked out from the rate, then tried."""
    fen = -(-ceiling.fen * rate.denominator // rate.numerator)
    reached, below = (answer_as_required(rule, {base.name: str(Money(at)), **given}).paid for at in (fen, fen - 1))
    if reached != ceiling or below == ceiling:
        raise NotAKink(f"{rule.id}: {Money(fen)} does not just reach {ceiling}")
    return Money(fen)


def _by_level(rule: Benefit, steps: list[Step]) -> Table | None:
    level = next((step for step in steps if isinstance(step, Level)), None)
    if level is None:
        return None
    field = rule.fields[level.by]
    rows = tuple(
        Row(label=option, cells=(_cell(rule, {field.name: value}),)) for value, option in zip(field.values, field.options, strict=True)
    )
    return Table(base=field.label, columns=(_result(rule),), rows=rows)


def _by_person(rule: Benefit, steps: list[Step]) -> Table | None:
    sums = next((step for step in steps if isinstance(step, SumOf)), None)
    if sums is None:
        return None
    fields = [rule.fields[name] for name in sums.sums]
    one_each = {field.name: "1" for field in fields}
    cases = [(field.label + Text("：1", ": 1"), {field.name: "1"}) for field in fields] + [(both("amounts.one_each"), one_each)]
    rows = tuple(Row(label=label, cells=(_cell(rule, given),)) for label, given in cases)
    return Table(base=both("amounts.situation"), columns=(_result(rule),), rows=rows)


def _result(rule: Benefit) -> Text:
    if rule.unit == "places":
        return both("amounts.places_up_to" if rule.up_to else "amounts.places")
    return both("amounts.up_to" if rule.up_to else "amounts.result")


def answer_as_required(rule: Benefit, given: dict[str, Any]) -> Answer:
    """Evaluated with the questions that must be answered set to what the law requires."""
    must = {field.name: field.expects for field in rule.conditions if field.required}
    return evaluate(rule, {**must, **given})


def _cell(rule: Benefit, given: dict[str, Any]) -> Cell:
    answer = answer_as_required(rule, given)
    if answer.settled is not Outcome.AMOUNT:
        return Cell(text=both("amounts.nothing"), capped=False)
    capped = any(isinstance(line.step, AtMost) and line.after == line.step.limit for line in answer.lines)
    return Cell(text=sheet.amount(answer), capped=capped)
