"""One cost name on claims of clearly different sums: perhaps these are two costs, and what it would bring to take them apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from calculator.frozen import Frozen
from calculator.inversion import base_of
from calculator.money import Money
from calculator.planning.allocation import Allocation, allocate
from calculator.planning.differences import Totals, changed, totals_of
from calculator.planning.request import Plan
from calculator.planning.worked import Worked, whole
from calculator.text import Text, money, quoted

_CLEARLY = 10  # the sums differ by more than a tenth of the larger: more than a tax or a rounding


class Split(Frozen, kw_only=False):
    """`larger` holds the cost of `smaller` too: without it `rest` is left. Both by their places among the claims of the allocation."""

    cost: str
    larger: int
    smaller: int
    rest: Money
    here: Totals
    there: Totals

    def says(self, found: Allocation) -> Text:
        """Which claims, that they count as one cost, and what taking them apart would bring."""
        one, other = found.claims[self.larger], found.claims[self.smaller]
        first, second = _named(one), _named(other)
        gain = changed(self.here, self.there)
        brings = (
            Text(f"按这样填，{gain.zh}", f"entered like this there would be {gain.en}") if gain.zh else Text("合计不变", "the total stays")
        )
        rest, part = money(self.rest), money(_base(other) or Money(0))
        return Text(
            f"{first.zh}与{second.zh}填了同一个费用名称“{self.cost}”，按同一笔费用只补一次，而金额相差明显。"
            f"其实是两笔的，请把发票拆开填写：{quoted(one.claim.benefit.name.zh)}填{rest.zh}，{quoted(other.claim.benefit.name.zh)}填{part.zh}，"
            f"费用名称分开；{brings.zh}。",
            f"{first.en} and {second.en} have one cost name, “{self.cost}”, and count as one cost, though the sums clearly differ. If they "
            f"are two costs, split the invoice: {rest.en} under {one.claim.benefit.name.en} and {part.en} under "
            f"{other.claim.benefit.name.en}, each with a cost name of its own; {brings.en}.",
        )


def splits(found: Allocation, plan: Plan) -> Iterator[Split]:
    """For each cost whose claims differ clearly, the way to take two of them apart that brings most."""
    for exclusion in found.shared.exclusions:
        if exclusion.rule == "same-cost":
            places = sorted(place for one in exclusion.alternatives for place in one)
            tried = [split for pair in permutations(places, 2) if (split := _split(found, plan, *pair))]
            if tried:
                yield max(tried, key=lambda split: [split.there[part] for part in split.there])


def _split(found: Allocation, plan: Plan, larger: int, smaller: int) -> Split | None:
    one, other = found.claims[larger], found.claims[smaller]
    most, least = _base(one), _base(other)
    if most is None or least is None or (most - least).fen * _CLEARLY <= most.fen:
        return None
    rest, cost, name = most - least, one.claim.cost or "", base_of(one.claim.benefit)
    assert name is not None
    given = one.claim.inputs[name]
    inputs = {**one.claim.inputs, name: [f"{rest}元"] if isinstance(given, list | tuple) else f"{rest}元"}
    claims = list(found.claims)
    claims[larger] = Worked(one.claim.but(inputs=inputs), plan.unit)  # what is left of it is still one with the others of that name
    claims[smaller] = Worked(other.claim.but(cost=f"{cost}\n"), plan.unit)  # a name that nobody can type
    return Split(cost, larger, smaller, rest, totals_of(found), totals_of(allocate(claims, plan)))


def _base(worked: Worked) -> Money | None:
    """The one sum that a claim is computed on; None where there is none, or several."""
    value = worked.answer().values.get(base_of(worked.claim.benefit) or "")
    if isinstance(value, tuple):
        value = value[0] if len(value) == 1 else None
    return value if isinstance(value, Money) and whole(value) else None


def _named(worked: Worked) -> Text:
    benefit, year, sum = worked.claim.benefit.name, worked.claim.year, money(_base(worked) or Money(0))
    return Text(f"{quoted(benefit.zh)}（{year}年度，{sum.zh}）", f"{benefit.en} ({year}, {sum.en})")
