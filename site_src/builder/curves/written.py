"""Sums of a page's tables and pictures, all in one unit."""

from fractions import Fraction

from calculator.money import Money
from calculator.text import Text, decimal, money

WAN = 10**6  # fen


def in_one_unit(value: Money) -> Text:
    """万元 down to the last fen, so that 166.666667万元 stands among others in 万元; English has one unit anyway."""
    text = money(value)
    if text.zh.endswith(("万元", "亿元")) or value.fen < WAN:
        return text
    return Text(decimal(Fraction(int(value.fen), WAN)).replace(",", "") + "万元", text.en)
