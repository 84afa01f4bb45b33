"""JSON in and out with exact numbers: decimals never pass through a float, and a name given twice is remembered."""

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

from calculator.unseen import without_ends

MOST_DEPTH = 50  # of what stands within what; a plan needs five. In a browser Python dies of some thousands and can't say so
_MARKS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_FAR = re.compile(r"[eE][+-]?0*[1-9]\d{6}")  # an exponent that not every machine's decimals can hold


class Mapping(dict[str, Any]):
    """A JSON object; `repeated` is a name that it holds twice."""

    repeated: str | None = None


def parse(text: str) -> Any:
    """JSON with numbers kept exact; NaN, Infinity and numbers beyond all measure arrive as the words they are.

    Raises ValueError for what is no JSON, or is nested deeper than `MOST_DEPTH`."""
    if too_deep(text):
        raise ValueError(f"nested deeper than {MOST_DEPTH}")
    try:
        return _DECODER.decode(without_ends(text))
    except (RecursionError, ArithmeticError) as error:
        raise ValueError(str(error)) from None


def too_deep(text: str) -> bool:
    """Whether it is nested deeper than anything that is asked for here; found without going down into it."""
    if text.count("[") + text.count("{") <= MOST_DEPTH:
        return False
    depth = 0
    for mark in _MARKS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth > MOST_DEPTH:
            return True
    return False


def dumps(value: Any) -> str:
    """JSON on one line."""
    return _ENCODER.encode(value)


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < 40 else Decimal(digits)


def _exact(digits: str) -> Decimal | str:
    return digits if _FAR.search(digits) else Decimal(digits)


def _mapping(pairs: list[tuple[str, Any]]) -> Mapping:
    found = Mapping(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        found.repeated = next(name for name, count in times.items() if count > 1)
    return found


_DECODER = json.JSONDecoder(parse_float=_exact, parse_int=_whole, parse_constant=str, object_pairs_hook=_mapping)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
