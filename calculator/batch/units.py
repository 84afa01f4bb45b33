"""The units that a column head may name: for money, what a bare number is worth in yuan; for other inputs, the word alone."""

import re
from unicodedata import normalize

from calculator.batch.traditional import SIMPLIFIED
from calculator.doubt import unit_name
from calculator.unseen import seen

_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 10**3, "百": 10**2, "": 1,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "100 million": 10**8, "hundred million": 10**8, "hundred millions": 10**8,
    "million": 10**6, "millions": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "m": 10**6, "mm": 10**6,
    "'000,000": 10**6, "1,000,000": 10**6,
    "10,000": 10**4, "10000": 10**4, "10 thousand": 10**4, "ten thousand": 10**4, "ten thousands": 10**4, "tens of thousands": 10**4,
    "10k": 10**4, "'0000": 10**4,
    "1,000": 10**3, "1000": 10**3, "thousand": 10**3, "thousands": 10**3, "'000": 10**3, "000": 10**3, "000s": 10**3, "'000s": 10**3,
    "k": 10**3,
}  # fmt: skip
_SCALE = "|".join(sorted((re.escape(word) for word in _SCALES if word), key=len, reverse=True))
_CURRENCY = r"人民币|(?:chinese\s+)?(?:yuan|renminbi)(?:\s*\((?:rmb|cny)\))?|rmb|cny|¥|元"
_BRACKETED = re.compile(r"[(（\[{【〔](?P<inside>[^()（）\[\]{}【】〔〕]*)[)）\]}】〕]")
_OPEN = re.compile(r"\s*[()]\s*")  # RMB (thousands)
_UNIT = (
    rf"(?:(?P<before>{_CURRENCY})\s*)?(?:in\s+)?(?P<scale>{_SCALE})?\s*(?:of\s+)?(?P<after>{_CURRENCY})?"
    r"(?:\s*(?:人民币|rmb|cny|yuan|renminbi))?"
)
_WHOLE = re.compile(rf"(?:金额|货币|计量|计价)?(?:单位|units?|in)?\s*[:：]?\s*{_UNIT}")
_AT_END = re.compile(rf"^(?P<rest>.*?)[\s_:：,，、/\-]*(?:单位\s*[:：]?\s*|\bin\s+)?{_UNIT}$", re.DOTALL)
_CHINESE_SCALE = re.compile("[亿千百十万]+")
_VARIANTS = SIMPLIFIED | str.maketrans("￥’‘`′", "¥''''")
# What other inputs are counted in; the word says nothing new, but a wrong one says that another thing is meant.
WORDS = {
    "count": frozenset(("个", "人", "名", "项", "件", "款", "家", "套", "户", "persons", "people", "number")),
    "percent": frozenset(("%", "percent", "百分比", "百分点")),
    "year-of-funding": frozenset(("年", "年度", "year")),
    "yes-no": frozenset(("是/否", "是否", "是或否", "yes/no", "y/n")),
}
ALL_WORDS = frozenset().union(*WORDS.values())


def plain(text: str) -> str:
    """The head in plain forms of its characters, without case."""
    return normalize("NFKC", seen(text)).casefold().translate(_VARIANTS).strip()


def unit_of(words: str) -> int | None:
    """Yuan that one is worth, of words such as `万元`, `RMB million` or `单位：元`; None when they are no unit of money."""
    match = _WHOLE.fullmatch(_OPEN.sub(" ", words).strip())
    if not match or not any(match[part] for part in ("before", "scale", "after")):
        return None
    scale = match["scale"] or ""
    if scale[:1].isdigit() and not (match["before"] or match["after"]):
        return None  # (10,000) alone may be anything
    if scale == "mm" and not (match["before"] or match["after"]):
        return None  # millimetres
    return _SCALES[scale]


def ending(head: str) -> tuple[str, int] | None:
    """A head that ends in a unit, as `年度租金 万元`: what stands before it, and the unit. In English the currency must be named."""
    match = _AT_END.match(head)
    if not match or not match["rest"]:
        return None
    scale = match["scale"] or ""
    named = bool(match["before"] or match["after"])
    if not named and not _CHINESE_SCALE.fullmatch(scale):
        return None
    return match["rest"], _SCALES[scale]


def apart(text: str) -> tuple[str, int | None]:
    """A head without the unit of money that it names, and that unit; the whole of it and None where it names none."""
    if (alone := unit_of(plain(text))) is not None:
        return "", alone
    for match in _BRACKETED.finditer(text):
        if (unit := unit_of(plain(match["inside"]))) is not None:
            return text.replace(match[0], "").strip(), unit
    found = ending(plain(text))
    return found if found else (text, None)


def in_unit(head: str, unit: int) -> str:
    """A head of money that names its unit: `年度租金（万元）`, `Rent (RMB million)`. Yuan, which is what a bare head means, is left out."""
    rest, own = apart(head)
    if (own or 1) == unit:
        return head
    name = unit_name(unit)
    return f"{rest}（{name.zh}）" if any(sign > "⺀" for sign in rest) else f"{rest} ({name.en})"
