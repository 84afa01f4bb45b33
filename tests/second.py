"""Every sum worked out a second time: in plain fractions, from the numbers of the official text, with nothing of the measures.

`PAYS` says what the clause gives before article 21, in yuan (or in places); `MOST` the highest sum its words allow one applicant.
Both were written from the text, article by article; `（八）` and the like say where each number stands.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Given = Mapping[str, Any]  # yuan as fractions, lists of them, counts as integers, growth as a fraction, answers as bool
Rule = Callable[[Given], Fraction]
WAN = 10_000


def part(percent: int, base: str, wan: int) -> Rule:
    """按…的百分之几，最高…万元"""
    return lambda given: min(given[base] * percent / 100, Fraction(wan * WAN))


def sums(percent: int, items: str, wan: int) -> Rule:
    """Each item's share, added up, then the limit of the enterprise."""
    return lambda given: min(sum(given[items], Fraction(0)) * percent / 100, Fraction(wan * WAN))


def three_years(rule: Rule) -> Rule:
    """连续资助3年 and the like: a fourth year gives nothing."""
    return lambda given: rule(given) if given.get("funded_year", 1) <= 3 else Fraction(0)


def ladder(base: str, wan: int) -> Rule:
    """第一年按照80%比例，第二年60%，第三年50%"""
    return lambda given: part({1: 80, 2: 60, 3: 50}[given["funded_year"]], base, wan)(given) if given["funded_year"] <= 3 else Fraction(0)


def outside_fiscal(percent: int, wan: int) -> Rule:
    """项目总投入（非财政投入）的…"""
    return lambda given: min((given["project_total_investment"] - given.get("fiscal_part", 0)) * percent / 100, Fraction(wan * WAN))


def set_sum(wan: int, holds: Callable[[Given], bool] = lambda given: True) -> Rule:
    return lambda given: Fraction(wan * WAN) if holds(given) else Fraction(0)


def _projects(given: Given) -> Fraction:
    each = [min(grant / 5, Fraction(200 * WAN)) for grant in given["grant_received"]]
    return min(sum(each, Fraction(0)), Fraction(500 * WAN))


def _placements(given: Given) -> Fraction:
    each = [min(award, Fraction(10 * WAN)) for award in given.get("award_items", [])]
    return min(sum(each, Fraction(0)) + given.get("placements", 0) * 10 * WAN, Fraction(30 * WAN))


def _heads(**wan: int) -> Rule:
    return lambda given: Fraction(sum(given.get(name, 0) * each * WAN for name, each in wan.items()))


PAYS: dict[str, Rule] = {
    "compute-voucher": three_years(part(30, "annual_compute_spend", 600)),  # （一）
    "dataset-provider-reward": three_years(part(30, "service_contract_value", 500)),  # （二）
    "corpus-purchase-funding": three_years(part(30, "annual_corpus_contracts", 100)),
    "cloud-adoption-subsidy": ladder("annual_cloud_spend", 100),
    "demo-scenario-demand-side": outside_fiscal(10, 200),  # （三）
    "demo-scenario-supply-side": outside_fiscal(20, 400),
    "hit-smart-hardware": sums(10, "product_sales", 500),  # （四）
    "robot-first-set": sums(20, "sales_12m_after_recognition", 500),
    "robot-open-challenge": part(50, "actual_rd_investment", 500),
    "ai4s-service-subsidy": ladder("annual_ai4s_spend", 500),  # （五）
    "rd-project-matching": _projects,  # （六）
    "tech-upgrade-reward": part(20, "annual_fixed_asset_investment", 5000),
    "scale-stage-reward": set_sum(5000),  # （七）
    "vertical-model-reward": set_sum(100, lambda given: given["application_cases"] >= 5 and not given["already_rewarded"]),
    "first-version-software": part(20, "approved_sales", 500),  # （八）
    "openharmony-certification": lambda given: Fraction(min(given["certified_products"], 5) * 5 * WAN),
    "platform-construction": part(30, "approved_total_investment", 2000),  # （九）
    "platform-operation": part(30, "approved_operating_cost", 500),
    "national-industrial-innovation-center-matching": lambda given: given["municipal_grant"] / 2,
    "leading-enterprise-tiered": set_sum(1000),  # （十）
    "above-scale-reward": set_sum(10, lambda given: given["first_entry"] and given["growth_percent"] > 0),  # （十一）
    "little-giant-reward": set_sum(300, lambda given: given["first_recognition"]),  # （十二）
    "specialised-sme-reward": set_sum(20, lambda given: given["first_recognition"]),
    "gazelle-unicorn-reward": set_sum(200, lambda given: given["first_listed"]),
    "district-park-recognition": set_sum(30, lambda given: given["recognised"]),  # （十三）
    "higher-level-park-reward": lambda given: Fraction(
        {"national": 120, "provincial": 80, "municipal": 60, "humanoid-robot-park": 30}[given["level"]] * WAN
    ),
    "rent-subsidy-recognised-park": three_years(part(50, "previous_year_rent", 200)),  # （十四）
    "rent-subsidy-other-featured-park": lambda given: (
        three_years(part(50, "previous_year_rent", 200))(given) if given["cooperates"] else Fraction(0)
    ),
    "rent-subsidy-other-park": three_years(part(50, "previous_year_rent", 100)),
    "incubator-operator-funding": three_years(part(50, "approved_investment", 500)),  # （十五）
    "vc-backed-funding": part(10, "actual_investment", 100),  # （十六）
    "loan-interest-subsidy": three_years(part(30, "interest_paid", 200)),
    "loan-guarantee-fee-subsidy": three_years(part(50, "guarantee_fee_paid", 100)),
    "core-team-reward": part(30, "municipal_grant", 3000),  # （十七）
    "graduate-talent-subsidy": _heads(bachelor=3, master=5, doctor=13),
    "talent-home-purchase-subsidy": set_sum(50),
    "continuing-education-subsidy": _heads(master=2, doctor=3),
    "hr-agency-reward": _placements,
    "talent-housing-quota-uplift": lambda given: Fraction(given["quota_cap_units"] * 2),  # （十八）
    "graduate-housing-quota": lambda given: Fraction(given["graduates_joined"]),
    "event-funding": lambda given: sum(
        (min(cost / 2, Fraction(200 * WAN)) for cost in given["audited_event_cost"]), Fraction(0)
    ),  # （十九）
}

