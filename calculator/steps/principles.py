"""The two rules of article 21 that can be computed; they follow the steps of every benefit that they bind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from calculator.case import Case, Line, Running
from calculator.inputs import Value
from calculator.money import ZERO, Money
from calculator.steps.base import Objection, Step, amount
from calculator.steps.cells import Cells, Guard, Stop, filled, to_the_fen
from calculator.text import Text, joined

ACTUAL, HIGHER, DISTRICT = CEILING = ("actual_project_investment", "higher_level_funding", "other_district_funding")
OTHER = "other_district_amount"
# whose funding the ceiling counts beside ours; "nothing": it does not apply
_COUNTED = {"all-levels": (HIGHER, DISTRICT), "district-only": (DISTRICT,), "this-measure-only": (), "nothing": ()}
COUNTS = tuple(_COUNTED)
_LESS = {
    HIGHER: Text("市级及以上资助{sum}", "funding of {sum} from the city and above"),
    DISTRICT: Text("光明区其他资助{sum}", "other Guangming funding of {sum}"),
}
_LEFT_OUT = {
    "district-only": Text("只计光明区的资助：", "with Guangming's funding alone counted, "),
    "this-measure-only": Text("只计本措施的资助：", "with the funding under these Measures alone counted, "),
}


class InvestmentCeiling(Step):
    """value = min(value, max(0, actual investment − funding of the city and above − other funding of the district)); runs when the
    first two are given, and takes the third for nothing where it is not."""

    kind: ClassVar[str] = "investment_ceiling"
    matching: str | None  # the grant that higher-level funding contains, on a matching benefit
    counts: str = "all-levels"
    single: str | None  # the list input that may then have one item only: one project is meant

    @property
    def reads(self) -> tuple[str, ...]:
        return CEILING

    def needs(self, values: dict[str, Value]) -> tuple[str, ...]:
        return tuple(name for name in (ACTUAL, HIGHER) if name not in values) if any(name in values for name in CEILING) else ()

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
        value, room = _money(case.value), self._room(case.values)
        if not room and value:
            less, investment = self._less(case.values), amount(_money(case.values[ACTUAL]))
            case.refusals.append(
                Text(
                    f"资助总额不得超过项目实际投入：实际投入{investment.zh}，减去{less.zh}后已无余额",
                    f"total funding may not exceed the actual investment: of {investment.en} invested, {less.en} leaves nothing",
                )
                if less
                else Text(
                    "资助总额不得超过项目实际投入：没有实际投入",
                    "total funding may not exceed the actual investment, and there is none",
                )
            )
        case.write(self, room if room.fen < value.fen else value, room, *(case.values.get(name, ZERO) for name in CEILING))

    def formula(self, cells: Cells) -> str | None:
        if ACTUAL not in cells.given or self.counts == "nothing":
            return None
        less = "".join(f"-{cells.given[name]}" for name in _COUNTED[self.counts] if name in cells.given)
        return f'IF({cells.given[ACTUAL]}="",{cells.before},MIN({cells.before},MAX(0,{cells.given[ACTUAL]}{less})))'

    def guards(self, cells: Cells) -> Sequence[Guard]:
        given = [cells.given[name] for name in CEILING if name in cells.given]
        if not given:
            return []
        both = Text("填写其一的，两项都要填写", "where one of the two is given, both are needed")
        some = f"{filled(given)}>0"
        found = [Guard(name, Stop.MISSING, f'AND({cells.given[name]}="",{some})', both) for name in (ACTUAL, HIGHER) if name in cells.given]
        if self.matching and HIGHER in cells.given:
            grant = cells.lists[self.matching][0] if self.matching in cells.lists else cells.given[self.matching]
            says = Text("不少于所配套的资助", "it is at least the grant that is matched")
            told = "".join(f'{cell}<>"",' for cell in (grant, cells.given.get(ACTUAL, grant)))
            found.append(Guard(HIGHER, Stop.WRONG, f"AND({told}{cells.given[HIGHER]}<{grant})", says))
        items = cells.lists.get(self.single or "", ())
        if len(items) > 1 and ACTUAL in cells.given:
            says = Text("只填一项时才填项目实际投入", "it is given for one entry only")
            found.append(Guard(ACTUAL, Stop.WRONG, f"{filled(items)}>1", says))
        return found

    def needed(self, target: Running, values: dict[str, Value]) -> Running | None:
        return None if ACTUAL in values and self.counts != "nothing" and _money(target).fen > self._room(values).fen else target

    def reach(self, most: Running | None, values: dict[str, Value]) -> Running | None:
        if ACTUAL not in values or self.counts == "nothing":
            return most
        room = self._room(values)
        return room if most is None or room.fen < _money(most).fen else most

    def _room(self, values: dict[str, Value]) -> Money:
        return room_of(values, self.counts)

    def _less(self, values: Mapping[str, Value]) -> Text | None:
        """What is taken off the investment, as the readers write it; None where nothing counts beside ours."""
        counted = [(name, amount(_money(values[name]))) for name in _COUNTED[self.counts] if name in values]
        shown = [Text(_LESS[name].zh.format(sum=sum.zh), _LESS[name].en.format(sum=sum.en)) for name, sum in counted]
        return joined(shown, "和", " and ") if shown else None

    def tell(self, line: Line) -> Text:
        room, investment = amount(_money(line.extra[0])), amount(_money(line.extra[1]))
        higher, district = _money(line.extra[2]), _money(line.extra[3])
        less = self._less({HIGHER: higher, DISTRICT: district} if district else {HIGHER: higher})
        zh, en = f"以实际投入{investment.zh}为限", f"the limit is the actual investment of {investment.en}"
        if less:
            zh = f"实际投入{investment.zh}减去{less.zh}，余额为{room.zh}"
            en = f"an actual investment of {investment.en} less {less.en} leaves {room.en}"
        whose = _LEFT_OUT.get(self.counts, Text("", ""))
        if self.cut(line) is None:
            return Text(f"{whose.zh}{zh}，本项未超过这一余额", f"{whose.en}{en}, and this benefit stays within it")
        return Text(f"{whose.zh}{zh}，本项按{room.zh}计", f"{whose.en}{en}, so this benefit counts as {room.en}")

    def cut(self, line: Line) -> Text | None:
        before, after = _money(line.before).rounded(), _money(line.after).rounded()
        if before == after:  # to the fen: a cut that nobody would see is none
            return None
        less = amount(before - after)
        return Text(
            f"受“资助总额不超过项目实际投入”限制，减少{less.zh}",
            f"since total funding may not exceed the actual investment, {less.en} is not counted",
        )


def room_of(sums: Mapping[str, Value], counts: str) -> Money:
    """What the funding that counts leaves of the actual investment."""
    left = _money(sums[ACTUAL])
    for name in _COUNTED[counts]:
        left = left - _money(sums.get(name, ZERO))
    return left if left.fen > 0 else ZERO


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

    def formula(self, cells: Cells) -> str | None:
        return f"IF({cells.given[OTHER]}>{to_the_fen(cells.before)},0,{cells.before})" if OTHER in cells.given else None

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
