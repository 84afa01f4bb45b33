"""What may be typed into a cell of a workbook: the parts that every rule has, within what spreadsheets take."""

from collections.abc import Sequence
from typing import Any

_MOST_TITLE, _MOST_MESSAGE, _MOST_LIST = 32, 255, 255  # characters


def stopping(asked: tuple[str, str], refused: tuple[str, str]) -> dict[str, Any]:
    """A rule that says beforehand what is asked and stops anything else: the title and the sentence of each."""
    return {
        "input_title": _cut(asked[0], _MOST_TITLE),
        "input_message": _cut(asked[1], _MOST_MESSAGE),
        "error_title": _cut(refused[0], _MOST_TITLE),
        "error_message": _cut(refused[1], _MOST_MESSAGE),
        "error_type": "stop",
    }


def fits_a_rule(choices: Sequence[str]) -> bool:
    """Whether the rule itself can hold a list to choose from; else it points to cells that do."""
    return len(",".join(choices)) <= _MOST_LIST and not any("," in choice for choice in choices)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
