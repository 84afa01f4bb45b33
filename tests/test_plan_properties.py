"""What holds for every plan: a second, naive computation finds the same totals; no ceiling is passed; more claims never give less."""

import json
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.plan import plan_json
from calculator.problems import CODES
from tests.second_plan import LIMITS, ONCE, PLACES, RENT, THING, UP_TO, Totals, best, breaches, funded, part, totals
from tests.test_contract import COMPUTED

WAN = 10_000
# the base of each benefit and the 万元 of it that reach its limit; where there is none, a sum of some size
MONEY = {
    "compute-voucher": ("annual_compute_spend", 2000), "dataset-provider-reward": ("service_contract_value", 1666),
    "corpus-purchase-funding": ("annual_corpus_contracts", 333), "cloud-adoption-subsidy": ("annual_cloud_spend", 160),
    "demo-scenario-demand-side": ("project_total_investment", 2000), "demo-scenario-supply-side": ("project_total_investment", 2000),
    "robot-open-challenge": ("actual_rd_investment", 1000), "ai4s-service-subsidy": ("annual_ai4s_spend", 800),
    "tech-upgrade-reward": ("annual_fixed_asset_investment", 25000), "first-version-software": ("approved_sales", 2500),
    "platform-construction": ("approved_total_investment", 6666), "platform-operation": ("approved_operating_cost", 1666),
    "national-industrial-innovation-center-matching": ("municipal_grant", 1000), "core-team-reward": ("municipal_grant", 10000),
    "rent-subsidy-recognised-park": ("previous_year_rent", 400), "rent-subsidy-other-featured-park": ("previous_year_rent", 400),
    "rent-subsidy-other-park": ("previous_year_rent", 200), "incubator-operator-funding": ("approved_investment", 1000),
    "vc-backed-funding": ("actual_investment", 1000), "loan-interest-subsidy": ("interest_paid", 666),
    "loan-guarantee-fee-subsidy": ("guarantee_fee_paid", 200),
}  # fmt: skip
LISTS = {
    "hit-smart-hardware": ("product_sales", 5000), "robot-first-set": ("sales_12m_after_recognition", 2500),
    "rd-project-matching": ("grant_received", 1000), "event-funding": ("audited_event_cost", 400), "hr-agency-reward": ("award_items", 30),
}  # fmt: skip
COUNTS = {
    "openharmony-certification": ["certified_products"], "graduate-talent-subsidy": ["bachelor", "master", "doctor"],
    "continuing-education-subsidy": ["master", "doctor"], "graduate-housing-quota": ["graduates_joined"],
    "talent-housing-quota-uplift": ["quota_cap_units"],
}  # fmt: skip
ANSWERS: dict[str, dict[str, Any]] = {
    "vertical-model-reward": {"application_cases": 5, "already_rewarded": False},
    "above-scale-reward": {"first_entry": True, "growth_percent": 2}, "little-giant-reward": {"first_recognition": True},
    "specialised-sme-reward": {"first_recognition": True}, "gazelle-unicorn-reward": {"first_listed": True},
    "district-park-recognition": {"recognised": True}, "rent-subsidy-other-featured-park": {"cooperates": True},
}  # fmt: skip
MATCHING = {"rd-project-matching", "core-team-reward", "national-industrial-innovation-center-matching"}
# benefits that meet: in one cost, one project, one limit, one count of years
THEMES = [
    ["compute-voucher", "cloud-adoption-subsidy"], ["cloud-adoption-subsidy", "ai4s-service-subsidy", "corpus-purchase-funding"],
    list(RENT), [*RENT, "loan-interest-subsidy", "loan-guarantee-fee-subsidy"], ["loan-interest-subsidy", "loan-guarantee-fee-subsidy"],
    ["rd-project-matching", "core-team-reward", "national-industrial-innovation-center-matching", "robot-open-challenge"],
    ["rd-project-matching"], ["hit-smart-hardware", "robot-first-set", "vc-backed-funding"],
    ["platform-construction", "platform-operation", "tech-upgrade-reward", "robot-open-challenge"],
    ["compute-voucher", "robot-open-challenge", "demo-scenario-demand-side", "demo-scenario-supply-side"],
    [*ONCE], ["district-park-recognition", "higher-level-park-reward", "incubator-operator-funding"],
    [*COUNTS, "hr-agency-reward", "event-funding"],
    ["compute-voucher", "cloud-adoption-subsidy", "robot-open-challenge", "platform-construction", "vc-backed-funding", "event-funding"],
    [entry["id"] for entry in COMPUTED],
]  # fmt: skip


