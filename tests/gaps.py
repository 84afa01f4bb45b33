"""What the examples of a benefit leave untried. `python -m tests.gaps` prints it for the whole law."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from calculator.answer import Outcome
from calculator.benefit import walk
from calculator.case import Line
from calculator.evaluation import evaluate, read
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.problems import Problems
from calculator.steps import Ladder, Level
from calculator.steps.at_most import AtMost
from calculator.steps.base import Step
from calculator.steps.gates import AtLeast, Positive, Years
from calculator.steps.principles import ACTUAL, DISTRICT, OTHER, HigherOf, InvestmentCeiling
from calculator.steps.received import RECEIVED
from site_src.builder.law import policy as law

YUAN = 100  # fen: how near “just above” must be to a limit of money


@dataclass(frozen=True)
class Tried:
    """One example: the values it stands for, defaults included, its outcome and the lines that were run."""

    values: dict[str, Value]
    outcome: str
    lines: tuple[Line, ...] = ()


def gaps(benefit: law.Benefit) -> list[str]:
    """What is missing, one phrase each; nothing when the examples try every limit, year, level, condition and a refusal."""
    assert benefit.rule is not None
    tried = [_tried(benefit, example.inputs) for example in benefit.examples]
    missing = [gap for step in walk(benefit.rule.steps) for gap in _of_step(step, tried)]
    asked = (*benefit.rule.questions, *benefit.rule.conditions)  # a condition that only another reading asks decides nothing here
    missing += [gap for field in asked for gap in _of_input(field, tried)]
    if RECEIVED in benefit.rule.fields:
        missing += _of_received(tried)
    if not any(example.refused for example in benefit.examples):
        missing.append("a refusal")
    if any(field.required for field in benefit.rule.inputs) and not any(example.missing for example in benefit.examples):
        missing.append("a required input left out")
    return missing


def _tried(benefit: law.Benefit, inputs: dict[str, Any]) -> Tried:
    assert benefit.rule is not None
    values, _ = read(benefit.rule, inputs)
    for field in benefit.rule.questions:
        if field.default is not None and field.name not in values:
            values[field.name] = field.read(field.default)
    try:
        answer = evaluate(benefit.rule, inputs)
    except Problems:
        return Tried(values, "refused")
    return Tried(values, str(answer.settled), answer.lines)


def _of_step(step: Step, tried: list[Tried]) -> Iterator[str]:
    match step:
        case AtMost():
            yield from _of_limit(step, tried)
        case AtLeast():
            wanted = {"just below": step.least - 1, "at": step.least, "just above": step.least + 1}
            given = {one.values.get(step.of) for one in tried if one.outcome != "refused"}
            yield from (f"{step.of} {where} {step.least}: {number}" for where, number in wanted.items() if number not in given)
        case Positive():
            changes = [change for one in tried if isinstance(change := one.values.get(step.of), Decimal)]
            for where, found in (
                ("below zero", any(change < 0 for change in changes)),
                ("of exactly zero", any(change == 0 for change in changes)),
                ("just above zero", any(0 < change <= Decimal("0.1") for change in changes)),
            ):
                if not found:
                    yield f"{step.of} {where}"
        case Years() | Ladder():
            last = step.most if isinstance(step, Years) else len(step.rates)
            paid = {one.values.get(step.by) for one in tried if one.outcome == Outcome.AMOUNT}
            yield from (f"{step.by} {year}" for year in range(1, last + 1) if year not in paid)
            beyond = {one.values.get(step.by) for one in tried if one.outcome == Outcome.NOTHING}
            if last + 1 not in beyond:
                yield f"{step.by} {last + 1}, which pays nothing"
        case Level():
            paid = {one.values.get(step.by) for one in tried if one.outcome == Outcome.AMOUNT}
            yield from (f"{step.by} {name}" for name in step.sums if name not in paid)
        case InvestmentCeiling():
            yield from _of_ceiling(step, tried)
        case HigherOf():
            if not any(OTHER in one.values and one.outcome == Outcome.NOTHING for one in tried):
                yield f"{OTHER} above ours"
            kept = [(one, one.values[OTHER]) for one in tried if OTHER in one.values and one.outcome == Outcome.AMOUNT]
            ends = [(other, one.lines[-1].after) for one, other in kept]
            if not any(other == ours for other, ours in ends):
                yield f"{OTHER} equal to ours"
            if all(other == ours for other, ours in ends):
                yield f"{OTHER} below ours"


def _of_limit(step: AtMost, tried: list[Tried]) -> Iterator[str]:
    """Below it, exactly at it, just above it; where the base cannot meet it exactly, the two smallest bases that reach it."""
    money = isinstance(step.limit, Money)
    limit = _plain(step.limit)
    reached = sorted({_plain(line.before) for one in tried for line in one.lines if line.step == step})
    near = [value for value in reached if limit <= value < limit + (YUAN if money else 2)]
    name = f"at_most {step.limit}"
    if not any(value < limit for value in reached):
        yield f"below {name}"
    if not near or near[0] >= limit + 1:
        yield f"exactly at {name}"
    if len(near) < 2:
        yield f"just above {name}"


def _of_received(tried: list[Tried]) -> Iterator[str]:
    """What was received before: leaving enough, cutting the sum, and leaving nothing."""
    after = [(one, line) for one in tried if RECEIVED in one.values for line in one.lines if getattr(line.step, "received", False)]
    based = [(one, line) for one, line in after if line.before is not None]  # a maximum is set without a base
    if based and not any(one.outcome == Outcome.AMOUNT and not line.step.cut(line) for one, line in based):
        yield f"{RECEIVED} that leaves enough"
    if not any(one.outcome == Outcome.AMOUNT and line.step.cut(line) for one, line in after):
        yield f"{RECEIVED} that cuts"
    if not any(one.outcome == Outcome.NOTHING for one, _ in after):
        yield f"{RECEIVED} that uses the limit up"


def _of_ceiling(step: InvestmentCeiling, tried: list[Tried]) -> Iterator[str]:
    lines = [line for one in tried for line in one.lines if line.step == step]
    if not any(step.cut(line) for line in lines if line.after):
        yield "an actual investment that cuts"
    if not any(line.before and not step.cut(line) for line in lines):
        yield "an actual investment that leaves the sum"
    if not any(line.before and not line.after for line in lines):
        yield "an actual investment that leaves nothing"
    if not any(line.extra[3] and step.cut(line) for line in lines):
        yield f"{DISTRICT} that cuts"
    if not any(one.outcome == Outcome.INCOMPLETE and ACTUAL in one.values for one in tried):
        yield f"{ACTUAL} without the other"


def _of_input(field: Input, tried: list[Tried]) -> Iterator[str]:
    given = [(one.values.get(field.name), one.outcome) for one in tried if one.outcome != "refused"]
    if field.is_condition:
        if field.article is not None:
            return  # article 21 asks it of many benefits in the same words; it is tried on all of them at once
        comes_to = Outcome.AMOUNT if field.direction else Outcome.INCOMPLETE if field.part else Outcome.NOTHING
        if (not field.expects, comes_to) not in given:
            yield f"{field.name} not met, which comes to {comes_to}"
        if field.required and (field.expects, Outcome.AMOUNT) not in given:
            yield f"{field.name} met"
    elif field.type == "choice":
        yield from (f"{field.name} {value}" for value in field.values if value not in [value for value, _ in given])
    elif field.type in ("money", "money-list", "count") and field.required and not _zero_tried(given):
        yield f"{field.name} of zero"


def _zero_tried(given: list[tuple[Value | None, str]]) -> bool:
    return any(_nothing(value) and outcome == Outcome.NOTHING for value, outcome in given)


def _nothing(value: Value | None) -> bool:
    return not any(value) if isinstance(value, tuple) else value is not None and not value


def _plain(value: Any) -> Any:
    return value.fen if isinstance(value, Money) else value


if __name__ == "__main__":
    from site_src.builder.law.load import load_policy

    for benefit in load_policy().benefits:
        if benefit.calculator and (found := gaps(benefit)):
            print(f"{benefit.id}\n" + "\n".join(f"  {gap}" for gap in found))
