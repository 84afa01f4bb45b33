"""The unit that a table names once for all its columns: 单位：万元 above the heads, in a corner or at the end of a title."""

import re
from collections.abc import Iterable, Iterator, Sequence

from calculator.batch.cells import Cell, is_blank, text_of
from calculator.batch.units import ALL_WORDS, ending, plain, unit_of
from calculator.frozen import Frozen
from calculator.numerals.signs import FOREIGN

_NAMED = (
    r"(?:(?<![^\s:：,，、;；。()\[\]【】*])(?:以下|下列|本表|表中|表内|上述|所有|各项|全部|人民币|均?为)*(?:金额|货币|计量|计价|数据)?单位"
    r"|币种(?:及单位)?|金额(?=以)"
    r"|\b(?:currency\s+)?units?(?:\s+of\s+(?:account|currency|measure(?:ment)?))?|\bcurrency)\s*(?:均|统一|一律|都)?(?P<colon>[:：为是以])?\s*"
)
_AMOUNTS = (
    r"\b(?:all\s+)?(?:(?:amounts?|figures?|sums?|values?|numbers?)(?:\s+(?:are|is))?(?:\s+(?:stated|expressed|shown|given|reported))?|"
    r"(?:stated|expressed|shown|reported))\s+(?P<within>in)\s+"
)
_SAID = re.compile(rf"(?:{_NAMED}|{_AMOUNTS})(?P<said>(?:(?!单位|币种|\bunit)[^()\[\]【】。;；])*(?:\([^()]*\))?)")
_COUNTED_IN = re.compile(r"[以按]\s*(?P<said>(?:人民币)?[十百千万亿]*元(?:人民币)?)\s*(?:为\S{0,2}单位|计|列示|填列|填报|填写|表示)")
_UNLESS = re.compile(r"\s*[,(]?\s*(?:unless|except)\b.*$")
_AROUND = re.compile(r"[()]|,\s*(?=in\b)|(?:为单位)?(?:计|计算|表示|列示|填报|填写)?$")
_BRACKETED = re.compile(r"[(\[【](?P<said>[^()\[\]【】]*)[)\]】]\s*$")
_PARTS = re.compile(r"[、,/;；和及|]|\s{2,}|\s(?:and|or)\s")
_MONEY_LIKE = re.compile(r"元|圆|币|[十百千万亿](?:角|分)?$|yuan|rmb|cny|million|billion|thousand|^(?:角|分)$")
_OTHERS = ALL_WORDS | {"平方米", "m2", "天", "小时", "吨", "辆", "台", "场", "次"}
_SPREAD = re.compile(r"(?<=[单金币万千亿])\s+(?=[位额种元])")  # 单 位：万 元
_SHORT = 2  # characters: longer, it is the name of an organisation, which is 单位 in Chinese too
_LONGEST = 200
_MOST_UNITS = 5  # in one column


class UnitLine(Frozen, kw_only=False):
    """`unit`: yuan that one is worth, None for another currency or for what is no unit that we know; `said`: it, as it stands there."""

    row: int
    said: str
    unit: int | None


def unit_lines(row: int, cells: Sequence[Cell], corner: bool = False) -> Iterator[UnitLine]:
    """The units that a row names for the whole table. `corner`: it is the row of the heads, whose own units are theirs alone."""
    texts = [text_of(cell).strip() for cell in cells]
    filled = [text for text in texts if text]
    for place, text in enumerate(filled):
        if len(text) > _LONGEST:
            continue
        form = _form(text)
        named = _named(form)
        if named and not named["said"].strip(":： ") and place + 1 < len(filled) and not corner:  # 单位： | 万元
            yield from _line(row, filled[place + 1], _form(filled[place + 1]))
        elif named and (not corner or place == 0 or named.start() <= 1):
            yield from _line(row, text, named["said"])
        elif corner and place == 0 and texts[0] and (alone := unit_of(form.strip("([【】])"))) is not None:  # RMB'000 | Rent | ...
            yield UnitLine(row, text, alone)
        elif not corner:
            yield from _title(row, text, form)


