"""A plan that this device keeps and several tabs change: each is told of the others, and nothing is lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.plan_person import CLOUD, PATIENCE, SOFTWARE, VOUCHER, Planner
from tests.browser.watch import LANGUAGES

Url = Callable[..., str]
STORED = "() => Object.keys(localStorage).filter((key) => key === 'plan' || key.startsWith('plan:')).length"
WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "changed": "另一个标签页改动了",
        "forked": "各存一份",
        "gone": "不再把这个方案保存",
        "other": "还保存着",
        "open": "打开",
        "delete": "删除",
        "back": "恢复",
    },
    "en": {
        "changed": "Another tab has changed",
        "forked": "by itself",
        "gone": "no longer keeps",
        "other": "Besides",
        "open": "Open",
        "delete": "Delete",
        "back": "Put back",
    },
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


def told(page: Page) -> Locator:
    return page.locator(".plan__versions")


def benefits(planner: Planner) -> set[str]:
    return {benefit for benefit, _ in planner.claims()}


def two_tabs(context: BrowserContext, url: str, lang: str) -> tuple[Planner, Planner]:
    """Two tabs with the same kept plan of one benefit."""
    first = Planner(context.new_page(), url, lang).open()
    first.add(VOUCHER)
    first.page.keyboard.type("100万元" if lang == "zh" else "1m")
    first.pays("300000.00")
    first.page.locator("input[name=keep]").check()
    second = Planner(context.new_page(), url, lang).open()
    second.pays("300000.00")  # without a key or a click
    expect(second.page.locator("input[name=keep]")).to_be_checked()
    expect(told(first.page)).to_be_hidden()
    expect(told(second.page)).to_be_hidden()
    return first, second


def press(page: Page, lang: str, word: str) -> None:
    told(page).get_by_role("button", name=WORDS[lang][word]).first.click()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_two_tabs_add_to_a_kept_plan_is_told_to_both_and_nothing_is_lost(context: BrowserContext, site_url: Url, lang: str) -> None:
    first, second = two_tabs(context, site_url(), lang)
    first.add(CLOUD)
    expect(told(second.page)).to_contain_text(WORDS[lang]["changed"])
    assert benefits(second) == {VOUCHER}, "nothing happens to what stands there"
    second.add(SOFTWARE)
    expect(told(second.page)).to_contain_text(WORDS[lang]["forked"])
    expect(told(first.page)).to_contain_text(WORDS[lang]["other"])
    assert benefits(first) == {VOUCHER, CLOUD}
    assert first.page.evaluate(STORED) == 2
    for planner in (first, second):
        planner.page.close()
    again = Planner(context.new_page(), site_url(), lang).open()
    expect(again.page.locator(".claim")).to_have_count(2)
    assert benefits(again) == {VOUCHER, SOFTWARE}, "the one that was kept last"
    expect(told(again.page)).to_contain_text(WORDS[lang]["other"])
    press(again.page, lang, "open")
    expect(again.page.locator(f".claim[data-benefit={CLOUD}]")).to_be_visible()
    assert benefits(again) == {VOUCHER, CLOUD}
    again.press("undo")
    expect(again.page.locator(f".claim[data-benefit={SOFTWARE}]")).to_be_visible()
    assert again.page.evaluate(STORED) == 2, "and both are kept still"


def test_tabs_that_only_look_on_write_nothing(context: BrowserContext, site_url: Url) -> None:
    first, second = two_tabs(context, site_url(), "zh")
    mark = "() => JSON.parse(localStorage.plan).mark"
    first.add(CLOUD)
    expect(told(second.page)).to_be_visible()
    first.page.wait_for_timeout(300)
    before = first.page.evaluate(mark)
    for _ in range(3):
        second.page.reload()
        expect(told(second.page)).to_contain_text(WORDS["zh"]["changed"])
        first.page.reload()
        expect(first.page.locator(".claim")).to_have_count(2)
    first.page.wait_for_timeout(500)
    assert first.page.evaluate(mark) == before, "no tab answers what another does"
    expect(told(first.page)).to_be_hidden()
    assert first.page.evaluate(STORED) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_others_version_can_be_taken_and_taken_back(context: BrowserContext, site_url: Url, lang: str) -> None:
    first, second = two_tabs(context, site_url(), lang)
    first.add(CLOUD)
    expect(told(second.page)).to_contain_text(WORDS[lang]["changed"])
    press(second.page, lang, "open")
    expect(second.page.locator(f".claim[data-benefit={CLOUD}]")).to_be_visible()
    expect(told(second.page)).to_be_hidden()
    second.press("undo")
    expect(second.page.locator(".claim")).to_have_count(1)
    first.page.wait_for_timeout(300)
    assert benefits(first) == {VOUCHER, CLOUD}
    first.page.reload()
    expect(first.page.locator(".claim")).to_have_count(2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_version_is_deleted_by_hand_alone_and_can_be_put_back(context: BrowserContext, site_url: Url, lang: str) -> None:
    first, second = two_tabs(context, site_url(), lang)
    first.add(CLOUD)
    expect(told(second.page)).to_be_visible()
    second.add(SOFTWARE)
    expect(told(second.page)).to_contain_text(WORDS[lang]["forked"])
    press(second.page, lang, "delete")
    assert second.page.evaluate(STORED) == 1
    expect(told(first.page)).to_contain_text(WORDS[lang]["gone"])
    expect(first.page.locator("input[name=keep]")).not_to_be_checked()
    assert benefits(first) == {VOUCHER, CLOUD}, "what stands there still stands"
    press(second.page, lang, "back")
    assert second.page.evaluate(STORED) == 2
    second.page.close()
    first.page.close()
    assert benefits_kept(context, site_url) == [{VOUCHER, CLOUD}, {VOUCHER, SOFTWARE}]


def benefits_kept(context: BrowserContext, site_url: Url) -> list[set[str]]:
    page = context.new_page()
    page.goto(site_url() + "zh/about/")
    found: list[list[str]] = page.evaluate(
        """() => Object.keys(localStorage).filter((key) => key.startsWith("plan"))
          .map((key) => JSON.parse(localStorage[key]).claims.map(({ benefit }) => benefit).sort()).sort()"""
    )
    return [set(benefits) for benefits in found]


def test_who_keeps_a_plan_no_longer_is_not_overruled_by_another_tab(context: BrowserContext, site_url: Url) -> None:
    first, second = two_tabs(context, site_url(), "zh")
    first.page.locator("input[name=keep]").uncheck()
    expect(told(second.page)).to_contain_text(WORDS["zh"]["gone"])
    expect(second.page.locator("input[name=keep]")).not_to_be_checked()
    second.add(CLOUD)
    second.page.wait_for_timeout(300)
    assert second.page.evaluate(STORED) == 0
    second.page.locator("input[name=keep]").check()
    assert second.page.evaluate(STORED) == 1


def test_a_plan_that_is_kept_besides_another_takes_nothing_of_its_place(context: BrowserContext, site_url: Url) -> None:
    first, second = two_tabs(context, site_url(), "zh")
    fragment = first.fragment()
    second.add(CLOUD)
    second.page.close()
    first.page.close()
    third = Planner(context.new_page(), site_url()).open(fragment)
    expect(told(third.page)).to_contain_text(WORDS["zh"]["other"])
    expect(third.page.locator("input[name=keep]")).not_to_be_checked()
    third.page.locator("input[name=keep]").check()
    third.add(SOFTWARE)
    third.page.wait_for_timeout(300)
    third.page.close()
    assert benefits_kept(context, site_url) == [{VOUCHER, CLOUD}, {VOUCHER, SOFTWARE}]


def test_a_claim_from_another_page_goes_into_the_kept_plan_without_another_version(context: BrowserContext, site_url: Url) -> None:
    first, second = two_tabs(context, site_url(), "zh")
    first.page.close()
    page: Any = second.page
    page.goto(site_url() + "zh/articles/01-computing-power/")
    page.locator("[name=annual_compute_spend]").fill("100")
    page.locator("[data-to-plan]:visible").click(timeout=PATIENCE)
    page.goto(site_url() + "zh/plan/")
    expect(page.locator(".claim")).to_have_count(2)
    page.wait_for_timeout(500)
    assert page.evaluate(STORED) == 1
    assert page.evaluate("() => JSON.parse(localStorage.plan).claims.length") == 2
