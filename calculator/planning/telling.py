"""A plan as finished sentences in one language: what the page and the command line show."""

from __future__ import annotations

from typing import Any

from calculator import catalogue
from calculator.answer import Outcome, sentence
from calculator.combining import INSIDE, OPEN, OUTSIDE
from calculator.money import Money
from calculator.plan import PlanAnswer, PlannedClaim, Sums
from calculator.planning.cautions import Caution
from calculator.sheet import headline, plain, stamp_of, told
from calculator.text import Text, joined, money, quantity


def shown(plan: PlanAnswer, lang: str) -> dict[str, Any]:
    """Everything that the page says of a plan, ready to be read."""
    uncounted = joined([one.says for one in plan.cautions if one.code == "not-counted"], "", " ")
    spoken = [said for said in (sentence(whole(plan)), uncounted, open_to_guides(plan)) if said.zh]
    return {
        "headline": whole(plan)[lang],
        "spoken": joined(spoken, "", " ")[lang],
        "exact": sum_of(plan.inside.total.exact)[lang],
        "up_to": sum_of(plan.inside.total.up_to)[lang],
        "places": places(plan)[lang],
        "to_others": to_others(plan)[lang],
        "open": open_to_guides(plan)[lang],
        "outside": outside(plan)[lang],
        "edges": [_notice(one, lang) for one in edges(plan)],
        "uncounted": uncounted[lang],
        "totals": {name: {"exact": sum_of(sums.exact)[lang], "up_to": sum_of(sums.up_to)[lang]} for name, sums in totals(plan).items()},
        "gap": "".join(one.says[lang] for one in plan.cautions if one.code == "not-proven"),
        "years": _years(plan, lang),
        "claims": [None if claim is None else _claim(claim, lang) for claim in plan.claims],
        "warnings": [_notice(one, lang) for one in notices(plan)],
        "readings": [{"key": one.key, "text": one.says[lang], "claims": list(one.claims)} for one in plan.readings],
        "could_add": [{"benefit": one.id, "name": one.name[lang], "most": one.most[lang] if one.most else ""} for one in could_add(plan)],
        "stamp": stamp_of(catalogue.principles().budget)[lang],
    }


def whole(plan: PlanAnswer) -> Text:
    """The plan in one sentence: exact sums and ceilings side by side, never in one figure."""
    sums = plan.inside.total
    exact, up_to = sum_of(sums.exact), sum_of(sums.up_to)
    if not any(claim and claim.payable is not None for claim in plan.claims):
        return Text("填写申报后显示合计", "The totals appear once a claim is filled in")
    if not sums.exact and not sums.up_to:
        return Text("按所填内容，有效期内没有可以计入的金额", "On these inputs no sum counts inside the term")
    estimated = Text(f"有效期内估算可得{exact.zh}", f"Estimated inside the term: {exact.en}")
    if not sums.up_to:
        return estimated
    if not sums.exact:
        return Text(f"有效期内只有上限：最高{up_to.zh}，实际可能更低", f"Inside the term there are only ceilings: at most {up_to.en}")
    return Text(
        f"{estimated.zh}，此外最高{up_to.zh}（只写明上限，实际可能更低）", f"{estimated.en}; on top of that at most {up_to.en} in ceilings"
    )


def told_plainly(plan: PlanAnswer, lang: str) -> list[str]:
    """The plan as lines of text: the whole, year by year, claim by claim, and what to know beside it."""
    told = shown(plan, lang)
    lines = [told["headline"], *(told[key] for key in ("to_others", "open", "outside") if told[key])]
    lines += [f"* {one['text']}" for one in told["edges"]]
    if told["gap"]:
        lines.append(told["gap"])
    if told["places"]:
        lines.append({"zh": "住房配额：", "en": "Housing quota: "}[lang] + told["places"])
    for year, parts in plan.years.items():
        lines += [f"  {year}: {_both(sums)[lang]}{_MARKS[part][lang]}" for part, sums in parts.items()]
    for number, claim in enumerate(told["claims"], 1):
        lines.append(f"{number}. {claim['name']} {claim['year']}: {claim['payable']}")
        lines += [f"   {text}" for text in (claim["plain"], *(f"{one['text']} “{one['quote']}”" for one in claim["reduced"])) if text]
    return [*lines, *(f"* {one['text']}" for one in (*told["warnings"], *told["readings"])), told["stamp"]]


_MARKS = {
    INSIDE: Text("", ""),
    OPEN: Text("（取决于申请指南，不计入合计）", " (depends on a guide, in no total)"),
    OUTSIDE: Text("（有效期外，不计入合计）", " (outside the term, in no total)"),
}


def sum_of(sum: Money | int) -> Text:
    """A sum of money, as each reader writes it."""
    assert isinstance(sum, Money)
    return money(sum)


def places(plan: PlanAnswer) -> Text:
    """Housing quota places, which are no money and are counted apart; empty where there are none."""
    told = []
    for name, part in plan.parts.items():
        found = []
        if part.places.exact:
            found.append(quantity(int(str(part.places.exact)), "places"))
        if part.places.up_to:
            up_to = quantity(int(str(part.places.up_to)), "places")
            found.append(Text(f"最高{up_to.zh}", f"up to {up_to.en}"))
        if found:
            told.append(joined(found, zh="，另有", en=", besides ") + _MARKS[name])
    return joined(told, zh="；", en="; ")


