"""Every identity, alone and with another, with every activity, with two of them and with every answer: nobody is shut out whom the words of
the law do not shut out, and no answer rules out more than its condition does."""

from itertools import combinations
from typing import Any

import pytest

from site_src.builder.law import policy as law
from site_src.builder.pages.finder import Finder
from tests.finder_cases import STANDINGS, run, shut_out

Said = tuple[tuple[str, ...], tuple[str, ...]]  # who, did
FITS, MIGHT, UNASKED, NOT = (standing[0] for standing in STANDINGS)
RANKS = {letter: rank for rank, letter in enumerate((FITS, MIGHT, UNASKED, NOT))}


def some(ids: list[str], least: int) -> list[tuple[str, ...]]:
    """All choices of at most two."""
    return [choice for size in range(least, 3) for choice in combinations(ids, size)]


@pytest.fixture(scope="module")
def finder(policy: law.Policy) -> Finder:
    return Finder(policy)


@pytest.fixture(scope="module")
def data(finder: Finder) -> dict[str, Any]:
    return finder.choices("zh") | finder.known("zh")


@pytest.fixture(scope="module")
def stood(policy: law.Policy, data: dict[str, Any]) -> dict[Said, str]:
    """How every benefit stands with whoever answers nothing: a letter each, in the order of the benefits."""
    said = [(who, did) for who in some([one.id for one in policy.audiences], 0) for did in some([one.id for one in policy.activities], 0)]
    asked = [{"who": who, "did": did, "yes": [], "no": []} for who, did in said]
    return dict(zip(said, run(data=data, applicants=asked, brief=True), strict=True))


def test_without_an_answer_only_the_words_of_the_law_shut_anybody_out(policy: law.Policy, stood: dict[Said, str]) -> None:
    order = [benefit.id for benefit in policy.benefits]
    for (who, did), letters in stood.items():
        out = {id for id, letter in zip(order, letters, strict=True) if letter == NOT}
        assert out == shut_out(list(who), list(did)), (who, did)


def test_nobody_whom_a_benefits_page_lists_is_shut_out_of_it(policy: law.Policy, stood: dict[Said, str]) -> None:
    for (who, _), letters in stood.items():
        for benefit, letter in zip(policy.benefits, letters, strict=True):
            assert letter != NOT or not set(who) & set(benefit.audiences), (who, benefit.id)


def test_whoever_does_what_a_benefit_is_given_for_may_have_it_unless_shut_out(policy: law.Policy, stood: dict[Said, str]) -> None:
    for (_, did), letters in stood.items():
        if did:
            for benefit, letter in zip(policy.benefits, letters, strict=True):
                assert letter == NOT or (letter in (FITS, MIGHT)) == bool(set(did) & set(benefit.activities)), (did, benefit.id)


def test_of_two_identities_the_one_counts_that_a_benefit_stands_best_with(stood: dict[Said, str]) -> None:
    for (who, did), letters in stood.items():
        if len(who) == 2:
            alone = (stood[((one,), did)] for one in who)
            assert letters == "".join(min(pair, key=RANKS.__getitem__) for pair in zip(*alone, strict=True)), (who, did)


def test_an_answer_rules_out_only_what_its_condition_or_kind_concerns(policy: law.Policy, finder: Finder, data: dict[str, Any]) -> None:
    kinds = {kind.question for kind in policy.applicants if kind.question}
    wanted = {
        (id, question): any(one.expects for one in finder.needed[id] if one.question == question and not (one.part or one.direction))
        for id in finder.needed
        for question in {one.question for one in finder.needed[id] if not (one.part or one.direction)}
    }
    said = [
        (who.id, did.id, question, answer)
        for who in policy.audiences
        for did in policy.activities
        for question in finder.questions
        for answer in (True, False)
    ]
    asked = [{"who": [who], "did": [did], "yes": [q] * a, "no": [q] * (not a)} for who, did, q, a in said]
    for (who, did, question, answer), letters in zip(said, run(data=data, applicants=asked, brief=True), strict=True):
        by_words = shut_out([who], [did])
        for benefit, letter in zip(policy.benefits, letters, strict=True):
            fails = wanted.get((benefit.id, question), answer) is not answer
            if letter == NOT and not fails:
                assert benefit.id in by_words or (question in kinds and not answer and who not in benefit.audiences), (who, did, question)
            if fails:
                assert letter == NOT, (who, did, question, benefit.id)


@pytest.mark.parametrize("soft", [{"direction": True}, {"part": "甲"}], ids=lambda soft: next(iter(soft)))
def test_no_answer_to_what_sets_the_direction_or_concerns_a_part_rules_anything_out(
    policy: law.Policy, data: dict[str, Any], soft: dict[str, Any]
) -> None:
    benefits = [one | {"conditions": [condition | soft for condition in one["conditions"]]} for one in data["benefits"]]
    kinds = {kind.question for kind in policy.applicants if kind.question}
    expected = {one["question"]: one["expects"] for benefit in benefits for one in benefit["conditions"] if one["question"] not in kinds}
    against = {"yes": [id for id, wanted in expected.items() if not wanted], "no": [id for id, wanted in expected.items() if wanted]}
    everything = [activity.id for activity in policy.activities]
    asked = [{"who": [audience.id], "did": everything} | against for audience in policy.audiences]
    stands = run(data=data | {"benefits": benefits}, applicants=asked, brief=True)
    for audience, letters in zip(policy.audiences, stands, strict=True):
        out = {benefit.id for benefit, letter in zip(policy.benefits, letters, strict=True) if letter == NOT}
        assert out == shut_out([audience.id], everything), audience.id
    if "direction" in soft:
        own = dict(zip([audience.id for audience in policy.audiences], stands, strict=True))
        for place, benefit in enumerate(policy.benefits):
            asked_of_kind = kinds & {one["question"] for one in benefits[place]["conditions"]}
            stays_open = MIGHT if benefits[place]["requirements"] else FITS
            assert asked_of_kind or own[benefit.audiences[0]][place] == stays_open, f"{benefit.id} hangs on what only sets the direction"
