"""The built site as files: every link and anchor leads somewhere, both trees are the same, the official text stands whole."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Page

from calculator.text import LANGUAGES
from site_src.builder import law

PARTS = {"href", "src"}
QUERIES = ("算力券", "专精特新", "compute voucher", "rent")


class Links(HTMLParser):
    """The ids of a page and everything it refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.refers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in PARTS and value and not value.startswith(("data:", "mailto:", "https://", "javascript:")):
                self.refers.append(value)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Links]:
    """Every page by its address below the root, as a reader's browser would name it."""
    files = [path for path in site.rglob("*.html") if path.name != "404.html"]
    return {_address(site, path): Links(path.read_text(encoding="utf-8")) for path in files}


def _address(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix().removesuffix("index.html")


def test_all_links_and_anchors_resolve(site: Path, pages: dict[str, Links]) -> None:
    dead = []
    for address, page in pages.items():
        for reference in page.refers:
            target, fragment = urldefrag(urljoin(f"https://site/{address}", reference))
            place = unquote(target.removeprefix("https://site/").partition("?")[0])
            if place in pages:
                if fragment and unquote(fragment) not in pages[place].ids and not fragment.startswith("__"):
                    dead.append(f"{address}: {reference}: no such anchor")
            elif place.endswith("/") or not (site / place).is_file():
                dead.append(f"{address}: {reference}: no such file")
    assert not dead


def test_both_trees_have_the_same_pages_and_anchors(pages: dict[str, Links]) -> None:
    zh, en = ({name[3:]: page.ids for name, page in pages.items() if name.startswith(f"{lang}/")} for lang in LANGUAGES)
    assert zh.keys() == en.keys()
    assert {name: zh[name] ^ en[name] for name in zh if zh[name] != en[name]} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_official_text_stands_whole(site: Path, policy: law.Policy, lang: str) -> None:
    official = re.sub(r"\s", "", (Path("measures") / "source.zh.txt").read_text(encoding="utf-8"))
    whole = "".join(_official(site / lang / "text" / "index.html"))
    for article in policy.articles:
        assert "".join(_official(site / lang / article.path / "index.html")) == article.text.zh
        assert article.text.zh in whole
        assert re.sub(r"\s", "", article.text.zh) in official


def _official(file: Path) -> list[str]:
    found = re.findall(r'<p class="law__zh" lang="zh">(.*?)</p>', file.read_text(encoding="utf-8"), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", text) for text in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chinese_is_cut_into_words_for_the_search(site: Path, lang: str) -> None:
    index = json.loads((site / lang / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert "\\u200b" in index["config"]["separator"]
    assert index["config"]["pipeline"] == []
    entries = "".join(entry["text"] for entry in index["docs"])
    assert "\u200b算力券\u200b" in entries and "\u200b专精特新\u200b" in entries


@pytest.mark.parametrize("lang", LANGUAGES)
def test_search_finds_both_languages(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/")
    box = page.locator(".md-search__input")
    for query in QUERIES:
        box.click()
        box.fill(query)
        box.dispatch_event("keyup")  # text put in at once fires no key event, and the theme listens for nothing else
        page.locator(".md-search-result__item mark").first.wait_for(state="attached")
        assert page.locator(".md-search-result__item").count() > 0, query
        box.fill("")
        box.dispatch_event("keyup")
        page.locator(".md-search-result__item").first.wait_for(state="detached")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_sorts_and_keeps_to_an_audience(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/benefits/?for=hr-agency")
    rows = page.locator("#benefit-table tbody tr:visible")
    assert rows.count() == 1
    page.locator("#index-audience").select_option("")
    assert rows.count() == 47
    ceiling = page.locator("th[data-key=ceiling]")
    ceiling.get_by_role("button").press("Enter")
    assert ceiling.get_attribute("aria-sort") == "descending"
    ranks = rows.evaluate_all("rows => rows.map(row => Number(row.cells[4].dataset.sort))")
    assert ranks == sorted(ranks, reverse=True)


def test_the_index_is_whole_without_scripts(site: Path) -> None:
    text = (site / "en" / "benefits" / "index.html").read_text(encoding="utf-8")
    assert text.count('<tr role="row" data-for=') == 47
