"""Sums of money, exact: whole fen or a fraction of a fen, never a binary float."""

from dataclasses import dataclass
from fractions import Fraction

Rate = int | Fraction


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum in fen (1 yuan = 100 fen). Money × rate is money; Money × Money has no meaning and is a TypeError."""

    fen: int | Fraction

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
        if type(rate) is int:
            return Money(_plain(self.fen * rate))
        if isinstance(rate, Fraction):
            if type(self.fen) is int:  # the usual case, kept out of the slower rational arithmetic
                whole, rest = divmod(self.fen * rate.numerator, rate.denominator)
                return Money(whole if rest == 0 else Fraction(self.fen * rate.numerator, rate.denominator))
            return Money(_plain(self.fen * rate))
        return NotImplemented

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


def _plain(value: Rate) -> Rate:
    """A fraction that is whole, as the int it is: ints are compared and multiplied several times faster."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
