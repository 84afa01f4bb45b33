"""Decision records: site_src/decisions/0001-slug.zh.md and 0001-slug.en.md, each with its title as first line (`# …`)."""

from dataclasses import dataclass
from pathlib import Path

from calculator.text import LANGUAGES, Text


class DecisionIncomplete(Exception):
    """A record lacks a language or a title."""


@dataclass(frozen=True)
class Decision:
    """One record; `body` is Markdown without the title."""

    slug: str
    title: Text
    body: Text


def read(folder: Path) -> list[Decision]:
    """All records in the order of their numbers; raises `DecisionIncomplete` where a twin or a title is missing."""
    slugs = sorted({file.name.rsplit(".", 2)[0] for file in folder.glob("[0-9]*.md")})
    return [_read(folder, slug) for slug in slugs]


def _read(folder: Path, slug: str) -> Decision:
    titles, bodies = [], []
    for lang in LANGUAGES:
        file = folder / f"{slug}.{lang}.md"
        if not file.exists():
            raise DecisionIncomplete(f"{file.name} is missing: each decision record stands in both languages")
        first, _, rest = file.read_text(encoding="utf-8").partition("\n")
        if not first.startswith("# "):
            raise DecisionIncomplete(f"{file.name}:1: “{first[:40]}” instead of a title (# …)")
        titles.append(first[2:].strip())
        bodies.append(rest.strip())
    return Decision(slug, Text(*titles), Text(*bodies))
