"""JSON in and out with exact numbers: decimals never pass through a float, and a name given twice is remembered."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any


class Mapping(dict[str, Any]):
    """A JSON object; `repeated` is a name that it holds twice."""

    repeated: str | None = None


def parse(text: str) -> Any:
    """JSON with numbers kept exact; NaN and Infinity arrive as the words they are. Raises ValueError for what is no JSON."""
    try:
        return _DECODER.decode(text)
    except (RecursionError, ArithmeticError) as error:
        raise ValueError(str(error)) from None


def dumps(value: Any) -> str:
    """JSON on one line."""
    return _ENCODER.encode(value)


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < 40 else Decimal(digits)


def _mapping(pairs: list[tuple[str, Any]]) -> Mapping:
    found = Mapping(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        found.repeated = next(name for name, count in times.items() if count > 1)
    return found


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_int=_whole, parse_constant=str, object_pairs_hook=_mapping)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