# 最高 … 万元. Not here: no limit written (a share of the city's grant), a sum for each person or event, places.
MOST = {
    "compute-voucher": 600, "dataset-provider-reward": 500, "corpus-purchase-funding": 100, "cloud-adoption-subsidy": 100,
    "demo-scenario-demand-side": 200, "demo-scenario-supply-side": 400, "hit-smart-hardware": 500, "robot-first-set": 500,
    "robot-open-challenge": 500, "ai4s-service-subsidy": 500, "rd-project-matching": 500, "tech-upgrade-reward": 5000,
    "scale-stage-reward": 5000, "vertical-model-reward": 100, "first-version-software": 500, "openharmony-certification": 25,
    "platform-construction": 2000, "platform-operation": 500, "leading-enterprise-tiered": 1000, "above-scale-reward": 10,
    "little-giant-reward": 300, "specialised-sme-reward": 20, "gazelle-unicorn-reward": 200, "district-park-recognition": 30,
    "higher-level-park-reward": 120, "rent-subsidy-recognised-park": 200, "rent-subsidy-other-featured-park": 200,
    "rent-subsidy-other-park": 100, "incubator-operator-funding": 500, "vc-backed-funding": 100, "loan-interest-subsidy": 200,
    "loan-guarantee-fee-subsidy": 100, "core-team-reward": 3000, "talent-home-purchase-subsidy": 50, "hr-agency-reward": 30,
}  # fmt: skip

# Whose limit several claims can count against, one after another: 每家企业 … 最高, 每年最高, 单个项目最高, and what is paid by stage or
# tier. Not here: what is given once, a sum for each person or event, what has no limit.
SEVERAL = {
    "compute-voucher", "dataset-provider-reward", "corpus-purchase-funding", "cloud-adoption-subsidy", "demo-scenario-demand-side",
    "demo-scenario-supply-side", "hit-smart-hardware", "robot-first-set", "robot-open-challenge", "ai4s-service-subsidy",
    "rd-project-matching", "tech-upgrade-reward", "scale-stage-reward", "first-version-software", "openharmony-certification",
    "platform-construction", "platform-operation", "leading-enterprise-tiered", "gazelle-unicorn-reward",
    "rent-subsidy-recognised-park", "rent-subsidy-other-featured-park", "rent-subsidy-other-park", "incubator-operator-funding",
    "vc-backed-funding", "loan-interest-subsidy", "loan-guarantee-fee-subsidy", "core-team-reward", "hr-agency-reward",
}  # fmt: skip
BY_COUNT = {"openharmony-certification": 5 * WAN}  # 每个产品5万元: the limit counts products


def payable(id: str, given: Given) -> Fraction:
    """The clause with what its limit has left, then article 21: not more than the investment leaves beside all other funding, then the
    higher of two measures; last, down to the fen."""
    value = PAYS[id](given)
    if "already_received" in given:
        gone = given["already_received"] * BY_COUNT.get(id, 1)
        value = min(value, max(Fraction(0), MOST[id] * WAN - gone))
    if "actual_project_investment" in given:
        others = given["higher_level_funding"] + given.get("other_district_funding", 0)
        value = min(value, max(Fraction(0), given["actual_project_investment"] - others))
    cut = Fraction(value * 100 // 1, 100)
    return Fraction(0) if given.get("other_district_amount", 0) > cut else cut
