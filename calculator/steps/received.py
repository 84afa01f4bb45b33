"""What was received before under a limit that covers several claims: the input that asks for it, and what the limit leaves."""

from __future__ import annotations

from collections.abc import Mapping

from calculator.case import Running
from calculator.inputs import Input, Value
from calculator.money import ZERO, Money
from calculator.record import Quantity
from calculator.steps.base import amount
from calculator.steps.scope import about_a_year, scope, thing_of
from calculator.text import Text

RECEIVED = "already_received"


def received_input(limit: Quantity, per: tuple[str, ...]) -> Input:
    """The input for what was received before, of the limit's own kind; its label says which limit is meant, its hint which claims."""
    whom, most, sums = scope(per), amount(limit), isinstance(limit, Money)
    what = Text("金额", "sums") if sums else Text("个数", "numbers")
    thing = thing_of(per)
    if about_a_year(per):
        which = Text("同一年度此前各次申报", "earlier claims of the same year")
    elif thing:
        which = Text(f"同一{thing.zh}此前各次申报", f"earlier claims for the same {thing.en}")
    else:
        which = Text("此前各年度各次申报", "earlier claims of all years")
    same = Text("同一年度", " for the same year") if about_a_year(per) else Text("", "")
    return Input(
        name=RECEIVED,
        type="money" if sums else "count",
        label=Text(
            f"{same.zh}此前已获的本项资助（计入{whom.zh}{most.zh}的上限）"
            if sums
            else f"{same.zh}此前已获奖励的个数（计入{whom.zh}{most.zh}的上限）",
            f"Already received under this benefit{same.en} (against the ceiling of {most.en} {whom.en})"
            if sums
            else f"Number already rewarded{same.en} (against the ceiling of {most.en} {whom.en})",
        ),
        hint=Text(f"{which.zh}已获的{what.zh}合计；没有的不填", f"The {what.en} of {which.en}, added up; leave blank if there are none"),
        required=False,
    )


def left_of(limit: Quantity, values: Mapping[str, Value]) -> Quantity:
    """What the limit leaves after what was received before; never below zero."""
    before = values.get(RECEIVED)
    if before is None:
        return limit
    if isinstance(limit, Money):
        assert isinstance(before, Money)
        return limit - before if before.fen < limit.fen else ZERO
    assert isinstance(before, int)
    return max(0, limit - before)


def remains(left: Value | Running) -> Text:
    """How much of a limit is left, as a clause."""
    assert isinstance(left, Money | int)
    shown = amount(left)
    return Text(f"余{shown.zh}", f"{shown.en} {'is' if isinstance(left, Money) or left == 1 else 'are'} left")


def already(received: Value | Running) -> Text:
    """How much of a limit is gone, as a clause."""
    if isinstance(received, Money):
        sum = amount(received)
        return Text(f"此前已获{sum.zh}", f"{sum.en} was already received")
    assert isinstance(received, int)
    return Text(f"此前已用{received}个", f"{received} {'was' if received == 1 else 'were'} already used")


def used_up(limit: Quantity, per: tuple[str, ...], received: Value) -> Text:
    """Why nothing is left."""
    whom, most, gone = scope(per), amount(limit), already(received)
    return Text(
        f"{whom.zh}{most.zh}的上限已经用完：{gone.zh}，没有余额",
        f"the ceiling of {most.en} {whom.en} is used up: {gone.en}, so nothing is left",
    )
