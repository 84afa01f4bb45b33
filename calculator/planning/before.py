"""Claims that share a limit and state different sums received before: the highest is counted, and what the lowest would bring is told."""

from __future__ import annotations

from collections.abc import Iterator

from calculator.frozen import Frozen
from calculator.money import Money
from calculator.planning.allocation import Allocation, allocated_otherwise
from calculator.planning.differences import Totals, changed, totals_of
from calculator.planning.request import Plan
from calculator.planning.worked import Worked, whole
from calculator.steps.base import amount
from calculator.steps.received import RECEIVED
from calculator.text import Text, joined, quoted


class Stated(Frozen, kw_only=False):
    """`places`: the claims that state a sum, the lowest first, by their places in the allocation. `there`: with the lowest for them all."""

    places: tuple[int, ...]
    here: Totals
    there: Totals

    def says(self, found: Allocation) -> Text:
        """Which claims state what, what belongs there, and what the plan would come to with the lowest."""
        claims = [found.claims[place] for place in self.places]
        names = joined(list(dict.fromkeys(_named(worked) for worked in claims)), en=" and " if len(claims) == 2 else ", ")
        lowest, highest, change = _shown(claims[0]), _shown(claims[-1]), changed(self.here, self.there)
        brings = change if change.zh else Text("合计不变", "no change in the total")
        return Text(
            f"{names.zh}共用一个上限，所填的此前已获数额不同。这里只填本方案以前已获的；本方案各项申报所占的，方案自行扣除，不要再填。"
            f"现从严按最高的{highest.zh}计；如果本方案以前只获得{lowest.zh}，各项都填{lowest.zh}，{brings.zh}。",
            f"{names.en} share one ceiling and state different sums received before. Enter only what came before this plan: the plan "
            f"counts its own claims by itself. The highest, {highest.en}, is counted, to be cautious. If only {lowest.en} came before the "
            f"plan, enter {lowest.en} in each; there would be {brings.en}.",
        )


def stated(found: Allocation, plan: Plan) -> Iterator[Stated]:
    """For each limit, the claims that state different sums."""
    for limit in found.shared.limits:
        if limit.step is None or limit.pooled or not limit.step.received:
            continue
        places = sorted(
            (place for place in limit.claims if found.claims[place].received), key=lambda place: (_sum(found.claims[place]), place)
        )
        if places and _sum(found.claims[places[0]]) < _sum(found.claims[places[-1]]):
            lowest = found.claims[places[0]].claim.inputs[RECEIVED]
            claims = list(found.claims)
            for place in places:
                claim = found.claims[place].claim
                claims[place] = Worked(claim.but(inputs={**claim.inputs, RECEIVED: lowest}), plan.unit)
            yield Stated(tuple(places), totals_of(found), totals_of(allocated_otherwise(claims, plan, found)))


def _sum(worked: Worked) -> int:
    given = worked.received[RECEIVED]
    assert isinstance(given, Money | int)
    return whole(given.rounded() if isinstance(given, Money) else given)


def _shown(worked: Worked) -> Text:
    given = worked.received[RECEIVED]
    assert isinstance(given, Money | int)
    return amount(given)


def _named(worked: Worked) -> Text:
    name, year, sum = worked.claim.benefit.name, worked.claim.year, _shown(worked)
    return Text(f"{quoted(name.zh)}（{year}年度，填{sum.zh}）", f"{name.en} ({year}, {sum.en} entered)")
