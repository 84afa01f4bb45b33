"""Years of funding as people write them: 2, 第二年, 首年, 第2个资助年度, 2nd year, Year 2, Y2; and calendar years, which are none."""

import re

from calculator.numerals.reading import count_of, year
from calculator.numerals.refusal import NotRead
from calculator.numerals.signs import folded
from calculator.unseen import seen

_FIRST, _LAST = 1900, 2199  # calendar years; no funding lasts as long
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CHINESE = r"\s*(?:第\s*)?(?P<number>[^第个]*?)\s*个?\s*(?:资助|补贴|扶持|奖励|支持)?\s*(?:年度?)\s*"
_ENGLISH = (
    rf"\s*(?:the\s+)?(?:(?P<ordinal>{'|'.join(_ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))(?:\s+funding)?(?:\s+year)?(?:\s+of\s+funding)?"
    rf"|(?:funding\s+)?(?:year|yr|y)\.?\s*(?:of\s+funding\s*)?(?:no\.?|#)?\s*(?P<cardinal>[0-9]{{1,2}}|{'|'.join(_CARDINALS)}))\s*"
)
_CALENDAR = r"(?:(?:fy|cy)\s*'?(?:[0-9]{2}|[0-9]{4})|(?:19|20|21)[0-9]{2})(?:\s*(?:年|年度|财年|财政年度|学年)|\s*[-/.~至年]\s*[0-9].*)?"


def year_of_funding(text: str) -> int:
    """The number of the year, which may be 0 or negative; raises `NotRead`, `calendar-year` where it is one."""
    if len(text) == 1 and text.isdecimal() and text.isascii():  # nearly always
        return int(text)
    signs = folded(seen(text[:100])).strip()
    if re.fullmatch(_CALENDAR, signs):
        raise NotRead("calendar-year")
    if english := re.fullmatch(_ENGLISH, signs):
        return _english(english["ordinal"], english["cardinal"])
    if re.match("[首头].", signs):
        signs = "一" + signs[1:]
        text = signs
    chinese = re.fullmatch(_CHINESE, signs)
    return not_calendar(year(chinese["number"] if chinese and chinese["number"] else text))


def not_calendar(number: int) -> int:
    """The same number; raises `NotRead` where it is a calendar year."""
    if _FIRST <= number <= _LAST:
        raise NotRead("calendar-year")
    return count_of(number)


def _english(ordinal: str | None, cardinal: str | None) -> int:
    said, words = (ordinal, _ORDINALS) if ordinal else (cardinal or "", _CARDINALS)
    return words.index(said) + 1 if said in words else int(said.rstrip("stndrh"))