def to_others(plan: PlanAnswer) -> Text:
    """How much of the totals the applicant does not receive itself; empty where it is all the applicant's."""
    others = [claim for claim in plan.claims if claim and claim.payee and claim.payable and claim.part == INSIDE]
    names = list(dict.fromkeys(claim.payee.name for claim in others if claim.payee))
    if not names:
        return Text("", "")
    whom, sums = joined(names, en=" or "), _both(plan.inside.to_others)
    return Text(f"其中{sums.zh}付给{whom.zh}，不是付给申请单位。", f"Of this, {sums.en} is paid to {whom.en}, not to the applicant.")


def open_to_guides(plan: PlanAnswer) -> Text:
    """What hangs on how a guide treats the edges of the term; empty where nothing does."""
    part = plan.parts[OPEN]
    if not part.total.exact and not part.total.up_to:
        return Text("", "")
    sums = _both(part.total)
    return Text(
        f"能否申报取决于申请指南的，另有{sums.zh}，不计入合计。",
        f"A further {sums.en} depends on the application guides and is in no total.",
    )


def outside(plan: PlanAnswer) -> Text:
    """What the claims outside the term would come to; empty where there are none."""
    part = plan.parts[OUTSIDE]
    if not part.years:
        return Text("", "")
    if not part.total.exact and not part.total.up_to:
        return Text("有效期以外的申报没有金额。", "What lies outside the term brings nothing.")
    sums = _both(part.total)
    return Text(
        f"在有效期以外的，估算为{sums.zh}，不计入合计。", f"What lies outside the term is estimated at {sums.en} and is in no total."
    )


def _both(sums: Sums) -> Text:
    exact, up_to = sum_of(sums.exact), sum_of(sums.up_to)
    if not sums.up_to:
        return exact
    if not sums.exact:
        return Text(f"最高{up_to.zh}", f"up to {up_to.en}")
    return Text(f"{exact.zh}和最高{up_to.zh}", f"{exact.en} and up to {up_to.en}")


_EDGES = ("not-counted", "term", "outside-term")


def edges(plan: PlanAnswer) -> list[Caution]:
    """What is in no total, and why: said beside the totals."""
    return [one for one in plan.cautions if one.code in _EDGES]


def notices(plan: PlanAnswer) -> list[Caution]:
    """The warnings but for those that stand beside the totals."""
    return [one for one in plan.cautions if one.code not in (*_EDGES, "not-proven")]


def _notice(one: Caution, lang: str) -> dict[str, Any]:
    return {"code": one.code, "text": one.says[lang], "claims": list(one.claims)}


def _years(plan: PlanAnswer, lang: str) -> list[dict[str, str]]:
    """One entry for each part that a year has claims in."""
    return [
        {"year": str(year), "part": part, "exact": sum_of(sums.exact)[lang], "up_to": sum_of(sums.up_to)[lang]}
        for year, parts in plan.years.items()
        for part, sums in parts.items()
    ]


def totals(plan: PlanAnswer) -> dict[str, Sums]:
    """What each part that has claims comes to; what is inside is always among them."""
    return {name: part.total for name, part in plan.parts.items() if name == INSIDE or part.years}


def payable(claim: PlannedClaim) -> Text:
    """What a claim gets in the plan, with how firm the sum is; why there is no sum, where there is none."""
    if claim.payable is None:
        return headline(claim.answer)
    if not claim.payable:
        return Text("本方案中没有金额", "Nothing in this plan") if claim.reductions else headline(claim.answer)
    sum = quantity(claim.payable, claim.answer.benefit.unit)
    told = Text(f"最高{sum.zh}", f"up to {sum.en}") if claim.answer.benefit.up_to else Text(f"可得{sum.zh}", sum.en)
    return told + _MARKS[claim.part]


def _claim(claim: PlannedClaim, lang: str) -> dict[str, Any]:
    answer, benefit = claim.answer, claim.answer.benefit
    settled = answer.settled in (Outcome.AMOUNT, Outcome.NOTHING)
    return {
        "name": benefit.name[lang],
        "year": str(claim.claim.year),
        "part": claim.part,
        "nth": claim.nth,
        "headline": headline(answer)[lang],
        "payable": payable(claim)[lang],
        "amount": quantity(answer.paid or (Money(0) if benefit.unit == "CNY" else 0), benefit.unit)[lang] if settled else "",
        "plain": plain(answer)[lang],
        "steps": [told(line, lang) for line in answer.steps],
        "checks": [told(line, lang) for line in answer.checks],
        "reasons": [sentence(reason)[lang] for reason in answer.reasons],
        "notes": [note[lang] for note in answer.notes if note != benefit.estimate],
        "assumed": [benefit.fields[name].assumes[lang] for name in answer.assumed],
        "missing": [benefit.fields[name].label[lang] for name in answer.missing],
        "reduced": [{"text": sentence(one.says)[lang], "quote": one.quote[lang], "article": one.article} for one in claim.reductions],
    }


def could_add(plan: PlanAnswer) -> list[catalogue.Entry]:
    """The benefits that the applicant's kind may claim and the plan does not hold yet."""
    claimed = {claim.claim.benefit.id for claim in plan.claims if claim}
    return [one for one in catalogue.index().values() if plan.plan.kind in one.applicants and one.id not in claimed]
