"""Three calculators on a page of somebody else, on another origin and under a strict policy of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.host.stage import PATIENCE, Stage, staged

__all__ = ["staged"]
Staged = Callable[..., Stage]


def give(stage: Stage, div: str, name: str, value: str) -> None:
    stage.frame(div).locator(f'[name="{name}"]').first.fill(value)


def pays(stage: Stage, div: str, amount: str) -> None:
    expect(stage.output(div)).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE)
    expect(stage.output(div)).to_have_attribute("data-amount", amount, timeout=PATIENCE)


def test_each_frame_is_as_tall_as_its_content_and_none_feeds_on_itself(staged: Staged) -> None:
    stage = staged()
    first, second = stage.settled("first"), stage.settled("second")
    assert first != second and 300 < first < 3000
    give(stage, "first", "annual_compute_spend", "2500万元")
    pays(stage, "first", "6000000.00")
    grown = stage.settled("first")
    assert grown > first + 100
    assert stage.height("second") == second, "the other frame keeps its height"
    stage.frame("first").locator("button[type=reset]").click()
    expect(stage.output("first")).to_have_attribute("data-outcome", "incomplete", timeout=PATIENCE)
    stage.page.wait_for_timeout(300)
    assert stage.settled("first") < grown, "it shrinks as well: there is no floor"
    stage.frame("second").locator("[data-add]").click()
    assert stage.settled("second") > second
    assert stage.height("first") == stage.content("first")
    stage.page.wait_for_timeout(1500)  # what comes a moment after a key or a click
    changes = stage.page.evaluate("() => window.heights.length")
    stage.page.wait_for_timeout(1500)
    assert stage.page.evaluate("() => window.heights.length") == changes < 40, "at rest nothing changes"
    assert all(isinstance(one["height"], int) for one in stage.messages("first") if one["subsidy"] == "height")


def test_a_narrower_window_makes_frames_taller_and_a_wider_one_shorter(staged: Staged) -> None:
    stage = staged()
    wide = stage.settled("first")
    stage.page.set_viewport_size({"width": 390, "height": 844})
    stage.page.wait_for_timeout(300)
    narrow = stage.settled("first")
    assert narrow > wide
    stage.page.set_viewport_size({"width": 1280, "height": 900})
    stage.page.wait_for_timeout(300)
    assert stage.settled("first") == wide


def test_language_colours_and_names_are_those_of_the_attributes(staged: Staged) -> None:
    stage = staged()
    stage.settled("first"), stage.settled("second")
    for div, lang, scheme in (("first", "zh-CN", "default"), ("second", "en", "slate")):
        root = stage.frame(div).locator("html")
        expect(root).to_have_attribute("lang", lang)
        expect(root).to_have_attribute("data-md-color-scheme", scheme)
        expect(stage.frame(div).locator("main")).to_have_count(1)
        expect(stage.frame(div).locator("subsidy-calculator")).to_have_attribute("lang", lang[:2])
    names = stage.page.locator("iframe").evaluate_all("all => all.map((frame) => frame.title)")
    assert names == ["算力券", "Subsidy calculator", "补贴计算器"]
    stage.page.locator("#first").evaluate("div => { div.dataset.theme = 'dark'; div.dataset.lang = 'en'; }")
    expect(stage.frame("first").locator("html[lang=en][data-md-color-scheme=slate]")).to_be_attached(timeout=PATIENCE)


@pytest.mark.parametrize(
    ("accent", "theme", "used"),
    [("#7a1f5c", "light", "#7a1f5c"), ("a00", "light", "#aa0000"), ("#7a1f5c", "dark", ""), ("#ffe680", "dark", "#ffe680")]
    + [(wrong, "light", "") for wrong in ("#ffff00", "red", "#12345", "url(x)", "#7a1f5c;--ink:red")],
)
def test_an_accent_is_taken_where_it_can_be_read_and_else_left_out(
    page: Page, site_url: Callable[..., str], accent: str, theme: str, used: str
) -> None:
    page.goto(f"{site_url()}embed/compute-voucher/?{urlencode({'theme': theme, 'accent': accent})}")
    assert page.locator("html").evaluate("root => root.style.getPropertyValue('--brand')") == used
    ground, ink = page.locator("button[type=submit]").evaluate(
        "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    )
    assert ground != ink
    if used:
        assert ground == "rgb({}, {}, {})".format(*(int(used[at : at + 2], 16) for at in (1, 3, 5)))


def test_the_language_is_switched_inside_with_what_was_typed(staged: Staged) -> None:
    stage = staged()
    stage.settled("first")
    give(stage, "first", "annual_compute_spend", "2500万元")
    pays(stage, "first", "6000000.00")
    stage.page.wait_for_timeout(600)  # the address follows a moment later
    stage.frame("first").locator("[data-other]").click()
    expect(stage.frame("first").locator("subsidy-calculator")).to_have_attribute("lang", "en", timeout=PATIENCE)
    pays(stage, "first", "6000000.00")
    assert "RMB 6 million" in stage.output("first").inner_text()
    assert len(stage.page.context.pages) == 1


def test_a_host_hears_answers_only_where_it_asked_and_never_what_was_typed(staged: Staged) -> None:
    stage = staged()
    stage.settled("first"), stage.settled("second")
    give(stage, "first", "annual_compute_spend", "1234.5678万元")
    pays(stage, "first", "3703703.40")
    give(stage, "second", "product_sales", "20000000")
    pays(stage, "second", "2000000.00")
    stage.page.wait_for_timeout(500)
    told = stage.heard("first", "answer")[-1]
    assert (told["outcome"], told["amount"], told["bound"], told["basis"], told["unit"]) == (
        "amount",
        "3703703.40",
        "exact",
        "formula",
        "CNY",
    )
    assert (told["benefit"], told["lang"]) == ("compute-voucher", "zh") and told["edition"] and told["rules"]
    assert set(told) == {"benefit", "lang", "edition", "rules", "outcome", "amount", "bound", "basis", "unit"}
    assert [set(one) for one in stage.heard("first", "ready")] == [{"benefit", "lang", "edition", "rules"}]
    assert not stage.heard("first", "shared")
    assert not stage.heard("second")
    assert {one["subsidy"] for one in stage.messages("second")} == {"height"}, "nothing else leaves a frame that was not asked"
    everything = str(stage.page.evaluate("() => [window.messages, window.heard]"))
    for typed in ("1234.5678", "12345678", "20000000", "inputs"):
        assert typed not in everything
    expect(stage.frame("first").locator(".embed__host")).to_be_visible()
    assert stage.host.url.split("/")[2] in stage.frame("first").locator(".embed__host p").inner_text()
    expect(stage.frame("second").locator(".embed__host")).to_be_hidden()


def test_what_was_typed_is_shared_by_the_persons_own_hand(staged: Staged) -> None:
    stage = staged(change=lambda text: text.replace('data-theme="dark"', 'data-theme="dark" data-events'))
    stage.settled("second")
    share = stage.frame("second").get_by_role("button", name=stage.host.url.split("/")[2])
    expect(share).to_be_disabled()
    give(stage, "second", "product_sales", "20m")
    pays(stage, "second", "2000000.00")
    assert not stage.heard("second", "shared")
    share.click()
    expect(stage.frame("second").locator(".embed__host [role=status]")).not_to_be_empty()
    stage.page.wait_for_timeout(300)
    (shared,) = stage.heard("second", "shared")
    assert shared["inputs"] == {"product_sales": ["20000000"]} and shared["amount"] == "2000000.00"
    give(stage, "second", "product_sales", "30m")
    pays(stage, "second", "3000000.00")
    stage.page.wait_for_timeout(300)
    assert len(stage.heard("second", "shared")) == 1, "what is changed later is not"
    expect(stage.frame("second").locator(".embed__host [role=status]")).to_be_empty()


def test_nothing_of_a_frame_is_fetched_before_it_is_near_and_nothing_of_python_before_it_is_touched(staged: Staged) -> None:
    stage = staged()
    stage.settled("first")
    asked = stage.site.requests
    assert not [path for path in asked if "higher-level-park-reward" in path], "the third calculator is far below"
    assert not [path for path in asked if path.startswith("runtime/") or "worker" in path]
    stage.settled("third")
    assert [path for path in stage.site.requests if "higher-level-park-reward" in path]
    stage.page.wait_for_timeout(300)
    assert not [path for path in stage.site.requests if path.startswith("runtime/")]
    stage.frame("third").locator("subsidy-calculator form").hover()
    stage.frame("third").locator('label:has(input[name="level"])').first.click()
    expect(stage.output("third")).to_have_attribute("data-outcome", "amount", timeout=PATIENCE)
    assert [path for path in stage.site.requests if path.startswith("runtime/")]


def test_neither_policy_forbids_anything_that_is_done(staged: Staged) -> None:
    stage = staged()
    for div, name, value in (("first", "annual_compute_spend", "1000"), ("second", "product_sales", "1m")):
        stage.settled(div)
        give(stage, div, name, value)
        expect(stage.output(div)).to_have_attribute("data-outcome", "amount", timeout=PATIENCE)
        for folded in stage.frame(div).locator("summary:visible").all():
            folded.click()
    stage.frame("first").locator("button[type=submit]").click()
    stage.frame("first").locator("[data-copy]").click()
    expect(stage.frame("first").locator(".sc-result .sc-done")).not_to_be_empty()
    stage.page.wait_for_timeout(300)
    assert (stage.broken, stage.page.evaluate("() => window.broken"), stage.complaints) == ([], [], [])


def test_divs_that_come_later_and_a_loader_that_stands_twice(staged: Staged) -> None:
    stage = staged(change=lambda text: text.replace("</body>", '<script src="{site}embed.js" async></script></body>'))
    stage.settled("first")
    stage.page.wait_for_timeout(300)
    assert stage.page.locator("#first iframe").count() == 1
    add = """() => { const div = document.createElement("div"); div.id = "late"; div.dataset.subsidyCalculator = "cloud-adoption-subsidy";
      document.querySelector("h1").after(div); }"""
    stage.page.evaluate(add)
    expect(stage.page.locator("#late iframe")).to_have_count(1)
    assert stage.settled("late") > 300
    stage.page.evaluate("() => document.querySelector('#late').replaceChildren()")
    assert stage.settled("late") > 300, "a frame that the host's script wiped away comes back"
    give(stage, "first", "annual_compute_spend", "1000万元")
    pays(stage, "first", "3000000.00")
    stage.page.wait_for_timeout(300)
    assert len([one for one in stage.heard("first", "answer") if one["amount"]]) == 1, "each answer is told once"


def test_by_the_keyboard_alone_and_at_the_width_of_a_phone(staged: Staged) -> None:
    stage = staged(viewport={"width": 320, "height": 640})
    stage.settled("first")
    stage.page.locator("#before").focus()
    stage.page.keyboard.press("Tab")
    focused = stage.frame("first").locator(":focus")
    expect(focused).to_have_attribute("data-other", "")
    stage.page.keyboard.press("Tab")
    expect(focused).to_have_attribute("name", "annual_compute_spend")
    stage.page.keyboard.type("1000万元")
    stage.page.keyboard.press("Enter")
    pays(stage, "first", "3000000.00")
    for _ in range(40):
        stage.page.keyboard.press("Tab")
        if stage.page.evaluate("() => document.activeElement.id !== '' || document.activeElement.parentElement.id !== 'first'"):
            break
    assert stage.page.evaluate("() => document.activeElement.parentElement.id") == "second", "the way leads out of the frame again"
    for div in ("first", "second"):
        wide = stage.frame(div).locator("html").evaluate("root => [root.scrollWidth, root.clientWidth]")
        assert wide[0] <= wide[1], f"{div} has to be scrolled sideways"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_scripts_a_frame_says_where_to_go(browser: Any, site_url: Callable[..., str], lang: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url()}embed/compute-voucher/?lang={lang}")
        expect(page.locator("main:visible")).to_have_count(1)
        expect(page.locator("noscript p")).to_have_count(2)  # no script tells which language was asked for
        for said in page.locator("noscript p").all():
            expect(said).to_be_visible()
        for link in ("[data-whole]", "[data-other]"):
            target = page.locator(link).get_attribute("href")
            assert target and target.endswith("#compute-voucher")
            assert page.locator(link).get_attribute("target") == "_blank" and "noopener" in (page.locator(link).get_attribute("rel") or "")


def test_the_link_to_the_whole_page_takes_the_figures_along(staged: Staged, site: Path) -> None:
    stage = staged()
    stage.settled("second")
    give(stage, "second", "product_sales", "20m")
    pays(stage, "second", "2000000.00")
    with stage.page.context.expect_page() as opened:
        stage.frame("second").locator("[data-whole]").click()
    whole = opened.value
    expect(whole.locator('subsidy-calculator[benefit="hit-smart-hardware"] output')).to_have_attribute(
        "data-amount", "2000000.00", timeout=PATIENCE
    )
    assert "/en/articles/" in whole.url and whole.evaluate("() => window.opener === null")
