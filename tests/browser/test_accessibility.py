"""axe-core, WCAG 2.2 AA, on every kind of page in both languages, light and dark, wide and narrow, before and after an answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from calculator.text import LANGUAGES

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = (
    "",
    "articles/",
    "articles/02-data-and-cloud/",
    "articles/17-talent/",
    "articles/21-principles/",
    "benefits/",
    "text/",
    "apply/",
    "glossary/",
    "method/",
    "about/",
    "decisions/",
)
LOOKS: tuple[tuple[int, str], ...] = ((1280, "light"), (390, "dark"))


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, the element, and what is wrong with it. The site's policy forbids eval, so axe comes by CDP."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
    found: list[dict[str, Any]] = page.evaluate("tags => axe.run({runOnly: tags}).then(found => found.violations)", TAGS)
    return [f"{rule['id']}: {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def looked_at(browser: Browser, width: int, scheme: str) -> Page:
    return browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light").new_page()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(browser: Browser, site_url: Callable[..., str], lang: str, width: int, scheme: str) -> None:
    page = looked_at(browser, width, scheme)
    found = {}
    for name in KINDS:
        page.goto(f"{site_url()}{lang}/{name}")
        if wrong := violations(page):
            found[name] = wrong
    page.context.close()
    assert found == {}


@pytest.mark.parametrize("name", ["", "404.html", "zh/404.html", "en/404.html"])
def test_axe_finds_nothing_at_the_root(browser: Browser, site_url: Callable[..., str], name: str) -> None:
    page = looked_at(browser, 390, "light")
    page.goto(site_url() + name)
    found = violations(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("typed", ["2500", "-1"])
def test_axe_finds_nothing_after_an_answer(
    browser: Browser, site_url: Callable[..., str], lang: str, width: int, scheme: str, typed: str
) -> None:
    page = looked_at(browser, width, scheme)
    page.goto(f"{site_url()}{lang}/articles/01-computing-power/")
    calculator = page.locator("subsidy-calculator").first
    calculator.locator("input[name=annual_compute_spend]").fill(typed)
    calculator.locator("button[type=submit]").click()
    if typed == "-1":
        calculator.locator(".sc-error:visible").first.wait_for()
    else:
        calculator.locator("output[data-outcome=amount]").wait_for()
    found = violations(page)
    page.context.close()
    assert found == []
