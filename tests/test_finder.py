"""The finder's own script over described applicants, held against what an official would say; and its addresses."""

from typing import Any

import pytest

from calculator.text import LANGUAGES
from site_src.builder.law import policy as law
from site_src.builder.law.claimants import admitted
from site_src.builder.pages.finder import Finder
from tests.finder_cases import CASES, FACETS, SHUT_OUT, STANDINGS, applicant, run, shut_out

QUERIES = (
    "?no=zz&did=cloud,compute&who=enterprise&did=old-name&utm=x",
    "?who=talent,enterprise&yes=bank-loan&no=bank-loan",
    "?who=talent&who=enterprise&who=talent&did=loan&did=compute",
    "?h=word&did=loan",
    "?yes=%E6%97%A7%2Cbank-loan",
    "",
)


@pytest.fixture(scope="module")
def told(policy: law.Policy) -> dict[str, Any]:
    """What the script says of every case, in one run."""
    data = Finder(policy).choices("zh") | Finder(policy).known("zh")
    found: dict[str, Any] = run(data=data, applicants=[applicant(case) for case in CASES], queries=QUERIES)
    return found


def reasons(verdict: dict[str, Any]) -> list[str]:
    return [one[one["kind"]]["name"] if one["kind"] in ("condition", "requirement") else one["kind"] for one in verdict["reasons"]]


@pytest.mark.parametrize(
    ("place", "case"), list(enumerate(CASES)), ids=lambda value: value["name"]["en"] if isinstance(value, dict) else ""
)
def test_the_applicant_is_told_what_fits_what_might_and_what_the_words_of_the_law_rule_out(
    policy: law.Policy, told: dict[str, Any], place: int, case: dict[str, Any]
) -> None:
    verdicts = {one["id"]: one for one in told["matched"][place]["verdicts"]}
    by_kind = {kind: [id for id, one in verdicts.items() if one["verdict"] == kind] for kind in STANDINGS}
    assert list(verdicts) == [benefit.id for benefit in policy.benefits], "each benefit once"
    assert by_kind["fits"] == case["fits"]
    assert {id: reasons(verdicts[id]) for id in by_kind["might"]} == case["might"]
    fails = case.get("fails", {})
    by_words = shut_out(case.get("who", []), case.get("did", []), case.get("yes", []))
    assert {id: reasons(verdicts[id]) for id in by_kind["not"]} == {id: ["who"] for id in by_kind["not"] if id in by_words} | fails
    assert set(by_kind["not"]) == by_words | set(fails)
    assert all(reasons(verdicts[id]) == ["did"] for id in by_kind["unasked"])
    if "asks" in case:
        assert told["matched"][place]["asks"] == case["asks"]


def test_the_applicants_are_many_and_reach_every_benefit(policy: law.Policy) -> None:
    assert len(CASES) >= 60
    names = [case["name"][lang] for case in CASES for lang in LANGUAGES]
    assert len(set(names)) == len(names)
    assert {id for case in CASES for id in (*case["fits"], *case["might"])} == {benefit.id for benefit in policy.benefits}
    alone = {(case["who"][0], frozenset(case.get("did", ()))) for case in CASES if len(case.get("who", ())) == 1}
    for audience in policy.audiences:
        assert (audience.id, frozenset(("compute", "rent", "loan", "title", "event"))) in alone, audience.id
    assert sum(len(case.get("who", ())) > 1 for case in CASES) >= 5


def test_what_the_cases_name_is_known(policy: law.Policy) -> None:
    finder = Finder(policy)
    known = {
        "who": {one.id for one in policy.audiences},
        "did": {one.id for one in policy.activities},
        "yes": set(finder.questions),
        "no": set(finder.questions),
    }
    for case in CASES:
        for facet, given in applicant(case).items():
            assert set(given) <= known[facet], case["name"]["en"]


def test_the_words_that_shut_somebody_out_are_those_of_the_clause(policy: law.Policy) -> None:
    for row in SHUT_OUT:
        assert row["words"] == policy.benefit(row["benefit"]).claimants.quote.zh
        assert row["words"] in policy.benefit(row["benefit"]).clause
        assert set(row["who"]) <= {one.id for one in policy.audiences}


