"""The readers: of money, counts, percentages and years, each from text as typed and from a number as JSON or a program gives it."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

from calculator.money import Money
from calculator.numerals.numeral import Numeral, Unfit
from calculator.numerals.refusal import MOST_CHARACTERS, MOST_YUAN, NotRead
from calculator.numerals.signs import AFTER, APPROXIMATE, BEFORE, ENGLISH, EXPONENT, FOREIGN, NUMBER, NUMERAL, RANGE, RUN, folded
from calculator.unseen import seen

_SHORT = len(str(MOST_YUAN)) - 1  # digits of a number that cannot be too large
_PLAIN = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?")
_SIGN = r"(?P<{}>[-负])?\s*"
_MONEY = rf"(?s)\s*{_SIGN.format('sign')}(?P<before>{BEFORE})?\s*{_SIGN.format('inner')}(?P<core>.*?)\s*(?P<after>{AFTER})?(?P<end>整)?\s*"
_ENGLISH = rf"(?P<number>{NUMBER})\s*(?P<scale>{'|'.join(ENGLISH)})\s*元?\s*"
_COUNTED = r"个|人|名|项|件|套|款|家|笔|位|次|场|份|台"
_PEOPLE = r"people|persons?|items?|places?|products?|projects?|cases?|companies|enterprises"
_COUNT = rf"(?s)\s*(?P<sign>[-负])?\s*(?P<core>.*?)\s*(?:{_COUNTED}|{_PEOPLE})?\s*"
_YEAR = r"(?s)\s*第?\s*(?P<sign>[-负])?(?P<core>.*?)\s*(?:年度?)?\s*"
_PERCENT = r"(?s)\s*(?P<sign>[-负])?\s*(?:百分之\s*(?P<inner>[-负])?(?P<parts>.*?)|(?P<core>.*?)\s*(?:%|个?百分点|per\s?cent)?)\s*"
_KNOWN = {
    "money": rf"{BEFORE}|{AFTER}|[万亿]|(?<![a-z])(?:{'|'.join(ENGLISH)})(?![a-z])|(?<![a-z])w(?![a-z])|[元角分整]",
    "count": rf"{_COUNTED}|(?<![a-z])(?:{_PEOPLE})(?![a-z])",
    "year": r"第|年度?",
    "percent": r"百分之|个?百分点|%|(?<![a-z])per\s?cent(?![a-z])",
}
_NUMERALS = r"[0-9][0-9.,]*|[零一二三四五六七八九十百千廿卅卌点]|\s+"


def money(text: str, unit: int = 1) -> Money:
    """Yuan from text such as `1000万元`, `RMB 10 million`, `壹仟贰佰万圆整`; a bare number is in `unit` yuan."""
    if plain := _PLAIN.fullmatch(text):  # the usual case in large files, kept out of the slower rational arithmetic
        decimals = plain[2] or ""
        fen, rest = divmod(int(plain[1] + decimals) * 100 * unit, 10 ** len(decimals))
        if not rest and fen <= MOST_YUAN * 100:
            return Money(fen)
    typed, signs = _signs(text)
    if (other := re.search(FOREIGN, signs)) and re.search(NUMERAL, signs):
        raise NotRead("foreign-currency", parts=(typed[other.start() : other.end()],))
    match = re.fullmatch(_MONEY, signs)
    assert match is not None, "every text is some core"
    value, own = _yuan(match, typed, signs)
    if own is None and unit != 1:
        raise NotRead("not-a-number", hint="unit")
    if match["end"] and not own:
        raise NotRead("not-a-number", parts=(typed[match.start("end") : match.end("end")],))
    value = value if own else value * unit
    return money_of(-value if match["sign"] or match["inner"] else value)


def _yuan(match: re.Match[str], typed: str, signs: str) -> tuple[Fraction, bool | None]:
    """The number, and whether it is in yuan; None: in a field of another unit nobody could say."""
    words = bool(match["before"] or match["after"])
    if match["sign"] and match["inner"]:
        _refuse("money", typed, signs, None)
    if english := re.fullmatch(_ENGLISH, match["core"]):
        return _plain(english["number"]) * ENGLISH[english["scale"]], True
    numeral = _numeral("money", match, "core", typed, signs)
    return numeral.value, True if words or numeral.named else None if numeral.doubtful else False


def bare(text: str) -> bool:
    """Whether it is a number alone, the unit of which is that of the field."""
    match = re.fullmatch(_MONEY, folded(seen(text)[:MOST_CHARACTERS]))
    if match is None or match["before"] or match["after"] or match["end"]:
        return False
    try:
        numeral = Numeral(match["core"])
        return not (numeral.named or numeral.doubtful)
    except Unfit:
        return False


def money_of(yuan: int | Fraction | Decimal) -> Money:
    """Checks a sum in yuan: not negative, at most 10^15, whole fen."""
    if type(yuan) is int and 0 <= yuan <= MOST_YUAN:
        return Money(yuan * 100)
    if yuan < 0:
        raise NotRead("negative")
    if yuan > MOST_YUAN:
        raise NotRead("too-large")
    if isinstance(yuan, Decimal):
        if (yuan and yuan.adjusted() < -2) or len(yuan.as_tuple().digits) > MOST_CHARACTERS:
            raise NotRead("too-many-decimals")
        yuan = Fraction(yuan)
    fen = yuan * 100
    if fen != int(fen):
        raise NotRead("too-many-decimals")
    return Money(int(fen))


def count(text: str) -> int:
    """A whole number such as `5`, `５`, `5个` or `十二人`."""
    return _whole(text, "count", _COUNT)


def year(text: str) -> int:
    """A year such as `2026`, `2026年`, `二〇二六`, or one of funding, `第二年`."""
    return _whole(text, "year", _YEAR)


def _whole(text: str, kind: str, form: str) -> int:
    if len(text) <= _SHORT and text.isdecimal() and text.isascii():  # the usual case, which needs no look at its form
        return int(text)
    typed, signs = _signs(text)
    match = re.fullmatch(form, signs)
    assert match is not None
    numeral = _numeral(kind, match, "core", typed, signs)
    if numeral.named:
        _refuse(kind, typed, signs, None)
    value = -numeral.value if match["sign"] else numeral.value
    return count_of(value.numerator if value.denominator == 1 else Decimal(value.numerator) / value.denominator)


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
    """Percentage points such as `3.2`, `3.2%`, `－3` or `百分之三点二`."""
    typed, signs = _signs(text)
    match = re.fullmatch(_PERCENT, signs)
    assert match is not None
    part = "parts" if match["parts"] is not None else "core"
    numeral = _numeral("percent", match, part, typed, signs)
    if numeral.named or (match["sign"] and match["inner"]):
        _refuse("percent", typed, signs, None)
    value = numeral.value if not (match["sign"] or match["inner"]) else -numeral.value
    return percent_of(_decimal(value))


def percent_of(number: int | Decimal) -> Decimal:
    """Checks percentage points: not beyond ±10^15, at most twelve decimals."""
    value = Decimal(number)
    if value.copy_abs() > MOST_YUAN:  # abs() would overflow on 1e9999999
        raise NotRead("too-large")
    if value and (value.adjusted() < -12 or len(value.as_tuple().digits) > MOST_CHARACTERS):
        raise NotRead("too-many-decimals")
    return value


def _signs(text: str) -> tuple[str, str]:
    """What can be seen of the text, and the same in plain signs."""
    if len(text) > MOST_CHARACTERS * 20:
        raise NotRead("not-a-number")
    typed = seen(text)
    if len(typed) > MOST_CHARACTERS:
        raise NotRead("not-a-number")
    return typed, folded(typed)


def _numeral(kind: str, match: re.Match[str], group: str, typed: str, signs: str) -> Numeral:
    try:
        return Numeral(match[group])
    except Unfit as unfit:
        start = match.start(group)
        _refuse(kind, typed, signs, (start + unfit.start, start + unfit.end, unfit.hint))


def _refuse(kind: str, typed: str, signs: str, unfit: tuple[int, int, str] | None) -> NoReturn:
    """Names what cannot be understood: what is no sign of a number at all, or else where the number breaks off."""
    spans, hint = _strangers(kind, signs)
    if not spans and unfit and re.search(NUMERAL, signs):
        spans, hint = [unfit[:2]], unfit[2]
    parts = dict.fromkeys(part for start, end in spans if (part := typed[start:end].strip()))
    if len(parts) == 1 and typed.strip() in parts:
        parts = {}  # it is the whole that is no number
    raise NotRead("not-a-number", parts=tuple(parts), hint=hint)


def _strangers(kind: str, signs: str) -> tuple[list[tuple[int, int]], str]:
    for form, hint in ((EXPONENT, "exponent"), (RANGE, "range")):
        if found := re.search(form, signs):
            return [found.span()], hint
    gaps, position = [], 0
    for known in re.finditer(rf"{_KNOWN[kind]}|{_NUMERALS}", signs):
        if known.start() > position:
            gaps.append((position, known.start()))
        position = known.end()
    gaps = _joined([*gaps, (position, len(signs))] if position < len(signs) else gaps, signs)
    if gaps:
        return gaps, "approximate" if all(re.fullmatch(APPROXIMATE, signs[start:end]) for start, end in gaps) else ""
    wrong = [run.span() for run in re.finditer(RUN, signs) if not re.fullmatch(NUMBER, run[0])]
    return wrong, "commas" if wrong and all("," in signs[start:end] for start, end in wrong) else ""


def _joined(gaps: list[tuple[int, int]], signs: str) -> list[tuple[int, int]]:
    """Gaps that only spaces divide are one; the sign of a number is none."""
    joined: list[tuple[int, int]] = []
    for start, end in gaps:
        if joined and not signs[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(start, end) for start, end in joined if signs[start:end].strip("-负 ") or start]


def _plain(number: str) -> Fraction:
    return Fraction(number.replace(",", "").rstrip("."))


def _decimal(value: Fraction) -> Decimal:
    """A fraction of tens as it was written."""
    digits = 0
    while value.denominator != 1:
        value, digits = value * 10, digits + 1
    return Decimal(value.numerator).scaleb(-digits)
