"""What comes into a form without being typed there, from the page, the browser, a link or a script: it is seen and answered."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filling import Opened, opened
from tests.browser.person import PATIENCE, addresses
from tests.browser.plan_person import Planner
from tests.browser.watch import LANGUAGES

__all__ = ["opened"]
Url = Callable[..., str]
VOUCHER = "compute-voucher"
CEILING = {"actual_project_investment": "9000000", "higher_level_funding": "8000000"}  # folded away, and they decide
SUM = "1000000.00"  # 30 % of 15 million would be 4.5 million
CLOSED = """root => [...root.querySelectorAll("details:not([open])")].filter((box) =>
  [...box.querySelectorAll("input")].some((one) => one.type === "radio" ? one.checked : one.value)).length"""


def fill_in(person: Any) -> None:
    person.give("annual_compute_spend", "15000000元")
    for name, value in CEILING.items():
        person.give(name, f"{value}元")
    person.pays(SUM)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("how", ["reload", "back", "again", "other language"])
def test_figures_that_come_back_are_answered_without_a_key_and_stand_open(opened: Opened, site_url: Url, lang: str, how: str) -> None:
    person = opened(VOUCHER, lang)
    page, address = person.page, person.page.url.split("#")[0]
    fill_in(person)
    if how == "reload":
        page.reload()
    elif how == "other language":
        page.wait_for_function("() => location.hash.includes('8000000')")
        page.locator("a.language-link").click()
        page.wait_for_url(f"**/{'en' if lang == 'zh' else 'zh'}/articles/**")
    else:
        page.goto(f"{site_url()}{lang}/about/")
        page.go_back() if how == "back" else page.goto(address)
    person.pays(SUM)
    assert person.root.evaluate(CLOSED) == 0
    expect(person.field("higher_level_funding")).to_be_visible()


def test_a_link_opens_what_it_fills_and_nothing_else(page: Page, site_url: Url, site: Path) -> None:
    where = addresses(site)[VOUCHER]["zh"].split("#")[0]
    more = "".join(f"&{name}={value}" for name, value in CEILING.items())
    root = page.locator(f'subsidy-calculator[benefit="{VOUCHER}"]')
    for query, amount, folded in ((more, SUM, False), ("", "4500000.00", True)):
        page.goto("about:blank")
        page.goto(f"{site_url()}{where}#calc={VOUCHER}&annual_compute_spend=15000000{query}&end")
        expect(root.locator("output")).to_have_attribute("data-amount", amount, timeout=PATIENCE)
        assert root.evaluate(CLOSED) == 0
        assert (root.locator("form details:not([open])").count() > 0) == folded


def test_what_a_script_puts_in_is_seen_and_answered(opened: Opened) -> None:
    person = opened(VOUCHER)
    put = """(root, [name, value, tell]) => {
      const field = root.querySelector(`[name="${name}"]`);
      field.value = value;
      if (tell) field.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    person.root.evaluate(put, ["annual_compute_spend", "15000000元", True])
    for name, value in CEILING.items():
        person.root.evaluate(put, [name, f"{value}元", True])
    person.pays(SUM)
    assert person.root.evaluate(CLOSED) == 0
    person.root.evaluate(put, ["annual_compute_spend", "1元", False])
    person.field("annual_compute_spend").focus()
    person.pays("0.30")


def test_what_the_browser_puts_back_after_the_scripts_have_run_is_answered(opened: Opened) -> None:
    person = opened(VOUCHER)
    person.root.evaluate(
        """(root, given) => {
          for (const [name, value] of Object.entries(given)) root.querySelector(`[name="${name}"]`).value = value;
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false }));
        }""",
        {"annual_compute_spend": "15000000元", **{name: f"{value}元" for name, value in CEILING.items()}},
    )
    person.pays(SUM)
    assert person.root.evaluate(CLOSED) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_embedded_calculator_answers_what_its_link_or_its_reload_brings(page: Page, site_url: Url, lang: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in CEILING.items())
    page.goto(f"{site_url()}embed/{VOUCHER}/?lang={lang}#calc={VOUCHER}&annual_compute_spend=15000000{more}&end")
    root = page.locator("subsidy-calculator")
    expect(root.locator("output")).to_have_attribute("data-amount", SUM, timeout=PATIENCE)
    page.reload()
    expect(root.locator("output")).to_have_attribute("data-amount", SUM, timeout=PATIENCE)
    assert root.evaluate(CLOSED) == 0
    page.goto("about:blank")
    page.goto(f"{site_url()}embed/{VOUCHER}/?lang={lang}#calc={VOUCHER}&v=2&annual_compute_spend=1500000")
    expect(page.locator(".sc-link-note")).to_contain_text({"zh": "不完整", "en": "cut off"}[lang])
    assert root.locator("output").get_attribute("data-amount") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_that_comes_back_is_answered_and_its_folded_figures_stand_open(page: Page, site_url: Url, tmp_path: Path, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open()
    claim = {"benefit": VOUCHER, "year": 2026, "inputs": {"annual_compute_spend": "15000000", "other_district_amount": "100"}}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"applicant": {"kind": "enterprise"}, "claims": [{**claim, "cost": "invoice 7"}]}), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    planner.pays("4500000.00")
    for _ in range(2):
        assert planner.claim(0).evaluate(CLOSED) == 0
        expect(planner.claim(0).locator("[name=other_district_amount]")).to_be_visible()
        page.reload()
        planner.pays("4500000.00")
