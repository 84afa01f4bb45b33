"""The law as data is the official text, whole and verbatim, in two languages, with every number, reading and oddity accounted for."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from calculator import catalogue
from calculator.steps import AtMost
from calculator.steps.gates import Years
from site_src.builder.law import policy as law
from site_src.builder.law.checks.policy import bind_article, bind_policy_words, check_policy
from site_src.builder.law.load import MEASURES
from site_src.builder.law.source import Complaints, Source, read_source
from tests.both_numbers import sums

OFFICIAL = (MEASURES / "source.zh.txt").read_text(encoding="utf-8")
# SHA-256 of the text as published, white space aside: neither the text nor the file beside it can drift
PUBLISHED = "5908e292eb5303796773874a802d081a84c871e1d9f308ba7239eec3661896f5"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NUMBERS = re.compile(r"[0-9]+：[0-9]+|[0-9]+%?|X|[一二三四五六七八九十百双]+")
FILES = sorted(MEASURES.glob("*.yaml"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def words(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Every pair of Chinese and English of a file, with its place."""
    if isinstance(data, dict):
        if isinstance(data.get("zh"), str):
            yield path, data["zh"], data["en"]
        for key, value in data.items():
            yield from words(value, (*path, key))
    elif isinstance(data, list):
        for place, item in enumerate(data):
            yield from words(item, (*path, place))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def source(request: pytest.FixtureRequest) -> Source:
    return read_source(request.param, Complaints())


def test_the_measures_have_no_mistake(policy: law.Policy) -> None:
    complaints = Complaints()
    check_policy(policy, MEASURES / "source.zh.txt", complaints)
    assert not complaints.found, "\n" + "\n".join(map(str, complaints.found))


def test_the_official_text_is_the_one_that_was_published() -> None:
    assert hashlib.sha256(squeezed(OFFICIAL).encode()).hexdigest() == PUBLISHED


def test_the_records_joined_in_order_are_the_official_text(policy: law.Policy) -> None:
    assert squeezed(policy.text) == squeezed(OFFICIAL)


def test_there_are_22_articles_in_six_chapters(policy: law.Policy) -> None:
    assert [article.number for article in policy.articles] == list(range(1, 23))
    assert [number for chapter in policy.chapters for number in chapter.articles] == list(range(1, 23))
    assert len(policy.chapters) == 6


def test_all_159_numbers_of_the_text_are_bound_each_to_one_thing(policy: law.Policy) -> None:
    assert len(NUMBERS.findall(OFFICIAL)) == 159
    complaints = Complaints()
    total = bind_policy_words(policy, complaints)
    for article in policy.articles:
        binding = bind_article(article, complaints)
        assert [binding.text[token.start : token.end] for token in binding.tokens] == NUMBERS.findall(binding.text)
        assert sorted(binding.bound) == [token.start for token in binding.tokens], f"article {article.number}"
        total += len(binding.bound)
    assert total == 159
    assert not complaints.found, "\n".join(map(str, complaints.found))


def test_every_reading_from_A1_on_stands_once(policy: law.Policy) -> None:
    found = Counter(reading.id for reading in policy.readings)
    assert found == Counter(f"A{number}" for number in range(1, len(found) + 1)) and len(found) >= 52


def test_every_reading_shows_the_others_and_says_why(policy: law.Policy) -> None:
    for reading in policy.readings:
        names = [option.name for option in reading.options]
        assert len(names) == len(set(names)) >= 2, f"{reading.id} shows {names}"
        assert len({option.says.zh for option in reading.options}) == len(names), f"{reading.id}: two options say the same"
        assert reading.chosen.name == reading.applied
        assert reading.why.zh != reading.note.zh, f"{reading.id}: the note repeats the reason"


def test_every_drafting_problem_from_D1_to_D19_stands_on_an_article(policy: law.Policy) -> None:
    found = {problem.id for article in policy.articles for problem in article.drafting}
    missing = {f"D{number}" for number in range(1, 20)} - found
    assert not missing, f"missing: {sorted(missing)}"
    assert len(found) == 19, f"unknown: {sorted(found)}"


def test_a_note_goes_only_with_answers_that_its_reading_concerns(policy: law.Policy) -> None:
    readings = {reading.id: reading for reading in policy.readings}
    for benefit in policy.benefits:
        for note in benefit.notes:
            named = readings[note].benefits
            assert not named or benefit.id in named, f"{note} goes with {benefit.id}, but its reading names {named}"


def test_english_was_reviewed_against_the_chinese_that_stands_there(policy: law.Policy) -> None:
    for clause in (*policy.preamble, *(clause for article in policy.articles for clause in article.clauses)):
        assert clause.reviewed == hashlib.sha256(clause.zh.encode()).hexdigest()[:8], clause.zh


def test_each_text_is_written_in_its_language_without_idle_spaces(source: Source) -> None:
    for path, zh, en in words(source.data):
        at = f"{source.name}:{source.line(path)}"
        for text in (zh, en):
            assert text == " ".join(text.split()), f"{at}: idle white space in {text!r}"
        assert CHINESE.search(zh), f"{at}: no Chinese in {zh!r}"
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;?!][\u4e00-\u9fff]", zh), f"{at}: an English mark in {zh!r}"
        if "drafting" not in path:  # these speak about the Chinese words
            bare = re.sub(r"“[^”]*”", "", en)
            assert not CHINESE.search(bare), f"{at}: Chinese outside quotation marks in {en!r}"
            assert not re.search(r"[，。；：？！（）、]", bare), f"{at}: a Chinese mark in {en!r}"


