"""Listens to everything that pages ask for and complain of, and tells them apart by page."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

LANGUAGES = ("zh", "en")

# One page of each kind, below the language's folder; an article for each kind of form.
KINDS = {
    "home": "",
    "finder": "find/",
    "plan": "plan/",
    "whole tables": "batch/",
    "articles": "articles/",
    "form of sums": "articles/01-computing-power/",
    "form of a list": "articles/04-hardware-and-robots/",
    "form with nothing to fill in": "articles/07-models/",
    "form of questions": "articles/12-specialised-enterprises/",
    "form of a choice": "articles/13-featured-parks/",
    "forms of counts and of alternatives": "articles/17-talent/",
    "article with a benefit in words alone": "articles/18-talent-services/",
    "article without benefits": "articles/21-principles/",
    "benefits": "benefits/",
    "full text": "text/",
    "apply": "apply/",
    "glossary": "glossary/",
    "method": "method/",
    "open data": "data/",
    "about": "about/",
    "decisions": "decisions/",
    "no such page": "404.html",
}


def one_of_each_kind(site: Path) -> list[str]:
    """Addresses below the root of the site, in both languages; with the root itself, its own 404, and a decision where there is one."""
    decision = next((f"decisions/{folder.name}/" for folder in sorted((site / "zh" / "decisions").glob("0*/"))), None)
    names = [*KINDS.values(), *([decision] if decision else [])]
    return ["", "404.html", *(f"{lang}/{name}" for lang in LANGUAGES for name in names)]


def every_page(site: Path) -> list[str]:
    """Addresses of all pages below the root of the site."""
    files = (file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html")))
    return [file.removesuffix("index.html") for file in files if not file.startswith("embed/")]


_OURS = "Service Worker registration blocked by Playwright"  # most tests look at the site as at a first visit: conftest.py


@dataclass
class Watch:
    """What happens in a context from now on. Each entry begins with the page on which it happened."""

    root: str
    foreign: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # paths below the root

    def over(self, context: BrowserContext) -> "Watch":
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"{error.page and error.page.url}: {error.error}"))
        return self

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob"):
            return
        if request.url.startswith(self.root):
            self.asked.append(request.url.removeprefix(self.root))
        else:
            self.foreign.append(f"{self._at(request)} {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.missing.append(f"{self._at(response.request)} {response.url} {response.status}")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # that is only the visitor who has gone on to the next page
            self.missing.append(f"{self._at(request)} {request.url} {request.failure}")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and message.text != _OURS:
            self.complaints.append(f"{message.page and message.page.url.removeprefix(self.root)}: {message.text}")

    def _at(self, request: Any) -> str:
        try:
            return str(request.frame.url.removeprefix(self.root))
        except Exception:  # a worker's request has no frame, and a new page's none yet
            return "?"
