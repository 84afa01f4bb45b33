"""What a reader of a plan must know beside its sums: who is paid, which years are inside the term, what the draft leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from calculator import catalogue
from calculator.answer import Outcome
from calculator.combining import OUTSIDE
from calculator.frozen import Frozen
from calculator.money import Money
from calculator.planning.allocation import Allocation
from calculator.planning.before import stated
from calculator.planning.request import Claim, Plan
from calculator.planning.same_cost import splits
from calculator.planning.worked import EXACT_PLACES, UP_TO, UP_TO_PLACES, limits_with_rest
from calculator.steps import AtMost
from calculator.steps.base import amount
from calculator.steps.scope import about_a_thing, about_a_year, about_one_alone
from calculator.text import Text, joined, money, quoted, within


class Caution(Frozen, kw_only=False):
    """A warning with its code, and the claims it is about (their places in the plan as it was given)."""

    code: str
    claims: tuple[int, ...]
    says: Text


def cautions(found: Allocation, plan: Plan) -> list[Caution]:
    """All warnings, those about the whole plan first."""
    warnings = [*_not_counted(found, plan), *(one for check in _CHECKS for one in check(found, plan))]
    return sorted(warnings, key=lambda warning: (_ORDER.index(warning.code), warning.claims))


def _not_counted(found: Allocation, plan: Plan) -> Iterator[Caution]:
    """Claims in which something is missing, wrong, or to be entered in another way: no total holds them."""
    counted = {worked.claim.place for worked in found.claims if worked.answer().settled is not Outcome.INCOMPLETE}
    claims = {claim.place: claim for claim in (*plan.claims, *plan.unsound)}
    places = tuple(place for place in range(plan.size) if place not in counted)
    if places:
        names = [_numbered(place, claims.get(place)) for place in places]
        all_of_them, n = joined(names, en="; "), len(places)
        says = Text(f"有{n}项没有计入：{all_of_them.zh}。", f"{n} {'claim is' if n == 1 else 'claims are'} not counted: {all_of_them.en}.")
        yield Caution("not-counted", places, says)


def _numbered(place: int, claim: Claim | None) -> Text:
    number = Text(f"第{place + 1}项", f"no. {place + 1}")
    if claim is None:
        return number
    name, year = claim.benefit.name, claim.year
    when = Text(f"（{year}年度）", f" ({year})") if year else Text("", "")
    return Text(f"{number.zh}{quoted(name.zh)}{when.zh}", f"{number.en}, {name.en}{when.en}")


def _given(found: Allocation, places: list[int]) -> tuple[int, ...]:
    return tuple(sorted(found.claims[place].claim.place for place in places))


def _names(found: Allocation, places: list[int]) -> Text:
    names = list(dict.fromkeys(found.claims[place].claim.benefit.name for place in places))
    return joined([Text(quoted(name.zh), name.en) for name in names], en=", ")


def _grouped(found: Allocation, key: Callable[[int], object]) -> list[list[int]]:
    """The claims with the same key together; those with None left out."""
    groups: dict[object, list[int]] = {}
    for place in range(len(found.claims)):
        if (one := key(place)) is not None:
            groups.setdefault(one, []).append(place)
    return list(groups.values())


def _kinds(found: Allocation, plan: Plan) -> Iterator[Caution]:
    """The clause does not name the applicant's kind."""
    kinds = catalogue.applicants()
    for places in _grouped(found, lambda place: found.claims[place].claim.benefit.id):
        benefit = found.claims[places[0]].claim.benefit
        admitted = benefit.combining.applicants
        if not benefit.calculator or plan.kind in admitted or plan.kind not in kinds:
            continue
        named = joined([Text(kinds[kind].zh, _a(kinds[kind].en)) for kind in admitted], en=" or ")
        who = kinds[plan.kind]
        says = Text(
            f"{quoted(benefit.name.zh)}的条文支持的是{named.zh}，申请单位是{who.zh}，可能不能申报。",
            f"{benefit.name.en}: the clause is for {named.en}; the applicant is {_a(who.en)} and may not be able to claim.",
        )
        yield Caution("kind", _given(found, places), says)


def _a(kind: str) -> str:
    """The name of a kind of applicant within an English sentence, with its article; a u is spoken as in “university”."""
    said = within(kind)
    return f"{'an' if said[0] in 'aeio' else 'a'} {said}"


