"""The unit of a table: said once above, beside or below the heads, in both languages; what contradicts itself is asked."""

from pathlib import Path
from typing import Any

import pytest

from calculator.batch.unit_lines import is_unit_line, unit_lines
from calculator.batch.unusable import Unusable
from tests.tables import SPEND, VOUCHER, batch, xlsx

LABEL, ENGLISH = "年度实际采购算力费用", "Actual computing purchases in the year"
WORTH = {
    1: ["in Renminbi", "单位：元", "（单位：元）", "金额单位：人民币元", "Unit: RMB", "All figures in RMB", "2026年汇总表（元）"],
    10**3: ["In thousands of RMB unless otherwise stated", "金额单位:千元", "in RMB '000", "amounts in thousands of yuan", "RMB'000",
    "RMB in thousands", "RMB (thousands)", "in thousands of Renminbi", "单位：人民币千元",
    "2026 list (RMB thousand)"],
    10**4: [
        "备注：以下金额均以万元为单位", "（以下金额单位：万元）", "注：金额单位均为万元。", "人民币单位：万元", "单 位：万 元",
        "本表金额单位：万元", "（除特别注明外，金额单位为人民币万元）", "单位：万元", "單位：萬元", "单位：人民币（万元）",
        "2026年度申报汇总表（单位：万元）",
        "单位: 家、万元", "万元",
        "金额以万元计", "Unit: RMB 10,000",
        "币种：人民币  单位：万元", "编制单位：某局    单位：万元", "单位 万元", "Currency unit: CNY 10,000",
    ],
    10**6: ["RMB MM", "(RMB in millions, except percentages)", "In millions of Chinese Yuan (RMB)", "单位：百万元",
    "Unit: RMB million", "Summary, in RMB million", "Expressed in millions of RMB", "Currency: RMB, in millions"],
    10**8: ["单位：亿元", "金额单位：亿元", "Unit: RMB 100 million", "（亿元）"],
}  # fmt: skip
UNCLEAR = [
    "单位：美元",
    "单位：万美元",
    "Unit: USD million",
    "Amounts in US$ thousands",
    "单位：角",
    "单位：箱",
    "单位：元/万元",
    "Summary (USD)",
    "单位：港币",
]
NONE = [
    "单位：深圳市科创局", "填报单位：光明区", "单位名称", "单位", "Unit name", "Units sold", "单位：个", "总投资超过1000万元",
    "（1000万元）", "注：投资额不低于1000万元",
    "申报单位：", "单位（盖章）：", "United Robotics", "2026年度（万元）汇总", "填表单位：某局", "以下单位：甲、乙", "(mm)",
    "币种：人民币", "Currency: RMB",
]  # fmt: skip


@pytest.mark.parametrize(("unit", "line"), [(unit, line) for unit, lines in WORTH.items() for line in lines])
def test_a_line_that_names_the_unit_holds_for_heads_that_name_none(unit: int, line: str) -> None:
    right = batch(f"企业,{LABEL}（元）\n甲,{3 * unit}\n").amounts
    quoted = f'"{line}"'
    for text in (f"2026年汇总,\n{quoted},\n企业,{LABEL}\n甲,3\n", f",{quoted}\n企业,{ENGLISH}\n甲,3\n"):
        done = batch(text)
        assert done.amounts == right and f"“{line}”" in done.decided["unit"].zh and "Row" in done.decided["unit"].en, text
    assert batch(xlsx([None, line], ["企业", LABEL], ["甲", 3])).amounts == right


@pytest.mark.parametrize("line", ["单位：万元", "（单位：万元）", "Unit: RMB 10,000", "单 位：万元", "本表金额单位：万元"])
def test_it_may_stand_beside_or_below_the_heads(line: str) -> None:
    right = batch(f"企业,{LABEL}（万元）\n甲,3\n").amounts
    for text in (
        f'"{line}",{LABEL}\n甲,3\n', f'"企业 {line}",{LABEL}\n甲,3\n', f'企业,{LABEL}\n"{line}",\n甲,3\n',
        f'企业,{LABEL}\n甲,3\n,"{line}"\n',
        f'企业,{LABEL}\n,（万元）\n甲,3\n', f'企业,{LABEL},备注\n,万元,—\n甲,3,\n', f"单位：,万元\n企业,{LABEL}\n甲,3\n",
    ):  # fmt: skip
        assert batch(text).amounts == right, text
    assert batch(xlsx(["企业", LABEL], [None, "万元"], ["甲", 3])).amounts == right


@pytest.mark.parametrize("line", ["(RMB 10,000)", "（万元）", "RMB (10,000)", "金额（万元）", "RMB ten thousand"])
def test_a_unit_alone_holds_in_the_corner_and_below_the_head_that_it_belongs_to(line: str) -> None:
    right = batch(f"企业,{LABEL}（万元）\n甲,3\n").amounts
    assert batch(f'企业,{LABEL}\n,"{line}"\n甲,3\n').amounts == right
    assert line.startswith("金额") or batch(f'"{line}",{LABEL}\n甲,3\n').amounts == right


