"""Two ways to work a plan out, side by side: what each part comes to in the one and in the other, and the difference as words."""

from __future__ import annotations

from calculator.combining import INSIDE, OPEN, OUTSIDE, PARTS
from calculator.money import Money
from calculator.planning.allocation import Allocation, had
from calculator.planning.problem import KINDS, Value
from calculator.planning.worked import EXACT, EXACT_PLACES, UP_TO, UP_TO_PLACES
from calculator.text import Text, joined, money, quantity

Totals = dict[str, Value]  # by part of the plan, what there is of each kind

_WHERE = {
    INSIDE: Text("有效期内", "inside the term"),
    OPEN: Text("取决于申请指南的部分", "among what depends on a guide"),
    OUTSIDE: Text("有效期外", "outside the term"),
}
_KIND = {EXACT: Text("", ""), UP_TO: Text("上限", " in ceilings"), EXACT_PLACES: Text("", ""), UP_TO_PLACES: Text("上限", " at most")}


def totals_of(found: Allocation) -> Totals:
    """What each part of a plan comes to."""
    return {part: had(found, [place for place, one in enumerate(found.parts) if one == part]) for part in PARTS}


def changed(here: Totals, there: Totals) -> Text:
    """“7 million less inside the term”; empty where nothing changes."""
    return joined([told for part in PARTS if (told := _changed(part, here[part], there[part])).zh], zh="；", en="; ")


def _changed(part: str, here: Value, there: Value) -> Text:
    told = []
    for kind in range(KINDS):
        less = here[kind] - there[kind]
        if less:
            sum = quantity(abs(less), "places") if kind in (EXACT_PLACES, UP_TO_PLACES) else money(Money(abs(less)))
            more_or_less = Text("少" if less > 0 else "多", "less" if less > 0 else "more")
            told.append(Text(f"{_KIND[kind].zh}{more_or_less.zh}{sum.zh}", f"{sum.en} {more_or_less.en}{_KIND[kind].en}"))
    if not told:
        return Text("", "")
    all_of_it, where = joined(told, en=" and "), _WHERE[part]
    return Text(f"{where.zh}{all_of_it.zh}", f"{all_of_it.en} {where.en}")
