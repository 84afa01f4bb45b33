"""One string in both languages, and how each reader expects numbers to be written."""

from fractions import Fraction
from typing import Final

from calculator.money import Money, Rate

LANGUAGES = ("zh", "en")
_WAN = 10**6  # fen in 1万元


class Text:
    """The same statement in Chinese and in English; both are always present."""

    __slots__ = ("en", "zh")

    def __init__(self, zh: str, en: str):
        self.zh: Final = zh
        self.en: Final = en

    def __eq__(self, other: object) -> bool:
        return (self.zh, self.en) == (other.zh, other.en) if isinstance(other, Text) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.zh, self.en))

    def __repr__(self) -> str:
        return f"Text({self.zh!r}, {self.en!r})"

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh

    def __add__(self, other: "Text") -> "Text":
        return Text(self.zh + other.zh, self.en + other.en)

    def as_dict(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


def joined(parts: list[Text], zh: str = "、", en: str = ", ") -> Text:
    """The parts as one text, with each language's own separator."""
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def capital(text: Text) -> Text:
    """The text with a capital letter at the start of its English."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def within(en: str) -> str:
    """An English name as it stands within a sentence: “First year” as “first year”, and “AI” as it is."""
    return en if en[1:2].isupper() else en[:1].lower() + en[1:]


def quoted(zh: str) -> str:
    """Chinese words in quotation marks, those inside them made single: “‘小升规’奖励”."""
    return "“" + zh.replace("“", "‘").replace("”", "’") + "”"


def decimal(value: Rate, places: int | None = None) -> str:
    """A rational as plain digits: `places` decimals cut off, or just as many as it needs (at most 12)."""
    sign = "-" if value < 0 else ""
    digits = 12 if places is None else places
    scaled = int((-value if value < 0 else value) * 10**digits)
    whole, rest = divmod(scaled, 10**digits)
    tail = f"{rest:0{digits}d}" if digits else ""
    if places is None:
        tail = tail.rstrip("0")
    return f"{sign}{whole:,}" + (f".{tail}" if tail else "")


def percent(rate: Fraction) -> str:
    """`3/10` as `30%`, the way both languages write it."""
    return decimal(rate * 100).replace(",", "") + "%"


def _short(fen: int, unit: int) -> str | None:
    """The sum in `unit` yuan, where two decimals are enough to be exact: the fen that one hundredth of it holds are just as many."""
    if fen < unit * 100 or fen % unit:
        return None
    whole, rest = divmod(fen // unit, 100)
    tail = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{whole:,}{tail}"


def _long(fen: int) -> str:
    """All the digits, in yuan."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}" + (f".{rest:02d}" if rest else "")


def money_zh(money: Money) -> str:
    """亿元 where two decimals are enough to be exact, else 万元 down to the last fen; below 1万元 all the digits in 元."""
    fen = int(money.fen)
    if short := _short(fen, 10**8):
        return short.replace(",", "") + "亿元"
    if fen < _WAN:
        return _long(fen) + "元"
    whole, rest = divmod(fen, _WAN)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".") + "万元"


def money_en(money: Money) -> str:
    """`RMB 7.5 million` where two decimals are enough to be exact, else all the digits."""
    fen = int(money.fen)
    for unit, word in ((10**9, "billion"), (10**6, "million")):
        if short := _short(fen, unit):
            return f"RMB {short} {word}"
    return f"RMB {_long(fen)}"


def money(value: Money) -> Text:
    """The same sum for both readers: 750万元 and RMB 7.5 million. Cut (never rounded up) at the fen."""
    return Text(money_zh(value), money_en(value))


def quantity(value: Money | Rate, unit: str | None) -> Text:
    """A sum, a number of quota places, or a plain number, as each reader writes it."""
    if isinstance(value, Money):
        return money(value)
    number = decimal(int(value)).replace(",", "")
    return Text(f"{number}个配额", f"{number} quota place{'' if int(value) == 1 else 's'}") if unit == "places" else Text(number, number)
