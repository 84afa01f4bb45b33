"""The number tokens of the official text: 30%, 600万, 第一年, 1：1, the blanks of X月X日; and the numbers of its English."""

import re
from dataclasses import dataclass
from fractions import Fraction

_TOKEN = re.compile(r"[0-9]+：[0-9]+|[0-9]+%?|X|[〇零一二三四五六七八九十百双]+")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "双": 2}
_ENGLISH = re.compile(
    r"(?P<ratio>[0-9]+:[0-9]+)|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)(?:(?P<percent>%)|\s(?P<scale>million|billion)\b)?"
    r"|\b(?P<word>[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ff]irst|[Ss]econd|[Tt]hird)\b(?!-)"
    r"|\b(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b"
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORDS = {
    **{word: value for value, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)},
    **{word: value for value, word in enumerate(("first", "second", "third"), 1)},
}


@dataclass(frozen=True)
class Token:
    """A number where it stands: `start` and `end` are offsets into the text it was found in."""

    text: str
    start: int
    end: int
    value: Fraction | None  # None for a blank X

    def __str__(self) -> str:
        return f"“{self.text}” at character {self.start}"


def tokens(text: str) -> list[Token]:
    """Every number token with its value; 万 right after a number multiplies it."""
    return [Token(m[0], m.start(), m.end(), _value(m[0], text[m.end() : m.end() + 1])) for m in _TOKEN.finditer(text)]


def numeral(text: str) -> int:
    """A Chinese numeral below 200: 二十一 is 21."""
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _value(token: str, after: str) -> Fraction | None:
    if token == "X":
        return None
    if "：" in token:
        left, right = token.split("：")
        return Fraction(int(left), int(right))
    if token.endswith("%"):
        return Fraction(int(token[:-1]), 100)
    value = Fraction(int(token) if token.isascii() else numeral(token))
    return value * 10_000 if after == "万" else value


def english_numbers(text: str) -> list[Fraction]:
    """The numbers of an English phrase, in order."""
    found = []
    for match in _ENGLISH.finditer(text):
        if match["ratio"]:
            left, right = match["ratio"].split(":")
            found.append(Fraction(int(left), int(right)))
        elif match["word"]:
            found.append(Fraction(_WORDS[match["word"].lower()]))
        elif match["month"]:
            found.append(Fraction(_MONTHS.index(match["month"]) + 1))
        else:
            value = Fraction(match["number"].replace(",", ""))
            scale = {"million": 10**6, "billion": 10**9}.get((match["scale"] or "").lower(), 1)
            found.append(value / 100 if match["percent"] else value * scale)
    return found
