"""What people type for money, counts and percentages: the texts that are read, the texts that are refused, and why."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.inputs import Input
from calculator.money import Money
from calculator.numerals import MOST_YUAN, NotRead, count, money, percent
from calculator.text import Text, decimal
from calculator.text import money as written

WAN, YI = 10**4, 10**8

MONEY = {
    # plain digits
    "0": 0, "10000000": 10_000_000, "10,000,000": 10_000_000, "1,000": 1000, "007": 7, " 12 ": 12, "\t12\n": 12,
    "0.01": Fraction(1, 100), "12.3": Fraction(123, 10), "12.30": Fraction(123, 10), "1,234.56": Fraction(123456, 100),
    # 万 and 亿, alone and together
    "1000万": 1000 * WAN, "1000万元": 1000 * WAN, "0.1亿": YI // 10, "1亿": YI, "1亿2000万": YI + 2000 * WAN,
    "1亿2000万元": YI + 2000 * WAN, "1亿 2000万": YI + 2000 * WAN, "1,000万": 1000 * WAN, "12.5万元": 125_000, "3千": 3000,
    "3千万": 30_000_000, "5百万": 5_000_000, "2十万": 200_000, "1万亿": 10**12, "1万5千": 15_000, "1亿2000万5000元": 120_005_000,
    "0.000001万元": Fraction(1, 100), "1000 万 元": 1000 * WAN,
    # full-width forms
    "１２３": 123, "１，０００": 1000, "１２．５万元": 125_000, "　１００　": 100, "￥１００": 100,
    # currency words and signs, on either side, in either language
    "100元": 100, "¥100": 100, "¥ 100": 100, "￥100": 100, "RMB 100": 100, "rmb100": 100, "CNY 100": 100, "人民币100": 100,
    "人民币100元": 100, "100人民币": 100, "100元人民币": 100, "100万元人民币": 100 * WAN, "100 yuan": 100, "100 RMB": 100, "yuan 100": 100,
    "人民币 1,000 万元": 1000 * WAN, "RMB¥100": 100, "¥100元": 100, "1000万RMB": 1000 * WAN,
    # English units
    "RMB 10 million": 10_000_000, "¥10m": 10_000_000, "10 million": 10_000_000, "10 MILLION": 10_000_000, "1.5 billion": 1_500_000_000,
    "2bn": 2_000_000_000, "20k": 20_000, "20 thousand yuan": 20_000, "RMB 0.00000001 billion": 10, "10 mn": 10_000_000,
    # the largest
    "1000000000000000": MOST_YUAN, "1,000,000,000,000,000": MOST_YUAN, "1000万亿": MOST_YUAN,
}  # fmt: skip

REFUSED_MONEY = {
    "not-a-number": [
        "", " ", "1,5", "10,00", "1,0000", "1,000,00", ",100", "100,", "1 000", "10-20", "10~20", "约100万", "100万左右", "abc",
        "NaN", "nan", "Infinity", "inf", "∞", "1e6", "1E6", "0x10", "1_000", ".5", "1.2.3", "+5", "1/2", "50%",
        "10²", "①", "½", "٣", "१००", "元", "RMB", "万", "万元", "1万万", "1万2亿", "1.5亿2000万", "1万5", "1亿1亿",
        "10 million 5", "10 mm", "m", "null", "true", "[1]", "{}", "1\u20280", "1" * 61, "1,000" + " " * 60, "RMB RMB 1", "5个",
    ],
    "negative": ["-1", "－1", "−1", "-0.01", "¥-5", "-¥5", "-100万", "RMB -3"],
    "too-many-decimals": ["0.001", "1.005", "12.345", "0.0000001万元", "100.001元", "RMB 0.000000001 million", "0.010000001"],
    "too-large": ["1000000000000000.01", "1000000000000001", "10000万亿", "9" * 40, "1000001 billion"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "yuan"), MONEY.items())
def test_money_text_is_read_as_yuan(text: str, yuan: int | Fraction) -> None:
    assert money(text) == Money.yuan(yuan)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REFUSED_MONEY.items() for text in texts])
def test_money_text_is_refused_with_its_reason(code: str, text: str) -> None:
    with pytest.raises(NotRead) as refusal:
        money(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "yuan"),
    {
        "1000": 1000 * WAN, "0.5": 5000, "1,000": 1000 * WAN, "１０": 10 * WAN, "0": 0, "0.000001": Fraction(1, 100),
        "1000元": 1000, "¥1000": 1000, "RMB 1000": 1000, "1000 yuan": 1000, "1000人民币": 1000,  # a currency word means yuan
        "1000万": 1000 * WAN, "0.1亿": YI // 10, "10 million": 10_000_000, "20k": 20_000,  # a unit of its own wins
    }.items(),
)  # fmt: skip
def test_only_a_bare_number_is_in_the_unit_of_the_field(text: str, yuan: int | Fraction) -> None:
    assert money(text, unit=WAN) == Money.yuan(yuan)


@pytest.mark.parametrize(("text", "number"), {"5": 5, "５": 5, "5个": 5, "５ 个": 5, "0": 0, "1,000": 1000, "3人": 3, "3.0": 3}.items())
def test_count_text_is_read(text: str, number: int) -> None:
    assert count(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    {
        "": "not-a-number", "三五": "not-a-number", "5 or 6": "not-a-number", "1e3": "not-a-number", "5万": "not-a-number",
        "NaN": "not-a-number",        "-1": "negative", "1.5": "not-an-integer", "0.5个": "not-an-integer", "1000000000000001": "too-large",
    }.items(),
)  # fmt: skip
def test_count_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(NotRead) as refusal:
        count(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "number"), {"3.2": "3.2", "3.2%": "3.2", "３．２％": "3.2", "－3": "-3", "-0.01%": "-0.01", "0": "0", "1,000": "1000"}.items()
)
def test_percent_text_is_read_and_may_be_negative(text: str, number: str) -> None:
    assert percent(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "三五", "三成", "3,2", "3.2‰", "NaN", "Infinity", "3 to 4", "--3", "1e2", "%"])
def test_percent_text_is_refused(text: str) -> None:
    with pytest.raises(NotRead):
        percent(text)


def _read(kind: str, value: object) -> object:
    return Input(name="x", type=kind, label=Text("", "")).read(value)


@pytest.mark.parametrize("number", [0, 100, Decimal("0.01"), Decimal("1E+15"), Decimal("1.500"), Decimal("10.00000")])
def test_a_json_number_of_money_is_read_exactly(number: int | Decimal) -> None:
    assert _read("money", number) == Money.yuan(Fraction(number))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "not-a-number"), (False, "not-a-number"), ({"a": 1}, "not-a-number"), ([1], "not-a-number"), (0.1, "not-a-number"),
        (Decimal("NaN"), "not-a-number"), (Decimal("Infinity"), "not-a-number"), (Decimal("1E+999999"), "too-large"),
        (Decimal("1E+99999999"), "too-large"), (Decimal("-1E+99999999"), "negative"), (Decimal("1E-99999999"), "too-many-decimals"),
        (Decimal("0.001"), "too-many-decimals"), (10**4000, "too-large"),
        (-1, "negative"), (Decimal("0." + "1" * 5000), "too-many-decimals"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_json_value_that_is_no_money_is_refused_at_once(value: object, code: str) -> None:
    with pytest.raises(NotRead) as refusal:
        _read("money", value)
    assert refusal.value.code == code


@pytest.mark.parametrize("kind", ["count", "percent", "year-of-funding"])
@pytest.mark.parametrize("text", ["1E+999999", "-1E+99999999", "1E-99999999", "1E+99999999"])
def test_huge_exponents_neither_hang_nor_crash(kind: str, text: str) -> None:
    with pytest.raises(NotRead):
        _read(kind, Decimal(text))


@given(st.integers(0, MOST_YUAN * 100))
def test_money_as_we_write_it_is_read_back_exactly_in_both_languages(fen: int) -> None:
    sum = Money(fen)
    text = written(sum)
    assert money(text.zh) == sum, text.zh
    assert money(text.en) == sum, text.en


@given(st.integers(0, MOST_YUAN * 100), st.sampled_from((1, 100, WAN * 100, YI * 100, 10**8 * WAN)))
def test_round_sums_are_written_short_and_read_back_exactly(count: int, unit: int) -> None:
    fen = count % (MOST_YUAN * 100 // unit + 1) * unit
    text = written(Money(fen))
    assert money(text.zh) == money(text.en) == Money(fen), text
    assert money(f"人民币{text.zh}") == Money(fen)


@given(st.fractions(min_value=0, max_value=10**15))
def test_a_sum_is_cut_at_the_fen_and_never_rounded_up(yuan: Fraction) -> None:
    sum = Money.yuan(yuan)
    assert Fraction(str(sum)) <= yuan < Fraction(str(sum)) + Fraction(1, 100)


@given(st.decimals(min_value=0, max_value=10**15, places=2, allow_nan=False, allow_infinity=False))
def test_every_plain_decimal_is_read_as_itself(number: Decimal) -> None:
    assert money(format(number, "f")) == Money.yuan(Fraction(number))
    assert money(decimal(Fraction(number), 2)) == Money.yuan(Fraction(number)), "with commas in groups of three"


@given(st.text(alphabet="0123456789０５.,，．-－−+%％万亿千百元个人民币RMBrmb¥￥ yuan　millionbkE²①½٣", max_size=16))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    for reader in (money, count, percent):
        try:
            value = reader(text)
        except NotRead as refusal:
            assert refusal.code in ("not-a-number", "negative", "too-large", "too-many-decimals", "not-an-integer")
        else:
            assert re.search("[0-9０-９]", text), f"{text!r} was read as {value}"
