"""Reads the plain, all-text records of the law's data; each complaint knows its path, what was found and what was expected."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from calculator import numerals
from calculator.money import Money
from calculator.text import Text

Quantity = Money | int
_RATE = re.compile(r"^([0-9]+(?:\.[0-9]+)?)%$")
_SHOWN = 60  # characters of a list that a message repeats
_RATIO = re.compile(r"^([0-9]+)：([0-9]+)$")


class RecordError(ValueError):
    """A record is not as it should be. `path` leads to the place inside the record."""

    def __init__(self, path: tuple[str | int, ...], found: str, expected: str):
        super().__init__(f"{dotted(path)}: expected {expected}, found {found}")
        self.path, self.found, self.expected = path, found, expected


def dotted(path: tuple[str | int, ...]) -> str:
    """`('steps', 0, 'share')` as `steps[0].share`."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


class Fields:
    """One mapping, taken apart key by key; `end()` refuses keys that nobody asked for."""

    def __init__(self, data: Any, path: tuple[str | int, ...] = ()):
        if not isinstance(data, dict):
            raise RecordError(path, shown(data), "a mapping")
        self.data, self.path, self.left = data, path, set(data)

    def error(self, key: str, expected: str) -> RecordError:
        return RecordError((*self.path, key), shown(self.data.get(key)), expected)

    def raw(self, key: str) -> Any:
        if key not in self.data:
            raise RecordError((*self.path, key), "nothing", f"a value for “{key}”")
        self.left.discard(key)
        return self.data[key]

    def has(self, key: str) -> bool:
        return key in self.data

    def string(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self.data:
            return default
        value = self.raw(key)
        if not isinstance(value, str) or not value:
            raise self.error(key, "text")
        return value

    def one_of(self, key: str, values: tuple[str, ...], default: str | None = None) -> str:
        value = self.string(key, default)
        if value not in values:
            raise self.error(key, "one of " + ", ".join(values))
        return value

    def flag(self, key: str, default: str = "no") -> bool:
        return self.one_of(key, ("yes", "no"), default) == "yes"

    def whole(self, key: str) -> int:
        value = self.string(key)
        if not value.isdecimal():
            raise self.error(key, "a whole number")
        return int(value)

    def strings(self, key: str) -> tuple[str, ...]:
        if key not in self.data:
            return ()
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, "a list of words")
        return tuple(value)

    def text(self, key: str, default: Text | None = None) -> Text:
        if default is not None and key not in self.data:
            return default
        both = self.fields(key)
        text = Text(both.string("zh"), both.string("en"))
        both.end()
        return text

    def fields(self, key: str) -> "Fields":
        return Fields(self.raw(key), (*self.path, key))

    def each(self, key: str) -> Iterator["Fields"]:
        """The mappings of a list, which may be missing."""
        value = self.raw(key) if key in self.data else []
        if not isinstance(value, list):
            raise self.error(key, "a list")
        return (Fields(item, (*self.path, key, index)) for index, item in enumerate(value))

    def rate(self, key: str) -> Fraction:
        return rate(self.string(key), (*self.path, key))

    def quantity(self, key: str) -> Quantity:
        return quantity(self.string(key), (*self.path, key))

    def money(self, key: str) -> Money:
        value = self.quantity(key)
        if not isinstance(value, Money):
            raise self.error(key, "a sum such as 600万元")
        return value

    def end(self) -> None:
        if self.left:
            key = min(self.left)
            raise RecordError((*self.path, key), f"the key “{key}”", "no other key here")


def rate(text: str, path: tuple[str | int, ...]) -> Fraction:
    """`30%` or `1：1` as a fraction."""
    if match := _RATE.match(text):
        return Fraction(match[1]) / 100
    if match := _RATIO.match(text):
        return Fraction(int(match[1]), int(match[2]))
    raise RecordError(path, shown(text), "a rate such as 30% or 1：1")


def quantity(text: str, path: tuple[str | int, ...]) -> Quantity:
    """A sum of money (`600万元`, `3万`) or a count of things (`5个`)."""
    try:
        if text.endswith("个"):
            return numerals.count(text)
        if text.endswith(("元", "万")):
            return numerals.money(text)
    except numerals.NotRead:
        pass
    raise RecordError(path, shown(text), "a sum such as 600万元 or a count such as 5个")


def shown(value: Any) -> str:
    """A value as a complaint repeats it."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        words = ", ".join(item for item in value if isinstance(item, str))
        return f"[{words}]" if words and len(words) < _SHOWN else "a list"
    return "nothing" if value is None else f"“{value}”"
