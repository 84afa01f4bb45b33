"""Axes of the pictures: round ticks, the unit that keeps their numbers short, and how each reader writes them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculator.text import Text, decimal
from site_src.builder.wording import both

_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))  # by powers of ten
_MOST_TICKS = 6
WAN, MILLION = 10_000, 1_000_000  # yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis from nought to `most`, in yuan or in things; `ticks` are the values that get a number."""

    most: Fraction
    ticks: tuple[Fraction, ...]
    title: Text
    money: bool

    def number(self, value: Fraction) -> Text:
        """The number at a tick: 万元 in Chinese, millions or plain RMB in English; the unit stands in the title."""
        if not self.money:
            return Text(decimal(value), decimal(value))
        english = decimal(value / MILLION) if self._in_millions else decimal(value)
        return Text(decimal(value / WAN).replace(",", ""), english)

    @property
    def unit(self) -> Text:
        """The unit of the numbers, in brackets; empty for things that are counted."""
        if not self.money:
            return Text("", "")
        return both("curve.in_wan") if self._in_millions else both("curve.in_plain")

    @property
    def _in_millions(self) -> bool:
        return self.most >= 2 * MILLION


def axis_to(most: Fraction, title: Text, money: bool) -> Axis:
    """An axis that ends at the first tick at or beyond `most`."""
    step = _step(most, whole=not money)
    count = -(-most // step)
    return Axis(most=step * count, ticks=tuple(step * n for n in range(int(count) + 1)), title=title, money=money)


def axis_with(top: Fraction, title: Text, money: bool) -> Axis:
    """An axis that ends at `top` itself, with a tick there where round ticks lead to it."""
    steps = [step for step in _round_steps(top) if money or step.denominator == 1]
    dividing = [step for step in steps if top % step == 0 and 2 <= top / step <= _MOST_TICKS - 1]
    step = min(dividing, key=lambda one: abs(top / one - 4)) if dividing else _step(top, whole=not money)
    return Axis(most=top, ticks=tuple(step * n for n in range(int(top // step) + 1)), title=title, money=money)


def _step(most: Fraction, whole: bool) -> Fraction:
    """The smallest round step that needs no more than the ticks there is room for."""
    steps = sorted(step for step in _round_steps(most) if not whole or step.denominator == 1)
    return next(step for step in steps if most / step <= _MOST_TICKS - 1)


def _round_steps(most: Fraction) -> list[Fraction]:
    power = Fraction(10) ** (len(str(int(most))) - 2)
    return [step * power * 10**n for n in range(3) for step in _STEPS]
