"""What the tests of forms share: a page of every kind that has fields, and everything that leaves it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Request

FIGURE = "98765432"  # occurs in nothing that a page asks for by itself
_HASH = re.compile(r"-[0-9a-f]{12}(?=\.)")
_FIELDS = ("input", "select", "textarea")

Tag = tuple[str, dict[str, str]]


class Kind(NamedTuple):
    """A page that stands for all with the same scripts and the same forms; `page` is its address below the root."""

    lang: str
    page: str

    def __str__(self) -> str:
        return self.page


class _Tags(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[Tag] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags(html: str) -> list[Tag]:
    """Every element of a page with its attributes, also inside its templates."""
    return _Tags(html).found


def documents(site: Path) -> Iterator[tuple[str, list[Tag]]]:
    """All pages of the built site and the pieces that they fetch, by their address below the root."""
    for file in sorted([*site.rglob("*.html"), *site.rglob("*.htm")]):
        yield file.relative_to(site).as_posix().removesuffix("index.html"), tags(file.read_text(encoding="utf-8"))


def kinds(site: Path) -> list[Kind]:
    """One page for each combination of scripts and forms, in each language; an embedded calculator for each as well."""
    found: dict[tuple[Any, ...], Kind] = {}
    for page, elements in documents(site):
        if page.endswith((".htm", "404.html")) or not any(tag in _FIELDS for tag, _ in elements):
            continue
        scripts = {_HASH.sub("", one["src"].split("/")[-1]) for tag, one in elements if tag == "script" and "src" in one}
        folder = page.split("/")[0]
        for lang in ("zh", "en") if folder == "embed" else (folder,):
            address = f"{page}?lang={lang}" if folder == "embed" else page
            found.setdefault((lang, frozenset(scripts), frozenset(_forms(elements))), Kind(lang, address))
    return list(found.values())


def _forms(elements: list[Tag]) -> Iterator[tuple[str, int]]:
    """What each form is called, and whether it has no field for text, one, or more: browsers send a form of one by Enter alone."""
    name, texts = "", 0
    for tag, one in [*elements, ("form", {})]:
        if tag == "form":
            if name:
                yield name, min(texts, 2)
            name, texts = one.get("class") or one.get("id", "").split("-")[0], 0
        texts += tag == "input" and one.get("type", "text") == "text"


class Heard:
    """Everything that a context asks for from now on: addresses with what is sent along, and pages that are navigated to."""

    def __init__(self, context: BrowserContext) -> None:
        self.sent: list[str] = []
        self.visits: list[str] = []
        context.on("request", self._request)

    def _request(self, request: Request) -> None:
        self.sent.append(f"{request.method} {request.url} {request.post_data or ''}")
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.visits.append(request.url)

    def carrying(self, text: str = FIGURE) -> list[str]:
        return [one for one in self.sent if text in one]


def html_of(site: Path, kind: Kind) -> str:
    return (site / kind.page.split("?")[0] / "index.html").read_text(encoding="utf-8")