def test_a_column_of_units_holds_for_the_table_where_it_says_one_and_is_asked_where_it_says_more() -> None:
    assert batch(f"企业,单位,{LABEL}\n甲,万元,300\n乙,万元,500\n").amounts == ["900000.00", "1500000.00"]
    assert "万元" in asked(f"企业,单位,{LABEL}\n甲,万元,300\n乙,元,500\n")
    assert batch(f"企业,单位,{LABEL}\n甲,科创局,300\n").amounts == ["90.00"], "an organisation is no unit"
    assert batch(f"企业,{LABEL}\n（单位名称）,（万元）\n甲,300\n").amounts == ["900000.00"]
    assert batch(f'企业,"RMB 10,000"\n,{ENGLISH}\n甲,300\n').amounts == ["900000.00"]
    assert batch(f"企业,{LABEL}（人民币，万元）\n甲,300\n").amounts == ["900000.00"]


def test_a_head_and_a_cell_keep_their_own_unit() -> None:
    text = f"单位：万元,,\n企业,{LABEL},备注\n甲,3元,\n乙,3,\n"
    assert batch(text).amounts == ["0.90", "9000.00"]
    done = batch(
        "单位：万元,,\n企业,爆款产品年度销售额第1项（元）,爆款产品年度销售额第2项\n甲,10000000,500\n", "hit-smart-hardware", unit=10**4
    )
    assert done.amounts == ["1500000.00"]


def asked(data: bytes | str, **choices: Any) -> str:
    """The question about the unit, in Chinese."""
    return next((one.says.zh for one in batch(data, **choices).run.decisions if one.kind == "unit" and one.asks), "")


@pytest.mark.parametrize("line", UNCLEAR)
def test_a_unit_that_is_none_of_ours_is_asked(line: str) -> None:
    text = f"{line},\n企业,{LABEL}\n甲,3\n"
    assert line in asked(text) and asked(text, unit=10**4) == ""
    assert batch(text, unit=10**4).amounts == ["9000.00"]


def test_lines_that_contradict_each_other_or_a_head_are_asked() -> None:
    assert "不同的单位" in asked(f"单位：万元,\n企业,{LABEL}\n单位：元,\n甲,3\n")
    assert f"“{LABEL}（元）”" in asked(f"单位：万元,\n企业,{LABEL}（元）\n甲,3\n")
    assert not asked(f"单位：万元,单位：万元\n企业,{LABEL}（万元）\n甲,3\n")


@pytest.mark.parametrize("line", NONE)
def test_what_names_no_unit_is_none(line: str) -> None:
    assert list(unit_lines(1, [line])) == [] and not is_unit_line([line, ""])
    assert batch(f'"{line}",x\n企业,{LABEL}\n甲,3\n').amounts == ["0.90"]


def test_a_table_without_any_unit_counts_yuan_and_may_be_told_another() -> None:
    text = f"企业,{SPEND}\n甲,300\n"
    assert batch(text).amounts == ["90.00"] and batch(text).decided == {}
    assert batch(text, unit=10**4).amounts == ["900000.00"]


@pytest.mark.parametrize(
    "head", [f"{LABEL}（美元）", f"{LABEL}（万美元）", f"{ENGLISH} (USD)", f"{ENGLISH}, US$", f"{LABEL}（港币）", f"{LABEL} €"]
)
def test_a_head_in_another_currency_is_never_taken_for_rmb(head: str) -> None:
    with pytest.raises(Unusable) as refused:
        batch(f'企业,"{head}"\n甲,3\n')
    assert head in refused.value.message.zh and head in refused.value.message.en
    assert batch(f'企业,"{head}",{LABEL}\n甲,3,4\n').amounts == ["1.20"], "beside the same in RMB it is carried along"


def test_the_command_line_refuses_what_is_not_sure_and_names_the_option(run: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"单位：美元,\n企业,{LABEL}\n甲,3\n", encoding="utf-8")
    for lang, word in (("zh", "选定"), ("en", "Decide with")):
        done = run("batch", str(source), str(target), "--benefit", VOUCHER, "--lang", lang)
        assert done.status == 2 and "--unit 元|千元|万元" in done.err and word in done.err and not target.exists()
    for unit in ("万元", "RMB 10,000", "10,000 yuan"):
        done = run("batch", str(source), str(target), "--benefit", VOUCHER, "--unit", unit)
        assert done.status == 0 and "9000.00" in target.read_text(encoding="utf-8")
    assert run("batch", str(source), str(target), "--benefit", VOUCHER, "--unit", "USD").status == 2
