"""Every door reads numbers alike: unseen characters, byte order marks, exponents beyond all bounds, sums that ask back, examples."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from calculator import catalogue, numerals, wire
from calculator.batch.columns import match
from calculator.batch.doubts import asked_back
from calculator.plan import plan_of
from calculator.sheet import sheet
from calculator.unseen import trimmed
from tests.tables import SPEND, VOUCHER, batch, xlsx
from tests.test_numerals_written import UNSEEN, WRITTEN

NODE = Path(sys.executable).with_name("node")
WAN = 10_000


def line(value: Any, **more: Any) -> dict[str, Any]:
    return wire.compute_line(json.dumps({"benefit": VOUCHER, "inputs": {SPEND: value}} | more, ensure_ascii=False))


@pytest.mark.parametrize("mark", UNSEEN, ids=lambda mark: f"U+{ord(mark):04X}")
def test_an_unseen_character_counts_as_nothing_at_every_door(mark: str) -> None:
    assert line(f"300{mark}万")["amount"] == "900000.00"
    assert wire.compute_line(json.dumps({"benefit": f"{VOUCHER}{mark}", "inputs": {f"{mark}{SPEND}": 1}}))["amount"] == "0.30"
    assert "duplicate" in wire.compute_line(json.dumps({"benefit": VOUCHER, "inputs": {SPEND: 1, f"{SPEND}{mark}": 2}}))["error"]["code"]
    assert list(wire.compute_lines([f"{mark}\n"])) == [], "a line of nothing that is seen is blank"
    done = batch(f"企业,年度实际采购算{mark}力费用（万{mark}元）\n甲,{mark}300\n乙{mark},{mark}\n", lang="zh")
    assert [row["金额"] for row in done.rows] == ["900000.00", ""]
    assert done.rows[1]["错误代码"] == "missing-field"
    plan = {"applicant": {"kind": f"enterprise{mark}"}, "claims": [{"benefit": VOUCHER, "year": f"20{mark}26", "inputs": {SPEND: "1"}}]}
    assert not plan_of(json.dumps(plan))[1]


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\ufeff", " \ufeff", "\u200b"])
def test_a_mark_before_json_is_no_part_of_it(mark: str) -> None:
    request = json.dumps({"id": "\u200ba", "benefit": VOUCHER, "inputs": {SPEND: "300万"}}, ensure_ascii=False)
    answer = wire.compute_line(mark + request)
    assert (answer["id"], answer["amount"]) == ("\u200ba", "900000.00"), "what is inside the request stays as it came"
    assert [one["amount"] for one in map(json.loads, wire.respond_many(f"{mark}{request}\n{request}\n").splitlines())] == ["900000.00"] * 2
    assert not plan_of(mark + json.dumps({"applicant": {"kind": "enterprise"}, "claims": []}))[1]


@pytest.mark.parametrize(
    "number", ["1e30", "1e9999999", "-1e9999999", "1e-9999999", "1e99999999999999999999", "NaN", "Infinity", "-Infinity"]
)
@pytest.mark.parametrize("as_text", [True, False])
def test_a_number_beyond_all_bounds_is_a_named_error_in_json(number: str, as_text: bool) -> None:
    value = f'"{number}"' if as_text else number
    answer = wire.compute_line(f'{{"id": 1, "benefit": "{VOUCHER}", "inputs": {{"{SPEND}": {value}}}}}')
    assert answer["id"] == 1
    assert answer["error"]["code"] in ("not-a-number", "too-large", "negative", "too-many-decimals")
    assert answer["error"]["field"] == SPEND and len(answer["error"]["en"]) < 500


@pytest.mark.parametrize("value", ["1e9999999", "1e999999", "1e-999999", "sNaN", "NaN", "Infinity", "1e30", "1e300"])
@pytest.mark.parametrize("format", ["General", "yyyy-mm-dd", "0%", '0"万"'])
def test_a_number_beyond_all_bounds_is_a_named_error_in_a_workbook(value: str, format: str) -> None:
    done = batch(_with(xlsx([SPEND], [12345], A2=format), b"<v>12345</v>", f"<v>{value}</v>".encode()))
    assert done.rows[0]["Error code"] in ("far-number", "damaged-cell")
    assert len(done.rows[0]["Error"]) < 400


def _with(book: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with other bytes in its sheet."""
    out = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                assert old in data
                data = data.replace(old, new)
            target.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(("text", "unit", "asks"), [
    ("10000000", WAN, True), ("１０００００００", WAN, True), ("100,000", WAN, True), ("99999", WAN, False), ("10000000元", WAN, False),
    ("20亿", WAN, False), ("10000000", 1, False), ("二〇〇〇〇〇", WAN, True),
])  # fmt: skip
def test_a_bare_number_that_is_too_large_for_its_unit_asks_back(text: str, unit: int, asks: bool) -> None:
    benefit = catalogue.benefit(VOUCHER)
    for lang, words in (("zh", "请核对单位"), ("en", "check the unit")):
        told = sheet(benefit, {SPEND: text}, lang, unit)["doubts"].get(SPEND, [""])
        assert (words in told[0]) is asks
    told = wire.respond(json.dumps({"plan": {"claims": [{"benefit": VOUCHER, "year": 2026, "inputs": {SPEND: text}}]}, "lang": "zh",
                                    "money_unit": "万元" if unit == WAN else "元"}))  # fmt: skip
    assert ("请核对单位" in told) is asks
    head = f"{SPEND}（万元）" if unit == WAN else SPEND
    quoted = f'"{text}"'
    done = batch(f"企业,{head}\n甲,{quoted}\n", lang="zh")
    assert any("请核对单位" in said.zh and "第2行" in said.zh for said in done.run.notices) is asks
    assert bool(asked_back(match([head], VOUCHER), [[text]])) is asks


