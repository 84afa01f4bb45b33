"""Rows that go with a table and are no data: notes, signatures, the numbers of its columns; and a second table below the first."""

from pathlib import Path
from typing import Any

import pytest

from calculator.batch.asides import is_note, may_be_note, numbers_columns
from tests.tables import SPEND, VOUCHER, batch, xlsx

LABEL, YEARS = "年度实际采购算力费用（万元）", "第几个资助年度"
NOTES = [
    "注：金额含税。", "注1：见附件", "备注：以上均为申报数", "说明：1.不含税", "制表人：张三", "审核：李四", "审核人（签章）：",
    "填报日期：2026年11月30日", "单位负责人（签字）：", "填表人：王五  联系电话：0755", "（盖章）", "单位公章：", "第1页 共3页",
    "第 1 页，共 3 页", "—— 以下空白 ——", "数据来源：申报系统", "主管领导：", "制表单位：光明区", "Prepared by: Li", "Prepared by Li Lei",
    "Checked by:", "Notes: tax included", "Note 1: x", "Source: tax office", "Page 1 of 3", "Date: 30 November", "Signature:",
    "* End of report", "Approved by: ___",
]  # fmt: skip
APPLICANTS = [
    "注册科技有限公司", "备注科技", "审核科技有限公司", "制表科技", "盖章科技", "说明书科技", "第一页科技", "以下科技", "完美世界",
    "甲：乙公司",
    "Note Ltd", "Source Code Inc", "Date Robotics", "Page One Ltd", "End Game Ltd", "Notes AI Ltd: Shenzhen", "Prepared Foods Ltd",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTES)
def test_a_note_and_a_signature_are_known_by_how_they_begin(text: str) -> None:
    assert may_be_note(f"\n{text}") and may_be_note(text)
    assert is_note([text, ""], {1}) and is_note(["", text, "李四", "2026-11-30"], {1})
    assert not is_note([text, "300"], {1}), "what has a figure where one is asked is a row of its own"


@pytest.mark.parametrize("text", APPLICANTS)
def test_an_applicant_is_no_note_whatever_its_name_begins_with(text: str) -> None:
    assert not is_note([text, ""], {1}) and not is_note([text, "300"], {1})


HEADS = ["序号", "企业名称", LABEL, YEARS]
BELOW: list[list[Any]] = [
    HEADS, [1, 2, 3, 4], [1, "甲", 300, 1], [2, "乙", 500, 1], ["注：金额不含税。", None, None, None], ["2.本表一式两份", None, None, None],
    ["制表人：张三", "审核：李四", "日期：", "2026-11-30"],
]  # fmt: skip


def as_text(rows: list[list[Any]]) -> str:
    return "".join(",".join(str("" if cell is None else cell) for cell in row) + "\n" for row in rows)


def test_they_are_told_and_left_out_and_can_be_put_back() -> None:
    for data in (as_text(BELOW), xlsx(*BELOW)):
        done = batch(data)
        assert done.amounts == ["900000.00", "1500000.00"] and done.run.totals.wrong == 0
        assert "第2、5至7行" in done.decided["notes"].zh and "Rows 2 and 5–7" in done.decided["notes"].en
        back = batch(data, notes="count")
        assert back.run.totals.rows == 6 and "按选定照常计算" in back.decided["notes"].zh


def test_the_option_puts_them_back(run: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(as_text(BELOW), encoding="utf-8")
    for lang, said in (("zh", "注释、签字或栏次"), ("en", "notes, signatures or numbers of columns")):
        done = run("batch", str(source), str(target), "--benefit", VOUCHER, "--lang", lang)
        assert done.status == 0 and said in done.err and said in done.out
    assert run("batch", str(source), str(target), "--benefit", VOUCHER, "--notes", "count").status == 1


@pytest.mark.parametrize(
    ("cells", "heads", "numbers"),
    [
        (["1", "2", "3", "4"], HEADS, True), (["栏次", "1", "2", "3"], HEADS, True), (["甲", "乙", "1", "2"], HEADS, True),
        (["（1）", "（2）", "（3）", "（4）＝（3）"], HEADS, True), (["①", "②", "③", "④"], HEADS, True),
        (["1", "2", "3"], ["序号", LABEL, YEARS], False), (["1", "甲", "3", "4"], HEADS, False), (["1", "2"], ["企业", LABEL], False),
        (["甲", "1"], ["企业", LABEL], False), (["甲", "1", "2"], ["企业", LABEL, YEARS], False), (["2", "3", "4", "5"], HEADS, False),
    ],
)  # fmt: skip
def test_a_line_of_column_numbers_is_none_where_it_may_be_an_applicant(cells: list[str], heads: list[str], numbers: bool) -> None:
    assert numbers_columns(list(cells), heads) is numbers


@pytest.mark.parametrize(
    "other", ["年度实际采购算力费用（元）", "Actual computing purchases in the year (RMB million)", SPEND, "年度实际采购云服务费用（万元）"]
)
def test_figures_below_other_heads_are_never_read_under_the_first(other: str) -> None:
    rows: list[list[Any]] = [["企业", LABEL], ["甲", 300], ["企业", other], ["乙", 500], ["合计", 500]]
    for data in (as_text(rows), xlsx(*rows)):
        done = batch(data, lang="en")
        assert done.amounts == ["900000.00", "", "", ""] and done.codes[1:] == ["other-heads"] * 3
        assert "第3行" in done.decided["other-heads"].zh and "Row 3" in done.decided["other-heads"].en


def test_the_same_heads_written_a_little_differently_are_the_same() -> None:
    rows = [["企业", LABEL], ["甲", 300], ["企业名称", "年度实际采购 算力费用(万元)"], ["乙", 500]]
    for data in (as_text(rows), xlsx(*rows)):
        done = batch(data)
        assert done.amounts == ["900000.00", "1500000.00"] and "第3行" in done.decided["repeated"].zh


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_result_is_read_again_as_the_table_that_it_came_from(lang: str, kind: str) -> None:
    rows = [["企业", LABEL, YEARS, "备注"], ["甲", 300, 1, "x"], ["乙", "约3", 1, None], ["丙", 500, 2, None]]
    once = batch(xlsx(*rows), kind=kind, lang=lang)
    again = batch(once.file, kind=kind, lang=lang)
    assert again.heads == once.heads and again.body == once.body
    assert not any(one.asks for one in again.run.decisions) and "E" in again.decided["earlier-results"].en


@pytest.mark.parametrize(
    ("line", "head", "choices", "named"),
    [
        ("单位：万元", "年度实际采购算力费用", {}, "年度实际采购算力费用（万元）"),
        ("", SPEND, {"unit": 10**6}, f"{SPEND} (RMB million)"),
        ("Unit: RMB thousand", "Actual computing purchases in the year", {}, "Actual computing purchases in the year (RMB 1,000)"),
        ("", "年度实际采购算力费用", {"unit": 7 * 10**4}, "年度实际采购算力费用（70,000元）"),
    ],
)
def test_a_result_names_the_unit_in_the_head_so_that_it_means_the_same_when_it_is_read_again(
    line: str, head: str, choices: dict[str, Any], named: str
) -> None:
    for kind in ("csv", "xlsx"):
        once = batch(f"{line},\n企业,{head}\n甲,3\n", kind=kind, **choices)
        assert once.heads[1] == named
        if "70,000" not in named:
            assert batch(once.file).amounts == batch(f"企业,{head}\n甲,3\n", unit=once.run.matching.columns[1].unit).amounts
