"""What was wrong with what a visitor gave: named, bilingual, never a traceback."""

import json
from decimal import Decimal

from calculator.frozen import Frozen
from calculator.numerals import MOST_CHARACTERS, NotRead
from calculator.text import Text, joined
from calculator.unseen import seen

CODES: dict[str, Text] = {
    "unknown-benefit": Text("没有这一事项", "there is no such benefit"),
    "unknown-field": Text("本事项没有这一栏", "this benefit has no such field"),
    "duplicate-field": Text("同一栏出现了两次", "the same field is given twice"),
    "missing-field": Text("缺少必填内容", "a required value is missing"),
    "negative": Text("不能是负数", "it must not be negative"),
    "too-many-decimals": Text("小数位数过多", "it has too many decimals"),
    "not-a-number": Text("不是可以识别的数字", "this cannot be read as a number"),
    "foreign-currency": Text(
        "这是外币，请折算成人民币填写，草案没有规定折算汇率",
        "this is another currency: give the sum in RMB; the draft names no rate to convert at",
    ),
    "too-large": Text("数额过大", "it is too large"),
    "not-an-integer": Text("不是整数", "it is not a whole number"),
    "out-of-range": Text("超出可填范围", "it is out of range"),
    "calendar-year": Text(
        "这是公历年份，这一栏填的是第几个资助年度",
        "this is a calendar year; what is asked is which year of funding it is",
    ),
    "not-a-choice": Text("不在可选范围内", "it is none of the choices"),
    "not-yes-no": Text("不是“是”或“否”", "it is neither yes nor no"),
    "not-a-list": Text("不是列表", "it is not a list"),
    "conflict": Text("与其他各栏不能同时填写", "it cannot be given together with the other fields"),
    "ceiling-not-applicable": Text("本事项不适用项目实际投入上限", "the project-investment ceiling does not apply to this benefit"),
    "not-invertible": Text(
        "条文只写明上限或定额，没有可以反算的基数",
        "the text gives only a ceiling or a set sum, so there is no figure to work backwards to",
    ),
    "too-many-cells": Text("单元格多于表头的列数", "it has more cells than the header has columns"),
    "unreadable-row": Text(
        "无法按表格读取：单元格超过131,072个字符，或引号没有成对",
        "it is no row: a cell is longer than 131,072 characters, or a quotation mark is not closed",
    ),
    "row-too-long": Text("一行超过4,194,304个字符", "the row is longer than 4,194,304 characters"),
    "other-heads": Text(
        "上方出现了另一套表头，本行的各列含义不明：请把它下面的部分另存为一张表",
        "other headers stand above this row, so nobody can tell what its columns mean: make what is below them a table of its own",
    ),
    "formula": Text("公式没有保存计算结果", "it is a formula whose result was not saved"),
    "error-value": Text("单元格是错误值，公式没有算出结果", "it is an error value: the formula came to no result"),
    "damaged-cell": Text(
        "单元格的内容已损坏，请在电子表格中重新填写", "the cell is damaged in the file: fill it in again in a spreadsheet"
    ),
    "far-number": Text("数字超出可以识别的范围", "the number is beyond all that can be read"),
    "no-such-date": Text("这一格按日期显示，但数值不在日历之内", "the cell is shown as a date, and no calendar has it"),
    "bad-request": Text("请求不是规定的格式", "the request is not of the required form"),
}

# What is amiss with the part of a number that was not understood, where that is known
HINTS: dict[str, Text] = {
    "approximate": Text("请填一个确定的数", "give one exact figure"),
    "range": Text("请填一个数，不填范围", "give one figure, not a range"),
    "commas": Text("逗号只能每三位一个", "commas only divide groups of three digits"),
    "exponent": Text("请把数字写全", "write the number out in full"),
    "unit": Text("单位不明确，请写全", "its unit is not clear; write it out in full"),
    "float": Text("二进制浮点数不是准确的数，请用文本或Decimal传入", "a binary floating-point number is not exact; pass text or a Decimal"),
}

