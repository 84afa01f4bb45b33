"""The interface words of both languages: words/zh.yaml and words/*.zh.yaml, and the same in English, which must have the same keys."""

from functools import cache
from typing import Any

import yaml

from calculator.text import LANGUAGES, Text
from site_src.builder.places import SOURCE

FOLDER = SOURCE / "words"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text
SINGULAR = "count_one"  # English alone needs a second form of a counted phrase


class WordsDiffer(Exception):
    """One language has words that the other lacks."""


@cache
def words(lang: str) -> dict[str, Any]:
    """The words of one language, as nested dictionaries; every scalar is text."""
    read: dict[str, Any] = {}
    for file in (FOLDER / f"{lang}.yaml", *sorted(FOLDER.glob(f"*.{lang}.yaml"))):
        read |= yaml.load(file.read_text(encoding="utf-8"), _Loader)
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
    zh, en = ({key for key, _ in _leaves(words(lang)) if not key.endswith(SINGULAR)} for lang in LANGUAGES)
    if alone := [*(f"Chinese words: {key}" for key in sorted(zh - en)), *(f"English words: {key}" for key in sorted(en - zh))]:
        raise WordsDiffer("\n".join(f"{line} has no counterpart in the other language" for line in alone))


def _leaves(value: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, f"{path}.{key}" if path else key)]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in _leaves(inner, f"{path}[{place}]")]
    return [(path, value)]


def sentence_start(text: str) -> str:
    """A clause as the start of a sentence."""
    return text[:1].upper() + text[1:]


def sentence_inner(text: str) -> str:
    """A sentence's words inside another; names in capitals and figures stay as they are."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
