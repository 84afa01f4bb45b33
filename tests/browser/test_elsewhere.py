"""The site where things are not as usual: below a path of another server, without scripts, on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_src.builder.law import policy as law
from tests.browser.person import Person
from tests.browser.watch import LANGUAGES, Watch, one_of_each_kind


def test_the_site_works_below_a_path_of_any_server(browser: Browser, site: Path, site_url: Callable[..., str]) -> None:
    root = site_url("/some/where/else")
    with browser.new_context() as context:
        watch = Watch(root).over(context)
        page = context.new_page()
        for name in one_of_each_kind(site):
            page.goto(root + name, wait_until="load")
        page.goto(f"{root}zh/articles/02-data-and-cloud/")
        person = Person(page, "cloud-adoption-subsidy")
        person.answer({"annual_cloud_spend": "150", "funded_year": "2"})
        person.pays("900000.00")
    assert (watch.foreign, watch.missing, watch.complaints) == ([], [], [])
    assert any(path.startswith("runtime/") for path in watch.asked), "Python came from below that path too"


# ---- without scripts


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which no script runs."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_the_figures_and_the_law_are_there_to_read(
    plain: Page, site_url: Callable[..., str], policy: law.Policy, lang: str
) -> None:
    plain.goto(f"{site_url()}{lang}/{policy.articles[0].path}/")
    for place in (".worked__result", "table.amounts tbody td", '.law [lang="zh"]', '.law [lang="en"]', "subsidy-calculator noscript"):
        expect(plain.locator(place).first).to_be_visible()
    assert plain.locator(".worked__result .figure").inner_text() == {"zh": "300万元", "en": "RMB 3 million"}[lang]
    assert "最高600万元" in "".join(plain.locator('.law [lang="zh"]').all_inner_texts())
    expect(plain.locator("subsidy-calculator")).to_have_attribute("state", "idle")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_every_benefit_can_be_reached_from_the_first_page(plain: Page, site_url: Callable[..., str], lang: str) -> None:
    plain.goto(site_url())
    plain.locator(f'a[href="{lang}/"]').click()
    plain.locator('article a[href="benefits/"]').first.click()
    rows = plain.locator("article table tbody tr")
    expect(rows).to_have_count(47)
    for at in (0, 46):
        expect(rows.nth(at)).to_be_visible()
    rows.nth(0).locator("a").first.click()
    expect(plain.locator("#compute-voucher")).to_be_visible()


# ---- on paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_article_on_paper_has_what_is_read_and_nothing_to_click(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/articles/02-data-and-cloud/")
    page.emulate_media(media="print")
    for place in ("h1", ".worked__result", "table.amounts", '.law [lang="zh"]', ".site-footer p"):
        expect(page.locator(place).first).to_be_visible()
    for place in (
        ".md-header",
        ".md-tabs",
        ".md-sidebar",
        ".md-footer__inner",
        "article button",
        "article form",
        "article input",
        ".headerlink",
    ):
        assert page.locator(place).count(), f"{place} is on the screen, so that its absence on paper says something"
        assert page.locator(f"{place}:visible").count() == 0, f"{place} is printed"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_on_paper_stands_with_what_was_filled_in(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/articles/02-data-and-cloud/")
    person = Person(page, "cloud-adoption-subsidy")
    person.answer({"annual_cloud_spend": "150万元", "funded_year": "2"})
    person.pays("900000.00")
    page.emulate_media(media="print")
    expect(person.output).to_be_visible()
    assert {"zh": "90万元", "en": "RMB 900,000"}[lang] in person.output.inner_text()
    expect(person.field("annual_cloud_spend")).to_be_visible()
    expect(person.root.locator(".sc-stamp")).to_be_visible()
    for place in (
        "button",
        ".sc-more > summary",
        ".sc-hint",
        ".sc-intro",
        '[name="other_district_amount"]',
        '[name="funded_year"]:not(:checked)',
    ):
        assert person.root.locator(place).count()
        assert person.root.locator(f"{place}:visible").count() == 0, f"{place} is printed"
    other = page.locator("subsidy-calculator:visible").evaluate_all("all => all.map(one => one.getAttribute('benefit'))")
    assert other == ["cloud-adoption-subsidy"], "a calculator that nobody has used is not printed"
