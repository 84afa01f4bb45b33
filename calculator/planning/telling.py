"""A plan as finished sentences in one language: what the page and the command line show."""

from __future__ import annotations

from typing import Any

from calculator import catalogue
from calculator.answer import Outcome, sentence
from calculator.money import Money
from calculator.plan import PlanAnswer, PlannedClaim, Sums
from calculator.planning.cautions import Caution
from calculator.sheet import headline, plain, stamp_of, told
from calculator.text import Text, joined, money, quantity


def shown(plan: PlanAnswer, lang: str) -> dict[str, Any]:
    """Everything that the page says of a plan, ready to be read."""
    return {
        "headline": whole(plan)[lang],
        "exact": sum_of(plan.total.exact)[lang],
        "up_to": sum_of(plan.total.up_to)[lang],
        "places": places(plan)[lang],
        "to_others": to_others(plan)[lang],
        "outside": outside(plan)[lang],
        "gap": "".join(one.says[lang] for one in plan.cautions if one.code == "not-proven"),
        "years": _years(plan.years, lang),
        "outside_years": _years(plan.outside_years, lang),
        "claims": [None if claim is None else _claim(claim, lang) for claim in plan.claims],
        "warnings": [{"code": one.code, "text": one.says[lang], "claims": list(one.claims)} for one in notices(plan)],
        "could_add": [{"benefit": one.id, "name": one.name[lang], "most": one.most[lang] if one.most else ""} for one in could_add(plan)],
        "stamp": stamp_of(catalogue.principles().budget)[lang],
    }


def whole(plan: PlanAnswer) -> Text:
    """The plan in one sentence: exact sums and ceilings side by side, never in one figure."""
    exact, up_to = sum_of(plan.total.exact), sum_of(plan.total.up_to)
    if not any(claim and claim.payable is not None for claim in plan.claims):
        return Text("填写申报事项后显示合计", "The totals appear once a claim is filled in")
    if not plan.total.exact and not plan.total.up_to:
        return Text("按所填内容，有效期内没有可资助的金额", "On these inputs nothing is payable inside the term")
    if not plan.total.up_to:
        return Text(f"有效期内估算可得{exact.zh}", f"Estimated inside the term: {exact.en}")
    ceilings = Text(f"另有最高{up_to.zh}（上限，不是承诺的金额）", f"besides up to {up_to.en} (ceilings, not promised sums)")
    if not plan.total.exact:
        return Text(f"有效期内最高{up_to.zh}（上限，不是承诺的金额）", f"Inside the term up to {up_to.en} (ceilings, not promised sums)")
    return Text(f"有效期内估算可得{exact.zh}，{ceilings.zh}", f"Estimated inside the term: {exact.en}, {ceilings.en}")


def told_plainly(plan: PlanAnswer, lang: str) -> list[str]:
    """The plan as lines of text: the whole, year by year, claim by claim, and what to know beside it."""
    told = shown(plan, lang)
    apart = {"zh": "（不计入合计）", "en": " (in no total)"}[lang]
    lines = [told["headline"], *(told[key] for key in ("to_others", "outside", "gap") if told[key])]
    if told["places"]:
        lines.append({"zh": "住房配额：", "en": "Housing quota: "}[lang] + told["places"])
    for years, mark in ((plan.years, ""), (plan.outside_years, apart)):
        lines += [f"  {year}: {_both(sums)[lang]}{mark}" for year, sums in years.items()]
    for number, claim in enumerate(told["claims"], 1):
        lines.append(f"{number}. {claim['name']} {claim['year']}: {claim['payable']}")
        lines += [f"   {text}" for text in (claim["plain"], *(f"{one['text']} “{one['quote']}”" for one in claim["reduced"])) if text]
    return [*lines, *(f"* {one['text']}" for one in told["warnings"]), told["stamp"]]


def sum_of(sum: Money | int) -> Text:
    """A sum of money, as each reader writes it."""
    assert isinstance(sum, Money)
    return money(sum)


def places(plan: PlanAnswer) -> Text:
    """Housing quota places, which are no money and are counted apart; empty where there are none."""
    parts = []
    if plan.places.exact:
        exact = quantity(int(str(plan.places.exact)), "places")
        parts.append(exact)
    if plan.places.up_to:
        up_to = quantity(int(str(plan.places.up_to)), "places")
        parts.append(Text(f"最高{up_to.zh}", f"up to {up_to.en}"))
    return joined(parts, zh="，另有", en=", besides ")


def to_others(plan: PlanAnswer) -> Text:
    """How much of the totals the applicant does not receive itself; empty where it is all the applicant's."""
    names = list(dict.fromkeys(claim.payee.name for claim in plan.claims if claim and claim.payee and claim.payable and claim.inside))
    if not names:
        return Text("", "")
    whom, sums = joined(names, en=" or "), _both(plan.to_others)
    return Text(f"其中{sums.zh}付给{whom.zh}，不是付给申请单位。", f"Of this, {sums.en} is paid to {whom.en}, not to the applicant.")


def outside(plan: PlanAnswer) -> Text:
    """What the claims of years outside the term would come to; empty where there are none."""
    if not plan.outside_years:
        return Text("", "")
    sums = _both(plan.outside)
    return Text(
        f"有效期以外的年度另行估算{sums.zh}，不计入合计。", f"Years outside the term are estimated apart at {sums.en} and are in no total."
    )


def _both(sums: Sums) -> Text:
    exact, up_to = sum_of(sums.exact), sum_of(sums.up_to)
    if not sums.up_to:
        return exact
    if not sums.exact:
        return Text(f"最高{up_to.zh}", f"up to {up_to.en}")
    return Text(f"{exact.zh}和最高{up_to.zh}", f"{exact.en} and up to {up_to.en}")


def notices(plan: PlanAnswer) -> list[Caution]:
    """The warnings but for the one that the totals say themselves."""
    return [one for one in plan.cautions if one.code != "not-proven"]


def _years(years: dict[int, Sums], lang: str) -> list[dict[str, str]]:
    return [{"year": str(year), "exact": sum_of(sums.exact)[lang], "up_to": sum_of(sums.up_to)[lang]} for year, sums in years.items()]


def payable(claim: PlannedClaim) -> Text:
    """What a claim gets in the plan, with the kind of promise; why there is no sum, where there is none."""
    if claim.payable is None:
        return headline(claim.answer)
    if not claim.payable:
        return Text("本方案中没有金额", "Nothing in this plan") if claim.reductions else headline(claim.answer)
    sum = quantity(claim.payable, claim.answer.benefit.unit)
    return Text(f"最高{sum.zh}", f"up to {sum.en}") if claim.answer.benefit.up_to else Text(f"可得{sum.zh}", sum.en)


def _claim(claim: PlannedClaim, lang: str) -> dict[str, Any]:
    answer, benefit = claim.answer, claim.answer.benefit
    settled = answer.settled in (Outcome.AMOUNT, Outcome.NOTHING)
    return {
        "name": benefit.name[lang],
        "year": str(claim.claim.year),
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
