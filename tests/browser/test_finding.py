"""Finding something: the search in both languages, and the index of benefits."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_src.builder.law import policy as law
from site_src.builder.pages import search
from tests.browser.person import PATIENCE
from tests.browser.watch import LANGUAGES

# What is looked for, and the article that it must lead to; one after the other never to the same.
QUERIES = {
    "算力券": "01-computing-power",
    "专精特新": "12-specialised-enterprises",
    "compute voucher": "01-computing-power",
    "rent": "14-industrial-premises",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_finds_both_languages_among_the_first_results(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/about/")
    for query, article in QUERIES.items():
        page.locator(".md-search__input").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(query)  # as what is pasted or spoken: at once, and without a key
        first = page.locator(".md-search-result__item:nth-child(-n+3)")
        wanted = first.filter(has=page.locator(f'a[href*="/{lang}/articles/{article}/"]'))
        expect(wanted).to_be_visible(timeout=PATIENCE)
        expect(wanted.locator("mark").first).to_be_visible()
    wanted.locator("a").first.click()
    expect(page).to_have_url(re.compile(f"/{lang}/articles/{article}/"))
    expect(page.locator("h1")).to_be_visible()


def test_a_page_that_nobody_searches_in_fetches_no_index(page: Page, site_url: Callable[..., str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site_url())))
    page.goto(f"{site_url()}en/about/", wait_until="networkidle")
    page.wait_for_function("() => !/Initializing/.test(document.querySelector('.md-search-result__meta').textContent)")
    assert [path for path in asked if "search_worker" in path]
    assert not [path for path in asked if re.search(r"search/whole|lunr|workers/", path)]
    with page.expect_request(lambda request: "/en/search/whole-" in request.url, timeout=PATIENCE):
        page.locator(".md-search__input").focus()  # it does not wait for a word


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chinese_is_cut_into_words_for_the_search(site: Path, lang: str) -> None:
    index = json.loads((site / lang / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert "\\u200b" in index["config"]["separator"]
    assert index["config"]["pipeline"] == []
    entries = "".join(entry["text"] for entry in json.loads(search.entries(site / lang)))
    assert "\u200b算力券\u200b" in entries
    assert "\u200b专精特新\u200b" in entries


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_sorts_and_keeps_to_an_audience(page: Page, site_url: Callable[..., str], policy: law.Policy, lang: str) -> None:
    page.goto(f"{site_url()}{lang}/benefits/?for=hr-agency")
    rows = page.locator("#benefit-table tbody tr:visible")
    expect(rows).to_have_count(sum("hr-agency" in benefit.audiences for benefit in policy.benefits))
    also = page.locator(".index-also")
    expect(also).to_contain_text(next(kind.name[lang] for kind in policy.applicants if kind.id == "enterprise"))
    page.locator("#index-audience").select_option("robot-maker")
    expect(rows.filter(has=page.locator('a[href*="#compute-voucher"]'))).to_have_count(1)
    expect(also).to_be_hidden()
    page.locator("#index-audience").select_option("")
    expect(rows).to_have_count(47)
    ceiling = page.locator("th[data-key=ceiling]")
    for order, falling in (("descending", True), ("ascending", False)):
        ceiling.get_by_role("button").press("Enter")
        expect(ceiling).to_have_attribute("aria-sort", order)
        ranks = rows.evaluate_all("rows => rows.map(row => Number(row.cells[4].dataset.sort))")
        assert len(set(ranks)) > 5
        assert ranks == sorted(ranks, reverse=falling)


def test_the_search_index_has_no_line_of_a_form(site: Path) -> None:
    """A search for a benefit leads to what is said of it, not to its fields and buttons."""
    for lang, word in (("zh", "边填边算"), ("en", "updated as you type")):
        assert word in (site / lang / "articles" / "01-computing-power" / "index.html").read_text(encoding="utf-8")
        assert word not in search.entries(site / lang).replace("\u200b", "")


# The theme's own search and the one of the pages, each in a worker of its own: what each finds, by the addresses of pages, for each query.
_BOTH = """async ([queries, lang]) => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, options = { suggest: false };
  const asset = JSON.parse(document.getElementById("__config").textContent).search;
  const { config } = await (await fetch(`/${lang}/search/search_index.json`)).json();
  const beside = (name) => new URL(name, new URL(asset, location.href)).href;
  const docs = await (await fetch(beside(config.whole))).json();
  const start = (address, docs) => new Promise((resolve) => {
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => data.type === READY && resolve(worker);
    worker.postMessage({ type: SETUP, data: { config, docs, options } });
  });
  const answer = (worker, query) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => data.type === RESULT && resolve(data.data.items);
    worker.postMessage({ type: QUERY, data: query });
  });
  const told = (items) => items.map((sections) => sections.map(({ location, title, text }) => ({ location, words: `${title} ${text}` })));
  const [ours, theirs] = await Promise.all([start(asset, []), start(beside(config.worker), docs)]);
  const found = {};
  for (const query of queries) found[query] = [told(await answer(ours, query)), told(await answer(theirs, query))];
  ours.terminate();
  theirs.terminate();
  return found;
}"""
_FEW = 60  # sections that are shown with their words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_search_that_finds_nearly_everything_marks_only_the_likeliest_and_leaves_out_no_page(
    page: Page, site_url: Callable[..., str], lang: str
) -> None:
    page.goto(f"{site_url()}{lang}/about/")
    letters = ["人", "企", "t", "c"]
    found = page.evaluate(_BOTH, [[*letters, "loan i", "talent h", "算力券", "贷款贴息"], lang])
    for query, (ours, theirs) in found.items():
        path = [sections[0]["location"].partition("#")[0] for sections in ours]
        wanted = [sections[0]["location"].partition("#")[0] for sections in theirs]
        assert path[:10] == wanted[:10], query
        assert len(path) == len(set(path)), query
        assert set(path) == set(wanted), query
        assert sum("<mark>" in section["words"] for sections in ours for section in sections) <= _FEW, query
    assert any(sum("<mark>" in section["words"] for sections in found[letter][1] for section in sections) > _FEW for letter in letters)
