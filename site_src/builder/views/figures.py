"""What an article's page shows of a benefit's numbers: its ceiling, its steps in words, its worked example. All of it computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from calculator import sheet
from calculator.benefit import Benefit as Rule
from calculator.evaluation import evaluate
from calculator.inputs import Input
from calculator.money import Money
from calculator.steps import AtMost, Each, Fixed, Level, Share, Step, SumOf, Times
from calculator.steps.scope import scope
from calculator.text import Text, joined, money
from site_src.builder.curves.curves import Curve, curve_of
from site_src.builder.curves.tables import Table, table_of
from site_src.builder.curves.view import CurveView, view
from site_src.builder.law.policy import Benefit, Example
from site_src.builder.views.quotes import own_steps
from site_src.builder.wording import both, sentence_inner


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The most that one award can be; `per` says for whom and for what time, where the law says so."""

    sum: Money
    per: Text | None = None

    @property
    def amount(self) -> Text:
        return money(self.sum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition the clause states; with `direction` a lead sentence, which is no condition."""

    states: Text
    quote: Text | None
    undefined: bool
    direction: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A step in general words. `linked`: its own words stand in the official text."""

    id: str
    law: Text
    quote: Text
    linked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The page's example: what was given, the steps with their keys, the sum."""

    name: Text
    given: tuple[tuple[Text, Text], ...]
    steps: tuple[tuple[str, Text], ...]
    amount: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything numerical about one benefit; empty for one that is in words only. `limit`: a ceiling that is a share of something and
    no sum of money, in words. `directions`: lead sentences of the law, apart from the conditions."""

    ceiling: Ceiling | None = None
    limit: Text | None = None
    conditions: tuple[Condition, ...] = ()
    directions: tuple[Condition, ...] = ()
    steps: tuple[Told, ...] = ()
    worked: Worked | None = None
    table: Table | None = None
    curve: Curve | None = None

    def curve_view(self, lang: str) -> CurveView | None:
        """The curve in one language, its stretches told in the words of the steps."""
        if self.curve is None:
            return None
        return view(self.curve, {f"step-{self.curve.benefit}-{step.id}": step.law for step in self.steps}, lang)


def figures_of(benefit: Benefit) -> Figures:
    """The figures of a benefit; the worked example and the table are computed by the calculator itself."""
    rule = benefit.rule
    if rule is None or not benefit.calculator:
        return _conditions([one.field for one in benefit.conditions])
    ceiling = ceiling_of(rule.steps)
    return replace(
        _conditions(rule.conditions),
        ceiling=ceiling,
        limit=None if ceiling else _limit(rule),
        steps=_told(benefit),
        worked=_worked(rule, benefit.shown) if benefit.shown and benefit.shown.inputs else None,
        table=table_of(rule, ceiling.sum if ceiling else None),
        curve=curve_of(benefit),
    )


def _conditions(fields: Sequence[Input]) -> Figures:
    """What must hold, and apart from it what the lead sentences say."""
    found = [_condition(field) for field in fields]
    return Figures(
        conditions=tuple(one for one in found if not one.direction),
        directions=tuple(one for one in found if one.direction),
    )


def _condition(field: Input) -> Condition:
    return Condition(states=field.states or field.label, quote=field.quote, undefined=field.undefined, direction=field.direction)


def ceiling_of(steps: Sequence[Step]) -> Ceiling | None:
    """The last limit or set sum of a pipeline; for a list without a limit of its own that of one item; None where there is none."""
    found, most = None, 0
    for step in steps:
        match step:
            case Each(steps=inner):
                found = ceiling_of(inner)
            case AtMost(limit=Money() as limit, per=per):
                found = Ceiling(sum=limit, per=scope(per))
            case AtMost(limit=int() as count):
                most = count
            case Times(each=each):
                found = Ceiling(sum=each * most, per=both("per.enterprise_year")) if most else Ceiling(sum=each)
            case Fixed(sum=one):
                found = Ceiling(sum=one)
            case Level(sums=sums):
                found = Ceiling(sum=_largest(sums))
            case SumOf(sums=sums):
                found = Ceiling(sum=_largest(sums), per=both("per.person"))
    return found


def _limit(rule: Rule) -> Text | None:
    """The words of a last step that is itself a limit: not more than 200% of the quota."""
    last = [step for step in rule.steps if not step.gate][-1]
    return _law(rule, last, within=False) if isinstance(last, Share) and last.not_more_than else None


def _largest(sums: dict[str, Money]) -> Money:
    return max(sums.values(), key=lambda one: one.fen)


def _told(benefit: Benefit) -> tuple[Told, ...]:
    assert benefit.rule is not None
    steps = own_steps(benefit)
    within = {inner.id for step in steps for inner in step.inner}
    ordered: list[Step] = []
    for step in (one for one in steps if one.id not in within):
        ordered += [*step.inner, step]  # the items' steps first, then their sum
    return tuple(
        Told(
            id=step.id,
            law=_law(benefit.rule, step, step.id in within),
            quote=step.quote,
            linked=not isinstance(step, Each),
        )
        for step in ordered
    )


def _law(rule: Rule, step: Step, within: bool) -> Text:
    """A step in general words, with its base by name."""
    if isinstance(step, Each):
        return both("steps.summed")
    law = step.law()
    base = both("steps.the_item") if within else None
    if isinstance(step, Share) and step.of:
        label = rule.fields[step.of].label
        base = Text(label.zh, "the " + sentence_inner(label.en).removeprefix("the "))
    if base is not None:
        law = Text(law.zh.replace("基数", base.zh), law.en.replace("the base", base.en))
    return both("steps.each_item") + law if within else law


def _worked(rule: Rule, example: Example) -> Worked:
    answer = evaluate(rule, example.inputs)
    lines = [(f"step-{rule.id}-{line.step.id}", line.sentence) for line in (*answer.checks, *answer.steps)]
    given = tuple((rule.fields[name].label, _shown(rule.fields[name], value)) for name, value in example.inputs.items())
    return Worked(name=example.name, given=given, steps=tuple(lines), amount=sheet.amount(answer))


def _shown(field: Input, value: Any) -> Text:
    """An input of an example as a reader writes it."""
    read = field.read(value)
    if isinstance(read, Money):
        return money(read)
    if isinstance(read, tuple):
        return joined([money(item) for item in read], en="; ")
    if isinstance(read, bool):
        return both("answer.yes") if read else both("answer.no")
    if field.options:
        return field.options[field.values.index(str(read))]
    return Text(f"{read}%", f"{read}%") if field.type == "percent" else Text(str(read), str(read))
