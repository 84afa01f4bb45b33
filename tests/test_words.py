"""What people are told stands in plain words: a failed condition as it is, one word for one thing, no phrase of phrases.yaml."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.case import Case
from calculator.evaluation import look_at_conditions
from calculator.inputs import Input
from calculator.money import Money
from calculator.sheet import sheet
from calculator.text import LANGUAGES, money
from site_src.builder.law.policy import Policy
from site_src.builder.places import ROOT
from site_src.builder.views.views import Views
from tests.tables import batch

PAGES = ROOT / "site_src" / "pages"
CONDITIONS = [
    pytest.param(benefit, field, id=f"{benefit.id}-{field.name}")
    for benefit in catalogue.benefits()
    for field in benefit.inputs
    if field.is_condition
]


@pytest.mark.parametrize(("benefit", "field"), CONDITIONS)
def test_a_condition_that_fails_is_told_in_its_own_words_and_not_as_the_opposite_of_what_must_hold(benefit: Benefit, field: Input) -> None:
    assert field.fails is not None and field.states is not None, "a condition says that it holds, and that it does not"
    if field not in benefit.conditions:  # another reading asks for it
        return
    answered: dict[str, Any] = {field.name: not field.expects}
    case = Case(answered, [])
    told = [*look_at_conditions(benefit, case), *case.refusals, *case.notes]
    assert len(told) == 1, "a condition is told once"
    if not field.part and not field.direction:
        assert case.refusals == [field.fails]
    for lang in ("zh", "en"):
        assert told[0][lang].lower().startswith(field.fails[lang].lower())
        assert field.fails[lang] != field.states[lang]
        assert not field.fails[lang].startswith(("条件不满足", "condition not met"))


def test_the_readings_that_do_not_pay_least_are_those_of_the_list_and_say_why(policy: Policy) -> None:
    found = {reading.id: reading for reading in policy.readings if reading.not_least}
    assert list(found) == ["A6", "A9", "A10", "A12", "A17", "A19", "A30", "A36", "A43"]
    for reading in found.values():
        assert reading.not_least is not None and reading.not_least not in (reading.why, reading.note)


def test_the_list_of_the_method_page_comes_from_the_readings_themselves(policy: Policy) -> None:
    for lang in LANGUAGES:
        page = (PAGES / lang / "method.md").read_text(encoding="utf-8")
        assert "not_least.html.j2" in page
        assert not [reading.id for reading in policy.readings if reading.not_least and reading.id in page], "typed into the page"


def test_a_question_that_the_words_answer_is_not_among_those_that_can_be_read_in_more_than_one_way(policy: Policy) -> None:
    assert [reading.id for reading in policy.readings if reading.plain] == ["A5"]


def test_what_may_be_stacked_says_when_the_city_s_policy_lapses_if_that_is_inside_the_term(policy: Policy) -> None:
    last = catalogue.term().last
    lapsing = {origin.id: origin for origin in policy.origins if date.fromisoformat(origin.until).year < last}
    told = [(benefit, overlap) for benefit in policy.benefits for overlap in benefit.overlaps if overlap.origin in lapsing]
    assert {benefit.article for benefit, _ in told} == {1, 2, 3, 15}
    for _, overlap in told:
        day = date.fromisoformat(lapsing[str(overlap.origin)].until)
        says = policy.stacking(overlap)
        assert f"{day.year}年{day.month}月{day.day}日届满" in says.zh and f"{day.day} {day:%B %Y}" in says.en
    named = [
        overlap
        for benefit in policy.benefits
        for overlap in benefit.overlaps
        if "人工智能先锋城市" in overlap.says.zh or "AI Pioneer City" in overlap.says.en
    ]
    assert all(overlap.origin for overlap in named), "whatever names that policy says it"


def test_a_limit_that_is_a_share_is_told_and_not_called_none(policy: Policy) -> None:
    figures = Views(policy).figures
    quota = figures["talent-housing-quota-uplift"]
    assert quota.ceiling is None and quota.limit is not None
    assert "200%" in quota.limit.zh and "200%" in quota.limit.en
    assert figures["national-industrial-innovation-center-matching"].limit is None, "there the text sets none"


def test_the_fund_is_an_investment_and_neither_money_given_nor_a_service(policy: Policy) -> None:
    assert policy.benefit("ai-industry-fund").promise == "investment"


def test_chinese_sums_from_ten_thousand_up_are_in_one_unit_to_the_last_fen() -> None:
    assert money(Money(166_666_667)).zh == "166.666667万元"
    assert money(Money(12_500_000_000)).zh == "1.25亿元"
    assert money(Money(1_234_567_890_001)).zh == "1234567.890001万元"
    assert money(Money(10**6)).zh == "1万元"
    assert money(Money(10**6 - 1)).zh == "9,999.99元"
    assert money(Money(99_99)).zh == "99.99元"


def test_a_fraction_of_a_fen_leaves_no_trace_where_a_sum_is_written() -> None:
    held = Money(Fraction(500_000_001, 5))
    assert (money(held).zh, money(held).en) == ("100万元", "RMB 1 million")


def test_where_one_of_several_is_enough_the_form_says_so() -> None:
    for benefit in catalogue.benefits():
        if len(benefit.group) > 1:
            told = sheet(benefit, {}, "zh")["headline"]
            assert "至少一项" in told and "at least one" in sheet(benefit, {}, "en")["headline"].lower()


def test_a_person_is_counted_and_then_what_each_may_have() -> None:
    plain = sheet(catalogue.benefit("graduate-talent-subsidy"), {"master": 1}, "zh")["plain"]
    assert "1人每人" not in plain and "为1，每人最高5万元" in plain


def test_an_error_of_a_table_names_the_field_by_its_label_and_not_by_its_name_alone() -> None:
    table = "benefit,placements,award_items,level\nhr-agency-reward,2,10万,\nhigher-level-park-reward,,,none\n"
    for lang, label, title in (
        ("zh", "推介成功人数（placements）", "国家级软件名园（基地）（national）"),
        ("en", "People successfully placed (placements)", "(national)"),
    ):
        told = [str(row[{"zh": "错误说明", "en": "Error"}[lang]]) for row in batch(table, benefit=None, lang=lang).rows]
        assert told[0].count(label) == 2, "the column, and what is expected"
        assert title in told[1]