def _named(form: str) -> re.Match[str] | None:
    """The last place that says what the unit is; without a colon only where a unit of money follows: 单位名称 is a name's head."""
    for named in reversed(list(_SAID.finditer(form))):
        said = _cleaned(named["said"])
        if named[0].startswith(("币种", "currency")) and said in ("人民币", "rmb", "cny"):
            continue
        if named["colon"] or named["within"] or unit_of(said) is not None:
            return named
    return _COUNTED_IN.search(form)


def names_unit(cells: Sequence[Cell]) -> bool:
    """Whether a row says in so many words what the unit is: 单位：万元, Unit: RMB million."""
    return any(_named(_form(text_of(cell))) is not None for cell in cells if not is_blank(cell))


def is_unit_line(cells: Sequence[Cell]) -> bool:
    """Whether a row holds the unit of the table and nothing else."""
    filled = [_form(text_of(cell)) for cell in cells if not is_blank(cell)]
    if not 1 <= len(filled) <= 2 or not any(unit_lines(0, cells)):
        return False
    if len(filled) == 1:
        return _named(filled[0]) is not None or unit_of(filled[0].strip("([【】])")) is not None
    return _SAID.fullmatch(filled[0].strip("([【】])")) is not None and unit_of(filled[1]) is not None


def _form(text: str) -> str:
    """A text in plain forms of its characters, with single blanks, none within a word, without 'unless otherwise stated'."""
    return _UNLESS.sub("", _SPREAD.sub("", " ".join(plain(text).split())))


def unit_columns(row: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[UnitLine]:
    """Columns that hold the unit of each row and nothing else: one unit for all of them, or more than one, which nobody can follow."""
    for place, head in enumerate(heads):
        said = {text for cells in rows if place < len(cells) and (text := text_of(cells[place]).strip())}
        if not 0 < len(said) <= _MOST_UNITS:
            continue
        units = {unit_of(plain(text).strip("()")) for text in said}
        if None not in units:
            shown = f"{head} {'/'.join(sorted(said))}".strip()
            yield UnitLine(row, shown, units.pop() if len(units) == 1 else None)


def agreed(lines: Iterable[UnitLine]) -> int | None:
    """The unit that all of them name; None where they do not agree, or where there is none."""
    units = {line.unit for line in lines}
    return units.pop() if len(units) == 1 else None


def _title(row: int, text: str, form: str) -> Iterator[UnitLine]:
    """At the end of a title: (万元), (RMB million), in RMB million; or the unit alone in its cell."""
    if (alone := unit_of(form)) is not None:
        yield UnitLine(row, text, alone)
    elif bracketed := _BRACKETED.search(form):
        said = bracketed["said"].strip()
        if unit_of(said) is not None or re.fullmatch(rf"(?:in\s+)?(?:\W*{FOREIGN}\W*)[\w\s']*|[\w\s']*(?:{FOREIGN})", said):
            yield from _line(row, text, said)
    elif not form.startswith(("币种", "currency")) and (found := ending(form)) is not None and found[0] and not found[0][-1].isdigit():
        yield UnitLine(row, text, found[1])


def _line(row: int, text: str, said: str) -> Iterator[UnitLine]:
    said = _cleaned(said)
    if (unit := unit_of(said)) is not None:
        yield UnitLine(row, text, unit)
    elif re.search(FOREIGN, said):
        yield UnitLine(row, text, None)
    elif said:
        parts = [part.strip() for part in _PARTS.split(said) if part.strip()]
        units = {unit_of(part) for part in parts} - {None}
        others = [part for part in parts if unit_of(part) is None and part not in _OTHERS]
        if len(units) == 1 and not others:
            yield UnitLine(row, text, units.pop())
        elif units or _MONEY_LIKE.search(said) or (len(said) <= _SHORT and others):
            yield UnitLine(row, text, None)


def _cleaned(said: str) -> str:
    return " ".join(_AROUND.sub(" ", said.strip(" :：.,，")).split())
