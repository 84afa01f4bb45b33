"""The amount against the base: for each benefit with a base the points between which it runs straight, each computed by the calculator.

Nothing is worked out here a second time: where a limit begins to bind comes from `inversion.breakpoints`, every amount from `evaluate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from calculator.answer import Answer
from calculator.benefit import Benefit as Rule
from calculator.benefit import walk
from calculator.case import Line
from calculator.inputs import Input
from calculator.inversion import base_of, breakpoints
from calculator.money import Money
from calculator.steps import Ladder
from calculator.steps.base import amount
from calculator.text import Text, joined, money, percent, quantity
from site_src.builder.curves.axes import Axis, axis_to, axis_with
from site_src.builder.curves.tables import answer_as_required
from site_src.builder.law.policy import Benefit
from site_src.builder.wording import both

Value = Money | int
BEYOND = Fraction(3, 2)  # how far past its last break-point a curve is drawn
PLAIN_COUNT = 10  # things, where no limit ends the growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A base and what is paid on it, both as the calculator has them."""

    base: Value
    paid: Value

    @property
    def x(self) -> Fraction:
        """The base in yuan, or as a number of things."""
        return _number(self.base)

    @property
    def y(self) -> Fraction:
        """The amount in yuan, or as a number of places."""
        return _number(self.paid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch on which the same steps decide. `steps`: their keys (`step-<benefit>-<step id>`); `rate`: the rate of a ladder's year."""

    points: tuple[Point, ...]
    steps: tuple[str, ...]
    rate: str | None = None

    @property
    def flat(self) -> bool:
        return self.points[0].paid == self.points[-1].paid

    @property
    def start(self) -> Point:
        return self.points[0]

    @property
    def end(self) -> Point:
        return self.points[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One line of the picture. `given`: the choices it holds for; `kinks`: the smallest bases that reach a limit."""

    name: Text | None
    given: dict[str, str]
    segments: tuple[Segment, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return (self.segments[0].start, *(point for segment in self.segments for point in segment.points[1:]))

    @property
    def kinks(self) -> tuple[Point, ...]:
        return tuple(before.end for before, after in pairwise(self.segments) if after.flat)

    def after(self, point: Point) -> Segment:
        """The stretch that begins at a point."""
        return next(segment for segment in self.segments if segment.start == point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One benefit's picture. `counted`: the base is a number of things, so the amount grows in steps."""

    benefit: str
    base: Axis
    paid: Axis
    runs: tuple[Run, ...]
    up_to: bool
    counted: bool
    unit: str | None
    each: bool

    @property
    def kinks(self) -> list[tuple[Run, Point]]:
        """Every break-point with its line, the smallest base first."""
        return sorted(((run, kink) for run in self.runs for kink in run.kinks), key=lambda found: found[1].x)


def curve_of(benefit: Benefit) -> Curve | None:
    """The curve of a benefit; None where its amount hangs on no base."""
    rule = benefit.rule
    name = base_of(rule) if rule is not None and benefit.calculator else None
    if rule is None or name is None:
        return None
    field = rule.fields[name]
    counted = field.type == "count"
    variants = list(_variants(rule))
    kinks = {key: breakpoints(rule, {**_required(rule), **dict(key)}) for key in (tuple(given.items()) for _, given in variants)}
    last = max((_number(kink) for found in kinks.values() for kink in found), default=None)
    label = both("amounts.each") if field.type == "money-list" else field.label
    base = axis_to(last * BEYOND if last else _plain_end(benefit, field), label, money=not counted)
    end: Value = int(base.most) if counted else Money.yuan(base.most)
    runs = _merged([_run(rule, field, name, given, kinks[tuple(given.items())], end) for name, given in variants])
    top = max(point.y for run in runs for point in run.points)
    result = "amounts.places" if rule.unit == "places" else "amounts.up_to" if rule.up_to else "amounts.result"
    return Curve(
        benefit=rule.id,
        base=base,
        paid=axis_with(top, both(result), money=rule.unit == "CNY"),
        runs=runs,
        up_to=rule.up_to,
        counted=counted,
        unit=rule.unit,
        each=field.type == "money-list",
    )


def _number(value: Value) -> Fraction:
    return Fraction(value.fen, 100) if isinstance(value, Money) else Fraction(value)


def _plain_end(benefit: Benefit, field: Input) -> Fraction:
    """Without any limit: to twice the base of the page's example."""
    shown = benefit.shown.inputs.get(field.name) if benefit.shown else None
    value = field.read(shown) if shown is not None else PLAIN_COUNT
    return 2 * _number(value) if isinstance(value, Money) else Fraction(PLAIN_COUNT)


def _required(rule: Rule) -> dict[str, Any]:
    return {field.name: field.expects for field in rule.conditions if field.required}


def _variants(rule: Rule) -> Iterator[tuple[Text | None, dict[str, str]]]:
    """One for each year of a ladder, or for each choice that a step of the sum looks at; a single one elsewhere."""
    read = {name for step in walk(rule.steps) if not step.gate for name in step.reads}
    fields = [field for field in rule.questions if field.name in read and field.type in ("year-of-funding", "choice")]
    if not fields:
        yield None, {}
    for field in fields[:1]:
        for value, option in zip(field.values, field.options, strict=True):
            yield option, {field.name: value}


def _run(rule: Rule, field: Input, name: Text | None, given: dict[str, str], kinks: tuple[Value, ...], end: Value) -> Run:
    bases: list[Value] = list(range(int(_number(end)) + 1)) if field.type == "count" else [Money(0), *kinks, end]
    segments: list[Segment] = []
    for one, two in pairwise(_point(rule, field, given, base) for base in bases):
        lines = _deciding(_answer(rule, field, given, _inside(one.base, two.base)))
        steps = tuple(f"step-{rule.id}-{line.step.id}" for line in lines)
        if segments and segments[-1].steps == steps:
            before = segments.pop()
            segments.append(replace(before, points=(*before.points, two)))
        else:
            segments.append(Segment(points=(one, two), steps=steps, rate=_rate(lines)))
    return Run(name=name, given=given, segments=tuple(segments))


def _inside(one: Value, two: Value) -> Value:
    """A base between two: the middle of two sums, the larger of two counts that follow each other."""
    return ((one + two) * Fraction(1, 2)).rounded() if isinstance(one, Money) and isinstance(two, Money) else two


def _deciding(answer: Answer) -> list[Line]:
    """The steps that make the amount what it is: those that cut it, else those that changed the running value."""
    own = [line for line in answer.lines if line.step.article == answer.benefit.article and not line.step.gate]
    cutting = [line for line in own if line.step.cut(line) is not None]
    return cutting or [line for line in own if line.after != line.before] or own[:1]


def _rate(lines: list[Line]) -> str | None:
    found = [percent(line.step.rates[int(str(line.extra[0])) - 1]) for line in lines if isinstance(line.step, Ladder)]
    return found[0] if found else None


def _answer(rule: Rule, field: Input, given: dict[str, str], base: Value) -> Answer:
    return answer_as_required(rule, {**given, field.name: [str(base)] if field.type == "money-list" else str(base)})


def _point(rule: Rule, field: Input, given: dict[str, str], base: Value) -> Point:
    paid = _answer(rule, field, given, base).paid
    return Point(base=base, paid=paid if paid is not None else Money(0) if rule.unit == "CNY" else 0)


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Lines that are the same become one, with the names of all."""
    found: dict[tuple[Point, ...], list[Run]] = {}
    for run in runs:
        found.setdefault(run.points, []).append(run)
    if len(found) == 1:
        return (Run(name=None, given={}, segments=runs[0].segments),)
    groups = [(same, [run.name for run in same if run.name]) for same in found.values()]
    return tuple(
        Run(name=joined(names), given=same[0].given if len(same) == 1 else {}, segments=same[0].segments) for same, names in groups
    )


def written(value: Value, unit: str | None = None) -> Text:
    """A base as each reader writes it; with the unit of the answer, an amount."""
    if isinstance(value, Money):
        return money(value)
    return quantity(value, unit) if unit else amount(value)
