"""What a number format says of a number beside its digits: a percentage, a date, a unit, a currency."""

import re
from decimal import Decimal
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.datetime import from_excel

from calculator.batch.cells import Cell, Fault, Number
from calculator.batch.traditional import SIMPLIFIED
from calculator.numerals.signs import FOREIGN, folded

# A format that writes 万元 behind the number as it is, and one that also moves the point so that 元 are shown as 万元.
_SCALE, _SCALED = re.compile("亿|千万|百万|十万|万|千"), re.compile(r"""[!\\]\.|"\."|[0#?],+(?![0#?])""")
_ENGLISH = re.compile(r"thousand|million|billion|bn|mn|[km]", re.IGNORECASE)
_THOUSANDS = re.compile("[0#?],+(?![0#?])")
_SYMBOL = re.compile(r"\[\$(?P<symbol>[^\]-]*)(?:-(?P<place>[0-9A-Fa-f]+))?\]")
_WORDS = re.compile(r'"([^"]*)"|\\(.)|!(.)|([¥￥$€£₩元])')
_NAMES = {"404": "NT$", "C04": "HK$", "1404": "MOP$", "411": "JPY"}  # where 元, 圓 and ¥ are other currencies
_DAY, _LAST_DAY = 86_400, 2_958_465  # seconds; 9999-12-31, as days are counted from 1900
_YUAN = re.compile(r"元|¥|人民币|rmb|cny|yuan")


class Style:
    """How the numbers of a cell style are shown."""

    def __init__(self, book: Any, place: int, style: Any):
        id, own = style.numFmtId, style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        self.format: str = BUILTIN_FORMATS.get(id, "General") if own < 0 else book._number_formats[own]
        self.date, self.epoch = place in book._date_formats, book.epoch
        self.before, self.behind = currency_of(self.format)
        written = ["".join(found) for found in _WORDS.findall(self.format)]
        words = ("".join(written) + self.format).translate(SIMPLIFIED)
        self.percent = "%" in self.format
        scale = _SCALE.search(words)
        moved = _SCALED.search(self.format)
        if scale and moved:  # 元 shown as 万元: the number is in yuan
            self.before, self.behind = self.before, self.behind or "元"
        elif scale:
            self.behind = f"{scale[0]}{self.behind}" if self.behind == "元" else scale[0]
        elif (named := _english(written)) and not moved:
            self.before, self.behind = self.before or ("RMB " if self.behind else ""), f" {named}"
        elif _THOUSANDS.search(self.format) and not self.before:  # shown in thousands or millions: what is stored is in yuan
            self.behind = "元"

    def number(self, value: Decimal) -> Cell:
        """The number with what is shown of it."""
        digits = plain_digits(value)
        if self.percent:
            return Number(digits, plain_digits(value * 100) + "%", self.format)
        if self.date:
            date = self._date(value)
            return Fault(digits, "no-such-date") if date is None else Number(digits, date, self.format)
        return Number(digits, f"{self.before}{digits}{self.behind}", self.format)

    def _date(self, value: Decimal) -> str | None:
        """`2026-03-01`, with the time of day where there is one; None outside the calendar."""
        seconds = int(value * _DAY + Decimal("0.5"))
        day, rest = divmod(seconds, _DAY)
        time = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
        if not day and rest:
            return time
        try:
            date = from_excel(day, self.epoch).isoformat()[:10] if 0 <= day <= _LAST_DAY else None
        except (ValueError, OverflowError):  # days that are counted from 1904 end sooner
            return None
        if date is None:
            return None
        return f"{date} {time}" if rest else str(date)


def _english(written: list[str]) -> str:
    """The scale that the words of a format name in English: `0.0 "million"`, `"RMB "0"k"`; empty where they name none."""
    return next((word for text in written for word in text.split() if _ENGLISH.fullmatch(word)), "")


def currency_of(number_format: str) -> tuple[str, str]:
    """The currency of a number format as one would type it before or behind the digits; two empty texts where it names none."""
    said = [(found["symbol"], (found["place"] or "").upper()[-4:].lstrip("0")) for found in _SYMBOL.finditer(number_format)]
    said += [("".join(found), "") for found in _WORDS.findall(_SYMBOL.sub("", number_format))]
    yuan = ("", "")
    for symbol, place in said:
        text, form = symbol.strip(), folded(symbol).strip()
        if not text:
            continue
        if place == "411" and form == "¥":
            return "JP¥", ""
        if re.search(FOREIGN, form) or (place in _NAMES and _YUAN.search(form)):
            return text if re.search(FOREIGN, form) else _NAMES[place], ""
        if _YUAN.search(form):
            yuan = ("¥", "") if form == "¥" else ("", "元")
        elif place and place not in ("804", "1004") and not form.isdigit():
            return f"{text}¤", ""
    return yuan


def plain_digits(value: Decimal) -> str:
    """A number without an exponent and without zeros at its end."""
    return format(value.normalize(), "f") if value else "0"
