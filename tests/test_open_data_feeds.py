"""What search engines, feed readers and language models are given: well formed, absolute only with a site's address, honest."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from calculator.text import LANGUAGES
from site_src.builder.data.data import write_open_data
from site_src.builder.data.feeds import feed
from site_src.builder.data.llms import llms, llms_full
from site_src.builder.data.sitemap import sitemap
from site_src.builder.law import policy as law
from site_src.builder.law.changes import FILE, read_changes
from site_src.builder.law.load import Mistakes
from site_src.builder.pages.json_ld import article_ld, dataset_ld
from site_src.builder.views.views import Views
from tests.running import Installed

URL = "https://example.org/a&b/"  # an address that needs care in XML
ATOM, MAP, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
TAGS = {"zh": "zh-CN", "en": "en"}


@pytest.fixture(scope="module")
def views(policy: law.Policy) -> Views:
    return Views(policy)


# ---- the feed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_has_all_that_atom_asks_for(policy: law.Policy, lang: str) -> None:
    changes = read_changes(policy.edition)
    root = ElementTree.fromstring(feed(changes, lang, URL))
    assert root.tag == f"{ATOM}feed" and root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == TAGS[lang]
    for name in ("id", "title", "updated", "author/{http://www.w3.org/2005/Atom}name"):
        assert root.findtext(f"{ATOM}{name}"), name
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{URL}data/changes.{lang}.xml", "alternate": f"{URL}{lang}/data/"}
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [change.title[lang] for change in changes]
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == [change.says[lang] for change in changes]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({root.findtext(f"{ATOM}id"), *ids}) == len(ids) + 1
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", day) for day in days)
    assert root.findtext(f"{ATOM}updated") == max(days)


WRONG = {
    "of another edition": ("edition: consultation-draft-2026", "edition: draft-of-2025", "edition of the policy"),
    "no day": ("date: 2026-11-25", "date: 2026-11-31", "a day such as"),
    "in the wrong order": ("date: 2026-11-25", "date: 2026-11-22", "the newest comes first"),
    "without English": (", en: Open data}", "}", "en"),
    "an id that is no id": ("id: open-data", "id: Open data", "small letters"),
    "an id twice": ("id: open-data", "id: plans", "an id of its own"),
    "a key that nobody reads": ("- id: open-data", "- note: x\n  id: open-data", "note"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_record_of_changes_that_is_wrong_is_told_with_its_line(policy: law.Policy, tmp_path: Path, name: str) -> None:
    before, after, said = WRONG[name]
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "changes.yaml"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Mistakes, match=rf"(?s)changes\.yaml:\d+: .*{said}"):
        read_changes(policy.edition, file)


def test_a_record_without_changes_is_refused(policy: law.Policy, tmp_path: Path) -> None:
    for text in ("", "[]", "first: one\n"):
        (tmp_path / "changes.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(Mistakes):
            read_changes(policy.edition, tmp_path / "changes.yaml")


# ---- the sitemap


def test_the_sitemap_names_each_page_with_its_twin() -> None:
    root = ElementTree.fromstring(sitemap(["", "benefits/"], URL))
    found = {}
    for url in root.findall(f"{MAP}url"):
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall(f"{XHTML}link")}
        found[url.findtext(f"{MAP}loc")] = links
    assert list(found) == [f"{URL}zh/", f"{URL}en/", f"{URL}zh/benefits/", f"{URL}en/benefits/"]
    for address, links in found.items():
        assert set(links) == {"zh-CN", "en", "x-default"} and address in links.values()
        assert all(found[links[tag]] == links for tag in TAGS.values()), "alternates name each other"
    assert found[f"{URL}zh/"]["x-default"] == URL


def test_feeds_and_sitemap_are_there_and_named_only_with_a_site_address(policy: law.Policy, installed: Installed, tmp_path: Path) -> None:
    names = {"sitemap.xml", "changes.zh.xml", "changes.en.xml"}
    write_open_data(policy, [""], installed.wheel, tmp_path, URL)
    assert {file.name for file in tmp_path.rglob("*.xml")} == names
    for file in tmp_path.rglob("*.xml"):
        ElementTree.parse(file)
    assert json.loads((tmp_path / "data" / "catalogue.json").read_text(encoding="utf-8"))["site"] == URL
    assert f"Sitemap: {URL}sitemap.xml" in (tmp_path / "robots.txt").read_text(encoding="utf-8")
    write_open_data(policy, [""], installed.wheel, tmp_path)
    assert not list(tmp_path.rglob("*.xml")), "and gone again without"
    assert "Sitemap" not in (tmp_path / "robots.txt").read_text(encoding="utf-8")


# ---- llms.txt


def test_llms_has_the_form_that_its_readers_expect(policy: law.Policy, views: Views) -> None:
    text = llms(policy, views)
    lines = text.splitlines()
    assert lines[0].startswith("# ") and [line for line in lines if line.startswith("# ")] == lines[:1]
    assert lines[2].startswith("> ")
    assert policy.status.zh in text and policy.status.en in text
    links = re.findall(r"^- \[.+?\]\((.+?)\)", text, re.MULTILINE)
    assert len(links) > 2 * len(policy.articles)
    assert not [link for link in links if urlsplit(link).scheme or link.startswith("/")]
    absolute = re.findall(r"^- \[.+?\]\((.+?)\)", llms(policy, views, URL), re.MULTILINE)
    assert absolute == [URL + link for link in links]


def test_the_full_text_holds_every_clause_and_benefit(policy: law.Policy, views: Views) -> None:
    text = llms_full(policy, views)
    for article in policy.articles:
        assert all(clause.zh in text and clause.en in text for clause in article.clauses)
    for benefit in policy.benefits:
        assert f"`{benefit.id}`" in text and benefit.how_much.zh in text and benefit.how_much.en in text
    assert policy.rules["hash"] in text


# ---- JSON-LD


def graph(policy: law.Policy, views: Views, lang: str, page: str = "", root: str = "../../../") -> list[dict[str, Any]]:
    return [node for article in policy.articles for node in article_ld(article, views, lang, page=page, root=root)["@graph"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_ld_says_of_each_benefit_what_the_measures_say(policy: law.Policy, views: Views, lang: str) -> None:
    nodes = {node["identifier"]: node for node in graph(policy, views, lang) if "identifier" in node}
    assert list(nodes) == [benefit.id for benefit in policy.benefits]
    for benefit in policy.benefits:
        node, rule = nodes[benefit.id], benefit.rule
        assert node["name"] == benefit.name[lang] and benefit.how_much[lang] in node["description"]
        assert policy.status[lang] in node["description"], "each says by itself that the draft is not in force"
        money = benefit.calculator and rule is not None and rule.unit == "CNY"
        assert node["@type"] == ("MonetaryGrant" if money else "GovernmentService")
        ceiling = views.figures[benefit.id].ceiling
        assert node.get("amount", {}).get("maxValue") == (str(ceiling.sum) if ceiling and money else None)
        assert not {"funder", "sponsor", "provider"} & set(node), "nobody has promised to pay"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_ld_of_a_page_is_no_word_of_the_government(policy: law.Policy, views: Views, lang: str) -> None:
    pages = [node for node in graph(policy, views, lang) if node["@type"] == "WebPage"]
    assert len(pages) == 22
    for page in pages:
        assert page["isBasedOn"]["isPartOf"]["legislationLegalForce"].endswith("/NotInForce")
        assert page["creativeWorkStatus"] == policy.status[lang]
        assert "publisher" not in page and "author" not in page
    assert dataset_ld(views, lang, page="", root="../../")["creativeWorkStatus"] == policy.status[lang]


def test_json_ld_is_absolute_only_with_a_site_address(policy: law.Policy, views: Views) -> None:
    def addresses(value: Any) -> list[str]:
        if isinstance(value, dict):
            named = [value[key] for key in ("@id", "url", "contentUrl") if key in value]
            return named + [found for inner in value.values() for found in addresses(inner)]
        return [found for inner in value for found in addresses(inner)] if isinstance(value, list) else []

    relative = addresses([*graph(policy, views, "en"), dataset_ld(views, "en", page="", root="../../")])
    assert not [one for one in relative if urlsplit(one).scheme or one.startswith("/")]
    whole = addresses([*graph(policy, views, "en", f"{URL}en/x/", URL), dataset_ld(views, "en", page=f"{URL}en/data/", root=URL)])
    assert len(whole) == len(relative) and all(one.startswith(URL) for one in whole)
