"""Cells as people fill them in: words that say nothing, ticks and crosses, years of funding by any name, columns of other benefits."""

import pytest

from calculator import catalogue, wire
from calculator.batch.blanks import says_nothing
from calculator.inputs import Input
from calculator.numerals import NotRead, year_of_funding
from calculator.text import Text
from tests.tables import SPEND, VOUCHER, YEAR, batch, xlsx

NOTHING = [
    "无", "没有", "暂无", "（无）", "/", "／", "—", "——", "－", "-", "–", "N/A", "n/a", "NA", "nil", "None", "空", "不适用",
    "NULL", "無",
]  # fmt: skip
BUYS = "申请单位是否为采购算力资源的企业？"


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_that_says_nothing_gives_nothing_in_an_optional_column(word: str) -> None:
    heads = f"{SPEND},{YEAR},{BUYS},other_district_amount"
    empty = batch(f"{heads}\n100,,,\n").body[0][4:]
    assert batch(f"{heads}\n100,{word},{word},{word}\n").body[0][4:] == empty
    assert batch(xlsx(heads.split(","), ["100", word, word, word])).body[0][4:] == empty
    assert batch(f"product_sales 1,product_sales 2\n1000万,{word}\n", "hit-smart-hardware").amounts == ["1000000.00"]
    assert batch(f"product_sales\n1000万；{word}\n", "hit-smart-hardware").amounts == ["1000000.00"]


@pytest.mark.parametrize("word", NOTHING)
def test_in_a_required_column_it_is_missing_in_ordinary_words(word: str) -> None:
    done = batch(f"年度实际采购算力费用（万元）,{YEAR}\n{word},1\n", lang="zh")
    assert done.rows[0]["错误代码"] == "missing-field"
    assert "缺少必填内容" in done.rows[0]["错误说明"] and word not in done.rows[0]["错误说明"].replace("无", "")


@pytest.mark.parametrize("word", ["", "0", "5", "约3万", "无人机", "none of it", "一", "-5", "n", "。" * 20])
def test_a_word_that_says_something_does_not_say_nothing(word: str) -> None:
    assert not says_nothing(word)


def test_ticks_and_crosses_say_yes_and_no_in_a_table_and_in_a_request() -> None:
    for yes, no in (("√", "×"), ("✓", "✗"), ("✔", "✘"), ("☑", "✖"), ("Y", "N"), ("是", "否"), ("TRUE", "x")):
        done = batch(f"{SPEND},{BUYS}\n100,{yes}\n100,{no}\n")
        assert [row["Outcome"] for row in done.rows] == ["amount", "nothing"], yes
        asked = Input(name="a", type="yes-no", label=Text("", ""))
        assert asked.read(yes) is True and asked.read(no) is False


def test_none_says_no_only_in_a_column_that_also_says_some() -> None:
    assert batch(f"{SPEND},{BUYS}\n100,有\n100,无\n").rows[1]["Outcome"] == "nothing"
    assert batch(f"{SPEND},{BUYS}\n100,是\n100,无\n").rows[1]["Outcome"] == "amount", "taken as met, and told"


YEARS = {
    1: ["首年", "第1年", "第一年", "第一年度", "首个资助年度", "1st year", "First year", "Year 1", "Y1", "year one", "１", "1",
        "第1个资助年度", "壹"],
    2: ["第2年", "第二年", "二", "2nd year", "2nd", "Year 2", "y2", "Second funding year", "Year of funding 2", "第二个年度", "2年"],
    4: ["第四年", "Year 4", "4th year"],
}  # fmt: skip
CALENDAR = [
    "2026",
    "2026年",
    "FY2026",
    "FY26",
    "2026年度",
    "二〇二六年",
    "2026-03-01",
    "2026/2027",
    "２０２６",
    "2026财年",
    "CY 2027",
    "1999",
]


@pytest.mark.parametrize(("year", "text"), [(year, text) for year, texts in YEARS.items() for text in texts])
def test_a_year_of_funding_is_read_by_any_of_its_names(year: int, text: str) -> None:
    assert year_of_funding(text) == year
    assert (
        batch(f"{SPEND},{YEAR}\n100,{text}\n").file.split(text.encode())[-1]
        == batch(f"{SPEND},{YEAR}\n100,{year}\n").file.split(f"100,{year}".encode())[-1]
    )


@pytest.mark.parametrize("text", CALENDAR)
def test_a_calendar_year_is_refused_by_name_wherever_a_year_of_funding_is_asked(text: str) -> None:
    done = batch(f"{SPEND},{YEAR}\n100,{text}\n", lang="zh")
    assert done.rows[0]["错误代码"] == "calendar-year"
    assert "公历年份" in done.rows[0]["错误说明"] and "1、2、3" in done.rows[0]["错误说明"]
    answer = wire.compute_line(f'{{"benefit": "{VOUCHER}", "inputs": {{"{SPEND}": 100, "{YEAR}": "{text}"}}}}')
    assert answer["error"]["code"] == "calendar-year" and "calendar year" in answer["error"]["en"]


def test_a_calendar_year_is_refused_as_a_number_too() -> None:
    answer = wire.compute_line(f'{{"benefit": "{VOUCHER}", "inputs": {{"{SPEND}": 100, "{YEAR}": 2026}}}}')
    assert answer["error"]["code"] == "calendar-year"
    assert batch(xlsx([SPEND, YEAR], [100, 2026]), lang="zh").rows[0]["错误代码"] == "calendar-year"
    assert batch(xlsx([SPEND, YEAR], [100, 46082], B2="yyyy-mm-dd"), lang="zh").rows[0]["错误代码"] == "calendar-year"


@pytest.mark.parametrize("text", ["x", "year", "第年", "首", "first second", "Y", "2..5", "第三四年", "year of the dragon"])
def test_what_is_no_year_stays_none(text: str) -> None:
    with pytest.raises(NotRead):
        year_of_funding(text)


MIXED = "资助项目,年度实际采购算力费用（万元）,年度实际采购云服务费用（万元）,第几个资助年度\n"


@pytest.mark.parametrize("empty", ["", "/", "无", "—"])
def test_a_column_that_a_benefit_lacks_is_ignored_where_nothing_stands(empty: str) -> None:
    assert batch(f"{MIXED}算力券,100,{empty},1\n", None).amounts == ["300000.00"]


def test_it_is_told_by_its_label_where_something_stands_and_by_no_name_of_a_program() -> None:
    for lang, words in (("zh", "错误说明"), ("en", "Error")):
        (row,) = batch(f"{MIXED}算力券,100,5,1\n", None, lang=lang).rows
        assert "年度实际采购云服务费用" in row[words] and catalogue.benefit(VOUCHER).name[lang] in row[words]
        assert not any(name in row[words] for name in catalogue.benefit(VOUCHER).fields), "every name of an input has words"
