"""Sums of money, exact: whole fen or a fraction of a fen, never a binary float."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

Rate = int | Fraction


class Money:
    """A sum in fen (1 yuan = 100 fen). Money × rate is money; Money × Money has no meaning and is a TypeError."""

    __slots__ = ("fen",)

    def __init__(self, fen: int | Fraction):
        self.fen: Final = fen

    def __eq__(self, other: object) -> bool:
        return self.fen == other.fen if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        if type(self.fen) is int and type(other.fen) is int:
            return self.fen < other.fen
        (one, of), (more, out_of) = self.fen.as_integer_ratio(), other.fen.as_integer_ratio()  # thrice as fast as comparing fractions
        return one * out_of < more * of

    def __le__(self, other: "Money") -> bool:
        return not other < self if isinstance(other, Money) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fen)

    def __repr__(self) -> str:
        return f"Money({self.fen})"

    @classmethod
    def yuan(cls, value: Rate) -> "Money":
        return cls(_plain(value * 100))

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_plain(self.fen + other.fen))

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_plain(self.fen - other.fen))

    def __mul__(self, rate: Rate) -> "Money":
        fen = self.fen
        if type(fen) is int and type(rate) is Fraction:  # the usual case, kept out of the slower rational arithmetic
            numerator, denominator = rate.as_integer_ratio()
            whole, rest = divmod(fen * numerator, denominator)
            return Money(whole if rest == 0 else Fraction(fen * numerator, denominator))
        return Money(_plain(fen * rate)) if isinstance(rate, int | Fraction) else NotImplemented

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.fen != 0

    def rounded(self) -> "Money":
        """Down to the whole fen: the text has no rounding rule, and rounding down never promises more than it pays."""
        return self if type(self.fen) is int else Money(self.fen.numerator // self.fen.denominator)

    def __str__(self) -> str:
        """Yuan with two decimals, cut at the fen: `750000.00`."""
        whole = self.rounded().fen
        assert isinstance(whole, int)
        sign = "-" if whole < 0 else ""
        return f"{sign}{abs(whole) // 100}.{abs(whole) % 100:02d}"


ZERO = Money(0)


def total(sums: Iterable[Money]) -> Money:
    """Sums of money added up."""
    return Money(_plain(sum([one.fen for one in sums])))


def _plain(value: Rate) -> Rate:
    """A fraction that is whole, as the int it is: ints are compared and multiplied several times faster."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
