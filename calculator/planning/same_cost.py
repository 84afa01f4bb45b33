"""One cost name on claims of clearly different sums: perhaps these are two costs, and what it would bring to take them apart."""

from __future__ import annotations

from collections.abc import Iterator

from calculator.combining import PARTS
from calculator.frozen import Frozen
from calculator.inversion import base_of
from calculator.money import Money
from calculator.planning.allocation import Allocation, allocate
from calculator.planning.differences import Totals, changed, totals_of
from calculator.planning.request import Plan
from calculator.planning.worked import Worked, whole
from calculator.text import Text, joined, money, quoted

_CLEARLY = 10  # the sums differ by more than a tenth of the larger: more than a tax or a rounding


class Split(Frozen, kw_only=False):
    """`larger` is the largest claim of the cost and holds `smaller` too: without it `rest` is left, and no more than that for the `others`
    of the cost. All by their places among the claims of the allocation. `there` is None where one of the others has not one sum."""

    cost: str
    larger: int
    smaller: int
    others: tuple[int, ...]
    rest: Money
    here: Totals
    there: Totals | None

    def says(self, found: Allocation) -> Text:
        """Which claims, that they count as one cost, and what taking them apart would bring."""
        one, other = found.claims[self.larger], found.claims[self.smaller]
        first, second, brings = _named(one), _named(other), self._brings()
        rest, part = money(self.rest), money(_base(other) or Money(0))
        cut = [found.claims[place].claim.benefit.name for place in self.others]
        names = joined(list(dict.fromkeys(Text(quoted(name.zh), name.en) for name in cut)), en=" and ")
        also = Text(f"，{names.zh}至多填{rest.zh}", f", and no more than {rest.en} under {names.en}") if cut else Text("", "")
        return Text(
            f"{first.zh}与{second.zh}填了同一个费用名称“{self.cost}”，按同一笔费用只补一次，而金额相差明显。"
            f"其实是两笔的，请把发票拆开填写：{quoted(one.claim.benefit.name.zh)}填{rest.zh}{also.zh}，"
            f"{quoted(other.claim.benefit.name.zh)}填{part.zh}，后者另起费用名称；{brings.zh}。",
            f"{first.en} and {second.en} have one cost name, “{self.cost}”, and count as one cost, though the sums clearly differ. If they "
            f"are two costs, split the invoice: {rest.en} under {one.claim.benefit.name.en}{also.en}, and {part.en} under "
            f"{other.claim.benefit.name.en} with a cost name of its own; {brings.en}.",
        )

    def _brings(self) -> Text:
        if self.there is None:
            return Text(
                "其他同名的申报也要照样拆开，合计须改好再看", "split the other claims of that name likewise before the total is looked at"
            )
        if _better(self.there, self.here):
            gain = changed(self.here, self.there)
            return Text(f"按这样填，{gain.zh}", f"entered like this there would be {gain.en}")
        return Text("这样填，合计不会增加", "the total does not rise")


def splits(found: Allocation, plan: Plan) -> Iterator[Split]:
    """For each cost whose claims differ clearly, the way to take one of them out of the largest that brings most."""
    for exclusion in found.shared.exclusions:
        if exclusion.rule == "same-cost":
            places = sorted(place for one in exclusion.alternatives for place in one)
            sums = {place: base.fen for place in places if (base := _base(found.claims[place]))}
            larger = [place for place, sum in sums.items() if sum == max(sums.values())]
            tried = [split for one in larger for other in sums if other != one and (split := _split(found, plan, places, one, other))]
            if tried:
                yield max(tried, key=lambda split: [(split.there or {}).get(part, ()) for part in PARTS])


def _split(found: Allocation, plan: Plan, places: list[int], larger: int, smaller: int) -> Split | None:
    """One way to take two claims apart. What the smaller one takes is out of the cost, so no other claim of it can hold that either."""
    most, least = _base(found.claims[larger]), _base(found.claims[smaller])
    if most is None or least is None or (most - least).fen * _CLEARLY <= most.fen:
        return None
    rest, here = most - least, totals_of(found)
    others = {place: _base(found.claims[place]) for place in places if place not in (larger, smaller)}
    cut = tuple(place for place, sum in others.items() if sum and sum.fen > rest.fen)
    cost = found.claims[larger].claim.cost or ""
    if None in others.values():
        return Split(cost, larger, smaller, cut, rest, here, None)
    claims = list(found.claims)
    for place in (larger, *cut):  # what is left of them is still one with the others of that name
        claims[place] = _with_base(claims[place], rest, plan)
    claims[smaller] = Worked(claims[smaller].claim.but(cost=f"{cost}\n"), plan.unit)  # a name that nobody can type
    return Split(cost, larger, smaller, cut, rest, here, totals_of(allocate(claims, plan)))


def _better(one: Totals, other: Totals) -> bool:
    return [one[part] for part in PARTS] > [other[part] for part in PARTS]


def _with_base(worked: Worked, sum: Money, plan: Plan) -> Worked:
    """The claim computed on another sum."""
    name = base_of(worked.claim.benefit)
    assert name is not None
    given = [f"{sum}元"] if isinstance(worked.claim.inputs[name], list | tuple) else f"{sum}元"
    return Worked(worked.claim.but(inputs={**worked.claim.inputs, name: given}), plan.unit)


def _base(worked: Worked) -> Money | None:
    """The one sum that a claim is computed on; None where there is none, or several."""
    value = worked.answer().values.get(base_of(worked.claim.benefit) or "")
    if isinstance(value, tuple):
        value = value[0] if len(value) == 1 else None
    return value if isinstance(value, Money) and whole(value) else None


def _named(worked: Worked) -> Text:
    benefit, year, sum = worked.claim.benefit.name, worked.claim.year, money(_base(worked) or Money(0))
    return Text(f"{quoted(benefit.zh)}（{year}年度，{sum.zh}）", f"{benefit.en} ({year}, {sum.en})")
