"""Reads a built page as a browser's parser would count it: its ids, and what it links to and loads. Templates are not part of a page."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_LOADED = {"src", "srcset", "poster", "data", "action", "formaction", "xlink:href"}
_NO_LOAD = {"canonical", "alternate", "prev", "next"}  # links that say something and fetch nothing


class Markup(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.peers: list[str] = []  # links to the same page in the other language
        self.lang = ""
        self._templates = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._templates += tag == "template"
        if self._templates:
            return
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag in ("a", "area") and "href" in given:
            self.links.append(given["href"])
            if "hreflang" in given:
                self.peers.append(given["href"])
        if tag == "link" and given.get("rel") not in _NO_LOAD:
            self.loads.append(given.get("href", ""))
        self.loads += [given[name] for name in given.keys() & _LOADED]

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"


@cache
def markup(file: Path) -> Markup:
    return Markup(file.read_text(encoding="utf-8"))
