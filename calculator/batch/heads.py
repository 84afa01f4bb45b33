"""What a column head says: which input, in which unit, which item of a list. `租金（万元）`, `product_sales[2]`, `Rent, RMB million`."""

import re
from collections.abc import Callable, Mapping

from calculator.batch import names, units
from calculator.batch.folding import folded
from calculator.frozen import Frozen
from calculator.inputs import MOST_ITEMS, Input
from calculator.numerals.signs import FOREIGN

_NOTES = frozenset((
    "必填", "必填项", "必须填写", "选填", "选填项", "可选", "可不填", "如有", "required", "mandatory", "optional", "if any", "*", "数字",
    "填数字", "number",
))  # fmt: skip
_OF_WHICH = re.compile(
    r"^(?:其中|of which|including|incl\.?)\s*[:,、]?\s*|^[*＊★※]+|^[0-9]{1,2}\s*[.、)]\s*(?=\D)|^[(][0-9一二三四五六七八九十]{1,2}[)]\s*"
)
_BRACKETED = re.compile(r"[(\[{【〔](?P<inside>[^()\[\]{}【】〔〕]*)[)\]}】〕]")
_PAUSE = re.compile(r"(?<![0-9])[,、;]\s*|\s*[,、;](?![0-9])")  # 人民币，万元
_ITEM = re.compile(r"(?:第\s*(?P<zh>[0-9]+|[一二三四五六七八九十]+)\s*[项笔个件场款次]?|(?:item|no\.?|#)?\s*(?P<en>[0-9]+))", re.IGNORECASE)
_ITEM_AT_END = re.compile(rf"^(?P<rest>.*?)[\s_\-,，:：]*{_ITEM.pattern}\s*$", re.DOTALL | re.IGNORECASE)
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_MOST_CHARACTERS = 300


class Head(Frozen, kw_only=False):
    """An input by its name; `unit`: yuan that a bare number is worth, None where the head names none; `item`: of a list, from 1."""

    name: str
    unit: int | None = None
    item: int | None = None


class _Rest(Frozen, kw_only=False):
    text: str
    unit: int | None = None
    item: int | None = None
    word: str | None = None


def head(text: str, known: Mapping[str, str]) -> Head | None:
    """What the head stands for; None when it is nothing that is `known` (folded names to inputs)."""
    if len(text) > _MOST_CHARACTERS:
        return None
    form = units.plain(text)
    if re.search(FOREIGN, form):
        return None
    rests = [_Rest(form)]
    for take in _TAKERS:  # each leaves the head as it is, or less of it
        for rest in rests:
            name = known.get(folded(rest.text))
            if name is not None and _fits(names.inputs()[name], rest):
                return Head(name, rest.unit, rest.item)
        rests += [shorter for rest in rests if (shorter := take(rest)) is not None]
    return None


def foreign(text: str, known: Mapping[str, str]) -> str | None:
    """The input that a head names whose unit is another currency: `租金（万美元）`, `Rent, USD`; None for every other head."""
    if len(text) > _MOST_CHARACTERS or not re.search(FOREIGN, form := units.plain(text)):
        return None
    money = [(match.start(), match.end()) for match in _BRACKETED.finditer(form) if re.search(FOREIGN, match["inside"])]
    rests = [form[:start] + form[end:] for start, end in money]
    if ending := re.search(rf"[\s,，_/:：\-]*(?:\bin\s+)?[十百千万亿]*(?:{FOREIGN})\s*(?:thousand|million|billion|m|k|'?000)?s?\s*$", form):
        rests.append(form[: ending.start()])
    return next((found.name for rest in rests if (found := head(rest.strip(" ,，"), known)) is not None), None)


def _fits(field: Input, rest: _Rest) -> bool:
    if rest.item is not None and field.type != "money-list":
        return False
    if rest.unit is not None and field.type not in ("money", "money-list"):
        return False
    return rest.word is None or rest.word in units.WORDS.get(field.type, ())


def _brackets(rest: _Rest) -> _Rest | None:
    """What stands in brackets, where it is a unit or the number of an item."""
    unit, item, word, text = rest.unit, rest.item, rest.word, rest.text
    for match in _BRACKETED.finditer(rest.text):
        inside = _PAUSE.sub(" ", match["inside"]).strip()
        if unit is None and (found := units.unit_of(inside)) is not None:
            unit = found
        elif item is None and (number := _number(_ITEM.fullmatch(inside))) is not None:
            item = number
        elif inside in units.ALL_WORDS:
            word = inside
        elif inside in _NOTES:
            pass
        else:
            continue
        text = text.replace(match[0], "")
    return None if text == rest.text else _Rest(text.strip(), unit, item, word)


def _prefix(rest: _Rest) -> _Rest | None:
    """What stands before the name: 其中：, a star, the number of the column."""
    text = _OF_WHICH.sub("", rest.text, count=1)
    return None if text == rest.text else _Rest(text, rest.unit, rest.item, rest.word)


def _item_at_end(rest: _Rest) -> _Rest | None:
    match = _ITEM_AT_END.match(rest.text) if rest.item is None else None
    number = _number(match)
    return None if match is None or number is None else _Rest(match["rest"], rest.unit, number, rest.word)


def _unit_at_end(rest: _Rest) -> _Rest | None:
    found = units.ending(rest.text) if rest.unit is None else None
    return None if found is None else _Rest(found[0], found[1], rest.item, rest.word)


def _nothing(rest: _Rest) -> _Rest | None:
    return None


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    digits = match["zh"] or match["en"]
    number = _NUMERALS.get(digits) or (int(digits) if digits.isdecimal() and len(digits) < 6 else 0)
    return number if 1 <= number <= MOST_ITEMS else None


_TAKERS: tuple[Callable[[_Rest], _Rest | None], ...] = (_prefix, _brackets, _unit_at_end, _item_at_end, _unit_at_end, _nothing)
