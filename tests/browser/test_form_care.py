"""What surrounds the answer: pages without script, memory, failures that are named, taking the result away, small screens."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from tests.browser.filling import Opened, opened
from tests.browser.person import PATIENCE

__all__ = ["opened"]  # the fixture
VOUCHER, CLOUD, MATCHING = "compute-voucher", "cloud-adoption-subsidy", "rd-project-matching"

SUM = "3000000.00"


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_the_form_and_a_word_about_it_are_there(scriptless: Page, site_url: Callable[..., str]) -> None:
    scriptless.goto(site_url() + "zh/articles/01-computing-power/")
    root = scriptless.locator("subsidy-calculator")
    assert root.locator("form").count() == 1
    assert root.get_attribute("state") == "idle"
    assert root.locator("output").get_attribute("data-outcome") == "incomplete"
    expect(root.locator("noscript p")).to_be_visible()


def test_a_sum_that_needs_no_input_needs_no_script(scriptless: Page, site_url: Callable[..., str]) -> None:
    scriptless.goto(site_url() + "en/articles/10-leading-enterprises/")
    root = scriptless.locator("subsidy-calculator")
    assert root.locator("output").get_attribute("data-amount") == "10000000.00"
    expect(root.locator("output")).to_contain_text("RMB 10 million")
    assert root.locator(".sc-assumed li").count()
    expect(root.locator(".sc-stamp")).to_be_visible()


def test_python_does_not_start_by_itself(page: Page, opened: Opened, site_server: Callable[..., SiteServer]) -> None:
    server = site_server()
    person = opened(VOUCHER, root=server.url)
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.requests if path.startswith(("runtime/", "assets/worker"))]
    person.look()
    expect(person.root).to_have_attribute("state", "ready", timeout=PATIENCE)


def test_a_reload_keeps_what_was_typed(page: Page, opened: Opened) -> None:
    person = opened(MATCHING)
    person.give("grant_received", ["100", "200"])
    person.pays("600000.00")
    page.reload()
    assert [person.field("grant_received", at).input_value() for at in range(2)] == ["100", "200"]
    person.root.scroll_into_view_if_needed()
    person.pays("600000.00")
    person.start_afresh()
    page.reload()
    assert person.field("grant_received").input_value() == ""


def test_the_other_language_keeps_the_sum_and_not_just_the_digits(opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1000")
    person.pays(SUM)
    person = opened(VOUCHER, "en")
    assert person.field("annual_compute_spend").input_value() == "1000万元"
    person.root.scroll_into_view_if_needed()
    person.pays(SUM)


def test_blocked_storage_is_no_obstacle(page: Page, opened: Opened) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });"
    )
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1000")
    person.pays(SUM)


@pytest.mark.parametrize(
    ("path", "fault", "words"),
    [
        ("assets/worker.js", Fault(status=404), "缺少计算所需的文件"),
        ("assets/worker.js", Fault(body=b"<html>log in</html>", content_type="text/html"), "收到的计算文件不正确"),
    ],
)
def test_a_failure_says_what_happened_and_can_be_retried(
    page: Page, opened: Opened, site_server: Callable[..., SiteServer], path: str, fault: Fault, words: str
) -> None:
    server = site_server(faults={path: fault})
    person = opened(VOUCHER, root=server.url)
    person.give("annual_compute_spend", "1000")
    expect(person.root).to_have_attribute("state", "error", timeout=PATIENCE)
    failure = person.root.locator(".sc-failure")
    expect(failure).to_contain_text(words)
    expect(person.root.locator(".sc-status")).to_contain_text(words)
    assert person.shown() == {"outcome": "incomplete"}
    assert person.field("annual_compute_spend").input_value() == "1000"
    server.faults.clear()
    failure.get_by_role("button").click()
    person.pays(SUM)
    expect(failure).to_be_hidden()


def test_a_forbidden_webassembly_is_named(page: Page, opened: Opened, site_server: Callable[..., SiteServer]) -> None:
    server = site_server()
    server.policy = (server.policy or "").replace(" 'wasm-unsafe-eval'", "")
    person = opened(VOUCHER, "en", root=server.url)
    person.look()
    expect(person.root.locator(".sc-failure")).to_contain_text("security settings", timeout=PATIENCE)
    expect(person.root.locator(".sc-failure")).to_contain_text("another browser")


def test_a_lost_line_is_named_and_comes_back_by_itself(page: Page, opened: Opened) -> None:
    person = opened(VOUCHER)
    page.context.set_offline(True)
    person.give("annual_compute_spend", "1000")
    expect(person.root.locator(".sc-failure")).to_contain_text("网络", timeout=PATIENCE)
    page.context.set_offline(False)
    person.pays(SUM)


def test_the_copied_text_carries_inputs_steps_and_stamp(page: Page, opened: Opened) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "3000")
    person.pays("6000000.00")
    person.root.get_by_role("button", name="复制结果").click()
    expect(person.root.locator(".sc-result .sc-done")).to_have_text("已复制结果。")
    text = page.evaluate("() => navigator.clipboard.readText()")
    for part in (
        "算力券",
        "年度实际采购算力费用：3000 = 30,000,000 元",
        "600万元",
        "年度实际采购费用的30%",
        "规则指纹",
        "征求意见稿，尚未施行",
        "非官方估算",
        "/zh/articles/",
    ):
        assert part in text, text


def test_the_printed_sheet_is_this_result_alone(page: Page, opened: Opened) -> None:
    page.add_init_script("window.print = () => window.dispatchEvent(new Event('beforeprint'));")
    person = opened(CLOUD)
    person.give("annual_cloud_spend", "100")
    person.give("funded_year", "2")
    person.pays("600000.00")
    person.root.get_by_role("button", name="打印结果").click()
    page.emulate_media(media="print")
    for selector in ("output", ".sc-stamp", ".sc-steps li", ".sc-sheet-title", ".sc-sheet-standing", ".sc-sheet-source"):
        expect(person.root.locator(selector).first).to_be_visible()
    expect(person.field("annual_cloud_spend")).to_be_visible()
    expect(person.root.get_by_text("第二年", exact=True)).to_be_visible()
    for hidden in (
        person.root.get_by_text("第一年", exact=True),
        person.root.locator("[data-copy]"),
        page.locator("h1"),
        page.locator('[benefit="corpus-purchase-funding"]'),
    ):
        expect(hidden).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("h1")).to_be_visible()
    assert not page.locator("[data-sc-way], [data-sc-sheet]").count()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_nothing_sticks_out_and_everything_can_be_hit(page: Page, opened: Opened, lang: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    person = opened(MATCHING, lang)
    person.give("grant_received", ["1000000", "2000000"])
    expect(person.output).to_have_attribute("data-outcome", "amount", timeout=PATIENCE)
    person.root.locator(".sc-more > summary").click()
    person.root.locator(".sc-steps > summary").click()
    wide = person.root.evaluate(
        "(root) => [...root.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > 391).map((one) => one.className)"
    )
    assert not wide
    small = person.root.evaluate(
        """(root) => [...root.querySelectorAll('button, summary, label, .sc-control, .sc-law a')].filter((one) => one.offsetParent)
        .map((one) => [one.textContent, one.getBoundingClientRect().height]).filter(([, height]) => height < 24)"""
    )
    assert not small


def test_the_answer_that_stays_in_sight_never_covers_the_focus(page: Page, opened: Opened) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    person = opened(MATCHING)
    person.give("grant_received", ["100", "200"])
    person.pays("600000.00")
    person.root.locator(".sc-more > summary").click()
    person.field("grant_received").focus()
    covered = []
    for _ in range(25):
        page.keyboard.press("Tab")
        name, clear = page.evaluate(
            """() => { const one = document.activeElement, box = one.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!one.closest("subsidy-calculator")) return ["", true]; // past the end of the calculator
            return [one.outerHTML.slice(0, 80), one.contains(top) || Boolean(top?.contains(one) && top.tagName === "LABEL")]; }"""
        )
        covered += [] if clear else [name]
    assert not covered


def test_no_text_of_a_visitor_becomes_markup(page: Page, opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "<img src=x onerror=alert(1)>")
    page.keyboard.press("Tab")
    expect(person.root.locator(".sc-error").first).to_contain_text(re.compile("<img"), timeout=PATIENCE)
    assert not person.root.locator("img").count()
