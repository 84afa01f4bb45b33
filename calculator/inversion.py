"""The calculator turned round: the smallest base that pays a sum, straight from the steps, without trying bases out."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.case import Case, Running
from calculator.evaluation import answer_of, look_at_conditions, read, take_defaults
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.money import ZERO, Money
from calculator.numerals import NotRead
from calculator.problems import Problems, problem, why_not
from calculator.steps import Each
from calculator.steps.base import Step, amount
from calculator.steps.principles import HIGHER, InvestmentCeiling
from calculator.text import Text

_TARGET = Input(name="amount", type="money", label=Text("要得到的金额", "the sum wanted"))
_PLACES = Input(name="amount", type="count", label=Text("要得到的配额", "the places wanted"))


class Inversion(Frozen, kw_only=False):
    """`base`: the smallest value of `input`, to the fen, that pays the sum, or None.

    `most`: the most that any base pays; None where nothing limits it."""

    benefit: Benefit
    input: str
    base: Money | int | None
    most: Money | int | None

    @property
    def sentence(self) -> Text:
        """The finding as a sentence with the field's own name."""
        label = self.benefit.fields[self.input].label
        if self.base is not None:
            base = amount(self.base)
            return Text(f"“{label.zh}”至少需要{base.zh}。", f"“{label.en}” must be at least {base.en}.")
        most = amount(self.most or _zero(self.benefit))
        if not self.most:
            return Text("按其他各栏所填，无论基数多少都没有可资助的金额。", "On the other inputs nothing is payable, whatever the base.")
        return Text(f"达不到：按其他各栏所填，最多为{most.zh}。", f"Out of reach: on the other inputs the most is {most.en}.")

    def as_dict(self) -> dict[str, Any]:
        return {
            "benefit": self.benefit.id,
            "input": self.input,
            "outcome": str(Outcome.NOTHING if self.base is None else Outcome.AMOUNT),
            "base": None if self.base is None else str(self.base),
            "most": None if self.most is None else str(self.most),
            "notes": [self.benefit.estimate.as_dict()] if self.benefit.estimate else [],
        }


def base_of(benefit: Benefit) -> str | None:
    """The input a benefit is computed on: a sum or a count that its amount grows with.

    None where there is nothing to turn round: the law gives only a ceiling, or a sum that hangs on no number."""
    if benefit.basis == "maximum":
        return None
    return next((step.of for step in benefit.steps if step.of is not None and not step.gate), None)


def invert(benefit: Benefit, amount: Any, given: Mapping[str, Any], unit: int = 1) -> Inversion:
    """The smallest base that pays at least `amount`, the other inputs being as given. For a list, one item is meant.

    Raises `Problems` for anything that cannot be read, is missing, or where the law gives only a ceiling or a set sum.
    """
    name = base_of(benefit)
    if name is None:
        raise Problems([problem("not-invertible", benefit=benefit.name)])
    values, problems = read(benefit, {key: value for key, value in given.items() if key != name}, unit)
    target = _target(benefit, amount, unit)
    if problems:
        raise Problems(problems)
    take_defaults(benefit.courses.whole, values)
    missing = [field for field in benefit.inputs if field.required and field.name not in values and field.name != name]
    missing += [benefit.fields[needed] for step in benefit.steps for needed in step.needs(values)]
    if missing:
        raise Problems([problem("missing-field", benefit=benefit.name, field=f.name, label=f.label, expected=f.expected) for f in missing])
    if _refused(benefit, name, values):
        return Inversion(benefit, name, None, _zero(benefit))
    return _turned(benefit, name, target, values)


def _target(benefit: Benefit, amount: Any, unit: int) -> Money | int:
    field = _TARGET if benefit.unit == "CNY" else _PLACES
    try:
        value = field.read(amount, unit)
    except NotRead as error:
        expected = field.expected_in(unit)
        shown = problem(
            error.code, benefit=benefit.name, field="amount", label=field.label, given=amount, expected=expected, why=why_not(error)
        )
        raise Problems([shown]) from None
    assert isinstance(value, Money | int)
    return value


def _zero(benefit: Benefit) -> Money | int:
    return Money(0) if benefit.unit == "CNY" else 0


def _refused(benefit: Benefit, name: str, values: dict[str, Value]) -> bool:
    """Whether a condition or a gate that does not hang on the base lets nothing through. A condition on part of what is entered does
    not count: the base that is looked for is what qualifies."""
    case = Case(dict(values), [])
    look_at_conditions(benefit, case)
    for step in benefit.courses.whole.gates:
        if name not in step.reads:
            step.run(case)
    return bool(case.refusals)


def _turned(benefit: Benefit, name: str, target: Running, values: dict[str, Value]) -> Inversion:
    steps = [step for step in benefit.steps if not step.gate]
    needed: Running | None = target
    for step in reversed(steps):
        needed = None if needed is None else step.needed(needed, values)
    cap = _most_base(steps, values)
    most: Running | None = cap
    for step in steps:
        most = step.reach(most, values)
    base = None if needed is None else _whole_up(needed)
    if base is not None and cap is not None and _exceeds(base, cap):
        base = None
    return Inversion(benefit, name, base, None if most is None else _whole_down(most))


def _most_base(steps: list[Step], values: dict[str, Value]) -> Running | None:
    """A grant that is matched is part of the higher-level funding and so never more than it."""
    for step in steps:
        if isinstance(step, InvestmentCeiling) and step.matching and HIGHER in values:
            funding = values[HIGHER]
            assert isinstance(funding, Money)
            return funding
    return None


def _exceeds(value: Running, limit: Running) -> bool:
    if isinstance(value, Money) and isinstance(limit, Money):
        return value.fen > limit.fen
    assert not isinstance(value, Money) and not isinstance(limit, Money)
    return value > limit


def _whole_up(value: Running) -> Money | int:
    return Money(ceil(value.fen)) if isinstance(value, Money) else ceil(value)


def _whole_down(value: Running) -> Money | int:
    return value.rounded() if isinstance(value, Money) else int(value)


def breakpoints(benefit: Benefit, given: Mapping[str, Any]) -> tuple[Money | int, ...]:
    """The bases at which a limit begins to bind, smallest first, the other inputs being as given."""
    name = base_of(benefit)
    if name is None:
        return ()
    values, _ = read(benefit, {key: value for key, value in given.items() if key != name})
    take_defaults(benefit.courses.whole, values)
    flat = [inner for step in benefit.steps if not step.gate for inner in (step.inner if isinstance(step, Each) else (step,))]
    found: list[Money | int] = []
    for place, step in enumerate(flat):
        limit = step.reach(None, values)
        if limit is None:
            continue
        needed: Running | None = limit
        for before in reversed(flat[:place]):
            needed = None if needed is None else before.needed(needed, values)
        if needed is not None:
            found.append(_whole_up(needed))
    return tuple(sorted(set(found), key=lambda value: value.fen if isinstance(value, Money) else value))


def one_more(now: Answer, step: Money) -> Money | None:
    """What the sum of an answer grows by when its base, or the first item of it, grows by `step`; None where it is no sum of money.

    Raises `Problems` where the larger base no longer fits the other inputs."""
    name = base_of(now.benefit)
    value = None if name is None else now.values[name]
    if isinstance(value, tuple):
        grown: Value = (value[0] + step, *value[1:])
    elif isinstance(value, Money):
        grown = value + step
    else:
        return None
    after = answer_of(now.benefit, {**now.values, str(name): grown})
    return _money(after) - _money(now)


def _money(answer: Answer) -> Money:
    return answer.paid if isinstance(answer.paid, Money) else ZERO
