"""Heads of columns as people write them: names in both languages, units, items of lists; and what must not be taken for one."""

import time

import pytest

from calculator.batch import names
from calculator.batch.columns import match, matching_of
from calculator.batch.heads import Head, head
from calculator.batch.names import BENEFIT

SPEND, LIST = "annual_compute_spend", "product_sales"
KNOWN = {
    "annual_compute_spend": Head(SPEND),
    "Annual Compute-Spend": Head(SPEND),
    "ＡＮＮＵＡＬ＿compute　spend": Head(SPEND),
    "年度实际采购算力费用": Head(SPEND),
    "* 年度实际采购算力费用\n（万元）": Head(SPEND, 10**4),
    "年度实际采购算力费用(元)": Head(SPEND, 1),
    "年度实际采购算力费用 万元": Head(SPEND, 10**4),
    "年度实际采购算力费用（单位：亿元）": Head(SPEND, 10**8),
    "年度实际采购算力费用（人民币万元）": Head(SPEND, 10**4),
    "年度实际采购算力费用[百万元]": Head(SPEND, 10**6),
    "Actual computing purchases in the year (RMB 10,000)": Head(SPEND, 10**4),
    "Actual computing purchases in the year, RMB million": Head(SPEND, 10**6),
    "ACTUAL COMPUTING PURCHASES IN THE YEAR (million yuan)": Head(SPEND, 10**6),
    "annual_compute_spend_rmb": Head(SPEND, 1),
    "annual compute spend in RMB": Head(SPEND, 1),
    "annual_compute_spend ('000 yuan)": Head(SPEND, 10**3),
    "product_sales": Head(LIST),
    "product_sales[2]": Head(LIST, None, 2),
    "product_sales 12": Head(LIST, None, 12),
    "product_sales_3": Head(LIST, None, 3),
    "爆款产品年度销售额（每个产品一项）": Head(LIST),
    "爆款产品年度销售额第2项（万元）": Head(LIST, 10**4, 2),
    "爆款产品年度销售额（万元）第三项": Head(LIST, 10**4, 3),
    "爆款产品年度销售额（每个产品一项）（万元）2": Head(LIST, 10**4, 2),
    "Sales in the year of each hit product 2 (RMB million)": Head(LIST, 10**6, 2),
    "已形成的应用案例数（个）": Head("application_cases"),
    "纳入次年产值或营业收入的增幅（%）": Head("growth_percent"),
    "申请单位是否为企业？": Head("is_enterprise"),
}
STRANGE = [
    "", "备注", "金额", "年度", "annual", "annual_compute_spend (USD)", "年度实际采购算力费用（美元）", "年度实际采购算力费用（个）",
    "已形成的应用案例数（万元）", "annual_compute_spend 2", "funded_year2", "previous_year_rent (10,000)", "previous_year_rent million",
    "product_sales 2026", "product_sales 0", "年度实际采购算力费用（含税）", "年度实际采购算力费用" * 100, "1", "（万元）",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KNOWN.items(), ids=str)
def test_a_head_is_understood(text: str, expected: Head) -> None:
    assert head(text, names.input_heads(None)) == expected


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: text[:30])
def test_a_head_that_says_something_else_is_left_alone(text: str) -> None:
    assert head(text, names.input_heads(None)) is None


def test_every_input_is_found_by_its_name_and_by_its_label_in_both_languages() -> None:
    known = names.input_heads(None)
    for name, field in names.inputs().items():
        for text in (name, name.upper().replace("_", " "), field.label.zh, field.label.en):
            found = head(text, known)
            assert found is not None and found.name == name, text


def test_the_column_of_the_benefit_is_the_most_telling_one() -> None:
    assert match(["项目名称", "资助项目", SPEND]).benefit_place == 1
    assert match(["项目名称", SPEND]).benefit_place == 0
    assert match(["项目名称", SPEND], "compute-voucher").benefit_place is None, "the applicant's own project"
    assert match(["Benefit", SPEND], "compute-voucher").benefit_place == 0


def test_a_matching_can_be_shown_changed_and_given_back() -> None:
    found = match(["企业", "租金", SPEND], "rent-subsidy-other-park")
    changed = found.changed(1, "previous_year_rent", 10**4).changed(2, None)
    assert [column.role for column in changed.columns] == [None, "previous_year_rent", None]
    assert changed.columns[1].unit == 10**4
    assert matching_of(changed.as_dict()) == changed
    assert changed.changed(0, BENEFIT).benefit_place == 0
    for wrong in ((9, SPEND), (0, "nonsense")):
        with pytest.raises(ValueError):
            found.changed(*wrong)
    for told in ({"columns": [{"head": "a", "unit": "x"}]}, {"columns": [{"head": "a", "role": "b"}]}, {"columns": [], "benefit": "b"}):
        with pytest.raises(ValueError):
            matching_of(told)


def test_ten_thousand_columns_are_matched_in_a_moment() -> None:
    heads = [f"{'备注（很长的说明，含逗号、括号）' * 3}{n}（万元）" for n in range(10_000)] + [SPEND]
    start = time.process_time()
    found = match(heads, "compute-voucher")
    assert found.columns[-1].role == SPEND
    assert time.process_time() - start < 5
