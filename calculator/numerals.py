"""How people write numbers: money, counts and percentages as typed, in Chinese or in English.

Every reader takes the text as typed and answers a value, or raises `NotRead` with one of the codes of `problems.CODES`.
Full-width characters are folded first. Only whole forms are read; what is left over or doubtful is refused, never guessed.
"""

import re
from decimal import Decimal
from fractions import Fraction

from calculator.money import Money

MOST_YUAN = 10**15
_MOST_CHARACTERS = 60
_SHORT = len(str(MOST_YUAN)) - 1  # digits of a number that cannot be too large

_SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3}
_ENGLISH = {"billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3}
_PLAIN = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?")
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CURRENCY_BEFORE = re.compile(r"^(?:(?:人民币|rmb|cny)\s*¥|人民币|rmb|cny|¥|yuan)\s*", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(r"\s*(?:(?:元\s*)?(?:人民币|rmb|cny)|yuan|元)$", re.IGNORECASE)
# Full-width forms only: folding all compatible forms (NFKC) would read 10² as 102
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", ord("￥"): "¥"}
_SIGN = re.compile(r"^[-−–]\s*")
_CHINESE = re.compile(rf"({_NUMBER})\s*({'|'.join(_SCALES)})?\s*")
_ENGLISH_SUM = re.compile(rf"^({_NUMBER})\s*({'|'.join(_ENGLISH)})?$", re.IGNORECASE)
_COUNT = re.compile(rf"^({_NUMBER})\s*(?:个|人|名|项|件|套|款|家|笔)?$")
_PERCENT = re.compile(rf"^({_NUMBER})\s*%?$")


class NotRead(ValueError):
    """The text is no value of the kind asked for; `code` says why, `index` which item of a list it was."""

    def __init__(self, code: str, index: int | None = None):
        super().__init__(code)
        self.code, self.index = code, index


def money(text: str, unit: int = 1) -> Money:
    """Yuan from text such as `1000万元`, `RMB 10 million`, `1亿2000万`; a bare number is in `unit` yuan."""
    if plain := _PLAIN.fullmatch(text):  # the usual case in large files, kept out of the slower rational arithmetic
        decimals = plain[2] or ""
        fen, rest = divmod(int(plain[1] + decimals) * 100 * unit, 10 ** len(decimals))
        if not rest and fen <= MOST_YUAN * 100:
            return Money(fen)
    body, negative = _folded(text)
    body, words = _without_currency(body)
    if not negative:
        body, negative = _unsigned(body)  # ¥-5 as well as -¥5
    yuan = _english_yuan(body, words, unit)
    if yuan is None:
        yuan = _chinese_yuan(body, words)
    if yuan is None:
        raise NotRead("not-a-number")
    return money_of(-yuan if negative else yuan)


def money_of(yuan: int | Fraction | Decimal) -> Money:
    """Checks a sum in yuan: not negative, at most 10^15, whole fen."""
    if type(yuan) is int and 0 <= yuan <= MOST_YUAN:
        return Money(yuan * 100)
    if yuan < 0:
        raise NotRead("negative")
    if yuan > MOST_YUAN:
        raise NotRead("too-large")
    if isinstance(yuan, Decimal):
        if (yuan and yuan.adjusted() < -2) or len(yuan.as_tuple().digits) > _MOST_CHARACTERS:
            raise NotRead("too-many-decimals")
        yuan = Fraction(yuan)
    fen = yuan * 100
    if fen != int(fen):
        raise NotRead("too-many-decimals")
    return Money(int(fen))


def count(text: str) -> int:
    """A whole number such as `5`, `５` or `5个`."""
    if len(text) <= _SHORT and text.isdecimal() and text.isascii():  # the usual case, which needs no look at its form
        return int(text)
    body, negative = _folded(text)
    match = _COUNT.match(body)
    if not match:
        raise NotRead("not-a-number")
    return count_of(Decimal(_digits(match[1])) * (-1 if negative else 1))


def count_of(number: int | Decimal) -> int:
    """Checks a count: not negative, at most 10^15, whole."""
    if type(number) is int and 0 <= number <= MOST_YUAN:
        return number
    if number < 0:
        raise NotRead("negative")
    if number > MOST_YUAN:
        raise NotRead("too-large")
    if isinstance(number, Decimal) and ((number and number.adjusted() < 0) or number != number.to_integral_value()):
        raise NotRead("not-an-integer")
    return int(number)


def percent(text: str) -> Decimal:
    """Percentage points such as `3.2`, `3.2%` or `－3`."""
    body, negative = _folded(text)
    match = _PERCENT.match(body)
    if not match:
        raise NotRead("not-a-number")
    return percent_of(Decimal(_digits(match[1])) * (-1 if negative else 1))


def percent_of(number: int | Decimal) -> Decimal:
    """Checks percentage points: not beyond ±10^15, at most twelve decimals."""
    value = Decimal(number)
    if value.copy_abs() > MOST_YUAN:  # abs() would overflow on 1e9999999
        raise NotRead("too-large")
    if value and (value.adjusted() < -12 or len(value.as_tuple().digits) > _MOST_CHARACTERS):
        raise NotRead("too-many-decimals")
    return value


def _folded(text: str) -> tuple[str, bool]:
    """The text with full-width forms folded and its sign taken off."""
    if len(text) > _MOST_CHARACTERS:
        raise NotRead("not-a-number")
    return _unsigned(text.translate(_FULL_WIDTH).strip())


def _unsigned(body: str) -> tuple[str, bool]:
    bare = _SIGN.sub("", body)
    return bare, bare != body


def _without_currency(body: str) -> tuple[str, bool]:
    """Takes off one currency word on each side; the flag says whether there was one."""
    bare = _CURRENCY_AFTER.sub("", _CURRENCY_BEFORE.sub("", body))
    return bare, bare != body


def _english_yuan(body: str, words: bool, unit: int) -> Fraction | None:
    match = _ENGLISH_SUM.match(body)
    if not match:
        return None
    number = Fraction(_digits(match[1]))
    if match[2]:
        return number * _ENGLISH[match[2].lower()]
    return number if words else number * unit


def _chinese_yuan(body: str, words: bool) -> Fraction | None:
    """Adds parts such as 1亿2000万: units fall, each part stays below the unit before it, only the last has decimals."""
    total, below, position = Fraction(0), None, 0
    while position < len(body):
        match = _CHINESE.match(body, position)
        if not match or (below is not None and total.denominator != 1):
            return None
        scale = _SCALES[match[2]] if match[2] else 1
        if scale == 1 and not (words and below):
            return None
        part = Fraction(_digits(match[1])) * scale
        if below is not None and (part >= below or "." in body[:position]):
            return None
        total, below, position = total + part, scale, match.end()
    return total if position else None


def _digits(text: str) -> str:
    return text.replace(",", "")
