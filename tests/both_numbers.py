"""Reads the numbers out of a sentence in Chinese and in English, so that the two can be compared."""

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

Numbers = Counter[tuple[str, Fraction]]  # kind (money, %, plain) and value

_NUMBER = r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
_ZH = re.compile(rf"{_NUMBER}(亿元|亿|万元|元|万|%)?")
_EN = re.compile(rf"(RMB )?{_NUMBER}(%| million\b| billion\b)?")
_SCALE = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4, " million": 10**6, " billion": 10**9}


def numbers(zh: str, en: str) -> tuple[Numbers, Numbers]:
    """The numbers of both sentences: sums of money, percentages and plain numbers apart."""
    chinese = ((m[2] or "", m[1]) for m in _ZH.finditer(zh.replace("百强", "100强").replace("大于0", "")))
    english = ((m[3] or ("元" if m[1] else ""), m[2]) for m in _EN.finditer(en))
    return _counted(chinese), _counted(english)


def sums(zh: str, en: str) -> tuple[Numbers, Numbers]:
    """Only money and percentages: free prose may write a small number as a word in one language."""
    chinese, english = numbers(zh, en)
    return tuple(Counter({key: times for key, times in found.items() if key[0]}) for found in (chinese, english))  # type: ignore[return-value]


def _counted(found: Iterable[tuple[str, str]]) -> Numbers:
    kinds = {"": "", "%": "%"}
    return Counter((kinds.get(unit, "money"), Fraction(digits.replace(",", "")) * _SCALE.get(unit, 1)) for unit, digits in found)
