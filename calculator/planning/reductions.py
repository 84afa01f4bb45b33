"""Why a claim has less in the plan than by itself: the rule that takes it away, with its words and what it takes."""

from __future__ import annotations

from collections.abc import Iterable

from calculator import catalogue
from calculator.combining import OUTSIDE
from calculator.frozen import Frozen
from calculator.money import Money
from calculator.planning.allocation import Allocation
from calculator.planning.problem import KINDS, Value
from calculator.planning.shared import Exclusion, Limit
from calculator.planning.worked import EXACT, EXACT_PLACES, UP_TO, UP_TO_PLACES
from calculator.steps.base import amount
from calculator.steps.received import already, remains
from calculator.steps.scope import about_a_year, in_a_plan, scope
from calculator.text import Text, joined, money, quoted


class Reduction(Frozen, kw_only=False):
    """`rule`: limit, project-ceiling, higher-of, years, span, same-cost, once or one-a-year; `sum`: what it takes away."""

    rule: str
    sum: Money | int
    says: Text
    quote: Text
    article: int


def reductions(found: Allocation, place: int) -> tuple[Reduction, ...]:
    """What was taken from a claim; the sums add up to its own amount less its share."""
    worked, share = found.claims[place], found.shares[place]
    lost = worked.amount(found.nth[place]) - share
    if lost <= 0:
        return ()
    told = _held(found, place) or _excluded(found, place) or _years(found, place) or _limited(found, place, lost)
    rule, says, quote, article = told
    return (Reduction(rule, _sum(found, place, lost), says, quote, article),)


_Told = tuple[str, Text, Text, int]


def _sum(found: Allocation, place: int, value: int) -> Money | int:
    return value if found.claims[place].rank in (EXACT_PLACES, UP_TO_PLACES) else Money(value)


def _named(found: Allocation, places: Iterable[int]) -> Text:
    """Claims by benefit and year: “算力券”（2026年度）."""
    claims = [found.claims[place].claim for place in places]
    return joined([Text(f"{quoted(c.benefit.name.zh)}（{c.year}年度）", f"{c.benefit.name.en} ({c.year})") for c in claims], en=" and ")


def _held(found: Allocation, place: int) -> _Told | None:
    held = found.shared.held.get(place)
    if held is None:
        return None
    says = Text("本项只奖励一次，申请单位此前已经获得", "this is paid once, and the applicant has had it before")
    return held.rule, says, held.quote, held.article


def _excluded(found: Allocation, place: int) -> _Told | None:
    """Another of what is paid once was taken."""
    if found.shares[place]:
        return None
    for exclusion in found.shared.exclusions:
        mine = next((one for one in exclusion.alternatives if place in one), None)
        if mine is None:
            continue
        others = [other for one in exclusion.alternatives if one is not mine for other in sorted(one)]
        winners = [other for other in others if found.shares[other]]
        if winners:
            return exclusion.rule, _why_not(found, place, exclusion, winners, others), exclusion.quote, exclusion.article
    return None


def _why_not(found: Allocation, place: int, exclusion: Exclusion, winners: list[int], others: list[int]) -> Text:
    name, cost = _named(found, winners), found.claims[place].claim.cost
    match exclusion.rule:
        case "same-cost":
            says = Text(
                f"同一笔费用或资助（{cost}）只补一次，计入{name.zh}",
                f"the same cost or grant ({cost}) is paid once and counts under {name.en}",
            )
        case "one-a-year":
            says = Text(
                f"同一申请单位同一年度只取其中一项，计入{name.zh}", f"one applicant may claim one of these benefits a year, here {name.en}"
            )
        case _:
            says = Text(f"本项只奖励一次，计入{name.zh}", f"this is paid once, under {name.en}")
    if found.parts[place] == OUTSIDE:
        return says
    mine = Text("若改按本项申报", "claimed here instead")
    return says + _difference(found.lost_without(others), mine)


_KINDS = (  # of what a plan comes to, by the ranks of money
    (EXACT, Text("有效期内的定额定率合计", "in exact sums inside the term")),
    (UP_TO, Text("有效期内的上限合计", "in ceilings inside the term")),
    (KINDS + EXACT, Text("取决于申请指南的定额定率合计", "in exact sums that depend on a guide")),
    (KINDS + UP_TO, Text("取决于申请指南的上限合计", "in ceilings that depend on a guide")),
)


def _difference(lost: Value, instead: Text) -> Text:
    """How much less another way would bring: exact and up-to sums, and those that hang on a guide, each by itself."""
    parts = [_less(lost[rank] > 0, money(Money(abs(lost[rank]))), kind) for rank, kind in _KINDS if lost[rank]]
    if not parts:
        return Text(f"；{instead.zh}，合计不变", f"; {instead.en}, the total would be the same")
    told = joined(parts, zh="、", en=" and ")
    return Text(f"；{instead.zh}，{told.zh}", f"; {instead.en}, the plan would come to {told.en}")


def _less(less: bool, sum: Text, what: Text) -> Text:
    return Text(f"{what.zh}{'少' if less else '多'}{sum.zh}", f"{sum.en} {'less' if less else 'more'} {what.en}")


