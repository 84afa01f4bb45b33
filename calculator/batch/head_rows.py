"""Where the heads of a table stand, below a title and in one line or two: a head over several columns with its details below it."""

import re
from collections.abc import Sequence

from calculator.batch import names, units
from calculator.batch.cells import Cell, Number, text_of
from calculator.batch.columns import recognised
from calculator.batch.folding import folded
from calculator.batch.heads import Head, head
from calculator.batch.separated import Raw
from calculator.batch.unit_lines import names_unit
from calculator.frozen import Frozen
from calculator.unseen import trimmed

_FIGURE = re.compile(r"\s*[-+¥$]?[0-9][0-9.,%/年月日:\s-]*(?:万元|亿元|[万亿元])?\s*")
_IN_BRACKETS = re.compile(r"[(（\[【](?P<inside>[^()（）\[\]【】]*)[)）\]】]?$")
_FIGURES = frozenset(("money", "money-list", "count", "percent", "year-of-funding"))
# What the detail of a head may say without saying anything new
_ITSELF = frozenset(map(folded, ("金额", "数额", "合计", "小计", "总计", "总额", "amount", "total", "sum", "amounts")))


class HeadRows(Frozen, kw_only=False):
    """`place`: of the first line among the rows that were looked at; `lines`: how many there are; `texts`: one head for each column."""

    place: int
    lines: int
    texts: list[str]


def head_rows(rows: Sequence[Raw]) -> HeadRows:
    """The line in which most heads are known, the first of them; with the line above or below, where the two say more together."""
    lines = [[trimmed(text_of(cell)) for cell in raw.cells] for raw in rows]
    known = [recognised(line) for line in lines]
    place = max(range(len(lines)), key=lambda place: (known[place], -place))
    found = HeadRows(place, 1, _without_end(lines[place]))
    most = known[place]
    for upper in (place - 1, place):
        if upper < 0 or upper + 1 >= len(lines) or not _over(rows[upper], rows[upper + 1], lines[upper], lines[upper + 1]):
            continue
        joined = _joined(lines[upper], lines[upper + 1])
        worth = recognised(joined)
        spans = any(top and not low for top, low in zip(lines[upper], _filled(lines[upper + 1], len(lines[upper])), strict=False))
        if worth > known[upper] and (worth > most or (worth == most and spans)):
            found, most = HeadRows(upper, 2, _without_end(joined)), worth
    return found


def figure_head(text: str) -> Head | None:
    """The head of a column that holds figures; None for every other text."""
    if text[:1].isdecimal() or not text:
        return None
    found = head(text, names.input_heads(None))
    return found if found is not None and names.inputs()[found.name].type in _FIGURES else None


def with_units(heads: Sequence[str], cells: Sequence[Cell]) -> list[str] | None:
    """The heads with what a line below them says of their units; None where it is a row of data."""
    if names_unit(cells):
        return None
    texts = _filled([trimmed(text_of(cell)) for cell in cells], len(heads))
    said = {place: text.strip("()（）[]【】") for place, text in enumerate(texts) if text}
    worth = {place: _worth(text) for place, text in said.items()}
    if not any(worth.values()) or len(texts) > len(heads):
        return None
    if any(sign.isdigit() for place, text in said.items() if not worth[place] for sign in text):
        return None  # a row of data
    return [f"{head}（{_bare(said[place])}）" if worth.get(place) else head for place, head in enumerate(heads)]


def _worth(text: str) -> int | None:
    """The unit that stands below a head: 万元, 金额（万元）."""
    rest, unit = units.apart(text)
    return unit if not rest or folded(rest) in _ITSELF else units.unit_of(units.plain(text))


def _bare(text: str) -> str:
    """The unit alone, as it is written there."""
    if units.unit_of(units.plain(text)) is not None:
        return " ".join(re.sub(r"[()（）\[\]【】]", " ", text).split())
    match = _IN_BRACKETS.search(text)
    return match["inside"] if match else text


def _over(upper: Raw, lower: Raw, tops: list[str], lows: list[str]) -> bool:
    """Whether one row may be a head over the other: neither a title nor a line of units nor a row of data."""
    if upper.unreadable or lower.unreadable or sum(map(bool, tops)) < 2 or not any(lows):
        return False
    if names_unit(upper.cells):
        return False
    return not any(isinstance(cell, Number | bool) or _FIGURE.fullmatch(text_of(cell)) for cell in (*upper.cells, *lower.cells))


def _joined(tops: list[str], lows: list[str]) -> list[str]:
    """One head for each column. A head stands over the columns to its right up to the next, where they have details."""
    width = max(len(tops), len(lows))
    group, found = "", list[str]()
    for top, low in zip(_filled(tops, width), _filled(lows, width), strict=True):
        if top:
            group = top
        elif not low:
            group = ""
        found.append(_one(group, low) if low else top)
        if not low:
            group = ""
    return found


def _one(group: str, low: str) -> str:
    """The head of a column below a group: the detail alone where it is known by itself, with the unit of the group."""
    if not group or group == low:
        return low
    known = names.input_heads(None)
    rest, unit = units.apart(group)
    text: str
    own = units.apart(low)[1] is not None
    for text in (low, f"{rest}{low}", f"{rest} {low}", *((rest,) if folded(low) in _ITSELF else ())):
        if (found := head(text, known)) is not None:
            if unit is None or own or names.inputs()[found.name].type not in ("money", "money-list"):
                return text
            return units.in_unit(text, unit)
    return low if names.benefit_head(folded(low)) is not None else f"{group} {low}"


def _filled(texts: list[str], width: int) -> list[str]:
    return texts + [""] * (width - len(texts))


def _without_end(heads: list[str]) -> list[str]:
    """The heads up to the last that is not empty."""
    heads = list(heads)
    while heads and not heads[-1]:
        heads.pop()
    return heads
