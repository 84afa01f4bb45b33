"""The page for whole tables in a real Chromium: files dropped, columns put right, pause and stop, and the files of the command line."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from calculator import catalogue
from calculator.batch.template import write_template
from calculator.export.origin import Origin
from tests.browser.filling import HELD_WORKER
from tests.browser.person import PATIENCE
from tests.browser.test_accessibility import LOOKS, NARROW, violations
from tests.browser.watch import LANGUAGES, Watch
from tests.tables import SPEND, VOUCHER, batch, xlsx

Url = Callable[..., str]
MIXED = (
    "企业名称,资助项目,年度实际采购算力费用（万元）,年度实际采购云服务费用（万元）,第几个资助年度,当年实际支出利息（万元）,备注\r\n"
    "甲公司,算力券,1000,,1,,\r\n乙公司,算力券,约3万,,1,,联系人\r\n丙公司,上云补贴,,120,第二年,,\r\n"
    "丁公司,贷款贴息,,,1,300,\r\n己公司,不知道,5,,1,,\r\n庚公司,算力券,2500,,4,,=1+1\r\n"
)
SHARES = """() => { window.gaps = []; let last = performance.now(); window.watching = true;
  const look = () => { const now = performance.now(); window.gaps.push(now - last); last = now;
    if (window.watching) requestAnimationFrame(look); };
  requestAnimationFrame(look); }"""


class Desk:
    """The page with somebody at it."""

    def __init__(self, page: Page, root: str, lang: str):
        self.page, self.lang = page, lang
        page.goto(f"{root}{lang}/batch/")
        self.root = page.locator("batch-page")

    def put(self, name: str, data: bytes | str) -> "Desk":
        """Chooses a file."""
        data = data.encode() if isinstance(data, str) else data
        self.page.set_input_files("#batch-file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
        return self

    def matched(self) -> "Desk":
        expect(self.root.locator(".batch__columns")).to_be_visible(timeout=PATIENCE)
        return self

    def start(self) -> None:
        self.root.locator("[data-start]").click()

    def done(self) -> None:
        expect(self.root.locator("[data-pause]")).to_be_hidden(timeout=PATIENCE)
        expect(self.result).to_be_visible(timeout=PATIENCE)

    @property
    def result(self) -> Locator:
        return self.root.locator(".batch__result")

    def take(self, kind: str) -> bytes:
        with self.page.expect_download(timeout=PATIENCE) as taken:
            self.root.locator(f"[data-download={kind}]").click()
        return Path(taken.value.path()).read_bytes()

    def role(self, place: int) -> Locator:
        return self.page.locator(f"#batch-role-{place}")


def today(site: str) -> Origin:
    """What a file that is taken away today says of where it comes from."""
    return Origin(day=date.today(), site=site)


def cells(book: bytes) -> list[list[Any]]:
    """Everything in every sheet, with how it is shown."""
    sheets = load_workbook(BytesIO(book)).worksheets
    return [[(cell.value, cell.data_type, cell.number_format) for cell in row] for sheet in sheets for row in sheet.iter_rows()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_of_several_benefits_gives_the_files_of_the_command_line(page: Page, site_url: Url, lang: str) -> None:
    desk = Desk(page, site_url(), lang).put("名单.csv", MIXED).matched()
    expect(desk.root.locator("#batch-columns")).to_be_focused()
    expect(desk.role(1)).to_have_value("benefit")
    expect(page.locator("#batch-unit-2")).to_have_value("10000")
    desk.start()
    desk.done()
    same = batch(MIXED, None, lang=lang)
    expect(desk.result.locator(".batch__headline")).to_contain_text(
        {"zh": "共6行：有答案4行，报错2行", "en": "6 rows: 4 answered, 2 in error"}[lang]
    )
    assert desk.take("csv") == same.file
    assert cells(desk.take("xlsx")) == cells(batch(MIXED, None, "xlsx", lang, origin=today(site_url())).file)
    sums = desk.result.locator(".batch__sums tfoot")
    for sum in {"zh": ("372万元", "90万元"), "en": ("RMB 3.72 million", "RMB 900,000")}[lang]:
        expect(sums).to_contain_text(sum)
    rows = desk.result.locator(".batch__list tbody tr")
    expect(rows).to_have_count(6)
    expect(rows.nth(1)).to_contain_text({"zh": "第3行", "en": "Row 3"}[lang])
    desk.result.locator("[name=batch-show][value=wrong]").check()
    expect(rows).to_have_count(2)
    label = desk.result.locator("svg.timeline").get_attribute("aria-label") or ""
    assert {"zh": "条文写定1行，最高限额1行", "en": "fixed by the text in 1, at most in 1"}[lang] in label


def test_a_workbook_with_a_title_above_its_heads_is_read_whatever_its_name(page: Page, site_url: Url) -> None:
    book = xlsx(["2026年申报汇总表"], ["企业", "年度实际采购算力费用（万元）", "占比"], ["甲", 1000, 0.5], ["乙", "５００", None], C3="0%")
    desk = Desk(page, site_url(), "zh").put("汇总.xls", book).matched()
    expect(page.locator("#batch-benefit")).to_have_value(VOUCHER)  # the only one that fits
    expect(desk.root.locator(".batch__decisions")).to_contain_text("表头在第2行")
    desk.start()
    desk.done()
    assert desk.take("csv") == batch(book, lang="zh").file
    assert cells(desk.take("xlsx")) == cells(batch(book, kind="xlsx", lang="zh", origin=today(site_url())).file)


def test_a_column_is_put_right_with_its_unit_before_and_after(page: Page, site_url: Url) -> None:
    text = "企业,租金\n甲,36\n乙,坏\n"
    desk = Desk(page, site_url(), "zh").put("租金.csv", text).matched()
    expect(desk.root.locator(".batch__wanting")).to_be_visible()
    desk.root.locator("[data-start]").press("Enter")
    expect(desk.root.locator(".batch__run")).to_be_hidden()
    page.locator("#batch-benefit").select_option("rent-subsidy-other-park")
    expect(desk.root.locator(".batch__notices")).to_contain_text("上年度实际发生租金")
    desk.role(1).select_option("previous_year_rent")
    expect(desk.root.locator(".batch__notices")).to_be_hidden()
    page.locator("#batch-unit-1").focus()
    page.locator("#batch-unit-1").select_option("10000")
    expect(page.locator("#batch-unit-1")).to_be_focused()
    desk.start()
    desk.done()
    right = batch("企业,上年度实际发生租金（万元）\n甲,36\n乙,坏\n", "rent-subsidy-other-park", lang="zh")
    first = desk.take("csv").decode("utf-8-sig").splitlines()
    assert first[1].split(",")[3] == right.body[0][3] and "第3行“租金”" in first[2]
    page.locator("#batch-unit-1").select_option("1")
    expect(desk.result).to_be_hidden()
    desk.start()
    desk.done()
    assert desk.take("csv").decode("utf-8-sig").splitlines()[1].split(",")[3] != first[1].split(",")[3]


def test_a_start_right_after_a_change_works_with_what_was_changed(page: Page, site_url: Url) -> None:
    page.add_init_script(HELD_WORKER)
    desk = Desk(page, site_url(), "zh").put("租金.csv", "企业,上年度实际发生租金\n甲,36\n").matched()
    page.locator("#batch-benefit").select_option("rent-subsidy-other-park")
    expect(desk.root.locator("[data-start]")).to_be_enabled(timeout=PATIENCE)
    page.evaluate("() => (window.holding = true)")
    page.locator("#batch-unit-1").select_option("10000")
    desk.start()
    page.evaluate("() => window.letGo()")
    desk.done()
    right = batch("企业,上年度实际发生租金（万元）\n甲,36\n", "rent-subsidy-other-park", lang="zh")
    assert desk.take("csv").decode("utf-8-sig").splitlines()[1].split(",")[3] == right.body[0][3]


def many(rows: int) -> str:
    return f"企业,{SPEND}\n" + "".join(f"公司{n},{n if n % 50 else '坏'}\n" for n in range(rows))


def test_pause_and_going_on_lose_nothing_and_what_is_done_can_be_taken(page: Page, site_url: Url) -> None:
    text = many(30_000)
    desk = Desk(page, site_url(), "en").put("many.csv", text).matched()
    desk.start()
    expect(desk.root.locator(".batch__going")).to_contain_text("a second", timeout=PATIENCE)
    pause = desk.root.locator("[data-pause]")
    pause.click()
    expect(desk.root.locator(".batch__going")).to_contain_text("Paused", timeout=PATIENCE)
    expect(pause).to_have_text("Go on")
    whole = batch(text, VOUCHER).file
    part = desk.take("csv")
    assert whole.startswith(part) and part.endswith(b"\r\n") and len(part) < len(whole)
    done = part.count(b"\r\n") - 1
    book = load_workbook(BytesIO(desk.take("xlsx")), read_only=True)
    assert sum(1 for _ in book.worksheets[0].rows) == done + 1
    pause.click()
    expect(pause).to_have_text("Pause")
    desk.done()
    assert desk.take("csv") == whole


def test_what_is_stopped_keeps_its_rows_and_a_new_table_takes_its_place(page: Page, site_url: Url) -> None:
    desk = Desk(page, site_url(), "en").put("many.csv", many(60_000)).matched()
    desk.start()
    expect(desk.root.locator(".batch__going")).to_contain_text("a second", timeout=PATIENCE)
    desk.root.locator("[data-stop]").click()
    desk.done()
    expect(desk.root.locator(".batch__going")).to_contain_text("Stopped")
    part = desk.take("csv")
    assert batch(many(60_000), VOUCHER).file.startswith(part)
    desk.start()
    expect(desk.root.locator(".batch__going")).to_contain_text("a second", timeout=PATIENCE)
    desk.put("mixed.csv", MIXED).matched()
    expect(desk.root.locator(".batch__opened")).to_contain_text("mixed.csv")
    desk.start()
    desk.done()
    assert desk.take("csv") == batch(MIXED, None, lang="en").file


def test_the_page_stays_alive_while_a_large_table_is_worked_out(page: Page, site_url: Url) -> None:
    desk = Desk(page, site_url(), "zh").put("many.csv", many(40_000)).matched()
    page.evaluate(SHARES)
    desk.start()
    desk.done()
    gaps = sorted(page.evaluate("() => { window.watching = false; return window.gaps; }"))
    assert len(gaps) > 20 and gaps[int(len(gaps) * 0.98)] < 250, f"the longest: {gaps[-3:]}"


REFUSED = {
    "empty": (b"", {"zh": "文件是空的", "en": "The file is empty"}),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {"zh": "旧版.xls", "en": "old .xls"}),
    "a broken workbook": (b"PK\x03\x04 broken", {"zh": "不是可以读取的.xlsx", "en": "no .xlsx workbook"}),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_table_is_said_with_what_to_do_and_the_next_file_works(page: Page, site_url: Url, lang: str) -> None:
    desk = Desk(page, site_url(), lang)
    refused = desk.root.locator(".batch__refused")
    for data, words in REFUSED.values():
        desk.put("odd.xlsx", data)
        expect(refused).to_contain_text(words[lang], timeout=PATIENCE)
        expect(refused).to_be_focused()
        expect(desk.root.locator(".batch__columns")).to_be_hidden()
    desk.put("good.csv", MIXED).matched()
    expect(refused).to_be_hidden()


def test_a_file_that_is_changed_after_it_was_chosen_is_said_to_be_so(page: Page, site_url: Url, tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text(many(200_000), encoding="utf-8")
    desk = Desk(page, site_url(), "en")
    page.set_input_files("#batch-file", source)
    desk.matched()
    expect(desk.root.locator("[data-start]")).to_be_enabled(timeout=PATIENCE)
    source.write_text("other", encoding="utf-8")
    desk.start()
    expect(desk.root.locator(".batch__refused, .batch__going").filter(has_text="again").first).to_be_visible(timeout=PATIENCE)
    desk.put("good.csv", MIXED)
    expect(desk.root.locator(".batch__opened")).to_contain_text("good.csv", timeout=PATIENCE)
    desk.start()
    desk.done()
    assert desk.take("csv") == batch(MIXED, None).file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_are_those_of_the_command_line(page: Page, site_url: Url, lang: str) -> None:
    desk = Desk(page, site_url(), lang)
    desk.root.locator(".batch__templates summary").click()
    page.locator("#batch-template").select_option("event-funding")
    for kind in ("csv", "xlsx"):
        with page.expect_download(timeout=PATIENCE) as taken:
            desk.root.locator(f"[data-template={kind}]").click()
        made, out = Path(taken.value.path()).read_bytes(), BytesIO()
        write_template(kind, out, catalogue.benefit("event-funding"), lang, today(site_url()))
        assert made == out.getvalue() if kind == "csv" else cells(made) == cells(out.getvalue())
        assert taken.value.suggested_filename.endswith(f".{kind}")
        assert catalogue.benefit("event-funding").name[lang].split("（")[0][:4] in taken.value.suggested_filename


def test_a_file_may_be_dropped_anywhere_on_the_page(page: Page, site_url: Url) -> None:
    desk = Desk(page, site_url(), "zh")
    handle = page.evaluate_handle(
        "(text) => { const held = new DataTransfer(); held.items.add(new File([text], '拖来的.csv')); return held; }", MIXED
    )
    page.dispatch_event("h1", "drop", {"dataTransfer": handle})
    desk.matched()
    expect(desk.root.locator(".batch__opened")).to_contain_text("拖来的.csv")


def test_all_of_it_works_by_the_keyboard(page: Page, site_url: Url) -> None:
    desk = Desk(page, site_url(), "en").put("mixed.csv", MIXED).matched()
    page.keyboard.press("Tab")
    expect(page.locator("#batch-benefit")).to_be_focused()
    desk.root.locator("[data-start]").focus()
    page.keyboard.press("Enter")
    desk.done()
    expect(page.locator("#batch-result")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_download(timeout=PATIENCE):
        page.keyboard.press("Enter")


def test_nothing_of_the_table_leaves_the_browser(browser: Browser, site_url: Url) -> None:
    with browser.new_context() as context:
        page, watch = context.new_page(), Watch(site_url())
        watch.over(context)
        bodies: list[str] = []
        context.on("request", lambda request: bodies.append(request.url) if request.method != "GET" or request.post_data else None)
        desk = Desk(page, site_url(), "zh").put("名单.csv", MIXED).matched()
        desk.start()
        desk.done()
        desk.take("xlsx")
        assert not bodies and not watch.foreign and not watch.complaints and not watch.missing
        assert "公司" not in page.evaluate("() => JSON.stringify([localStorage, sessionStorage, location.href])")
        assert not [path for path in watch.asked if "公司" in path or "名单" in path]


def test_workbooks_are_fetched_only_when_one_is_there(browser: Browser, site_url: Url) -> None:
    with browser.new_context() as context:
        page, watch = context.new_page(), Watch(site_url())
        watch.over(context)
        desk = Desk(page, site_url(), "zh")
        assert not [path for path in watch.asked if path.startswith("runtime/")], "nothing by itself"
        desk.put("名单.csv", MIXED).matched()
        desk.start()
        desk.done()
        assert not [path for path in watch.asked if "/workbook-" in path]
        desk.take("xlsx")
        assert [path for path in watch.asked if "/workbook-writer" in path]
        assert not [path for path in watch.asked if "/workbook-reader" in path], "nothing was read from one"


@pytest.mark.parametrize("scheme", LOOKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off_on_a_phone(browser: Browser, site_url: Url, lang: str, scheme: Any) -> None:
    with browser.new_context(viewport=LOOKS[scheme], color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        desk = Desk(page, site_url(), lang).put("mixed.csv", MIXED).matched()
        found = violations(page, ".batch")
        desk.start()
        desk.done()
        desk.root.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        found += violations(page, ".batch")
        desk.put("empty.csv", "")
        expect(desk.root.locator(".batch__refused")).to_be_visible(timeout=PATIENCE)
        found += violations(page, ".batch")
        assert not found, "\n".join(found)
        if LOOKS[scheme] == NARROW:
            assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_a_script_the_page_says_so_and_names_the_command_line(browser: Browser, site_url: Url) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site_url() + "en/batch/")
        expect(page.locator("noscript, .note").filter(has_text="python -m calculator batch").first).to_be_visible()
        expect(page.locator("batch-page")).to_be_hidden()


def test_the_words_of_the_page_are_there_in_both_languages(site: Path) -> None:
    for lang in LANGUAGES:
        text = (site / lang / "batch" / "index.html").read_text(encoding="utf-8")
        data = json.loads(text.split('id="batch-data">')[1].split("</script>")[0])
        assert data["lang"] == lang and data["words"]["going"] and data["words"]["stages"]


TITLED = "2026年汇总,,\r\n单位：万元,,\r\n企业,年度实际采购算力费用,备注\r\n甲,300,\r\n乙,500,\r\n合计,800,\r\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_decided_is_shown_before_the_start_with_a_control_beside_it(page: Page, site_url: Url, lang: str) -> None:
    desk = Desk(page, site_url(), lang).put("汇总.csv", TITLED).matched()
    decided = desk.root.locator(".batch__decisions li")
    expect(decided).to_have_count(3)
    expect(decided.nth(1)).to_contain_text("单位：万元")
    unit, totals = page.locator("#batch-decision-unit"), page.locator("#batch-decision-totals")
    expect(unit).to_have_value("10000")
    expect(totals).to_have_value("leave-out")
    totals.select_option("count")
    expect(totals).to_have_value("count")
    unit.select_option("1000")
    expect(page.locator("#batch-unit-1")).to_have_value("1000")
    desk.start()
    desk.done()
    assert desk.take("csv") == batch(TITLED, lang=lang, unit=1000, totals="count").file


def test_what_is_not_sure_is_asked_before_the_start(page: Page, site_url: Url) -> None:
    desk = Desk(page, site_url(), "zh").put("汇总.csv", TITLED.replace("单位：万元", "单位：万美元")).matched()
    asked = desk.root.locator(".batch__asked")
    expect(asked).to_contain_text("请选定单位")
    expect(desk.root.locator(".batch__wanting")).to_contain_text("请选定单位")
    expect(desk.root.locator("[data-start]")).to_have_attribute("aria-disabled", "true")
    page.locator("#batch-decision-unit").focus()
    page.locator("#batch-decision-unit").select_option("10000")
    expect(asked).to_have_count(0)
    expect(page.locator("#batch-decision-unit")).to_be_focused()
    desk.start()
    desk.done()
    assert desk.take("csv") == batch(TITLED, lang="zh").file
