"""How sums are spread: bins with round limits (1, 2, 5, 10, 20, 50 … yuan), which need no second look at the rows."""

from collections import Counter

from calculator.frozen import Frozen
from calculator.money import Money
from calculator.text import Text, money

_STEPS = (1, 2, 5)


class Bin(Frozen, kw_only=False):
    """Sums above `low` and up to `high`, with how many rows of each count have one."""

    low: Money
    high: Money
    rows: tuple[int, ...]

    @property
    def name(self) -> Text:
        """`20万元–50万元`."""
        low, high = money(self.low), money(self.high)
        if not self.low:
            return Text(f"{high.zh}以内", f"up to {high.en}")
        return Text(f"{low.zh}至{high.zh}", f"{low.en} to {high.en}")


def bin_of(sum: Money) -> int:
    """The number of the bin: 0 up to 1 yuan, 1 up to 2, 2 up to 5, 3 up to 10 …"""
    fen = int(sum.fen)
    decades, power = 0, 100
    while fen > power * 10:
        decades, power = decades + 1, power * 10
    return 3 * decades + next(place for place, step in enumerate((1, 2, 5, 10)) if fen <= step * power)


def limit(number: int) -> Money:
    """The most that a bin holds."""
    return Money.yuan(_STEPS[number % 3] * 10 ** (number // 3))


def spread(most: int, *counts: Counter[int]) -> list[Bin]:
    """The bins in order, without gaps, at most `most` of them: the lowest are put together where there are more. Each holds the
    rows of every count."""
    filled = [number for count in counts for number, rows in count.items() if rows]
    if not filled:
        return []
    first, last = max(min(filled), max(filled) - most + 1), max(filled)
    below = [sum(rows for number, rows in count.items() if number < first) for count in counts]
    bins = []
    for number in range(first, last + 1):
        rows = tuple(count[number] + (less if number == first else 0) for count, less in zip(counts, below, strict=True))
        low = Money(0) if number == 0 or (number == first and any(below)) else limit(number - 1)
        bins.append(Bin(low, limit(number), rows))
    return bins