def test_both_languages_name_the_same_sums_and_rates(source: Source) -> None:
    for path, zh, en in words(source.data):
        if not {"examples", "readings", "drafting"} & set(path):  # looser prose, where one language may say “the same” for a sum
            chinese, english = sums(zh, en)
            assert set(chinese) == set(english), f"{source.name}:{source.line(path)}: {zh} | {en}"


def test_the_note_of_a_reading_names_the_same_sums_in_both_languages(policy: law.Policy) -> None:
    for reading in policy.readings:
        chinese, english = sums(reading.note.zh, reading.note.en)
        assert set(chinese) == set(english), f"{reading.id}: {reading.note}"


def test_every_benefit_says_who_how_much_and_how_long(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        for told in (benefit.who, benefit.how_much, benefit.how_long):
            assert len(told.zh) >= 3 and len(told.en) >= 4, f"{benefit.id}: {told}"
        assert benefit.audiences and benefit.activities, f"{benefit.id} is for nobody or nothing"
        assert benefit.clause in policy.article(benefit.article).text.zh, benefit.id
        assert len({benefit.who.zh, benefit.how_much.zh, benefit.how_long.zh}) == 3, f"{benefit.id} says one thing twice"


def test_the_kind_of_promise_fits_the_kind_of_answer(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        if benefit.rule is None or not benefit.calculator:
            assert benefit.promise in ("in-kind", "investment", "discretionary"), benefit.id
        elif benefit.rule.up_to:
            assert benefit.promise in ("up-to", "discretionary"), benefit.id
        else:
            assert benefit.promise == "exact", benefit.id


def test_every_audience_and_activity_leads_to_a_benefit(policy: law.Policy) -> None:
    assert {name.id for name in policy.audiences} == {id for benefit in policy.benefits for id in benefit.audiences}
    assert {name.id for name in policy.activities} == {id for benefit in policy.benefits for id in benefit.activities}


def test_a_benefit_is_for_everybody_of_a_kind_that_may_claim_it(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        assert benefit.audiences == tuple(one.id for one in policy.audiences if one.kind in benefit.applicants), benefit.id
        if benefit.calculator:
            assert benefit.rule is not None and benefit.rule.combining.applicants == benefit.applicants


def test_every_kind_of_applicant_may_claim_something(policy: law.Policy) -> None:
    claimed = {kind for benefit in policy.benefits if benefit.rule for kind in benefit.rule.combining.applicants}
    assert claimed == {kind.id for kind in policy.applicants}


def test_what_pays_one_sum_whatever_is_entered_is_paid_once(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        if benefit.calculator:
            assert benefit.rule is not None
            asked = {field.type for field in benefit.rule.questions}
            if not asked & {"money", "money-list", "count"}:
                assert benefit.rule.combining.once, f"{benefit.id} could be claimed any number of times"


def test_one_off_rewards_say_so(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        if benefit.rule and benefit.rule.basis == "fixed" and re.search("一次性|首次", benefit.clause):
            each = "每个产品" in benefit.clause  # once for each product, which is counted
            assert bool(benefit.rule.combining.once) != each, benefit.id


def test_the_policy_is_in_force_from_2026_to_2028_and_says_what_that_means_for_each_period(policy: law.Policy) -> None:
    term = policy.rules["term"]
    assert (term["article"], term["first"], term["last"]) == ("22", "2026", "2028")
    assert set(term["edges"]) == {benefit.rule.combining.period for benefit in policy.benefits if benefit.rule and benefit.calculator}


def test_the_rent_of_one_tenant_counts_its_years_together(policy: law.Policy) -> None:
    spans = {
        (step.span, rule.id)
        for rule in (benefit.rule for benefit in policy.benefits if benefit.rule)
        for step in rule.steps
        if isinstance(step, Years) and step.span
    }
    pooled = {
        (step.pool, rule.id)
        for rule in (benefit.rule for benefit in policy.benefits if benefit.rule)
        for step in rule.steps
        if isinstance(step, AtMost) and step.pool
    }
    assert spans == pooled and len(spans) == 3, "and its ceilings: each its own, and the higher one for all of its rent"


def test_every_undefined_term_is_in_the_clause_of_its_benefit_or_its_article(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        for undefined in benefit.undefined:
            assert undefined.term in policy.article(benefit.article).text.zh, f"{benefit.id}: {undefined.term}"


def test_every_article_has_a_summary_in_plain_words(policy: law.Policy) -> None:
    for article in policy.articles:
        assert 20 <= len(article.summary.zh) <= 200, f"article {article.number}: {len(article.summary.zh)} characters"
        assert article.summary.zh not in article.text.zh, f"article {article.number} repeats the law"


def test_glossary_terms_are_given_once_and_explained_in_other_words(policy: law.Policy) -> None:
    assert not [term for term, times in Counter(term.zh for term in policy.glossary).items() if times > 1]
    assert not [id for id, times in Counter(term.id for term in policy.glossary).items() if times > 1]
    for term in policy.glossary:
        assert term.says.zh != term.zh and term.says.en != term.en, term.id


def test_the_calculator_carries_the_rules_of_these_measures(policy: law.Policy) -> None:
    assert catalogue.rules_hash() == policy.rules["hash"], "the generated rules are old: run `python build.py rules`"
    assert catalogue.edition() == policy.edition