def test_examples_are_in_the_unit_of_the_field() -> None:
    benefit = catalogue.benefit(VOUCHER)
    for unit, zh in ((WAN, "如1000或1000万元"), (1, "如10000000或1000万元")):
        (error,) = sheet(benefit, {SPEND: "约1,200"}, "zh", unit)["errors"]
        assert zh in error["message"] and "“约1,200”" in error["message"] and "其中“约”" in error["message"]
    (error,) = sheet(benefit, {SPEND: "about 1,200"}, "en")["errors"]
    assert "such as 10000000 or RMB 10 million" in error["message"] and "“about” is not understood" in error["message"]
    (error,) = sheet(benefit, {SPEND: "100万美元"}, "en")["errors"]
    assert error["code"] == "foreign-currency" and "give the sum in RMB; the draft names no rate" in error["message"]


def test_every_example_that_is_given_is_itself_read_as_what_it_says() -> None:
    for unit, bare in ((1, "10000000"), (WAN, "1000"), (10**6, "10"), (10**8, "0.1")):
        assert numerals.money(bare, unit) == numerals.money("1000万元", unit) == numerals.money("RMB 10 million", unit)


def test_the_pages_scripts_see_the_same_characters_and_the_same_bare_numbers() -> None:
    texts = [
        *WRITTEN["read"],
        "1000",
        "1,000.5",
        "１２３",
        "五百",
        "一点五",
        "3千",
        "1 000",
        "1,5",
        "十",
        "",
        " ",
        *(f"30{mark}0" for mark in UNSEEN),
    ]
    run = subprocess.run(
        [NODE, Path(__file__).with_name("numbers_run.mjs")], input=json.dumps(texts), capture_output=True, check=True, text=True
    )
    for text, found in zip(texts, json.loads(run.stdout), strict=True):
        assert found == {"bare": numerals.bare(text), "trimmed": trimmed(text)}, text


def test_what_is_unseen_is_the_same_for_the_scripts_character_by_character() -> None:
    texts = [chr(code) for code in range(0xA0, 0x30000) if not 0xD800 <= code < 0xE000] + [chr(code) for code in range(0xE0000, 0xE2000)]
    run = subprocess.run(
        [NODE, Path(__file__).with_name("numbers_run.mjs")], input=json.dumps(texts), capture_output=True, check=True, text=True
    )
    other = [
        hex(ord(text))
        for text, found in zip(texts, json.loads(run.stdout), strict=True)
        if (found["trimmed"] == "") != (trimmed(text) == "")
    ]
    assert other == []
