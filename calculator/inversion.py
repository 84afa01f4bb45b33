"""The calculator turned round: the smallest base that pays a sum, straight from the steps, without trying bases out."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from calculator.answer import Outcome
from calculator.benefit import Benefit
from calculator.case import Case, Running
from calculator.evaluation import look_at_conditions, read, take_defaults
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.numerals import NotRead
from calculator.problems import Problems, problem, why_not
from calculator.steps import Each
from calculator.steps.base import Step, amount
from calculator.steps.principles import ACTUAL, HIGHER, InvestmentCeiling
from calculator.steps.scope import item
from calculator.text import Text

_NO_SUM = Text("条文没有写明金额，没有可以反算的数", "the text states no sum, so there is nothing to work backwards from")
_TARGET = Input(name="amount", type="money", label=Text("要得到的金额", "the sum wanted"))
_PLACES = Input(name="amount", type="count", label=Text("要得到的配额", "the places wanted"))


class Inversion(Frozen, kw_only=False):
    """`base`: the smallest value of `input`, to the fen, that pays the sum, or None. Of a list, `items` says how many it takes at least,
    and each of them is at least the base then; None where it is no list, or nothing is enough.

    `most`: the most that any base pays; None where nothing limits it. `single`: a list that may have one item only."""

    benefit: Benefit
    input: str
    base: Money | int | None
    most: Money | int | None
    items: int | None = None
    single: bool = False

    @property
    def sentence(self) -> Text:
        """The finding as a sentence with the field's own name."""
        label = self.benefit.fields[self.input].label
        if self.base is not None:
            base = amount(self.base)
            if self.items is not None and self.items > 1:
                one = item(self.benefit.fields[self.input].each)
                return Text(
                    f"“{label.zh}”至少需要{self.items}{one.zh}，每{one.zh}至少{base.zh}。",
                    f"“{label.en}”: at least {self.items} {one.en}s are needed, each of at least {base.en}.",
                )
            return Text(f"“{label.zh}”至少需要{base.zh}。", f"“{label.en}” must be at least {base.en}.")
        most = amount(self.most or _zero(self.benefit))
        if not self.most:
            return Text("按其他各栏所填，无论基数多少都没有可资助的金额。", "On the other inputs nothing is payable, whatever the base.")
        told = Text(f"达不到：按其他各栏所填，最多为{most.zh}", f"Out of reach: on the other inputs the most is {most.en}")
        one = item(self.benefit.fields[self.input].each)
        alone = Text(f"（填写了项目实际投入，只按一{one.zh}计算）", f" (for a single {one.en}, since the actual investment is given)")
        return (told + alone if self.single else told) + Text("。", ".")

    def as_dict(self) -> dict[str, Any]:
        return {
            "benefit": self.benefit.id,
            "input": self.input,
            "outcome": str(Outcome.NOTHING if self.base is None else Outcome.AMOUNT),
            "base": None if self.base is None else str(self.base),
            "most": None if self.most is None else str(self.most),
            "items": self.items,
            "notes": [self.benefit.estimate.as_dict()] if self.benefit.estimate else [],
        }


def base_of(benefit: Benefit) -> str | None:
    """The input a benefit is computed on: a sum or a count that its amount grows with.

    None where there is nothing to turn round: the law gives only a ceiling, or a sum that hangs on no number."""
    if benefit.basis == "maximum":
        return None
    return next((step.of for step in benefit.steps if step.of is not None and not step.gate), None)


def invert(benefit: Benefit, amount: Any, given: Mapping[str, Any], unit: int = 1) -> Inversion:
    """The smallest base that pays at least `amount`, the other inputs being as given; of a list, that of each item, and how many
    it takes.

    Raises `Problems` for anything that cannot be read, is missing, or where the law gives only a ceiling or a set sum.
    """
    name = base_of(benefit)
    if name is None:
        raise Problems([problem("not-invertible", benefit=benefit.name, why=None if benefit.calculator else _NO_SUM)])
    values, problems = read(benefit, {key: value for key, value in given.items() if key not in _instead(benefit, name)}, unit)
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


def _instead(benefit: Benefit, name: str) -> set[str]:
    """The base, and what may be given in its place."""
    group = benefit.fields[name].one_of
    return {field.name for field in benefit.inputs if field.name == name or (group is not None and field.one_of == group)}


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
    several = _several(steps, values)
    needed: Running | None = target
    items = 1
    for step in reversed(steps):
        if step is several and needed is not None:
            items, needed = _shared(step, needed, values)
        needed = None if needed is None else step.needed(needed, values)
    cap = _most_base(steps, values)
    most: Running | None = cap
    for step in steps:
        most = None if step is several else step.reach(most, values)
    base = None if needed is None else _whole_up(needed)
    if base is not None and cap is not None and _exceeds(base, cap):
        base = None
    is_list = benefit.fields[name].type == "money-list"
    found = items if is_list and base is not None else None
    return Inversion(benefit, name, base, None if most is None else _whole_down(most), found, is_list and several is None)


def _several(steps: list[Step], values: dict[str, Value]) -> Each | None:
    """The step that works out the items of a list, where there may be several: not where the investment of one project is given."""
    alone = any(isinstance(step, InvestmentCeiling) and step.single and ACTUAL in values for step in steps)
    return None if alone else next((step for step in steps if isinstance(step, Each)), None)


def _shared(step: Each, total: Running, values: dict[str, Value]) -> tuple[int, Running | None]:
    """The fewest items that may come to the total, and what each of them has to bring."""
    most = step.reach(None, values)
    if most is None or not _exceeds(total, most):
        return 1, total
    assert isinstance(total, Money) and isinstance(most, Money)
    if not most:
        return 1, None
    items = ceil(Fraction(total.fen) / most.fen)
    return items, total * Fraction(1, items)


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
