"""The form of a calculator, used as people use it: typing, lists, questions, mistakes, the keyboard alone."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from tests.browser.filling import HELD_WORKER, Opened, opened
from tests.browser.person import PATIENCE, Person, addresses

__all__ = ["opened"]  # the fixture
VOUCHER, CLOUD, MATCHING = "compute-voucher", "cloud-adoption-subsidy", "rd-project-matching"

# Each sum that the page ever showed to scripts or to the eye, in order.
WATCH = """(output) => {
  window.seen = [];
  const note = () => window.seen.push(output.dataset.amount ?? "", output.textContent);
  new MutationObserver(note).observe(output, { attributeFilter: ["data-amount"], childList: true, characterData: true, subtree: true });
}"""

# The question about 1000 never reaches the worker; it fails when the test says so, as one whose rules do not arrive.
LOSING_WORKER = """const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  if (!/\\b1000\\b/.test(JSON.stringify(message))) return post.call(this, message, ...more);
  const data = { id: message.id, type: "RAW", value: { failure: "offline", detail: "lost" } };
  window.lose = () => this.dispatchEvent(new MessageEvent("message", { data }));
};"""


def test_answers_follow_typing_and_the_visible_sum_is_the_same(opened: Opened) -> None:
    person = opened(VOUCHER)
    assert person.shown() == {"outcome": "incomplete"}
    person.give("annual_compute_spend", "1000")
    person.pays("3000000.00")
    expect(person.output).to_contain_text("300万元")
    expect(person.root.locator(".sc-echo").first).to_have_text("= 10,000,000 元（1000万元）")
    person.give("funded_year", "2")
    person.page.keyboard.press("Tab")
    person.pays("3000000.00")
    expect(person.root.locator(".sc-stamp")).to_be_visible()


def test_english_pages_count_in_yuan(opened: Opened) -> None:
    person = opened(VOUCHER, "en")
    person.give("annual_compute_spend", "10,000,000")
    person.pays("3000000.00")
    expect(person.output).to_contain_text("RMB 3 million")


def test_numbers_are_read_as_people_write_them_and_a_doubtful_unit_asks_back(opened: Opened) -> None:
    person = opened(VOUCHER)
    field, echo = person.field("annual_compute_spend"), person.root.locator(".sc-echo").first
    for text in ("壹仟万元整", "1000\u200b万", "\ufeff１０００", "一千", "1000w"):
        field.fill(text)
        person.pays("3000000.00")
        expect(echo).to_have_text("= 10,000,000 元（1000万元）")
    field.fill("10000000")
    expect(echo).to_contain_text("1000亿元）")
    expect(echo).to_contain_text("请核对单位：此处的数字以万元计")
    field.fill("约１,２００　万元")
    field.blur()
    expect(person.root.locator(".sc-error").first).to_have_text(
        "“约１,２００　万元”，其中“约”无法识别，请填一个确定的数；应为不小于0、最多精确到分的金额，如1000或1000万元。"
    )
    expect(echo).to_have_text("")
    field.fill("\u200b")  # nothing that anybody sees
    expect(person.output).to_have_text("还需填写：年度实际采购算力费用")
    expect(person.root.locator(".sc-error").first).to_have_text("")


def test_an_answer_to_older_figures_is_never_shown(page: Page, opened: Opened) -> None:
    page.add_init_script(HELD_WORKER)
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1")
    person.pays("3000.00")
    person.output.evaluate(WATCH)
    page.evaluate("() => (window.holding = true)")
    page.keyboard.insert_text("00")  # two figures at once are foreseen by nobody
    expect(person.output).not_to_have_attribute("data-amount", re.compile(""))  # it goes, though no answer comes
    expect(person.output).not_to_contain_text("3000元")
    expect(person.root.locator(".sc-plain")).to_be_hidden()
    page.keyboard.insert_text("00")  # while the question before is still on its way
    page.evaluate("() => window.letGo()")
    person.pays("6000000.00")
    sums = [one for one in page.evaluate("() => window.seen") if one[:1].isdigit()]
    assert set(sums) == {"6000000.00"}, "the answer for 100 came when 10000 stood there"


def test_a_sum_is_called_busy_while_a_newer_one_is_awaited(page: Page, opened: Opened) -> None:
    page.add_init_script(HELD_WORKER)
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "5000")
    person.pays("6000000.00")
    page.evaluate("() => (window.holding = true)")
    page.keyboard.insert_text("00")  # the ceiling, as before: from the sum alone nobody could tell
    expect(person.output).to_have_attribute("aria-busy", "true")
    page.evaluate("() => window.letGo()")
    person.pays("6000000.00")


def test_the_answers_to_the_next_keys_are_there_before_them(page: Page, opened: Opened) -> None:
    page.add_init_script(HELD_WORKER)
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "100")
    person.pays("300000.00")
    page.wait_for_function("() => window.asked.some((one) => one.includes('1009'))")
    page.evaluate("() => (window.holding = true)")
    page.keyboard.press("9")
    person.pays("3027000.00")
    page.keyboard.press("Backspace")
    person.pays("300000.00")
    page.evaluate("() => window.letGo()")


def test_a_question_is_answered_though_one_that_was_only_foreseen_fails(page: Page, opened: Opened) -> None:
    page.add_init_script(LOSING_WORKER)
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "100")
    person.pays("300000.00")
    page.wait_for_function("() => window.lose")  # 1000 is being asked ahead
    page.keyboard.insert_text("55")
    expect(person.output).to_have_attribute("aria-busy", "true")
    page.evaluate("() => window.lose()")
    person.pays("6000000.00")


def test_what_is_typed_while_python_loads_is_kept_and_answered(page: Page, opened: Opened) -> None:
    person = opened(VOUCHER)
    person.field("annual_compute_spend").focus()
    assert person.root.get_attribute("state") == "loading"
    expect(person.root.locator(".sc-stage")).to_be_visible()
    page.keyboard.type("2000")
    assert person.shown() == {"outcome": "incomplete"}
    person.pays("6000000.00")
    expect(person.root).to_have_attribute("state", "ready")
    expect(person.root.locator(".sc-loading")).to_be_hidden()


def test_what_is_typed_before_the_script_is_there_is_answered(page: Page, site: Path, site_server: Callable[..., SiteServer]) -> None:
    with site_server(faults={"assets/calculator.js": Fault(hang=2)}) as server:
        page.goto(server.url + addresses(site)[VOUCHER]["zh"].partition("#")[0], wait_until="commit")
        person = Person(page, VOUCHER)
        person.give("annual_compute_spend", "100")
        assert not page.evaluate("() => Boolean(customElements.get('subsidy-calculator'))"), "the script was faster"
        person.pays("300000.00")


def test_lists_grow_shrink_and_give_back(page: Page, opened: Opened) -> None:
    person = opened(MATCHING)
    person.give("grant_received", ["100", "200", "300"])
    person.pays("1200000.00")
    assert page.evaluate("() => document.activeElement.id").endswith("-3"), "a new item takes the focus"
    remove = person.root.get_by_role("button", name="删除第2项")
    remove.click()
    person.pays("800000.00")
    assert [person.field("grant_received", at).input_value() for at in range(2)] == ["100", "300"]
    assert page.evaluate("() => document.activeElement.value") == "300", "the focus stays in the list"
    person.root.get_by_role("button", name="恢复").click()
    person.pays("1200000.00")
    assert person.field("grant_received", 1).input_value() == "200"
    person.field("grant_received", 1).fill("")  # an empty item in the middle is no error
    person.pays("800000.00")
    person.field("grant_received", 2).fill("x")
    page.keyboard.press("Tab")
    expect(person.field("grant_received", 2)).to_have_attribute("aria-invalid", "true")
    expect(person.field("grant_received", 0)).not_to_have_attribute("aria-invalid", "true")


def test_a_condition_can_be_answered_and_taken_back(page: Page, opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1000")
    person.give("funded_year", "1")
    person.give("guangming_enterprise", "true")
    expect(person.root.locator(".sc-assumed li")).to_have_count(1, timeout=PATIENCE)
    person.give("buys_computing", "false")
    expect(person.output).to_have_attribute("data-outcome", "nothing")
    assert person.shown()["amount"] == "0.00"
    person.give("buys_computing", "true")
    person.pays("3000000.00")
    expect(person.root.locator(".sc-assumed")).to_be_hidden()
    person.root.get_by_role("button", name="清除回答：申请单位是否为采购算力资源的企业？").click()
    expect(person.root.locator(".sc-assumed li")).to_have_count(1)
    assert page.evaluate("() => document.activeElement.name") == "buys_computing"
    assert not person.root.locator('[name="buys_computing"]:checked').count()


def test_clearing_the_form_loses_nothing(opened: Opened) -> None:
    person = opened(MATCHING)
    person.give("grant_received", ["100", "200"])
    person.give("applicant", "research-institute")
    person.pays("600000.00")
    person.start_afresh()
    assert "amount" not in person.shown()
    expect(person.root.locator('[name="grant_received"]')).to_have_count(1)
    expect(person.root.locator('[name="applicant"]:checked')).to_have_value("enterprise")
    person.root.get_by_role("button", name="恢复").click()
    person.pays("600000.00")
    expect(person.root.locator('[name="applicant"]:checked')).to_have_value("research-institute")


def test_a_form_cleared_twice_is_answered_twice(opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1000")
    person.pays("3000000.00")
    person.start_afresh()
    expect(person.output).to_have_text("还需填写：年度实际采购算力费用")
    person.start_afresh()
    expect(person.output).to_have_text("还需填写：年度实际采购算力费用")


def test_a_mistake_is_called_one_only_when_the_field_is_left(page: Page, opened: Opened) -> None:
    person = opened(VOUCHER)
    field = person.field("annual_compute_spend")
    person.give("annual_compute_spend", "1000")
    person.pays("3000000.00")
    page.keyboard.type(",")  # on the way to something
    expect(person.output).to_have_attribute("data-outcome", "incomplete")
    assert "amount" not in person.shown()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(person.root.locator(".sc-error").first).to_contain_text("1000,")
    field.fill("1,000")
    person.pays("3000000.00")
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_mistake_is_called_one_after_a_pause(page: Page, opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "10-20")
    expect(person.root).to_have_attribute("state", "ready", timeout=PATIENCE)
    expect(person.field("annual_compute_spend")).to_have_attribute("aria-invalid", "true", timeout=5000)


def test_the_summary_takes_the_focus_and_leads_to_the_fields(page: Page, opened: Opened) -> None:
    person = opened(CLOUD, "en")
    person.submit()
    summary = person.root.locator(".sc-summary")
    expect(summary).to_be_focused(timeout=PATIENCE)
    links = summary.locator("a")
    expect(links).to_have_count(2)
    links.nth(1).click()
    assert page.evaluate("() => document.activeElement.name") == "funded_year"
    page.keyboard.press("Space")
    expect(links).to_have_count(1)
    links.first.click()
    expect(person.field("annual_cloud_spend")).to_be_focused()
    page.keyboard.type("1m")
    person.pays("800000.00")
    expect(summary).to_be_hidden()


def test_a_group_of_which_one_is_enough_is_one_gap(opened: Opened) -> None:
    person = opened("graduate-talent-subsidy")
    person.submit()
    expect(person.root.locator(".sc-summary li")).to_have_count(1, timeout=PATIENCE)
    person.give("doctor", "2")
    person.pays("260000.00")
    expect(person.root.locator(".sc-summary")).to_be_hidden()


def test_the_keyboard_alone_is_enough(page: Page, opened: Opened) -> None:
    person = opened(CLOUD)
    person.field("annual_cloud_spend").focus()
    page.keyboard.type("150")
    page.keyboard.press("Enter")  # loses nothing
    expect(person.root.locator(".sc-summary")).to_be_focused(timeout=PATIENCE)
    assert person.field("annual_cloud_spend").input_value() == "150"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the only gap: the year
    page.keyboard.press("ArrowDown")
    person.pays("900000.00")
    reached = []
    while page.evaluate("() => Boolean(document.activeElement.closest('subsidy-calculator'))") and len(reached) < 30:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.type || document.activeElement.tagName"))
    assert reached[:8] == ["radio", "radio", "SUMMARY", "submit", "reset", "SUMMARY", "button", "button"], reached


def test_several_calculators_on_a_page_do_not_disturb_each_other(opened: Opened) -> None:
    first = opened(CLOUD)
    first.give("annual_cloud_spend", "100")
    first.give("funded_year", "1")
    first.pays("800000.00")
    other = Person(first.page, "corpus-purchase-funding")
    other.give("annual_corpus_contracts", "100")
    other.pays("300000.00")
    first.pays("800000.00")
    ids = first.page.evaluate("() => [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
