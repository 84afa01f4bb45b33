"""How people write numbers: money, counts, percentages and years as typed, in digits or numerals, in Chinese or in English.

Every reader takes the text as typed and answers a value, or raises `NotRead` with one of the codes of `problems.CODES`, naming the part
of the text that it stumbles over. Only whole forms are read; what is left over or doubtful is refused, never guessed: no 约 or 左右,
no range, no 三五万, no 两万五 (25,000 in speech, yet “two, ten thousand, five” by its letters), no 1亿2000 (1.2 or 1.00002亿?)."""

from calculator.numerals.reading import bare, count, count_of, money, money_of, percent, percent_of, year
from calculator.numerals.refusal import MOST_CHARACTERS, MOST_YUAN, NotRead
from calculator.numerals.years import not_calendar, year_of_funding

__all__ = [
    "MOST_CHARACTERS", "MOST_YUAN", "NotRead", "bare", "count", "count_of", "money", "money_of", "not_calendar", "percent", "percent_of",
    "year", "year_of_funding",
]  # fmt: skip
