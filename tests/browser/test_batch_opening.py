"""The page for whole tables while one is being opened: it says so, it can be left, and a Python that is stuck is started anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import PATIENCE
from tests.browser.test_accessibility import violations
from tests.browser.test_batch import MIXED, Desk, Url, many
from tests.browser.watch import LANGUAGES
from tests.tables import VOUCHER, batch
from tests.workbooks import with_strings


@pytest.fixture(scope="session")
def long_to_open() -> bytes:
    """A workbook that is small and honest, and takes Python in a browser some time before its first row: a million short strings."""
    return with_strings(b"<si><t>x</t></si>" * 1_000_000)


LEFT = {"zh": "已取消", "en": "Cancelled"}
READING = {"zh": "正在读取“long.xlsx”", "en": "Reading “long.xlsx”"}
STUCK = {"zh": "计算组件已重新启动", "en": "the calculator was started anew"}


def works(desk: Desk) -> None:
    """A file chosen now gets its answer."""
    desk.put("good.csv", MIXED).matched()
    expect(desk.root.locator(".batch__opened")).to_contain_text("good.csv")
    expect(desk.root.locator(".batch__cancel")).to_be_hidden()
    desk.start()
    desk.done()
    assert desk.take("csv") == batch(MIXED, None, lang=desk.lang).file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_can_be_left_while_it_is_opened_by_the_keyboard_too(page: Page, site_url: Url, lang: str, long_to_open: bytes) -> None:
    desk = Desk(page, site_url(), lang).put("before.csv", MIXED).matched()
    desk.put("long.xlsx", long_to_open)
    opened, cancel = desk.root.locator(".batch__opened"), desk.root.locator("[data-cancel]")
    expect(opened).to_contain_text(READING[lang])
    expect(desk.root.locator(".batch__columns")).to_be_hidden()
    expect(desk.root.locator(".batch__status")).to_contain_text(READING[lang])
    expect(opened).to_contain_text("%", timeout=PATIENCE)  # it tells how far it is
    assert not violations(page, ".batch__file")
    page.locator("#batch-file").focus()
    page.keyboard.press("Tab")
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")
    expect(opened).to_contain_text(LEFT[lang])
    expect(desk.root.locator(".batch__status")).to_contain_text(LEFT[lang])
    expect(page.locator("#batch-file")).to_be_focused()
    expect(cancel).to_be_hidden()
    works(desk)


def test_a_table_that_is_chosen_while_another_is_opened_gets_its_answer(page: Page, site_url: Url, long_to_open: bytes) -> None:
    desk = Desk(page, site_url(), "en").put("long.xlsx", long_to_open)
    expect(desk.root.locator(".batch__opened")).to_contain_text("%", timeout=PATIENCE)
    works(desk)


def test_a_table_that_is_left_before_python_has_started_is_not_opened_later(page: Page, site_url: Url, long_to_open: bytes) -> None:
    desk = Desk(page, site_url(), "en").put("long.xlsx", long_to_open)
    desk.root.locator("[data-cancel]").click()
    works(desk)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_python_that_is_stuck_at_a_table_is_ended_and_started_anew(page: Page, site_url: Url, lang: str, long_to_open: bytes) -> None:
    """The clock of the page goes ahead by minutes, in which Python asks for nothing of the file."""
    page.clock.install()
    desk = Desk(page, site_url(), lang).put("long.xlsx", long_to_open)
    expect(desk.root.locator(".batch__opened")).to_contain_text("%", timeout=PATIENCE)
    page.wait_for_timeout(1500)
    page.clock.fast_forward(120_000)
    expect(desk.root.locator(".batch__refused")).to_contain_text(STUCK[lang])
    expect(desk.root.locator(".batch__refused")).not_to_contain_text({"zh": "网络", "en": "connection"}[lang])
    expect(desk.root.locator(".batch__refused")).to_be_focused()
    expect(desk.root.locator(".batch__cancel")).to_be_hidden()
    works(desk)


def test_a_run_that_is_stuck_keeps_its_rows_and_can_be_started_again_with_what_was_put_right(page: Page, site_url: Url) -> None:
    page.clock.install()
    desk = Desk(page, site_url(), "en").put("many.csv", many(60_000)).matched()
    expect(page.locator("#batch-benefit")).to_have_value(VOUCHER)
    page.locator("#batch-unit-1").select_option("10000")
    desk.start()
    going = desk.root.locator(".batch__going")
    expect(going).to_contain_text("a second", timeout=PATIENCE)
    page.clock.fast_forward(120_000)
    expect(going).to_contain_text(STUCK["en"])
    part = desk.take("csv")
    desk.start()
    desk.done()
    whole = desk.take("csv")
    assert whole.startswith(part) and part.count(b"\r\n") < whole.count(b"\r\n") == 60_001
    right = batch("企业,年度实际采购算力费用（万元）\n公司1,1\n")
    assert f",{right.amounts[0]}," in whole.decode("utf-8-sig").splitlines()[2]