@st.composite
def claims(draw: st.DrawFn, benefit: str, things: list[str], choosy: bool, costs: tuple[str | None, ...]) -> dict[str, Any]:
    """A claim on the benefit. `things`: the projects it may name; `choosy`: another measure may pay for it too; `costs`: their names."""
    part = st.sampled_from((50, 60, 75, 100, 150, 25, 1, 0))  # per cent of what reaches the limit
    fen = st.sampled_from((0, 0, 0, 1, 7))  # a little more, so that fractions of a fen arise
    claim: dict[str, Any] = {"benefit": benefit, "year": draw(st.sampled_from((2026, 2026, 2027, 2027, 2028, 2025, 2029)))}
    inputs = dict(ANSWERS.get(benefit, {}))
    if ONCE.get(benefit) == THING or (things and draw(st.booleans())):  # a park is named: two without a name may be one
        claim["project"] = draw(st.sampled_from(things))
    if benefit in MONEY:
        name, full = MONEY[benefit]
        inputs[name] = full * WAN * draw(part) // 100 + draw(fen)
    if benefit in LISTS:
        name, full = LISTS[benefit]
        sizes = draw(st.lists(part, min_size=1, max_size=1 if "project" in claim else 3))
        inputs[name] = [full * WAN * size // 100 for size in sizes]
    for name in COUNTS.get(benefit, ()):
        inputs[name] = draw(st.integers(0, 4))
    if benefit == "higher-level-park-reward":
        inputs["level"] = draw(st.sampled_from(("national", "provincial", "municipal", "humanoid-robot-park")))
    if benefit in RENT and draw(st.sampled_from((False,) * 9 + (True,))):
        inputs["ai_software_internet"] = False
    if choosy and benefit in LIMITS and draw(st.booleans()):
        most = max(wan for _, _, wan in LIMITS[benefit])
        inputs["other_district_amount"] = most * WAN * draw(st.sampled_from((40, 50, 60, 25, 10, 0))) // 100
    cost = draw(st.sampled_from(costs))
    return claim | {"inputs": inputs} | ({"cost": cost} if cost and benefit not in PLACES else {})


@st.composite
def plans(draw: st.DrawFn, most: int = 5) -> dict[str, Any]:
    """Plans of one to five claims, two projects and two costs, in whole yuan."""
    theme = draw(st.sampled_from(THEMES))
    met = draw(st.lists(st.sampled_from(theme), min_size=1, max_size=3))  # few benefits, so that their claims meet often
    size = draw(st.sampled_from((*range(most, 0, -1), most)))
    wanted = draw(st.lists(st.sampled_from(met), min_size=size, max_size=size))
    parks = any(ONCE.get(benefit) == THING for benefit in wanted)
    things = draw(st.sampled_from((["p"], ["p", "q"]) if parks else ([], ["p"], ["p", "q"])))
    choosy, costs = (
        draw(st.booleans()),
        draw(st.sampled_from(((None,), (None, "first invoice"), (None, "first invoice", "second invoice")))),
    )
    made = [draw(claims(benefit, things, choosy, costs)) for benefit in wanted]
    already = []
    for benefit in sorted(
        {claim["benefit"] for claim in made} & {*RENT, "cloud-adoption-subsidy", "compute-voucher", "loan-interest-subsidy"}
    ):
        before = draw(st.sampled_from(([], [], [], [2024], [2023, 2024])))
        if before:
            already.append({"benefit": benefit, "years": before})
    holds = draw(st.sampled_from(([], [], ["specialised-sme-reward"], ["little-giant-reward", "vertical-model-reward"])))
    projects = [draw(investments(id, made)) for id in things]
    return {"applicant": {"kind": "enterprise", "holds": holds}, "projects": projects, "already_funded": already, "claims": made}


@st.composite
def investments(draw: st.DrawFn, id: str, made: list[dict[str, Any]]) -> dict[str, Any]:
    """A project, mostly with its sums; what is matched is among the funding from higher levels."""
    if draw(st.sampled_from((True, False, False))):
        return {"id": id}
    matched = 0
    for claim in made:
        if claim.get("project") == id and claim["benefit"] in MATCHING:
            matched += sum(sum(value) if isinstance(value, list) else value for name, value in claim["inputs"].items() if "grant" in name)
    higher, other = matched + draw(st.sampled_from((0, 0, 100))) * WAN, draw(st.sampled_from((0, 0, 50))) * WAN
    room = draw(st.sampled_from((0, 50, 100, 200, 300, 500, 700, 1000, 3000))) * WAN
    sums = {"actual_project_investment": higher + other + room, "higher_level_funding": higher}
    return {"id": id} | sums | ({"other_district_funding": other} if other else {})


def answered(plan: dict[str, Any]) -> dict[str, Any]:
    answer = plan_json(json.dumps(plan))
    assert "error" not in answer, answer.get("errors")
    return answer


def paid(answer: dict[str, Any]) -> list[Fraction]:
    return [Fraction(claim["payable"]) for claim in answer["claims"]]


def told(answer: dict[str, Any]) -> Totals:
    """The totals as the answer tells them."""
    told = answer["totals"]
    parts = (told, told["places"], told["open"], told["open"]["places"], told["outside_term"])
    return Totals(*(Fraction(part[bound]) for part in parts for bound in ("exact", "up_to")))


@settings(max_examples=800)
@given(plan=plans())
def test_the_totals_equal_the_best_of_a_second_computation(plan: dict[str, Any]) -> None:
    answer = answered(plan)
    found, expected = told(answer), best(plan)
    assert found.within == expected.within, f"{paid(answer)}"
    assert found <= expected, "outside the term no more than the rules leave"
    assert answer["best"]["proven"] is True


@settings(max_examples=350)
@given(plan=plans(most=8))
def test_no_payment_passes_a_limit_and_every_sum_adds_up(plan: dict[str, Any]) -> None:
    answer = answered(plan)
    sums = paid(answer)
    assert not breaches(plan, sums)
    assert told(answer) == totals(plan, sums)
    for claim, sum_paid in zip(answer["claims"], sums, strict=True):
        assert sum(Fraction(reduction["amount"]) for reduction in claim["reduced_by"]) == Fraction(claim["amount"]) - sum_paid
        assert all(Fraction(reduction["amount"]) > 0 for reduction in claim["reduced_by"])
    assert [claim["part"] for claim in answer["claims"]] == [part(claim) for claim in plan["claims"]]
    by_year = answer["totals"]["by_year"]
    assert list(by_year) == [str(year) for year in sorted({claim["year"] for claim in plan["claims"]})]
    assert all(shown == shown["parts"][shown["part"]] | {key: shown[key] for key in ("part", "parts")} for shown in by_year.values())
    for name, whole in (("inside", answer["totals"]), ("open", answer["totals"]["open"]), ("outside", answer["totals"]["outside_term"])):
        years = {year: shown["parts"][name] for year, shown in by_year.items() if name in shown["parts"]}
        assert name == "inside" or whole["by_year"] == years
        for bound in ("exact", "up_to"):
            assert sum(Fraction(year[bound]) for year in years.values()) == Fraction(whole[bound])
            for year, shown in years.items():
                of_the_year = [
                    sum_paid for claim, sum_paid in zip(plan["claims"], sums, strict=True)
                    if str(claim["year"]) == year and part(claim) == name
                    and claim["benefit"] not in PLACES and (claim["benefit"] in UP_TO) is (bound == "up_to")
                ]  # fmt: skip
                assert sum(of_the_year) == Fraction(shown[bound])


@settings(max_examples=200)
@given(plan=plans(most=8), data=st.data())
def test_one_claim_more_never_lowers_the_best_total(plan: dict[str, Any], data: st.DataObject) -> None:
    left_out = data.draw(st.integers(0, len(plan["claims"]) - 1))
    fewer = plan | {"claims": [claim for index, claim in enumerate(plan["claims"]) if index != left_out]}
    assert told(answered(plan)).within >= told(answered(fewer)).within


@settings(max_examples=200)
@given(plan=plans(most=8), data=st.data())
def test_the_order_of_the_claims_does_not_matter(plan: dict[str, Any], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(plan["claims"]))))
    answer, shuffled = answered(plan), answered(plan | {"claims": [plan["claims"][index] for index in order]})
    assert told(answer) == told(shuffled)
    assert answer["totals"] == shuffled["totals"]
    described = [(claim["benefit"], claim["year"], claim["inputs"], claim.get("project"), claim.get("cost")) for claim in plan["claims"]]
    if all(described.count(description) == 1 for description in described):  # two claims that are the same cannot be told apart
        assert [paid(answer)[index] for index in order] == paid(shuffled)
        warned = [(warning["code"], sorted(order.index(index) for index in warning["claims"])) for warning in answer["warnings"]]
        assert sorted(warned) == sorted((warning["code"], sorted(warning["claims"])) for warning in shuffled["warnings"])


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.just(10**400), st.floats(allow_nan=True), st.lists(st.just("p"), max_size=2),
    st.dictionaries(st.sampled_from(("id", "benefit", "kind", "x")), st.integers(0, 1), max_size=2),
    st.sampled_from(("", "约100万", "-3", "1e999", "0.001", "p", "team", "2026", "2026.5", "A8:per-product", "\ud800")),
    st.sampled_from(("compute-voucher", "little-giant-reward", "incubator-space")),
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A plan in which one to three things are something else, or are under another name."""
    plan: Any = json.loads(json.dumps(draw(plans(most=3))))
    for _ in range(draw(st.integers(1, 3))):
        places = [(holder, key) for holder in _holders(plan) for key in (holder if isinstance(holder, dict) else range(len(holder)))]
        holder, key = draw(st.sampled_from(places or [({"": 0}, "")]))
        if isinstance(holder, dict) and draw(st.booleans()):
            key = draw(st.sampled_from(("funded_year", "reading", "higher_level_funding", "actual_project_investment", "project")))
        holder[key] = draw(JUNK)
    return plan


def _holders(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ([value] if isinstance(value, dict | list) else []) + [holder for item in inner for holder in _holders(item)]


@settings(max_examples=500)
@given(plan=spoilt())
def test_whatever_is_asked_an_answer_or_named_problems_come_out(plan: Any) -> None:
    answer = plan_json(json.dumps(plan))
    json.dumps(answer, allow_nan=False)
    if "error" in answer:
        assert set(answer) == {"error", "errors"} and answer["error"] == answer["errors"][0]
        for problem in answer["errors"]:
            assert problem["code"] in CODES and isinstance(problem["path"], str)
            assert problem["zh"].endswith("。") and problem["en"].endswith("."), problem
    else:
        assert len(answer["claims"]) == len(plan["claims"])


@settings(max_examples=60)
@given(plan=plans(most=3))
def test_years_funded_before_never_raise_the_best_total(plan: dict[str, Any]) -> None:
    assert told(answered(plan)).within <= told(answered(plan | {"already_funded": []})).within
    assert all(funded(plan, [entry["benefit"]]) for entry in plan["already_funded"])