def _payees(found: Allocation, plan: Plan) -> Iterator[Caution]:
    """The money goes to another than the applicant."""
    for places in _grouped(found, lambda place: found.claims[place].claim.benefit.id):
        benefit = found.claims[places[0]].claim.benefit
        payee = benefit.combining.payee
        if payee is not None and payee.kind != plan.kind:
            says = Text(
                f"{quoted(benefit.name.zh)}付给{payee.name.zh}，不是付给申请单位。",
                f"{benefit.name.en} is paid to {payee.name.en}, not to the applicant.",
            )
            yield Caution("payee", _given(found, places), says)


def _edges(found: Allocation, _: Plan) -> Iterator[Caution]:
    """The policy begins and ends within a year: what a claim of such a year hangs on, or why it is outside."""

    def edge(place: int) -> tuple[str, int] | None:
        claim = found.claims[place].claim
        period = claim.benefit.combining.period
        return (period, claim.year) if claim.benefit.calculator and catalogue.term().edge(period, claim.year) else None

    for places in _grouped(found, edge):
        claim, names = found.claims[places[0]].claim, _names(found, places)
        told = catalogue.term().edge(claim.benefit.combining.period, claim.year)
        assert told is not None
        says = Text(f"{names.zh}（{claim.year}年度）：{told.says.zh}", f"{names.en} ({claim.year}): {told.says.en}")
        yield Caution("term", _given(found, places), says)


def _outside(found: Allocation, _: Plan) -> Iterator[Caution]:
    """Years of which nothing else is said than that they are outside."""
    term = catalogue.term()
    claims = [worked.claim for worked in found.claims]
    places = [
        place
        for place, claim in enumerate(claims)
        if found.parts[place] == OUTSIDE and not term.edge(claim.benefit.combining.period, claim.year)
    ]
    if places:
        says = Text(
            f"{term.first}年至{term.last}年以外年度的申报单独列示，不计入合计：草案自{term.first}年起施行，“{term.quote.zh}”。",
            f"Claims of years other than {term.first} to {term.last} are shown apart and are in no total: "
            f"the draft takes effect in {term.first} and its term ends in {term.last}.",
        )
        yield Caution("outside-term", _given(found, places), says)


