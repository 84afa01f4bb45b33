"""Numbers as people write them: what an independent writer of numerals writes is read back exactly; what is found is read or named."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.inputs import Input
from calculator.money import Money
from calculator.numerals import NotRead, bare, count, money, percent, year
from calculator.problems import HINTS, why_not
from calculator.text import Text
from calculator.unseen import seen
from tests.numeral_writer import SCRIPTS, cheque, digit_by_digit, in_unit, mixed, spoken, whole, with_point

WAN, YI = 10**4, 10**8
ROUND = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(0, 9999), st.integers(0, 11))
YUAN = st.one_of(ROUND, st.integers(0, 10**6), st.integers(0, 10**15)).filter(lambda yuan: yuan <= 10**15)
FEN = st.one_of(YUAN.map(lambda yuan: yuan * 100), st.integers(0, 10**17))
SCRIPT = st.sampled_from(sorted(SCRIPTS)).map(SCRIPTS.__getitem__)


@given(FEN, SCRIPT, st.sampled_from(("整", "正", "")), st.sampled_from(("", "人民币", "人民币 ", "RMB", "￥", "人民币（大写）：")))
@example(10_003, SCRIPTS["simplified"], "", "")
@example(10**17, SCRIPTS["financial, traditional"], "整", "人民币")
def test_a_sum_as_on_a_cheque_is_read_back_to_the_fen(fen: int, script: object, end: str, before: str) -> None:
    text = before + cheque(fen, script, end)  # type: ignore[arg-type]
    assert money(text) == money(text, WAN) == Money(fen), text


@given(YUAN, SCRIPT)
def test_a_numeral_is_read_as_a_bare_number_in_the_unit_of_the_field(number: int, script: object) -> None:
    text = whole(number, script)  # type: ignore[arg-type]
    assert money(text) == Money.yuan(number), text
    named = number >= WAN
    assert bare(text) is not named
    if not named:
        assert money(text, WAN) == Money.yuan(number * WAN), text
        assert count(text) == count(f"{text}个") == year(f"第{text}年") == number


@given(YUAN)
def test_what_is_said_and_what_mixes_digits_with_numerals_is_read_back(yuan: int) -> None:
    for text in (spoken(yuan), spoken(yuan) + "元", digit_by_digit(yuan) + "元", mixed(yuan), mixed(yuan) + "整"):
        assert money(text) == Money.yuan(yuan), text


@given(FEN, SCRIPT)
def test_a_sum_in_any_unit_is_read_back_exactly(fen: int, script: object) -> None:
    for power, units in {
        4: "万 万元 萬 w W 万元整 wRMB",
        8: "亿 億元 亿元人民币",
        6: "百万 million m",
        9: "billion bn",
        3: "k 千元",
    }.items():
        number = in_unit(fen, power)
        for unit in units.split():
            if len(number) <= 30:
                assert money(f"{number}{unit}") == money(f"RMB {number} {unit}") == Money(fen), (number, unit)
    for power, unit in ((4, "万"), (8, "亿元"), (4, "萬圓整")):
        text = with_point(in_unit(fen, power), script) + unit  # type: ignore[arg-type]
        if int(in_unit(fen, power).split(".")[0]) < WAN:
            assert money(text) == Money(fen), text


@given(st.decimals(0, 9999, places=2), SCRIPT, st.booleans())
def test_a_percentage_in_numerals_is_read_back(number: Decimal, script: object, negative: bool) -> None:
    text = with_point(in_unit(int(number * 100), 0), script)  # type: ignore[arg-type]
    for written in (f"百分之{text}", f"{text}%", f"{text}个百分点", text):
        assert percent(("负" if negative else "") + written) == (-number if negative else number), written


WRITTEN = yaml.load(Path(__file__).with_name("numbers.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(("text", "yuan"), WRITTEN["read"].items())
def test_what_people_write_is_read_whatever_the_unit_of_the_field(text: str, yuan: str) -> None:
    assert money(text) == Money.yuan(Fraction(yuan))
    if not bare(text):
        assert money(text, WAN) == Money.yuan(Fraction(yuan))


@pytest.mark.parametrize(("text", "told"), WRITTEN["refused"].items())
def test_what_is_doubtful_is_refused_and_the_part_that_is_meant_is_named_as_typed(text: str, told: dict[str, Any]) -> None:
    with pytest.raises(NotRead) as refusal:
        money(text)
    assert (refusal.value.code, list(refusal.value.parts), refusal.value.hint) == ("not-a-number", told["parts"], told["hint"])


@pytest.mark.parametrize("text", ["3千", "5百", "12百"])
def test_digits_with_a_small_unit_word_are_doubtful_in_a_field_for_万元_alone(text: str) -> None:
    assert money(text) and money(f"{text}元", WAN) and money(f"{text}万", WAN)
    with pytest.raises(NotRead) as refusal:
        money(text, WAN)
    assert refusal.value.hint == "unit"


@pytest.mark.parametrize("text", WRITTEN["foreign"])
def test_another_currency_is_refused_as_such(text: str) -> None:
    for unit in (1, WAN):
        with pytest.raises(NotRead) as refusal:
            money(text, unit)
        assert refusal.value.code == "foreign-currency"
        assert refusal.value.parts[0] in text


UNSEEN = ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",
          "\u2067", "\u2068", "\u2069", "\u00ad", "\ufe0e", "\ufe0f", "\u180e", "\u061c", "\U000e0101", "\u034f"]  # fmt: skip


@pytest.mark.parametrize("mark", UNSEEN, ids=lambda mark: f"U+{ord(mark):04X}")
def test_a_character_that_nobody_sees_counts_as_nothing_in_every_reader(mark: str) -> None:
    for place in range(5):
        text = "300万"[:place] + mark + "300万"[place:]
        assert money(text) == Money.yuan(300 * WAN)
    assert count(f"5{mark}个") == 5 and percent(f"{mark}3.2%") == Decimal("3.2") and year(f"20{mark}26年") == 2026
    yes = Input(name="x", type="yes-no", label=Text("", ""))
    choice = Input(name="x", type="choice", label=Text("", ""), values=("city", "state"))
    assert yes.read(f"是{mark}") is True and choice.read(f"{mark}city") == "city"


@pytest.mark.parametrize(
    ("text", "number"), {"五个": 5, "十二人": 12, "五": 5, "二十家": 20, "5 people": 5, "两名": 2, "壹佰": 100, "3.": 3}.items()
)
def test_a_count_in_numerals_is_read(text: str, number: int) -> None:
    assert count(text) == number


@pytest.mark.parametrize("text", ["三五个", "五万个", "几个", "约5个", "5元", "十来个", "5-6人", "两百五"])
def test_a_doubtful_count_is_refused(text: str) -> None:
    with pytest.raises(NotRead) as refusal:
        count(text)
    assert refusal.value.code == "not-a-number"


@pytest.mark.parametrize(
    ("text", "number"), {"百分之三十": "30", "负百分之三": "-3", "百分之负三": "-3", "3 percent": "3", "三点二": "3.2"}.items()
)
def test_a_percentage_is_read_in_words(text: str, number: str) -> None:
    assert percent(text) == Decimal(number)


@pytest.mark.parametrize("text", ["三成", "千分之三", "约3%", "3至5%", "百分之", "负百分之负三"])
def test_a_doubtful_percentage_is_refused(text: str) -> None:
    with pytest.raises(NotRead):
        percent(text)


@pytest.mark.parametrize(
    ("text", "number"), {"2026": 2026, "2026年": 2026, "二〇二六年": 2026, "2026年度": 2026, "第二年": 2, "第3年": 3}.items()
)
def test_a_year_is_read(text: str, number: int) -> None:
    assert year(text) == number


def test_a_binary_fraction_from_a_program_is_refused_with_what_to_pass_instead() -> None:
    for kind in ("money", "count", "percent"):
        with pytest.raises(NotRead) as refusal:
            Input(name="x", type=kind, label=Text("", "")).read(0.1)
        assert "Decimal" in why_not(refusal.value).en


ALPHABET = (
    "0123456789０５.,，．-－+%％万亿千百十元角分整零〇一二两五九点壹贰佰萬個个人民币RMBrmb¥￥$ yuan　millionbkwE²①½٣"
    "约多（含）~\u200b\ufeff美港"
)


@given(st.one_of(st.text(alphabet=ALPHABET, max_size=20), st.text(max_size=80)), st.sampled_from((1, WAN, 10**6)))
def test_any_text_is_read_or_refused_with_parts_that_stand_in_it(text: str, unit: int) -> None:
    for reader in (lambda text: money(text, unit), count, percent, year):
        try:
            reader(text)
        except NotRead as refusal:
            assert all(part and part in seen(text) for part in refusal.parts), refusal.parts
            assert refusal.hint in ("", *HINTS)
            told = why_not(refusal)
            assert told.zh and told.en


@given(st.text(alphabet=ALPHABET.replace("\u200b", "").replace("\ufeff", ""), max_size=14), st.sampled_from(UNSEEN), st.integers(0, 14))
def test_unseen_characters_change_nothing(text: str, mark: str, place: int) -> None:
    def told(text: str) -> object:
        try:
            return money(text)
        except NotRead as refusal:
            return refusal.code, refusal.parts, refusal.hint

    assert told(text[:place] + mark + text[place:]) == told(text)
