"""Rows that are no applicants: sums, heads that come again, hidden rows; and heads in two lines, in both kinds of file."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from calculator.batch.total_rows import label_of
from tests.tables import SPEND, VOUCHER, batch, xlsx

LABEL = "年度实际采购算力费用（万元）"
TOTALS = [
    ["合计", "800"], ["", "合 计", "800"], ["4", "总计", "", "800"], ["本页合计", "1"], ["Grand Total", "1"], ["SUM", "1"], ["Sum:", "1"],
    ["Sub-total", "1"], ["Subtotal Nanshan", "3"], ["深圳", "小计", "3"], ["算力券小计", "", "3"], ["合计：3家", "3"], ["共3家", "3"],
    ["累计", "1"],
    ["合计（万元）", "1"], ["平均值", "1"], ["Average", "1"], ["Total (3 companies)", "1"], ["Total for 2026", "2"], ["其中：民营", "1"],
    ["", "", "1100", "合计"], ["合计", "甲400", "800"], ["合計", "5"], ["Total amount", "1"], ["共计 5 家企业", "1"], ["甲公司合计", "5"],
    ["Nanshan District Total", "5"], ["总计（含税）", "5"], ["合计", "—", "—", "800"], ["　合　计　", "1"], ["TOTAL", "1"],
    ["subtotal", "2"], ["合计/Total", "1"], ["【合计】", "1"], ["*合计*", "1"], ["Avg.", "1"], ["Total – all", "1"], ["Sum of all", "1"],
    ["合计人民币（大写）：捌佰万元整", "1"], ["金额大写：捌佰万元整", "1"], ["承前页", "1"], ["Carried forward", "1"], ["汇总", "1"],
    ["合计栏", "1"], ["Total companies: 3", "1"], ["Σ", "1"], ["共计人民币800万元", "1"],
]  # fmt: skip
APPLICANTS = [
    ["合计科技有限公司", "300"], ["Total Robotics Ltd", "300"], ["合计(深圳)有限公司", "300"], ["合计（深圳）有限公司", "1"],
    ["Summit Ltd", "1"],
    ["Totally Spies Inc", "2"], ["会计师事务所", "1"], ["某某设计", "1"], ["深圳市小计算科技有限公司", "3"], ["平均科技", "1"],
    ["TOTAL S.A.", "1"],
    ["Total Energies", "2"], ["深圳共计信息", "1"], ["Total", "91440300MA5FABCD8X", "300"], ["甲公司", "设备", "合计"], ["Meanwell", "2"],
    ["Sum Technologies", "1"], ["汇总科技", "1"], ["大写科技", "1"], ["总和生物", "1"], ["Sum Ltd / 合计科技有限公司", "1"], ["甲", "300"],
    ["共享科技", "1"], ["其中科技", "1"],
]  # fmt: skip


@pytest.mark.parametrize("cells", TOTALS, ids=" ".join)
def test_a_row_that_adds_up_others_is_known_by_its_label(cells: list[str]) -> None:
    assert label_of(list(cells)) is not None


@pytest.mark.parametrize("cells", APPLICANTS, ids=" ".join)
def test_an_applicant_is_no_row_of_totals_whatever_its_name_begins_with(cells: list[str]) -> None:
    assert label_of(list(cells)) is None


def test_totals_are_told_and_left_out_and_can_be_put_back() -> None:
    rows = [["企业", LABEL], ["甲", 300], ["小计", 300], ["乙", 500], ["合计科技有限公司", 1], ["合计", 801]]
    text = "".join(",".join(map(str, row)) + "\n" for row in rows)
    for data in (text, xlsx(*rows)):
        done = batch(data)
        assert [row[0] for row in done.body] == ["甲", "乙", "合计科技有限公司"] and done.run.totals.rows == 3
        assert "第3、6行" in done.decided["totals"].zh and "Rows 3 and 6" in done.decided["totals"].en
        assert len(batch(data, totals="count").body) == 5


def test_totals_beyond_the_first_look_are_left_out_too_and_the_look_says_so() -> None:
    text = f"企业,{LABEL}\n" + "".join(f"公司{n},1\n" for n in range(3000)) + "合计,3000\n"
    done = batch(text)
    assert done.run.totals.rows == 3000 and "3002" in done.decided["totals"].zh


def test_heads_that_come_again_half_way_are_told_and_skipped() -> None:
    rows = [["2026年汇总表", None], ["单位：万元", None], ["企业", LABEL], ["甲", 300]]
    again = [*rows, *rows[:3], ["乙", 500]]
    text = "".join(",".join(str(cell or "") for cell in row) + "\n" for row in again)
    for data in (text, xlsx(*again)):
        done = batch(data)
        assert (
            done.amounts == ["900000.00", "1500000.00"]
            and "第5至7行" in done.decided["repeated"].zh
            and "5–7" in done.decided["repeated"].en
        )


GROUPED: list[list[Any]] = [
    ["序号", "企业", "费用（万元）", None, "备注"],
    [None, None, "年度实际采购算力费用", "其中：设备", None],
    [1, "甲", 300, 20, "x"],
]


def grouped(rows: list[list[Any]]) -> bytes:
    """As a spreadsheet merges them: a group over its details, single heads over both lines."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("C1:D1")
    for letter in "ABE":
        sheet.merge_cells(f"{letter}1:{letter}2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_heads_in_two_lines_are_put_together_with_the_unit_of_their_group() -> None:
    text = "".join(",".join(str("" if cell is None else cell) for cell in row) + "\n" for row in GROUPED)
    for data in (text, grouped(GROUPED)):
        done = batch(data)
        assert done.amounts == ["900000.00"] and done.heads[:2] == ["序号", "企业"] and done.heads[2] == LABEL
        assert "第1、2行" in done.decided["head-row"].zh
        again = batch(done.file)
        assert again.amounts == done.amounts, "the result is read again as what it was"
    items = "企业,爆款产品年度销售额（万元）,,\n,第1项,第2项,第3项\n甲,1000,500,\n"
    assert batch(items, "hit-smart-hardware").amounts == ["1500000.00"]
    assert batch("企业,年度实际采购,\n,算力费用（万元）,数量\n甲,300,4\n").amounts == ["900000.00"]
    assert batch(f"申报汇总表,2026-11-30\n企业,{LABEL}\n甲,300\n").heads[0] == "企业", "a title is no group"
    assert batch(f"企业,{LABEL}\n,300\n").amounts == ["900000.00"], "nor is a row of data a detail"


@pytest.mark.parametrize(
    "head",
    [f"{LABEL}（必填）", f"* {LABEL}", f"其中：{LABEL}", f"{LABEL}[选填]", "年度实际采购\n算力费用\n（万元）", f"1. {LABEL}",
    f"(2) {LABEL}",
     "Actual computing purchases in the year (RMB 10,000) (required)", f"★{LABEL}"],
)  # fmt: skip
def test_notes_and_numbers_around_a_head_do_not_hide_it(head: str) -> None:
    assert batch(f'企业,,"{head}"\n甲,,300\n').amounts == ["900000.00"], "beside a blank column, too"


def hidden_book() -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (["企业", LABEL, "备注"], ["甲", 300, "a"], ["乙", 500, "b"], ["丙", 700, "c"], ["丁", 900, "d"]):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:C5"
    for number in (3, 4):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_hidden_rows_are_asked_and_hidden_columns_told() -> None:
    done = batch(hidden_book())
    asked = [one for one in done.run.decisions if one.asks]
    assert [one.kind for one in asked] == ["hidden"] and "第3至4行" in asked[0].says.zh and "Rows 3–4" in asked[0].says.en
    assert "C“备注”" in done.decided["hidden-columns"].zh
    assert [row[0] for row in batch(hidden_book(), hidden="count").body] == ["甲", "乙", "丙", "丁"]
    left = batch(hidden_book(), hidden="leave-out")
    assert [row[0] for row in left.body] == ["甲", "丁"] and not any(one.asks for one in left.run.decisions)


def test_the_command_line_refuses_hidden_rows_until_it_is_told(run: Any, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    source, target = tmp_path / "in.xlsx", tmp_path / "out.csv"
    source.write_bytes(hidden_book())
    text = tmp_path / "in.csv"
    text.write_text(f"企业,{LABEL}\n甲,300\n合计,300\n", encoding="utf-8")
    done = run("batch", str(text), str(target), "--benefit", VOUCHER, "--lang", "en")
    assert done.status == 0 and "Row 3 is a row of totals" in done.err
    assert run("batch", str(text), str(target), "--benefit", VOUCHER, "--totals", "count").status == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3


def test_the_sheet_with_the_table_is_read_and_sheets_alike_are_asked() -> None:
    book = Workbook()
    book.active.title = "封面"
    book.active.append(["2026年申报材料"])
    for title in ("一季度", "二季度"):
        sheet = book.create_sheet(title)
        sheet.append(["企业", LABEL])
        sheet.append(["甲", 300])
    out = io.BytesIO()
    book.save(out)
    done = batch(out.getvalue())
    assert done.amounts == ["900000.00"]
    assert [one.kind for one in done.run.decisions if one.asks] == ["sheet"]
    assert not any(one.asks for one in batch(out.getvalue(), sheet="二季度").run.decisions)
    del book["二季度"]
    out = io.BytesIO()
    book.save(out)
    single = batch(out.getvalue())
    assert single.amounts == ["900000.00"] and "封面" in single.decided["sheet"].zh and not any(one.asks for one in single.run.decisions)


FORMATS = {
    "3000000.00": ['"¥"#,##0', "[$¥-804]#,##0.00", "[$￥-804]#,##0", '0"元"', "[$CNY] #,##0", "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ",
    '"RMB "0',
                   '0!.0,"万元"', "\\¥#,##0", "#,##0,", "0.00,,", "0!.0,"],
    "foreign-currency": ['"US$"#,##0', "[$$-409]#,##0.00", "$#,##0", "[$€-407]#,##0.00", "[$HK$-C04]#,##0", "[$¥-411]#,##0",
    "[$USD] #,##0",
                         "[$kr-41D]#,##0", '0"美元"', '0"万美元"', "[$元-404]0", "[$NT$-404]0", "[$Fr.-807] 0", '#,##0.00 [$€-1]',
                         "\\U\\S\\$0"],
}  # fmt: skip


@pytest.mark.parametrize(("right", "number_format"), [(right, one) for right, formats in FORMATS.items() for one in formats])
def test_a_currency_in_the_format_of_a_cell_counts_whatever_the_head_says(right: str, number_format: str) -> None:
    done = batch(xlsx(["企业", LABEL], ["甲", 10_000_000], B2=number_format))
    assert (done.amounts[0] or done.codes[0]) == right


def test_a_format_that_says_nothing_of_money_leaves_the_unit_to_the_head() -> None:
    for number_format in ("#,##0.00", "0_);[Red](0)", "[$-804]0", '0"家"', "General"):
        assert batch(xlsx(["企业", LABEL], ["甲", 100], B2=number_format)).codes == [""] or number_format == '0"家"'
    assert batch(xlsx(["企业", SPEND], ["甲", 100], B2='0.00"万元"')).amounts == ["300000.00"]
