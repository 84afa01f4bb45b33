"""Terms of the glossary where they are first used on a page: a link to the entry that carries its explanation.

Works on the finished page. The parser says where text stands and inside what; the links are put in at those places and every other
character stays as it is. Texts in the other language, links, headings and forms are passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

from site_src.builder.law.policy import Policy, Term

CONTENT = re.compile(r'<article class="md-content__inner.*?</article>', re.DOTALL)
PASSED_OVER = {"a", "button", "form", "label", "legend", "summary", "select", "textarea", "caption", "th", "dt", "cite"}
PASSED_OVER |= {"h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "template", "svg", "code", "pre"}
PASSED_CLASSES = {"status", "tag", "offstage", "calculator", "citation", "glossary", "hero", "says", "chapters", "plan"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
GLOSSARY = "glossary/"
UNMARKED = (GLOSSARY, "data/", "decisions/", "embed/")  # pages about programs: “bubble up to the document” is no term of the law
SHORTEST = 2  # characters; a single one (按) is part of many other words


def mark_pages(policy: Policy, folder: Path, lang: str) -> None:
    """Marks every page below the folder of a language, but the glossary itself."""
    for file in sorted(folder.rglob("*.html")):
        place = file.relative_to(folder).as_posix()
        if place == "404.html" or place.startswith(UNMARKED):
            continue
        page = file.read_text(encoding="utf-8")
        marked = mark(page, policy.glossary, lang, "../" * place.count("/"))
        if marked != page:
            file.write_text(marked, encoding="utf-8")


def mark(page: str, terms: Sequence[Term], lang: str, below: str = "") -> str:
    """The page with each term marked once. `below`: the way from the page to the language's folder."""
    content = CONTENT.search(page)
    if content is None:
        return page
    found = _Terms(content[0], tuple(terms), lang)
    out, at = [], 0
    for start, end, term in found.places:
        words = content[0][start:end]
        link = f'<a class="term" href="{below}{GLOSSARY}#{term.id}" data-tap data-says="{escape(term.says[lang])}">{words}</a>'
        out += [content[0][at:start], link]
        at = end
    return page[: content.start()] + "".join(out) + content[0][at:] + page[content.end() :]


class _Terms(HTMLParser):
    """Finds the first place of each term in a page's own language."""

    def __init__(self, html: str, terms: tuple[Term, ...], lang: str) -> None:
        super().__init__(convert_charrefs=False)
        self.terms, self.lang = terms, lang
        self.places: list[tuple[int, int, Term]] = []
        self.lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]  # as the parser counts
        self.open: list[tuple[str, bool]] = []  # tags, and whether what stands inside is passed over
        self.used: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        passed = tag in PASSED_OVER or bool(PASSED_CLASSES & set((given.get("class") or "").split()))
        spoken = (given.get("lang") or self.lang).split("-")[0]
        self.open.append((tag, passed or spoken != self.lang or (bool(self.open) and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1][1]:
            return
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        names, pattern = _pattern(self.terms, self.lang)
        for match in pattern.finditer(data):
            term = names[match[0].lower()]
            if term.id not in self.used:
                self.used.add(term.id)
                self.places.append((start + match.start(), start + match.end(), term))


@cache
def _pattern(terms: tuple[Term, ...], lang: str) -> tuple[dict[str, Term], re.Pattern[str]]:
    """Every term by its lower-case words, and what finds them: the longest first, in English whole words."""
    names = {(term.en if lang == "en" else term.zh).lower(): term for term in reversed(terms) if len(term.zh) >= SHORTEST}
    longest = sorted(names, key=len, reverse=True)
    edge = r"(?<![\w-])", r"(?![\w-])"
    either = "|".join(map(re.escape, longest))
    return names, re.compile(f"{edge[0]}(?:{either}){edge[1]}" if lang == "en" else either, re.IGNORECASE)
