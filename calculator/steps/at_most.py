"""A limit: 每年给予最高100万元, or a number of things: 不超过5个."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Self

from calculator.case import Case, Line, Running
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.record import Fields, Quantity
from calculator.steps.base import Number, Step, amount, shown, start, yuan
from calculator.steps.cells import Cells, quoted
from calculator.steps.received import RECEIVED, already, left_of, received_input, remains, used_up
from calculator.steps.scope import SCOPES, covers_several, scope
from calculator.text import Text

_CAUTIOUS = Text(
    "（条文的上限没有写明这类申请单位，从严适用）",
    " (the words of the ceiling do not name this kind of applicant; it is applied all the same, as the cautious reading)",
)


class AtMost(Step):
    """value = min(value, limit). When it cuts, the cut is told with its size.

    `not_named`: an input's value that the words of the limit do not name though the clause covers it; the limit is
    applied all the same, as the cautious reading, and the line says so. `only_for`: the values of an input for which the
    limit holds; with any other value it is passed over, and the line says that. `pool`: what all limits of one pool let through
    together is no more than the highest of them, while each still holds for its own; one claim alone is not touched by it.
    `received`: what was received before counts against this limit."""

    kind: ClassVar[str] = "at_most"
    limit: Quantity
    of: str | None
    per: tuple[str, ...]
    not_named: tuple[tuple[str, str], ...]
    only_for: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pool: str | None = None
    received: bool = False
    named: Mapping[str, Mapping[str, Text]] = MappingProxyType(
        {}
    )  # of each input that decides whether it holds, what its choices are called

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> AtMost:
        per = fields.strings("per")
        if not per or not set(per) <= set(SCOPES):
            raise fields.error("per", "a list of " + ", ".join(SCOPES))
        named = fields.fields("not_named") if fields.has("not_named") else None
        not_named = tuple((name, named.string(name)) for name in named.data) if named else ()
        only = fields.fields("only_for") if fields.has("only_for") else None
        return cls(
            id=id,
            article=article,
            quote=quote,
            limit=fields.quantity("at_most"),
            of=start(fields),
            per=per,
            not_named=not_named,
            only_for=tuple((name, only.strings(name)) for name in only.data) if only else (),
            pool=fields.string("pool") if fields.has("pool") else None,
        )

    def informed(self, inputs: Mapping[str, Input], up_to: bool) -> Self:
        asked = [inputs[name] for name, _ in self.only_for]
        return self.but(named={one.name: dict(zip(one.values, one.options, strict=True)) for one in asked}) if asked else self

    @property
    def reads(self) -> tuple[str, ...]:
        named = (*(name for name, _ in self.not_named), *(name for name, _ in self.only_for))
        return (self.of, *named) if self.of else named

    def numbers(self) -> tuple[Number, ...]:
        return (yuan(self.limit),)

    def run(self, case: Case) -> None:
        value = case.base(self.of)
        unnamed = bool(self.not_named) and any(case.values[name] == named for name, named in self.not_named)
        holds = not self.only_for or self._holds(case.values)
        if self.received and RECEIVED in case.values and holds:
            self._run_after(case, value, unnamed)
        else:
            case.write(self, self.limit if holds and _exceeds(value, self.limit) else value, unnamed, holds)

    def _run_after(self, case: Case, value: Running, unnamed: bool) -> None:
        left, before = left_of(self.limit, case.values), case.values[RECEIVED]
        if value and not left:
            case.refusals.append(used_up(self.limit, self.per, before))
        case.write(self, left if _exceeds(value, left) else value, unnamed, True, left, before)

    def asks_received(self) -> Input | None:
        """The input for what was received before, where this covers several claims."""
        return received_input(self.limit, self.per) if covers_several(self.per) else None

    def formula(self, cells: Cells) -> str:
        limit = cells.law(self.limit, self.law())
        left = f"MAX(0,{limit}-{cells.given[RECEIVED]})" if self.received and RECEIVED in cells.given else limit
        least = f"MIN({cells.before},{left})"
        if not self.only_for:
            return least
        holds = (_one_of(cells.given[name], [self.named[name][value][cells.lang] for value in allowed]) for name, allowed in self.only_for)
        return f"IF(AND({','.join(holds)}),{least},{cells.before})"

    def _left(self, values: dict[str, Value]) -> Quantity:
        return left_of(self.limit, values) if self.received else self.limit

    def _holds(self, values: dict[str, Value]) -> bool:
        return all(values[name] in allowed for name, allowed in self.only_for)

    def needed(self, target: Running, values: dict[str, Value]) -> Running | None:
        return None if self._holds(values) and _exceeds(target, self._left(values)) else target

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        if not self._holds(values):
            return most
        left = self._left(values)
        return left if most is None or _exceeds(most, left) else most

    @cached_property
    def _words(self) -> tuple[Text, Text]:
        """The limit, and whom it counts for."""
        return amount(self.limit), scope(self.per)

    def tell(self, line: Line) -> Text:
        (limit, whom), value = self._words, amount(line.before)
        if not line.extra[1]:
            return Text(
                f"{whom.zh}{limit.zh}的上限不适用于这类申请单位，仍为{value.zh}",
                f"the ceiling of {limit.en} {whom.en} does not bind this kind of applicant: {value.en} stands",
            )
        if self._after_others(line):
            return self._tell_after(line, value)
        if self._cuts(line):
            told = Text(
                f"{value.zh}超过{whom.zh}{limit.zh}的上限，按{limit.zh}计",
                f"{value.en} is above the ceiling of {limit.en} {whom.en} and counts as {limit.en}",
            )
            return told + _CAUTIOUS if line.extra[0] else told
        return Text(f"{value.zh}未超过{whom.zh}{limit.zh}的上限", f"{value.en} is within the ceiling of {limit.en} {whom.en}")

    def _tell_after(self, line: Line, value: Text) -> Text:
        (limit, whom), left, gone = self._words, amount(self._limit_of(line)), already(line.extra[3])
        rest = remains(self._limit_of(line))
        zh = f"{whom.zh}{limit.zh}的上限，{gone.zh}，{rest.zh}；{value.zh}"
        en = f"of the ceiling of {limit.en} {whom.en}, {gone.en} and {rest.en}; {value.en}"
        if not self._cuts(line):
            return Text(f"{zh}未超过余额", f"{en} is within that")
        told = Text(f"{zh}超过余额，按{left.zh}计", f"{en} is above that and counts as {left.en}")
        return told + _CAUTIOUS if line.extra[0] else told

    def law(self) -> Text:
        limit, whom = self._words
        return Text(f"{whom.zh}最高{limit.zh}", f"up to {limit.en} {whom.en}")

    def _cuts(self, line: Line) -> bool:
        assert line.before is not None
        return bool(line.extra[1]) and _exceeds(shown(line.before), self._limit_of(line))  # a cut that nobody would see is none

    @staticmethod
    def _after_others(line: Line) -> bool:
        """Whether something was received before, so that there is more to tell than the limit."""
        return len(line.extra) > 2 and bool(line.extra[3])

    def _limit_of(self, line: Line) -> Quantity:
        """What the limit was for this line: all of it, or what it had left."""
        left = line.extra[2] if len(line.extra) > 2 else self.limit
        assert isinstance(left, Money | int)
        return left

    def cut(self, line: Line) -> Text | None:
        if not self._cuts(line):
            return None
        (limit, whom), less = self._words, amount(line.before - self._limit_of(line))  # type: ignore[operator]  # of one unit
        if self._after_others(line):
            rest, gone = remains(self._limit_of(line)), already(line.extra[3])
            return Text(
                f"{whom.zh}{limit.zh}的上限，{gone.zh}，只{rest.zh}，减少{less.zh}",
                f"of the ceiling of {limit.en} {whom.en}, {gone.en}: only {rest.en}, which is {less.en} less",
            )
        return Text(
            f"受{whom.zh}{limit.zh}的上限限制，减少{less.zh}",
            f"{less.en} above the ceiling of {limit.en} {whom.en} {'is' if isinstance(self.limit, Money) else 'are'} not counted",
        )


def _exceeds(value: Running, limit: Quantity) -> bool:
    if isinstance(value, Money) and isinstance(limit, Money):
        return limit < value
    assert not isinstance(value, Money) and not isinstance(limit, Money), "a limit and its value are of one unit"
    return value > limit


def _one_of(cell: str, names: Sequence[str]) -> str:
    return f"OR({','.join(f'{cell}={quoted(name)}' for name in names)})"
