"""Whole plans worked out a second time, naively: every start of three years, every order in which claims may help themselves.

Written from the text of the Measures, with nothing of the calculator: `tests.second` says what a claim gives alone, the tables here
what claims share. The limits of a benefit lie inside one another, and so do those of a project; of such limits the best split of the
money is always reached by filling the claims one after another, in some order. So all orders are tried and the best is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, permutations, product
from typing import Any

from tests.second import PAYS, WAN

Plan = Mapping[str, Any]  # as the calculator takes it, with every sum a whole number of yuan
# （二十二）2026年…施行，有效期2028年3月31日止. Years that a guide may or may not open: 2028 of what goes by the year, of loans and
# titles, and 2025 of what is based on 上年度. What is based on 上年度 cannot be claimed for 2028, nor can growth in 2028 be proved in time.
PREVIOUS = {
    "dataset-provider-reward", "tech-upgrade-reward", "platform-operation", "rent-subsidy-recognised-park",
    "rent-subsidy-other-featured-park", "rent-subsidy-other-park",
}  # fmt: skip
GROWTH = {"above-scale-reward"}

RENT = ("rent-subsidy-recognised-park", "rent-subsidy-other-featured-park", "rent-subsidy-other-park")
# 连续资助3年, 连续三年, 连续补贴三年: the benefits, and with whom they count their years
RUNS = {
    "compute-voucher": "compute", "dataset-provider-reward": "dataset", "corpus-purchase-funding": "corpus",
    "cloud-adoption-subsidy": "cloud", "ai4s-service-subsidy": "ai4s", "incubator-operator-funding": "incubator",
} | dict.fromkeys(RENT, "rent")  # fmt: skip
ANY_THREE = ("loan-interest-subsidy", "loan-guarantee-fee-subsidy")  # 期限不超过3年

# 最高…万元: who shares it (one applicant, or one thing: project, platform, event), within a year or for ever, and how much
ONE, THING, YEAR, EVER = "applicant", "thing", "year", "ever"
LIMITS: dict[str, list[tuple[str, str, int]]] = {
    "compute-voucher": [(ONE, YEAR, 600)], "dataset-provider-reward": [(ONE, YEAR, 500)], "corpus-purchase-funding": [(ONE, YEAR, 100)],
    "cloud-adoption-subsidy": [(ONE, YEAR, 100)], "demo-scenario-demand-side": [(THING, EVER, 200)],
    "demo-scenario-supply-side": [(THING, EVER, 400)], "hit-smart-hardware": [(ONE, YEAR, 500)], "robot-first-set": [(ONE, EVER, 500)],
    "robot-open-challenge": [(THING, EVER, 500)], "ai4s-service-subsidy": [(ONE, YEAR, 500)],
    "rd-project-matching": [(THING, EVER, 200), (ONE, EVER, 500)], "tech-upgrade-reward": [(ONE, YEAR, 5000)],
    "first-version-software": [(ONE, YEAR, 500)], "openharmony-certification": [(ONE, YEAR, 25)],
    "platform-construction": [(THING, EVER, 2000)], "platform-operation": [(THING, YEAR, 500)],
    "rent-subsidy-recognised-park": [(ONE, YEAR, 200)], "rent-subsidy-other-featured-park": [(ONE, YEAR, 200)],
    "rent-subsidy-other-park": [(ONE, YEAR, 100)], "incubator-operator-funding": [(ONE, YEAR, 500)],
    "vc-backed-funding": [(ONE, EVER, 100)], "loan-interest-subsidy": [(ONE, YEAR, 200)], "loan-guarantee-fee-subsidy": [(ONE, YEAR, 100)],
    "core-team-reward": [(ONE, EVER, 3000)], "hr-agency-reward": [(ONE, YEAR, 30)], "event-funding": [(THING, EVER, 200)],
}  # fmt: skip
# 一次性, 首次, 入选: paid once to the enterprise, or once for the park (and the level)
ONCE = {
    "scale-stage-reward": ONE, "vertical-model-reward": ONE, "leading-enterprise-tiered": ONE, "above-scale-reward": ONE,
    "little-giant-reward": ONE, "specialised-sme-reward": ONE, "gazelle-unicorn-reward": ONE, "talent-housing-quota-uplift": ONE,
    "district-park-recognition": THING, "higher-level-park-reward": THING,
}  # fmt: skip
# 不超过…的, 最高: only a ceiling is written
UP_TO = {
    "dataset-provider-reward", "scale-stage-reward", "platform-construction", "platform-operation", "leading-enterprise-tiered",
    "little-giant-reward", "gazelle-unicorn-reward", "incubator-operator-funding", "vc-backed-funding", "loan-interest-subsidy",
    "loan-guarantee-fee-subsidy", "graduate-talent-subsidy", "talent-home-purchase-subsidy", "hr-agency-reward",
    "talent-housing-quota-uplift",
}  # fmt: skip
PLACES = {"talent-housing-quota-uplift", "graduate-housing-quota"}
# rewards for titles, growth, models, datasets, products and people have no project whose investment could bind them
WITHOUT_INVESTMENT = {
    *ONCE, *PLACES, "dataset-provider-reward", "openharmony-certification", "graduate-talent-subsidy", "talent-home-purchase-subsidy",
    "continuing-education-subsidy", "hr-agency-reward",
}  # fmt: skip
HOLDS = {
    "first_entry": True, "first_recognition": True, "first_listed": True, "recognised": True, "cooperates": True, "already_rewarded": False,
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Totals:
    """Inside the term, exact before up-to, places apart; then the same of what a guide decides on; what is outside comes last."""

    exact: Fraction
    up_to: Fraction
    places_exact: Fraction
    places_up_to: Fraction
    open_exact: Fraction
    open_up_to: Fraction
    open_places_exact: Fraction
    open_places_up_to: Fraction
    outside_exact: Fraction
    outside_up_to: Fraction

    @property
    def within(self) -> tuple[Fraction, ...]:
        """All but what is outside."""
        return (
            self.exact, self.up_to, self.places_exact, self.places_up_to,
            self.open_exact, self.open_up_to, self.open_places_exact, self.open_places_up_to,
        )  # fmt: skip


def part(claim: Mapping[str, Any]) -> str:
    """Where a claim belongs."""
    benefit, year = claim["benefit"], claim["year"]
    if year in (2026, 2027):
        return "inside"
    if benefit in PREVIOUS:
        return "open" if year == 2025 else "outside"
    return "open" if year == 2028 and benefit not in GROWTH else "outside"


def best(plan: Plan) -> Totals:
    """The best allowed totals."""
    return max(totals(plan, paid) for worth in worths(plan) for paid in splits(plan, worth))


def totals(plan: Plan, paid: Sequence[Fraction]) -> Totals:
    sums = [Fraction(0)] * 10
    for claim, sum in zip(plan["claims"], paid, strict=True):
        places, start = claim["benefit"] in PLACES, {"inside": 0, "open": 4, "outside": 8}[part(claim)]
        if not (places and start == 8):
            sums[start + 2 * places + (claim["benefit"] in UP_TO)] += sum
    return Totals(*sums)


# --- what each claim is worth alone, for every way to count the three years -----------------------------------------------


def funded(plan: Plan, benefits: Sequence[str]) -> set[int]:
    return {year for entry in plan.get("already_funded", ()) if entry["benefit"] in benefits for year in entry["years"]}


def worths(plan: Plan) -> Iterator[list[Fraction]]:
    """What the claims give alone; a claim outside its three years gives nothing."""
    used = {claim["benefit"] for claim in plan["claims"]}
    runs = sorted({RUNS[benefit] for benefit in used if benefit in RUNS})
    ways: list[list[tuple[int, ...]]] = []  # for each run and each loan item: the years that may be paid, in order
    for run in runs:
        members = [benefit for benefit, name in RUNS.items() if name == run]
        claimed = {claim["year"] for claim in plan["claims"] if claim["benefit"] in members}
        before = funded(plan, members)
        ways.append([(first, first + 1, first + 2) for first in ([min(before)] if before else sorted(claimed))])
    loans = sorted(used & set(ANY_THREE))
    for loan in loans:
        before = funded(plan, [loan])
        claimed = {claim["year"] for claim in plan["claims"] if claim["benefit"] == loan} - before
        left = min(max(0, 3 - len(before)), len(claimed))
        ways.append([tuple(years) for years in combinations(sorted(claimed), left)])
    for way in product(*ways):
        counted = dict(zip([*runs, *loans], way, strict=True))
        yield [_worth(plan, claim, counted.get(RUNS.get(claim["benefit"], claim["benefit"]))) for claim in plan["claims"]]


def _worth(plan: Plan, claim: Mapping[str, Any], years: tuple[int, ...] | None) -> Fraction:
    benefit, inputs = claim["benefit"], claim["inputs"]
    if years is not None and claim["year"] not in years:
        return Fraction(0)
    if benefit in ONCE and benefit in plan["applicant"].get("holds", ()):
        return Fraction(0)
    if any(answer is False for name, answer in inputs.items() if HOLDS.get(name, True)):  # a condition that fails
        return Fraction(0)
    place = years.index(claim["year"]) + 1 if years is not None else 1
    given = HOLDS | {name: _plain(value) for name, value in inputs.items()} | {"funded_year": place}
    value = Fraction(PAYS[benefit](given) * 100 // 1, 100)
    return value if value >= inputs.get("other_district_amount", 0) else Fraction(0)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [Fraction(item) for item in value]
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value


# --- what claims share ---------------------------------------------------------------------------------------------------


def limits(plan: Plan) -> Iterator[tuple[set[int], Fraction]]:
    """Sets of claims, by their place in the plan, and what they are paid together at most."""
    shared: dict[tuple[Any, ...], set[int]] = {}
    most: dict[tuple[Any, ...], Fraction] = {}
    for index, claim in enumerate(plan["claims"]):
        benefit, thing = claim["benefit"], claim.get("project")
        for who, when, wan in LIMITS.get(benefit, ()):
            if who == THING and thing is None:
                continue  # a thing of its own, whose limit is in what the claim gives alone
            key = (benefit, who, thing if who == THING else None, claim["year"] if when == YEAR else None)
            shared.setdefault(key, set()).add(index)
            most[key] = Fraction(wan * WAN)
        if benefit in RENT:  # 给予每家企业每年最高200万元: all rent of a year, whatever the kind of park
            key = ("rent", ONE, None, claim["year"])
            shared.setdefault(key, set()).add(index)
            most[key] = Fraction(200 * WAN)
        for project in plan.get("projects", ()):
            if project["id"] == thing and "actual_project_investment" in project and benefit not in WITHOUT_INVESTMENT:
                key = ("investment", thing)
                shared.setdefault(key, set()).add(index)
                spent = project["higher_level_funding"] + project.get("other_district_funding", 0)
                most[key] = Fraction(max(0, project["actual_project_investment"] - spent))
    return ((shared[key], most[key]) for key in shared)


def exclude_each_other(plan: Plan, one: int, other: int) -> bool:
    """Whether only one of the two claims can be paid: the same cost, the same title."""
    a, b = plan["claims"][one], plan["claims"][other]
    if a.get("cost") is not None and a.get("cost") == b.get("cost"):
        return True
    if a["benefit"] == b["benefit"] and a["benefit"] in ONCE:
        same_thing = a.get("project") is not None and a.get("project") == b.get("project")
        return ONCE[a["benefit"]] == ONE or (same_thing and a["inputs"].get("level") == b["inputs"].get("level"))
    return False


def splits(plan: Plan, worth: Sequence[Fraction]) -> Iterator[list[Fraction]]:
    """Every way of filling the claims one after another."""
    shared = list(limits(plan))
    places = [index for index, value in enumerate(worth) if value]
    rivals = {index: [other for other in places if other != index and exclude_each_other(plan, index, other)] for index in places}
    least = {index: Fraction(plan["claims"][index]["inputs"].get("other_district_amount", 0)) for index in places}
    choosy = [index for index in places if least[index]]  # paid at least as much as another measure pays, or nothing
    for kept in chain.from_iterable(combinations(choosy, size) for size in range(len(choosy) + 1)):
        start = [least[index] if index in kept else Fraction(0) for index in range(len(worth))]
        if any(sum(start[index] for index in members) > most for members, most in shared):
            continue
        if any(other in kept for index in kept for other in rivals[index]):
            continue
        for order in permutations(index for index in places if index in kept or not least[index]):
            paid = list(start)
            for index in order:
                if not any(paid[other] for other in rivals[index]):
                    rooms = [most - sum(paid[member] for member in members) for members, most in shared if index in members]
                    paid[index] += min([worth[index] - paid[index], *rooms])
            yield paid


def breaches(plan: Plan, paid: Sequence[Fraction]) -> list[str]:
    """The rules that these payments break."""
    found = [f"{sorted(members)} above {most}" for members, most in limits(plan) if sum(paid[index] for index in members) > most]
    receiving = [index for index, sum in enumerate(paid) if sum]
    found += [f"both {a} and {b}" for a, b in combinations(receiving, 2) if exclude_each_other(plan, a, b)]
    least = [plan["claims"][index]["inputs"].get("other_district_amount", 0) for index in range(len(paid))]
    found += [f"{index} below the other measure" for index in receiving if paid[index] < least[index]]
    if not any(all(sum <= value for sum, value in zip(paid, worth, strict=True)) for worth in worths(plan)):
        found.append("more than the claims give alone, however the three years are counted")
    return found