def _overlaps(found: Allocation, _: Plan) -> Iterator[Caution]:
    """Two benefits of which the draft does not say whether both are given, or that may be for the same cost."""
    by_benefit = _grouped(found, lambda place: found.claims[place].claim.benefit.id if found.shares[place] else None)
    for one, other in combinations(by_benefit, 2):
        benefit, second = found.claims[one[0]].claim.benefit, found.claims[other[0]].claim.benefit
        overlap = next((entry for entry in benefit.combining.overlaps if entry.benefit == second.id), None)
        if overlap is None:
            continue
        if overlap.rule == "not-stated":
            yield Caution("not-stated", _given(found, [*one, *other]), _not_stated(found, one, other, overlap.says))
        if overlap.rule == "once":
            pairs = [(a, b) for a in one for b in other if _may_be_one(found.claims[a].claim, found.claims[b].claim)]
            if pairs:
                names = _names(found, [one[0], other[0]])
                says = Text(
                    f"{names.zh}：{overlap.says.zh}。是同一笔的，请给它们填同一个费用名称，本方案就只计一次；不是同一笔的，请分别命名。",
                    f"{names.en}: {overlap.says.en}. Give what is the same one cost name, and the plan counts it once; give different "
                    "things different names.",
                )
                yield Caution("same-cost-unnamed", _given(found, sorted({place for pair in pairs for place in pair})), says)


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Whether two claims may be for the same cost without saying so."""
    return one.year == other.year and not (one.cost and other.cost)


def _not_stated(found: Allocation, one: list[int], other: list[int], says: Text) -> Text:
    """The words, with what the plan would lose if only the larger of the two were given."""
    names = _names(found, [one[0], other[0]])
    told = Text(f"{names.zh}：{says.zh}。", f"{names.en}: {says.en}. ")
    if found.claims[one[0]].rank >= EXACT_PLACES or found.claims[one[0]].rank != found.claims[other[0]].rank:
        return Text(told.zh, told.en.rstrip())
    smaller = money(min((Money(sum(found.shares[place] for place in places)) for places in (one, other)), key=lambda sum: sum.fen))
    return Text(
        f"{told.zh}本方案两项都计；如果只给较高的一项，合计减少{smaller.zh}。",
        f"{told.en}This plan counts both; if only the larger were given, the total would be {smaller.en} less.",
    )


def _different_sums(found: Allocation, plan: Plan) -> Iterator[Caution]:
    """One cost name on claims of clearly different sums."""
    for split in splits(found, plan):
        yield Caution("cost-differs", _given(found, [split.larger, split.smaller]), split.says(found))


def _things(found: Allocation, _: Plan) -> Iterator[Caution]:
    """Several claims for what the law counts project by project, park by park, and none of them named."""
    for places in _grouped(found, lambda place: found.claims[place].claim.benefit.id if not found.claims[place].claim.project else None):
        benefit = found.claims[places[0]].claim.benefit
        name, once = benefit.name, benefit.combining.once
        if len(places) < 2 or found.claims[places[0]].open:
            continue
        if once and about_a_thing(once.per):
            says = Text(
                f"{quoted(name.zh)}每个园区只奖励一次；没有填写项目的几项申报按同一个园区计。不是同一个园区的，请分别填写项目。",
                f"{name.en} is paid once for each park. Claims that name no project count as one park; name a project for each where they "
                "are for different ones.",
            )
            yield Caution("project-unnamed", _given(found, places), says)
        elif any(isinstance(step, AtMost) and about_a_thing(step.per) for step, _ in limits_with_rest(benefit.steps)):
            says = Text(
                f"{quoted(name.zh)}的上限按项目、平台或活动计算；没有填写项目的几项申报按各不相同的项目计。属于同一项目的，请填同一个项目。",
                f"{name.en} has a ceiling for each project, platform or event. Claims that name no project count as different ones; name "
                "the same project where they are for the same.",
            )
            yield Caution("project-unnamed", _given(found, places), says)


def _long_limits(found: Allocation, _: Plan) -> Iterator[Caution]:
    """A limit without a year, over claims of several years."""
    for places in _grouped(found, lambda place: found.claims[place].claim.benefit.id):
        benefit = found.claims[places[0]].claim.benefit
        if len({found.claims[place].claim.year for place in places}) < 2:
            continue
        for step, _rest in limits_with_rest(benefit.steps):
            if isinstance(step, AtMost) and not (about_a_thing(step.per) or about_a_year(step.per) or about_one_alone(step.per)):
                says = Text(
                    f"{quoted(benefit.name.zh)}的上限（“{step.quote.zh}”）没有写明按年计算，本方案从严，各年度合并适用一次。",
                    f"{benefit.name.en}: the ceiling (“{step.quote.en}”) names no year; on the cautious reading it holds once for all "
                    "years together.",
                )
                yield Caution("limit-period", _given(found, places), says)


def _received(found: Allocation, plan: Plan) -> Iterator[Caution]:
    """Different sums received before under one limit."""
    for one in stated(found, plan):
        yield Caution("received-differs", _given(found, list(one.places)), one.says(found))


def _skipped(found: Allocation, _: Plan) -> Iterator[Caution]:
    """A year left out between the first year of a span and the last that is paid, or that is not paid because of it."""
    for number, years in enumerate(found.shared.years):
        counted = found.paid_years(number) | years.funded
        if not years.step.consecutive or not counted:
            continue
        shut_out = _shut_out(found, number, counted)
        last = max(found.paid_years(number) | {found.claims[place].claim.year for place in shut_out}, default=0)
        skipped = [year for year in range(min(counted), last) if year not in counted | {found.claims[p].claim.year for p in shut_out}]
        if skipped:
            names, missed = _names(found, years.claims), joined([Text(f"{year}年", str(year)) for year in skipped])
            told = [_not_counting(found, number, place, counted, shut_out) for place in years.claims]
            apart = joined([one for one in told if one.zh], zh="", en="")
            says = Text(
                f"{names.zh}：{missed.zh}没有资助。中断的年度是否计入连续年限，草案没有写明；本方案按自然年度连续计算。{apart.zh}",
                f"{names.en}: nothing is funded in {missed.en}. The draft does not say whether a skipped year counts; this plan counts "
                f"calendar years without a break.{apart.en}",
            )
            yield Caution("skipped-year", _given(found, years.claims), says)


def _shut_out(found: Allocation, span: int, counted: set[int] | frozenset[int]) -> list[int]:
    """Claims after the years of a span that would be within them if skipped years did not count."""
    years = found.shared.years[span]
    return [
        place
        for place in years.claims
        if any(found.claims[place].amounts)
        and (year := found.claims[place].claim.year) not in counted
        and year - min(counted) >= years.step.most
        and len([one for one in counted if one < year]) < years.step.most
    ]


def _not_counting(found: Allocation, span: int, place: int, counted: set[int] | frozenset[int], shut_out: list[int]) -> Text:
    """What a claim would give by itself if skipped years did not count; empty where that is no more than it gives now."""
    worked, most = found.claims[place], found.shared.years[span].step.most
    year, years = worked.claim.year, counted | {found.claims[other].claim.year for other in shut_out}
    nth = len([one for one in years if one <= year])
    if year not in years or nth > most or worked.amount(nth) <= worked.amount(found.nth[place]):
        return Text("", "")
    sum = amount(worked.amount(nth) if worked.rank in (EXACT_PLACES, UP_TO_PLACES) else Money(worked.amount(nth)))
    up_to = Text("最高", "up to ") if worked.rank in (UP_TO, UP_TO_PLACES) else Text("", "")
    name = worked.claim.benefit.name
    return Text(
        f"如果中断的年度不计，{year}年是第{nth}个资助年度，{quoted(name.zh)}单独计算为{up_to.zh}{sum.zh}。",
        f" If skipped years did not count, {year} would be year {nth} of funding, and {name.en} would by itself give {up_to.en}{sum.en}.",
    )


def _already(found: Allocation, plan: Plan) -> Iterator[Caution]:
    """A year that was funded before, claimed again."""
    for years in found.shared.years:
        places = [place for place in years.claims if found.claims[place].claim.year in years.funded]
        if places:
            names = _names(found, places)
            says = Text(
                f"{names.zh}：有的年度此前已经获得资助，同一笔费用不重复补贴。",
                f"{names.en}: a year claimed here was funded before; the same cost is not paid twice.",
            )
            yield Caution("already-funded-year", _given(found, places), says)


def _stated_years(found: Allocation, _: Plan) -> Iterator[Caution]:
    """A year of funding that was typed and is not the one that the plan comes to."""
    places = []
    for place, worked in enumerate(found.claims):
        stated = worked.claim.inputs.get(worked.years.by) if worked.years else None
        if stated is not None and worked.years and worked.value(worked.years.by) != str(found.nth[place]):
            places.append(place)
    if places:
        names = _names(found, places)
        says = Text(
            f"{names.zh}：第几个资助年度由方案按各年度推算，没有采用所填的年度；以前已获资助的，请填在“此前已获资助的年度”。",
            f"{names.en}: the year of funding is worked out from the plan's years, and the one given was not used; enter years funded "
            "before the plan as already funded.",
        )
        yield Caution("funded-year-derived", _given(found, places), says)


def _no_ceiling(found: Allocation, _: Plan) -> Iterator[Caution]:
    """A project with an actual investment, on a benefit that the ceiling cannot bind."""
    places = [p for p, w in enumerate(found.claims) if w.claim.project and w.claim.project.actual is not None and not w.under_ceiling]
    if places:
        names = _names(found, places)
        says = Text(
            f"{names.zh}没有项目投入可比，不适用“资助总额不超过项目实际投入”，没有计入项目的上限。",
            f"{names.en}: there is no project investment to compare with, so the ceiling of the actual investment was not applied.",
        )
        yield Caution("ceiling-not-applicable", _given(found, places), says)


def _unproven(found: Allocation, _: Plan) -> Iterator[Caution]:
    if not found.proven:
        exact, up_to = money(Money(max(0, found.gap[0]))), money(Money(max(0, found.gap[1])))
        says = Text(
            f"申报之间的组合太多，没有逐一比完。所列是已找到的最好结果；定额定率部分至多还能增加{exact.zh}，其次上限部分{up_to.zh}。",
            f"There are too many ways to combine these claims to compare them all. This is the best one found; exact sums could be at most "
            f"{exact.en} more, or else ceilings {up_to.en} more.",
        )
        yield Caution("not-proven", (), says)


_CHECKS = (
    _unproven, _kinds, _payees, _overlaps, _different_sums, _received, _edges, _outside, _already, _skipped, _long_limits, _things,
    _stated_years, _no_ceiling,
)  # fmt: skip
_ORDER = (
    "not-counted", "not-proven", "kind", "payee", "not-stated", "same-cost-unnamed", "cost-differs", "received-differs", "term",
    "outside-term", "already-funded-year", "skipped-year", "limit-period", "project-unnamed", "funded-year-derived",
    "ceiling-not-applicable",
)  # fmt: skip
