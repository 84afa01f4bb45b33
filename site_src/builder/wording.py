"""The interface words of both languages: words/zh.yaml and words/en.yaml, which must have the same keys."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from calculator.text import LANGUAGES, Text

FOLDER = Path(__file__).resolve().parents[1] / "words"
SINGULAR = "_one"  # English alone needs a second form of a counted phrase


class WordsDiffer(Exception):
    """One language has words that the other lacks."""


@cache
def words(lang: str) -> dict[str, Any]:
    """The words of one language, as nested dictionaries; every scalar is text."""
    read: dict[str, Any] = yaml.load((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return read


def both(key: str) -> Text:
    """A word in both languages, by its dotted key."""
    found = []
    for lang in LANGUAGES:
        value: Any = words(lang)
        for part in key.split("."):
            value = value[int(part)] if isinstance(value, list) else value[part]
        found.append(str(value))
    return Text(*found)


def check_words() -> None:
    """Both languages have the same keys and lists of the same length; raises `WordsDiffer` with all that differ."""
    zh, en = (dict(_leaves(words(lang))) for lang in LANGUAGES)
    only = [f"words/{lang}.yaml: {key} has no counterpart" for lang, one, other in (("zh", zh, en), ("en", en, zh)) for key in one.keys() - other.keys()]
    if missing := sorted(line for line in only if not line.split(" has ")[0].endswith(SINGULAR)):
        raise WordsDiffer("\n".join(missing))


def _leaves(value: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, f"{path}.{key}" if path else key)]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in _leaves(inner, f"{path}[{place}]")]
    return [(path, value)]
