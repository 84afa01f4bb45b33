"""The same steps for every item of a list, then their sum: 单个项目最高200万元, each project by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Self

from calculator.case import Case, Line, Running
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.money import total as added
from calculator.record import Fields
from calculator.steps.at_most import AtMost
from calculator.steps.base import Step, amount
from calculator.steps.cells import Cells, total
from calculator.steps.scope import item
from calculator.text import Text

ReadSteps = Callable[[Fields, str, int, str], tuple[Step, ...]]


class Each(Step):
    """value = Σ steps(item). `unassessed` names a count that may stand in for the list: each then counts at its item's ceiling."""

    kind: ClassVar[str] = "each"
    of: str
    steps: tuple[Step, ...]
    unassessed: str | None
    name: Text = Text("项", "item")

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, steps: tuple[Step, ...]) -> Each:
        unassessed = fields.string("unassessed") if fields.has("unassessed") else None
        if unassessed and not isinstance(steps[-1], AtMost):
            raise fields.error("unassessed", "inner steps that end in an at_most")
        return cls(id=id, article=article, quote=steps[-1].quote, of=fields.string("each"), steps=steps, unassessed=unassessed)

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        return self.but(name=item(inputs[self.of].each), steps=tuple(step.informed(inputs, up_to) for step in self.steps))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of, self.unassessed) if self.unassessed else (self.of,)

    @property
    def inner(self) -> Sequence[Step]:
        return self.steps

    def run(self, case: Case) -> None:
        if self.unassessed and self.unassessed in case.values:
            self._run_unassessed(case)
            return
        items = case.values[self.of]
        assert isinstance(items, tuple)
        several, sums = len(items) > 1, []
        for number, value in enumerate(items, 1):
            case.value, case.item = value, (number, self.name) if several else None
            for step in self.steps:
                step.run(case)
            assert isinstance(case.value, Money)
            sums.append(case.value)
        case.item = None
        if several:
            case.value = None
            case.write(self, added(sums), len(items))

    def _run_unassessed(self, case: Case) -> None:
        last, count = self.steps[-1], case.values[self.unassessed or ""]
        assert isinstance(last, AtMost) and isinstance(last.limit, Money) and isinstance(count, int)
        case.value = count
        case.write(self, last.limit * count, count, last.limit)

    def formula(self, cells: Cells) -> str:
        """Of the list, of the count that stands in for it, or of whichever of the two is filled."""
        counted = cells.given.get(self.unassessed or "")
        if counted is None:
            return total(cells.items)
        last = self.steps[-1]
        assert isinstance(last, AtMost)
        each = f"{counted}*{cells.law(last.limit, last.law())}"
        return f'IF({counted}<>"",{each},{total(cells.items)})' if cells.items else each

    def needed(self, target: Running, values: dict[str, Value]) -> Running | None:
        """One item is meant."""
        needed: Running | None = target
        for step in reversed(self.steps):
            needed = None if needed is None else step.needed(needed, values)
        return needed

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        for step in self.steps:
            most = step.reach(most, values)
        return most

    def tell(self, line: Line) -> Text:
        total = amount(line.after)
        if len(line.extra) == 2:
            count, limit = line.extra
            assert isinstance(limit, Money)
            each = amount(limit)
            return Text(
                f"{count}{self.name.zh}，各按最高{each.zh}计，合计不超过{total.zh}",
                f"{count} {self.name.en}s, each at its ceiling of {each.en}: not more than {total.en} in all",
            )
        return Text(f"{line.extra[0]}{self.name.zh}合计{total.zh}", f"the {line.extra[0]} {self.name.en}s add up to {total.en}")

    def law(self) -> Text:
        inner = [step.law() for step in self.steps]
        return Text(
            f"逐项计算（{'，'.join(t.zh for t in inner)}）后相加",
            f"worked out item by item ({', '.join(t.en for t in inner)}) and added up",
        )
