"""In a real browser: words, steps and curves light up together by mouse, focus and finger; the point follows what is typed; terms explain
themselves; without scripts they are links."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.text import LANGUAGES
from tests.browser.filling import Opened, opened
from tests.browser.test_accessibility import violations

__all__ = ["opened"]
VOUCHER = "articles/01-computing-power/"
CAP, RATE = "step-compute-voucher-2", "step-compute-voucher-1"


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()


def lit(page: Page) -> list[str]:
    """What is lit: the tag, and the names it carries."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.is-lit')].map(one => `${one.localName} ${one.dataset.steps || one.dataset.step}`)"
    )
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("suffix", ["", "-en"])
def test_pointing_at_words_lights_the_step_the_curve_and_the_other_language(
    page: Page, site_url: Callable[..., str], lang: str, suffix: str
) -> None:
    page.goto(f"{site_url()}{lang}/{VOUCHER}")
    page.locator(f"#quote-compute-voucher-2{suffix}").hover()
    found = lit(page)
    assert {one.split()[0] for one in found} >= {"a", "li", "path", "span", "circle"} and all(one.endswith(CAP) for one in found)
    assert sum(one.startswith("a ") for one in found) == 2, "the Chinese and the English"
    note = page.get_by_role("tooltip")
    expect(note).to_have_text({"zh": "每家企业每年最高600万元", "en": "Up to RMB 6 million per enterprise per year"}[lang])
    page.mouse.move(5, 5)
    assert lit(page) == []
    expect(note).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_way_round_from_the_step_and_from_the_curve(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/{VOUCHER}")
    for place in (f"li#{RATE} .law-steps__says", f".worked li[data-steps='{RATE}']", f".curve__stretch[data-steps='{RATE}']"):
        page.locator(place).hover()
        assert f"a {RATE}" in lit(page) and f"path {RATE}" in lit(page), place
    page.mouse.move(5, 5)
    line = page.locator(f".curve__hit[data-steps='{CAP}']")
    line.evaluate("(line) => line.scrollIntoView({ block: 'center' })")  # clear of the page's head
    box = line.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert f"a {CAP}" in lit(page) and f"li {CAP}" in lit(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_focus_lights_and_escape_puts_out(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/{VOUCHER}")
    quote = page.locator("#quote-compute-voucher-2")
    page.locator("#quote-compute-voucher-1").focus()
    page.keyboard.press("Tab")
    expect(quote).to_be_focused()
    assert f"li {CAP}" in lit(page)
    expect(quote).to_have_attribute("aria-describedby", "says")
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    assert lit(page) == []
    expect(page.get_by_role("tooltip")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{CAP}")
    assert f"li {CAP}" in lit(page), "it stays lit where the link leads"
    page.locator(f"li#{CAP} a[href='#quote-compute-voucher-2']").press("Enter")
    page.wait_for_url("**#quote-compute-voucher-2")
    assert f"a {CAP}" in lit(page)


def test_a_tap_goes_to_the_step_and_keeps_it_lit(phone: Page, site_url: Callable[..., str]) -> None:
    phone.goto(f"{site_url()}zh/{VOUCHER}")
    phone.locator("#quote-compute-voucher-2").tap()
    phone.wait_for_url(f"**#{CAP}")
    assert {f"a {CAP}", f"li {CAP}", f"path {CAP}"} <= set(lit(phone))
    expect(phone.locator(f"li#{CAP}")).to_be_in_viewport()
    phone.locator(f"li#{CAP} a").first.tap()
    expect(phone.locator("#quote-compute-voucher-2")).to_be_in_viewport()
    phone.context.close()


def test_the_steps_of_a_live_answer_belong_to_it(page: Page, opened: Opened) -> None:
    person = opened("compute-voucher")
    person.answer({"annual_compute_spend": "2500"})
    person.pays("6000000.00")
    page.locator("#quote-compute-voucher-2").hover()
    assert "li 2" in lit(page)
    page.locator("#quote-compute-voucher-2").click()
    row = person.root.locator("li[data-step='2']")
    expect(row).to_be_visible()
    page.mouse.move(5, 5)
    page.keyboard.press("Escape")
    row.hover()
    assert {f"a {CAP}", f"path {CAP}", f"li {CAP}"} <= set(lit(page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_point_follows_what_is_typed(page: Page, opened: Opened, lang: str) -> None:
    person = opened("compute-voucher", lang)
    figure = page.locator("#curve-compute-voucher")
    yours, circle = figure.locator(".curve__yours"), figure.locator(".curve__you circle")
    expect(yours).to_be_empty()
    height_before = figure.evaluate("figure => figure.offsetHeight")
    person.answer({"annual_compute_spend": {"zh": "1000", "en": "10 million"}[lang]})
    person.pays("3000000.00")
    left, top, width, height = map(float, (figure.get_attribute("data-box") or "").split())
    most, high = map(float, (figure.get_attribute("data-scale") or "").split())

    def place() -> tuple[float, float]:
        return float(circle.get_attribute("cx") or 0), float(circle.get_attribute("cy") or 0)

    assert place() == pytest.approx((left + width * 10_000_000 / most, top + height * (1 - 3_000_000 / high)), abs=0.01)
    expect(yours).to_contain_text({"zh": "1000万元", "en": "RMB 10 million"}[lang])
    assert figure.evaluate("figure => figure.offsetHeight") == height_before, "the form below moves while somebody types"
    person.field("annual_compute_spend").fill({"zh": "9000", "en": "90 million"}[lang])
    person.pays("6000000.00")
    assert place() == pytest.approx((left + width, top + height * (1 - 6_000_000 / high)), abs=0.01)
    expect(yours).to_contain_text({"zh": "右端之外", "en": "beyond the right edge"}[lang])
    person.field("annual_compute_spend").fill("")
    expect(circle).to_have_count(0)
    expect(yours).to_be_empty()


def test_the_year_chooses_the_line_and_each_item_is_a_point(page: Page, opened: Opened) -> None:
    person = opened("ai4s-service-subsidy", "en")
    person.answer({"annual_ai4s_spend": "5 million", "funded_year": "2"})
    person.pays("3000000.00")
    figure = page.locator("#curve-ai4s-service-subsidy")
    assert figure.locator(".curve__words li.is-other strong").all_inner_texts() == ["First year", "Third year"]
    person = opened("robot-first-set", "zh")
    person.answer({"sales_12m_after_recognition": ["500", "1000"]})
    person.pays("3000000.00")
    assert page.locator("#curve-robot-first-set .curve__you circle").count() == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_explain_themselves_to_the_keyboard(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/{VOUCHER}")
    term = page.locator("a.term").first
    term.focus()
    note = page.get_by_role("tooltip")
    expect(note).to_have_text(term.get_attribute("data-says") or "-")
    expect(term).to_have_attribute("aria-describedby", "says")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/glossary/#*")


def test_terms_explain_themselves_to_a_finger(phone: Page, site_url: Callable[..., str]) -> None:
    phone.goto(f"{site_url()}en/{VOUCHER}")
    term = phone.locator("a.term").first
    term.tap()
    note = phone.get_by_role("tooltip")
    expect(note).to_have_text(term.get_attribute("data-says") or "-")
    assert VOUCHER in phone.url, "the first tap only explains"
    box = note.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    phone.locator("h1").tap()
    expect(note).to_be_hidden()
    term.tap()
    term.tap()
    phone.wait_for_url("**/en/glossary/#*")
    phone.context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_they_are_links_and_the_picture_is_right(browser: Browser, site_url: Callable[..., str], lang: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url()}{lang}/{VOUCHER}")
    page.locator("#quote-compute-voucher-2").click()
    assert page.url.endswith(f"#{CAP}")
    page.locator(f"li#{CAP} a").first.click()
    assert "#quote-compute-voucher-2" in page.url
    picture = page.locator("#curve-compute-voucher svg")
    expect(picture).to_be_visible()
    assert "20" in picture.locator(".curve__flag").text_content().replace("2000", "20")  # type: ignore[union-attr]
    page.locator("a.term").first.click()
    assert f"/{lang}/glossary/#" in page.url
    page.goto(f"{site_url()}{lang}/text/")
    page.locator(f"a.law-quote[data-steps='{CAP}']").first.click()
    assert page.url.endswith(f"{lang}/{VOUCHER}#{CAP}")
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_full_text_leads_to_the_step_and_labels_say_what_they_are(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/text/")
    label = page.locator(".law-quote--label").first
    label.hover()
    expect(page.get_by_role("tooltip")).to_have_text(label.get_attribute("data-says") or "-")
    page.locator(f"a.law-quote[data-steps='{CAP}']").first.hover()
    assert lit(page) == [f"a {CAP}"] * 2
    page.locator(f"a.law-quote[data-steps='{CAP}']").first.click()
    page.wait_for_url(f"**/{VOUCHER}#{CAP}")
    page.wait_for_function("() => document.querySelector('li.is-lit')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_lit_and_explained(browser: Browser, site_url: Callable[..., str], scheme: str) -> None:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in (f"zh/{VOUCHER}", f"en/{VOUCHER}", "en/text/"):
            page.goto(site_url() + name)
            page.locator(f"a.law-quote[data-steps='{CAP}']").first.focus()
            expect(page.get_by_role("tooltip")).to_be_visible()
            assert lit(page) and violations(page) == []
