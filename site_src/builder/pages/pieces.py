"""What a page fetches only when somebody needs it: pieces of HTML in files of their own beside the page, `<name>-<hash>.htm`.

All pieces of a page carry the same hash, in both languages: the page names it, so it never meets a piece of another build. They end in
`.htm`, which no page does: nothing that goes through the pages takes them for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment

from calculator.text import LANGUAGES
from site_src.builder.archive import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece. `template`: what makes it; `context`: what that needs beside what the page has, for a language."""

    name: str
    template: str
    context: Callable[[str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one page. `hash`: what the page calls them by, empty for a page without any; `files`: by language and name."""

    hash: str = ""
    files: dict[str, dict[str, str]] = field(default_factory=dict)


def render_pieces(env: Environment, pieces: tuple[Piece, ...], contexts: dict[str, dict[str, Any]]) -> Pieces:
    """`contexts`: what the page's own template is given, by language."""
    if not pieces:
        return Pieces()
    texts = {
        lang: {piece.name: env.get_template(piece.template).render(contexts[lang] | piece.context(lang)) for piece in pieces}
        for lang in LANGUAGES
    }
    hash = fingerprint(*(text for files in texts.values() for text in files.values()))
    return Pieces(hash, {lang: {f"{name}-{hash}.htm": text for name, text in files.items()} for lang, files in texts.items()})
