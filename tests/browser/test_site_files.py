"""The built site as files: two trees alike, every link and anchor there, nothing from elsewhere, what others read as published."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import brotli
import pytest

from calculator import catalogue
from site_src.builder.hosting.precompress import PLAIN, SUFFIXES
from site_src.builder.law import policy as law
from site_src.builder.pages import search
from tests.browser.markup import Markup, markup
from tests.browser.watch import LANGUAGES
from tests.test_contract import CONTRACT

OTHER = {"zh": "en", "en": "zh"}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Markup]:
    """All pages, without those that partners embed."""
    return {file: markup(file) for file in sorted(site.rglob("*.html")) if not file.is_relative_to(site / "embed")}


@pytest.fixture(scope="module")
def listed(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    return found


def target(site: Path, file: Path, link: str) -> Path:
    """The file that a link leads to, as a plain file server finds it."""
    found = (file.parent / unquote(urlsplit(link).path)).resolve() if urlsplit(link).path else file
    assert found.is_relative_to(site.resolve()), f"{link} leads out of the site"
    return found / "index.html" if found.is_dir() else found


def test_both_languages_have_the_same_pages(site: Path) -> None:
    trees = {lang: {file.relative_to(site / lang) for file in (site / lang).rglob("*.html")} for lang in LANGUAGES}
    assert trees["zh"] == trees["en"]
    assert len(trees["zh"]) >= 31, "22 articles, their index, home, benefits, text, glossary, method, about, apply, 404"


def test_the_same_page_has_the_same_anchors_in_both_languages(site: Path, pages: dict[Path, Markup]) -> None:
    differ = {}
    for file in (site / "zh").rglob("*.html"):
        zh, en = (set(pages[site / lang / file.relative_to(site / "zh")].ids) for lang in LANGUAGES)
        if zh != en:
            differ[str(file.relative_to(site))] = sorted(zh ^ en)
    assert not differ


def test_each_page_leads_to_itself_in_the_other_language(site: Path, pages: dict[Path, Markup]) -> None:
    for lang in LANGUAGES:
        for file in (site / lang).rglob("index.html"):
            peer = site / OTHER[lang] / file.relative_to(site / lang)
            assert pages[file].peers, f"{file.relative_to(site)} has no link to the other language"
            assert {target(site, file, link) for link in pages[file].peers} == {peer.resolve()}, file


def test_each_page_says_its_language(site: Path, pages: dict[Path, Markup]) -> None:
    for lang in LANGUAGES:
        wrong = [str(file) for file in (site / lang).rglob("*.html") if pages[file].lang.split("-")[0] != lang]
        assert not wrong


def test_no_id_stands_twice_on_a_page(pages: dict[Path, Markup]) -> None:
    twice = {str(file): [id for id, times in Counter(page.ids).items() if times > 1] for file, page in pages.items()}
    assert not {file: ids for file, ids in twice.items() if ids}


def test_every_link_and_anchor_of_the_site_resolves(site: Path, pages: dict[Path, Markup]) -> None:
    broken, followed = [], 0
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            assert not parts.scheme and not parts.netloc and not parts.path.startswith("/"), f"{file}: {link} works at one address only"
            followed += 1
            there = target(site, file, link)
            if not there.is_file() or (parts.fragment and unquote(parts.fragment) not in markup(there).ids):
                broken.append(f"{file.relative_to(site)}: {link}")
    assert followed > 3000, "the pages link to each other"
    assert not broken, f"{len(broken)} links lead nowhere:\n" + "\n".join(sorted(set(broken))[:40])


def test_every_file_that_a_page_loads_is_in_the_site(site: Path, pages: dict[Path, Markup]) -> None:
    wrong = []
    for file, page in pages.items():
        for address in page.loads:
            parts = urlsplit(address)
            if parts.scheme == "data" or not address:
                continue
            if parts.scheme or parts.netloc or parts.path.startswith("/") or not target(site, file, address).is_file():
                wrong.append(f"{file.relative_to(site)}: {address}")
    assert not wrong


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    for file in site.rglob("*.css"):
        assert not re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("suffix", [".br", ".gz"])
def test_each_compressed_sibling_is_its_file_made_smaller(site: Path, suffix: str) -> None:
    unpack = {".br": brotli.decompress, ".gz": gzip.decompress}[suffix]
    siblings = list(site.rglob(f"*{suffix}"))
    assert len(siblings) > 100
    for sibling in siblings:
        file = sibling.with_suffix("")
        assert unpack(sibling.read_bytes()) == file.read_bytes(), sibling
        assert sibling.stat().st_mtime_ns >= file.stat().st_mtime_ns, f"{sibling} is older than its file"


def test_every_large_file_has_both_siblings(site: Path) -> None:
    large = [file for file in site.rglob("*") if file.suffix in SUFFIXES and file.name not in PLAIN and file.stat().st_size > 10_000]
    assert len(large) > 60
    assert not [str(file) for file in large for end in (".br", ".gz") if not file.with_name(file.name + end).is_file()]


# ---- data/catalogue.json


def test_the_catalogue_lists_every_published_benefit_under_its_article(listed: dict[str, Any]) -> None:
    assert [article["number"] for article in listed["articles"]] == list(range(1, 23))
    found = [(benefit["id"], str(article["number"])) for article in listed["articles"] for benefit in article["benefits"]]
    assert found == [(entry["id"], entry["article"]) for entry in CONTRACT]


def test_the_catalogue_names_the_edition_and_the_rules_that_compute(listed: dict[str, Any]) -> None:
    assert (listed["edition"], listed["rules"]) == (catalogue.edition(), catalogue.rules_hash())


def test_each_address_of_the_catalogue_leads_to_the_live_calculator(site: Path, listed: dict[str, Any]) -> None:
    for article in listed["articles"]:
        for benefit in article["benefits"]:
            for lang in LANGUAGES:
                url = benefit["url"][lang]
                assert url.startswith(f"{lang}/"), "relative to the site's root"
                file = target(site, site / "index.html", url)
                assert urlsplit(url).fragment in markup(file).ids, url
                live = f'<subsidy-calculator benefit="{benefit["id"]}" lang="{lang}" state="idle"'
                assert (live in file.read_text(encoding="utf-8")) == catalogue.benefit(benefit["id"]).calculator, url


def test_every_article_is_in_both_search_indexes(site: Path, policy: law.Policy) -> None:
    for lang in LANGUAGES:
        places = {entry["location"].split("#")[0] for entry in json.loads(search.entries(site / lang))}
        assert {f"{article.path}/" for article in policy.articles} <= places