def _years(found: Allocation, place: int) -> _Told | None:
    """Its year is not among those that are funded."""
    span, year = found.shared.span_of(place), found.claims[place].claim.year
    if span is None or found.shares[place]:
        return None
    shared = found.shared.years[span]
    article = found.claims[place].claim.benefit.article
    if not shared.step.consecutive:
        counted = found.paid_years(span) | shared.funded
        if year in counted or len(counted) < shared.step.most:
            return None
        years = [Text(f"{one}年", str(one)) for one in sorted(counted)]
        names, law = joined(years, en=" and ") if len(years) < 3 else joined(years, en=", "), shared.step.law()
        says = Text(
            f"{law.zh}，{names.zh}已经用满，{year}年不再资助",
            f"funding runs {law.en}, and {names.en} use them up, so {year} is not funded",
        )
        return "years", says, shared.step.quote, article
    first = found.first_year(span)
    if first is None or year >= first:
        return None
    law = shared.step.law()
    says = Text(
        f"{law.zh}从首次获得资助的年度起算，本方案从{first}年起算，{year}年在此之前",
        f"funding runs {law.en} from the first year funded, which in this plan is {first}; {year} lies before it",
    )
    if found.parts[place] != OUTSIDE:
        from_here = Text(f"若从{year}年起算", f"begun in {year}")
        says += _difference(found.lost_from(place), from_here)
    return "span", says, shared.step.quote, article


def _limited(found: Allocation, place: int, lost: int) -> _Told:
    """The limit that is used up; or, where what it leaves is less than another measure pays, that rule."""
    held_back = [(limit, _used(found, limit)) for limit in _limits_of(found, place)]
    limit, used = min(held_back, key=lambda one: one[0].most - one[1])  # the one with least room
    others = used - found.shares[place]
    floor = found.claims[place].floor
    if floor and not found.shares[place] and limit.most - others < floor:
        principles = catalogue.principles()
        left, other = _amount(found, place, max(0, limit.most - others)), money(Money(floor))
        says = Text(
            f"与其他申报共用限额后只余{left.zh}，低于光明区其他同类措施的{other.zh}，按就高不就低选择另一项",
            f"the shared limit leaves {left.en}, less than the {other.en} of another similar Guangming measure, so the other is chosen",
        )
        return "higher-of", says, principles.higher_of, principles.article
    return _ceiling(found, place, limit, others, lost) if limit.step is None else _clause(found, place, limit, others, lost)


def _limits_of(found: Allocation, place: int) -> list[Limit]:
    return [found.shared.limits[number] for number in (*found.shared.own[place], *found.shared.common[place])]


def _used(found: Allocation, limit: Limit) -> int:
    return sum(found.shares[place] for place in limit.claims)


def _amount(found: Allocation, place: int, value: int) -> Text:
    return amount(_sum(found, place, value))


def _clause(found: Allocation, place: int, limit: Limit, others: int, lost: int) -> _Told:
    assert limit.step is not None
    most, used, less = (_amount(found, place, value) for value in (limit.most + limit.received, others, lost))
    before = _amount(found, place, limit.received)
    had = Text(f"，此前已获{before.zh}", f", of which {before.en} was received before") if limit.received else Text("", "")
    whom = scope(in_a_plan(limit.step.per))
    if not others:  # nothing of the plan takes from it: what was received before does, and another claim states it
        gone, left = already(_sum(found, place, limit.received)), remains(_sum(found, place, limit.most))
        says = Text(
            f"{whom.zh}最高{most.zh}，{gone.zh}，{left.zh}，减少{less.zh}",
            f"the ceiling is {most.en} {whom.en}; {gone.en} and {left.en}, so this one is reduced by {less.en}",
        )
        return "limit", says, limit.step.quote, found.claims[place].claim.benefit.article
    zh = "同年度各项申报" if about_a_year(limit.step.per) else "各年度的申报"
    en = "the claims of the year" if about_a_year(limit.step.per) else "the claims of all years"
    says = Text(
        f"{whom.zh}最高{most.zh}，由{zh}共用{had.zh}，其他申报已占{used.zh}，减少{less.zh}",
        f"{en} share the ceiling of {most.en} {whom.en}{had.en}; others take {used.en}, so this one is reduced by {less.en}",
    )
    return "limit", says, limit.step.quote, found.claims[place].claim.benefit.article


def _ceiling(found: Allocation, place: int, limit: Limit, others: int, lost: int) -> _Told:
    project, principles = limit.project, catalogue.principles()
    assert project is not None and project.actual is not None
    actual, funded, room = money(project.actual), money(project.higher + project.other), _amount(found, place, limit.most)
    used, less = _amount(found, place, others), _amount(found, place, lost)
    taken = Text(f"，本方案其他申报已占{used.zh}", f"; other claims of this plan take {used.en}") if others else Text("", "")
    says = Text(
        f"项目“{project.id}”实际投入{actual.zh}，减去各级其他资助{funded.zh}，余{room.zh}{taken.zh}，减少{less.zh}",
        f"of the {actual.en} invested in project “{project.id}”, other public funding of {funded.en} leaves {room.en}{taken.en}, "
        f"so this one is reduced by {less.en}",
    )
    return "project-ceiling", says, principles.ceiling, principles.article
