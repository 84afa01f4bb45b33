"""Cells that a reader may change: what they hold, what may be typed into them, and what is said of anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculator.answer import sentence
from calculator.export import words
from calculator.export.validation import fits_a_rule, stopping
from calculator.inputs import NO, YES, Input, Value
from calculator.money import Money
from calculator.numerals import MOST_YUAN
from calculator.steps.cells import Stop, filled, quoted
from calculator.text import Text, joined

Item = Money | Decimal | int | str | None  # one cell: a list has several
_CALENDAR = 1900  # from here on a year is one of the calendar, and no year of funding
_LOOKS = {"money": "money", "money-list": "money", "count": "count", "year-of-funding": "count", "percent": "percent"}


def look_of(field: Input) -> str:
    """The look of its numbers or texts, without saying whether the cell may be changed."""
    return _LOOKS.get(field.type, "text")


def items_of(field: Input, value: Value | None, lang: str) -> list[Item]:
    """What its cells hold, one for each item of a list; None for an empty one."""
    if isinstance(value, tuple):
        return list(value)
    if value is None or field.type not in ("choice", "yes-no"):
        return [value]
    return [(yes_no(value) if isinstance(value, bool) else field.options[field.values.index(str(value))])[lang]]


def yes_no(value: object) -> Text:
    """How a cell answers a condition."""
    return YES if value else NO


def label_of(field: Input, place: int, count: int) -> Text:
    """What a cell is called: its field, and which item it is where there are several."""
    if count == 1:
        return field.label
    return Text(f"{field.label.zh}，第{place}项", f"{field.label.en}, item {place}")


def wrong(field: Input, cell: str, lang: str) -> tuple[str, Text]:
    """An expression that is true where the filled cell holds nothing of its kind, and what is expected instead."""
    if names := choices(field, lang):
        return f"NOT(OR({','.join(f'{cell}={quoted(name)}' for name in names)}))", _CHOOSE + _listed(field)
    tests = {
        "percent": f"ABS({cell})>{MOST_YUAN}",
        "count": f"OR({cell}<0,{cell}>{MOST_YUAN},INT({cell})<>{cell})",
        "year-of-funding": f"OR({cell}<1,{cell}>={_CALENDAR},INT({cell})<>{cell})",
    }
    test = tests.get(field.type, f"OR({cell}<0,{cell}>{MOST_YUAN},ROUND({cell},2)<>{cell})")
    return f"IF(ISNUMBER({cell}),{test},TRUE)", _EXPECTED.get(field.type, _EXPECTED["money"])


def choices(field: Input, lang: str) -> tuple[str, ...]:
    """All that a cell may hold, where that is known."""
    named = [YES, NO] if field.type == "yes-no" else field.options if field.type == "choice" else ()
    return tuple(name[lang] for name in named)


def rule(field: Input, cell: str, lang: str) -> Mapping[str, Any]:
    """What may be typed, for a spreadsheet: it refuses anything else, and says beforehand what is asked."""
    test, expected = wrong(field, cell, lang)
    names, told = choices(field, lang), sentence(expected)[lang]
    said = stopping(asked=(words.ENTRY[lang], told), refused=(words.STOPS[Stop.WRONG][lang], told))
    if names and fits_a_rule(names):
        return said | {"validate": "list", "source": list(names)}
    return said | {"validate": "custom", "value": f"=NOT({test})"}


def _listed(field: Input) -> Text:
    named = [YES, NO] if field.type == "yes-no" else list(field.options)
    return joined(named, en=" or " if len(named) == 2 else ", ")


def blank_of(cells: Sequence[str]) -> str:
    """An expression that is true where none of the cells is filled."""
    return f'{cells[0]}=""' if len(cells) == 1 else f"{filled(cells)}=0"


_CHOOSE = Text("请从列表中选择：", "choose from the list: ")
_EXPECTED = {
    "money": Text("请填写以元为单位、不小于0、最多两位小数的数字", "a number in RMB of at least 0 with at most two decimals"),
    "count": Text("请填写不小于0的整数", "a whole number of at least 0"),
    "percent": Text("请填写百分数的数字，如3.2（表示3.2%）", "a number of per cent, such as 3.2 for 3.2%"),
    "year-of-funding": Text(
        "请填写第几个资助年度（1、2、3），不是日历年份", "which year of funding it is (1, 2 or 3), not a calendar year"
    ),
}