def test_an_address_says_the_same_when_it_is_read_again(told: dict[str, Any]) -> None:
    for case, back in zip(CASES, told["back"], strict=True):
        assert back == {"applicant": {key: sorted(value) for key, value in applicant(case).items()}, "strays": []}


def test_what_an_address_holds_beyond_that_is_named_and_kept(told: dict[str, Any]) -> None:
    strays = [[(one["key"], one["value"], one["why"]) for one in parsed["strays"]] for parsed in told["parsed"]]
    assert strays == [
        [("no", "zz", "unknown"), ("did", "old-name", "unknown"), ("utm", "x", "unknown")],
        [("yes", "bank-loan", "twice"), ("no", "bank-loan", "twice")],
        [],
        [],
        [("yes", "旧", "unknown")],
        [],
    ]
    assert [parsed["written"] for parsed in told["parsed"]] == [
        "?who=enterprise&did=cloud&did=compute&did=old-name&no=zz&utm=x",
        "?who=enterprise&who=talent&yes=bank-loan&no=bank-loan",
        "?who=enterprise&who=talent&did=compute&did=loan",
        "?did=loan",
        "?yes=bank-loan&yes=%E6%97%A7",
        "",
    ]
    assert [parsed["applicant"]["who"] for parsed in told["parsed"]][:3] == [
        ["enterprise"],
        ["enterprise", "talent"],
        ["enterprise", "talent"],
    ]
    assert told["parsed"][1]["applicant"]["yes"] == told["parsed"][1]["applicant"]["no"] == []


def test_both_languages_carry_the_same_data(policy: law.Policy) -> None:
    finder = Finder(policy)
    zh, en = (finder.known(lang) for lang in LANGUAGES)
    for data in (zh, en):
        for benefit in data["benefits"]:
            rule = policy.benefit(benefit["id"]).rule
            names = set(rule.fields) if rule else set()
            tried = benefit["try"]
            assert tried is None or {tried["input"], *tried["also"]} <= names
    shape = [
        [
            (one["id"], one["others"], one["words"]["law"], one["did"], [c["question"] for c in one["conditions"]])
            for one in data["benefits"]
        ]
        for data in (zh, en)
    ]
    assert shape[0] == shape[1]
    assert [one["id"] for one in zh["questions"]] == [one["id"] for one in en["questions"]]


def test_a_benefit_fits_only_on_what_its_text_states_and_the_finder_asks(policy: law.Policy) -> None:
    known = {one["id"]: one for one in Finder(policy).known("zh")["benefits"]}
    for benefit in policy.benefits:
        open_ones = {one["name"] for one in known[benefit.id]["requirements"]}
        gates = [step for step in benefit.rule.steps if step.gate and step.kind != "years"] if benefit.rule else []
        assert {step.reads[0] for step in gates} <= open_ones, benefit.id
        assert known[benefit.id]["conditions"] or "recipients" in open_ones, f"{benefit.id} would fit everybody"


def test_a_kind_is_told_how_many_benefits_the_finder_does_not_rule_out_for_it(policy: law.Policy) -> None:
    data = Finder(policy).choices("zh") | Finder(policy).known("zh")
    asked = [{"who": [one.id], "did": [], "yes": [], "no": []} for one in policy.audiences]
    for audience, letters in zip(policy.audiences, run(data=data, applicants=asked, brief=True), strict=True):
        told = sum(admitted(policy, benefit, audience) for benefit in policy.benefits)
        assert told == len(letters) - letters.count("n"), audience.id


def test_a_question_asked_for_several_benefits_is_one(policy: law.Policy) -> None:
    asked = Finder(policy).questions
    assert len(asked["ai-enterprise"]) == 3 and len(asked["ai-software-internet"]) == 7
    wordings = [(one.ask.zh, id) for id, all in asked.items() for one in all[:1]]
    same = {ask for ask, id in wordings if sum(ask == other for other, _ in wordings) > 1}
    assert same <= {"申请单位是否符合申请指南公布的条件？"}, "the same words would be asked twice"


def test_every_identity_can_be_chosen_alone_or_with_another(policy: law.Policy) -> None:
    finder = Finder(policy)
    assert {"other-enterprise", "enterprise", "robot-maker"} <= {one["id"] for one in finder.choices("zh")["who"]}
    assert set(FACETS) == {"who", "did", "yes", "no"}