_PREDICATES = ("不", "没有", "小数", "数额", "超出", "与")  # how those begin that go on from what they are about without a pause
_SHOWN = MOST_CHARACTERS  # of what was given that a message repeats: a number that can be read stands there in full


class Problem(Frozen, kw_only=False):
    """One thing wrong: its code, the field (None: the whole request), the item of a list, and a sentence in each language.

    `brief` says the same where the benefit and the field are in sight already: beside the field of a page."""

    code: str
    field: str | None
    message: Text
    brief: Text
    index: int | None = None

    def as_dict(self) -> dict[str, str | None]:
        return {"code": self.code, "field": self.field, "zh": self.message.zh, "en": self.message.en}


class Problems(ValueError):
    """Everything that is wrong with one request."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(problem.message.en for problem in problems))
        self.problems = tuple(problems)


def problem(
    code: str,
    *,
    benefit: Text | None = None,
    field: str | None = None,
    label: Text | None = None,
    given: object = None,
    expected: Text | None = None,
    index: int | None = None,
    why: Text | None = None,
) -> Problem:
    """Puts the sentence together: benefit, field, what was given, why it will not do (the code's own words unless `why` is given),
    what is expected."""
    why = why or CODES[code]
    zh, en = "", ""
    if benefit is not None:
        zh, en = f"{benefit.zh}：", f"{benefit.en}: "
    if field is not None:
        item = "" if index is None else f"第{index + 1}项"
        nth = "" if index is None else f", item {index + 1}"
        zh += f"“{label.zh}”（{field}）{item}" if label else f"“{field}”{item}"
        en += f"“{label.en}” ({field}){nth} " if label else f"“{field}”{nth} "
    if given is not None and field is None:
        zh, en = f"{zh}“{_shown(given)}”：{why.zh}", f"{en}“{_shown(given)}”: {why.en}"
    elif given is not None:
        shown = _shown(given)
        zh += f"填写的是“{shown}”，{why.zh}"
        en += f"was given as “{shown}”: {why.en}"
    else:
        zh += why.zh if zh.endswith(("：", "")) and field is None else f"：{why.zh}"
        en = f"{en.rstrip()}: {why.en}" if field is not None else en + why.en
    rest = Text(f"；应为{expected.zh}。", f"; expected {expected.en}.") if expected is not None else Text("。", ".")
    return Problem(code, field, Text(zh, en) + rest, _brief(why, given) + rest, index)


def why_not(error: NotRead) -> Text:
    """Why a text was not read, with the parts that were not understood, as typed."""
    if error.code != "not-a-number" or not (error.parts or error.hint):
        return CODES[error.code]
    if not error.parts:
        return HINTS[error.hint]
    zh, en = "、".join(f"“{_shown(part)}”" for part in error.parts), ", ".join(f"“{_shown(part)}”" for part in error.parts)
    if error.hint == "unit":
        return Text(f"其中{zh}的单位不明确，请写全", f"the unit of {en} is not clear; write it out in full")
    told = Text(f"其中{zh}无法识别", f"{en} is not understood")
    return joined([told, HINTS[error.hint]], zh="，", en="; ") if error.hint else told


def _brief(why: Text, given: object) -> Text:
    if given is None:
        return Text(why.zh, why.en[:1].upper() + why.en[1:])
    shown = _shown(given)
    joint = "" if why.zh.startswith(_PREDICATES) else "，"
    return Text(f"“{shown}”{joint}{why.zh}", f"“{shown}”: {why.en}")


def _shown(given: object) -> str:
    if given is True or given is False:
        return "true" if given else "false"
    text = (
        given
        if isinstance(given, str)
        else str(given)
        if isinstance(given, Decimal)
        else json.dumps(given, ensure_ascii=False, default=str)
    )
    text = "".join(character if _has_look(character) else " " for character in seen(text[: _SHOWN * 20])[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _has_look(character: str) -> bool:
    """Whether it can stand in a sentence as it is: spaces of any width can, ends of lines and controls cannot."""
    return character.isprintable() or (character.isspace() and character > "\x9f" and character not in "\u2028\u2029")
