"""A bare number so large in the unit of its field that another unit was probably meant: 10000000 typed where 万元 are asked."""

from typing import Any

from calculator import numerals
from calculator.money import Money
from calculator.text import Text, money

_LARGE = Money.yuan(10**9)  # no sum that a field asks for is likely to be as large
UNITS = {
    1: Text("元", "RMB"),
    10**3: Text("千元", "RMB 1,000"),
    10**4: Text("万元", "RMB 10,000"),
    10**6: Text("百万元", "RMB million"),
    10**8: Text("亿元", "RMB 100 million"),
}


def unit_name(unit: int) -> Text:
    """What one is worth, as each reader writes it."""
    return UNITS.get(unit) or Text(f"{unit:,}元", f"RMB {unit:,}")


def shortest(unit: int) -> int:
    """Characters that a number has at least where there is anything to ask."""
    return len(str(_LARGE.fen // 100 // unit))


def doubt(given: Any, value: Money, unit: int) -> Text | None:
    """What to ask back of a sum that was read; None where there is nothing to ask."""
    if unit == 1 or value < _LARGE or not isinstance(given, str) or not numerals.bare(given):
        return None
    counted, sum = unit_name(unit), money(value)
    return Text(
        f"数额较大（{sum.zh}），请核对单位：此处的数字以{counted.zh}计。如填写的是元，请在数字后加“元”。",
        f"This is a large sum ({sum.en}); check the unit: a number here counts {counted.en} each. If yuan were meant, add “yuan” to it.",
    )
