"""The two rules of article 21 that can be computed; they follow the steps of every benefit that they bind."""

from __future__ import annotations

from typing import ClassVar

from calculator.case import Case, Line, Running
from calculator.inputs import Value
from calculator.money import ZERO, Money
from calculator.steps.base import Objection, Step, amount
from calculator.steps.cells import Cells, to_the_fen
from calculator.text import Text

COUNTS = ("all-levels", "district-only", "nothing")  # whose funding the ceiling counts; "nothing": it does not apply
ACTUAL, HIGHER, OTHER = "actual_project_investment", "higher_level_funding", "other_district_amount"


class InvestmentCeiling(Step):
    """value = min(value, max(0, actual investment − higher-level funding)); runs when both inputs are given."""

    kind: ClassVar[str] = "investment_ceiling"
    matching: str | None  # the grant that higher-level funding contains, on a matching benefit
    counts: str = "all-levels"
    single: str | None  # the list input that may then have one item only: one project is meant

    @property
    def reads(self) -> tuple[str, ...]:
        return (ACTUAL, HIGHER)

    def needs(self, values: dict[str, Value]) -> tuple[str, ...]:
        return tuple(name for name in self.reads if name not in values) if ACTUAL in values or HIGHER in values else ()

    def objections(self, values: dict[str, Value]) -> list[Objection]:
        if ACTUAL not in values:
            return []
        items = values.get(self.single) if self.single else None
        if isinstance(items, tuple) and len(items) > 1:
            one = Text("只填一项时才填项目实际投入", "one entry only when the actual investment of a project is given")
            return [Objection(ACTUAL, "conflict", one)]
        if self.matching:
            grant = values[self.matching]
            least = grant[0] if isinstance(grant, tuple) else _money(grant)
            if _money(values[HIGHER]).fen < least.fen:
                sum = amount(least)
                at_least = Text(f"不少于所配套的资助{sum.zh}", f"at least the grant that is matched, {sum.en}")
                return [Objection(HIGHER, "out-of-range", at_least)]
        return []

    def run(self, case: Case) -> None:
        if ACTUAL not in case.values or self.counts == "nothing":
            return
        investment, funded, value = _money(case.values[ACTUAL]), _money(case.values[HIGHER]), _money(case.value)
        room = self._room(case.values)
        funded = funded if self.counts == "all-levels" else ZERO
        if not room and value:
            case.refusals.append(
                Text(
                    f"资助总额不得超过项目实际投入：实际投入{amount(investment).zh}，市级及以上已资助{amount(funded).zh}，已无余额",
                    f"total funding may not exceed the actual investment: of {amount(investment).en} invested, "
                    f"higher-level funding of {amount(funded).en} leaves nothing",
                )
                if self.counts == "all-levels"
                else Text(
                    "资助总额不得超过项目实际投入：没有实际投入",
                    "total funding may not exceed the actual investment, and there is none",
                )
            )
        case.write(self, room if room.fen < value.fen else value, investment, funded, room)

    def formula(self, line: Line, cells: Cells) -> str:
        higher = f"-{cells.given[HIGHER]}" if self.counts == "all-levels" else ""
        return f"MIN({cells.before},MAX(0,{cells.given[ACTUAL]}{higher}))"

    def needed(self, target: Running, values: dict[str, Value]) -> Running | None:
        return None if ACTUAL in values and self.counts != "nothing" and _money(target).fen > self._room(values).fen else target

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        if ACTUAL not in values or self.counts == "nothing":
            return most
        room = self._room(values)
        return room if most is None or room.fen < _money(most).fen else most

    def _room(self, values: dict[str, Value]) -> Money:
        investment, funded = _money(values[ACTUAL]), _money(values[HIGHER]) if self.counts == "all-levels" else ZERO
        return investment - funded if funded.fen < investment.fen else ZERO

    def tell(self, line: Line) -> Text:
        investment, funded, room = (amount(_money(value)) for value in line.extra)
        zh = f"实际投入{investment.zh}减去市级及以上资助{funded.zh}，余额为{room.zh}"
        en = f"an actual investment of {investment.en} less higher-level funding of {funded.en} leaves {room.en}"
        if self.counts != "all-levels":
            zh = f"不计市级及以上资助，以实际投入{room.zh}为限"
            en = f"leaving higher-level funding aside, the limit is the actual investment of {room.en}"
        if self.cut(line) is None:
            return Text(f"{zh}，本项未超过这一余额", f"{en}, and this benefit stays within it")
        return Text(f"{zh}，本项按{room.zh}计", f"{en}, so this benefit counts as {room.en}")

    def cut(self, line: Line) -> Text | None:
        before, after = _money(line.before).rounded(), _money(line.after).rounded()
        if before == after:  # to the fen: a cut that nobody would see is none
            return None
        less = amount(before - after)
        return Text(
            f"受“资助总额不超过项目实际投入”限制，减少{less.zh}",
            f"since total funding may not exceed the actual investment, {less.en} is not counted",
        )


class HigherOf(Step):
    """Pays nothing when another similar district measure pays more; a tie keeps this one.

    A ceiling is no promised sum: another sum that is not above it decides nothing, and `undecided` says so."""

    kind: ClassVar[str] = "higher_of"
    undecided: Text

    @property
    def reads(self) -> tuple[str, ...]:
        return (OTHER,)

    def run(self, case: Case) -> None:
        if OTHER not in case.values:
            return
        other, value = _money(case.values[OTHER]), _money(case.value)
        ours = value.rounded()
        if not value or not other:
            return
        if other.fen > ours.fen:
            word = Text("最高也只有", "at most ") if case.up_to else Text("为", "")
            case.refusals.append(
                Text(
                    f"光明区其他同类措施可得{amount(other).zh}，本项{word.zh}{amount(ours).zh}；按就高不就低的原则，应选择另一项，两项不重复补贴",
                    f"another similar Guangming measure pays {amount(other).en} and this one {word.en}{amount(ours).en}: "
                    "choose the other, since only the higher of the two is paid",
                )
            )
            case.write(self, ZERO, other)
        elif case.up_to:
            case.notes.append(self.undecided)
        else:
            case.write(self, value, other)

    def formula(self, line: Line, cells: Cells) -> str:
        return f"IF({cells.given[OTHER]}>{to_the_fen(cells.before)},0,{cells.before})"

    def needed(self, target: Running, values: dict[str, Value]) -> Running:
        other = _money(values.get(OTHER, ZERO))
        return other if other.fen > _money(target).fen else target

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        other = _money(values.get(OTHER, ZERO))
        return most if most is None or _money(most).rounded().fen >= other.fen else ZERO

    def tell(self, line: Line) -> Text:
        other = amount(_money(line.extra[0]))
        if not line.after:
            return Text(
                f"光明区其他同类措施可得{other.zh}，高于本项，按就高不就低选择另一项",
                f"another Guangming measure pays {other.en}, more than this one, so the other is chosen",
            )
        return Text(
            f"不低于光明区其他同类措施可得的{other.zh}，选择本项",
            f"this is not less than the {other.en} of another Guangming measure, so this one is chosen",
        )


def _money(value: object) -> Money:
    assert isinstance(value, Money)
    return value
