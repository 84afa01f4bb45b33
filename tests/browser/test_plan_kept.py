"""A plan that goes on: in the address, in the other language, in files and tables, on paper, and on this device for whoever asks for it."""

import base64
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from calculator import catalogue
from tests.browser.plan_person import CLOUD, PATIENCE, PLAN, VOUCHER, Planner
from tests.browser.test_accessibility import NARROW
from tests.browser.watch import LANGUAGES

Url = Callable[..., str]
OTHER = {"zh": "en", "en": "zh"}
NO_PLAN = {"zh": "不是方案文件", "en": "not a plan file"}
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def link(browser: Browser, site_url: Url) -> tuple[str, str]:
    """The fragment that carries the example, and the sheet of whoever made it."""
    with browser.new_context() as context:
        planner = Planner(context.new_page(), site_url()).open().take_example()
        return planner.fragment(), planner.sheet()


# ---- the address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_opens_the_link_has_the_same_sheet(page: Page, site_url: Url, link: tuple[str, str], lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    fragment, sheet = link
    planner = Planner(page, site_url(), lang).open(fragment)
    planner.pays("4760000.00", "800000.00")
    assert planner.sheet() == sheet
    assert planner.fragment() == fragment, "the same plan has the same address in both languages"
    assert planner.claim(0).locator("[name=annual_compute_spend]").input_value() == {"zh": "120", "en": "1200000"}[lang]
    page.locator("a.language-link").click()
    page.wait_for_url(f"**/{OTHER[lang]}/plan/#plan=*")
    planner.lang = OTHER[lang]
    planner.pays("4760000.00", "800000.00")
    assert planner.sheet() == sheet
    assert asked and not any("plan=" in url for url in asked), "nothing of it goes to the server"


def test_reload_and_the_way_back_keep_what_was_typed(page: Page, site_url: Url) -> None:
    planner = Planner(page, site_url()).open()
    planner.add(VOUCHER)
    page.keyboard.type("1 200")
    field = planner.claim(0).locator("[name=annual_compute_spend]")
    expect(planner.claim(0).locator("output")).not_to_be_empty(timeout=PATIENCE)
    page.reload()
    expect(field).to_have_value("1 200")
    field.fill("1200")
    planner.pays("3600000.00")
    fragment = planner.fragment()
    page.goto(f"{site_url()}zh/about/")
    page.go_back()
    planner.pays("3600000.00")
    page.goto("about:blank")
    planner.open(fragment)
    planner.pays("3600000.00")
    for broken, says in ((fragment.replace("#plan=", "#plan=AAAA"), "读不出来"), (fragment[:-20], "不完整")):
        page.evaluate("(hash) => (location.hash = hash)", broken)
        expect(page.locator(".plan__note")).to_contain_text(says)
        planner.pays("3600000.00")


def test_links_that_are_cut_off_changed_or_of_another_edition_are_told(page: Page, site_url: Url, link: tuple[str, str]) -> None:
    fragment, _ = link
    planner = Planner(page, site_url(), "en")
    packed, rest = fragment.split("&v=2&e=")
    end = f"&v=2&e={catalogue.edition()}&end"
    assert f"&v=2&e={rest}" == end
    deep = zlib.compress(b"[" * 9_000 + b"]" * 9_000, 9, -15)
    nested = "#plan=" + base64.urlsafe_b64encode(deep).decode().rstrip("=")
    changed = [
        part + end for part in (packed[:-9], "#plan=", "#plan=" + "A" * 200_000, packed[:40] + "%%%" + packed[40:], "#plan=W10", nested)
    ]
    cut = [fragment[:length] for length in (4, 30, len(packed), len(packed) + 4, len(fragment) - 1, len(fragment) - 4)]
    for links, says in ((changed, "cannot be read"), (cut, "This link was cut off")):
        for broken in links:
            page.goto("about:blank")
            planner.open(broken)
            expect(page.locator(".plan__note")).to_contain_text(says)
            assert planner.claims() == []
    for other in (f"{packed}&e=draft-of-long-ago", f"{packed}&v=2&e=draft-of-long-ago&end"):
        page.goto("about:blank")
        planner.open(other)
        expect(page.locator(".plan__note")).to_contain_text("draft-of-long-ago")
        planner.pays("4760000.00", "800000.00")


@pytest.mark.parametrize("glued", ["。", ")", "，谢谢", " see you", "2026"])
def test_text_glued_behind_a_link_to_a_plan_changes_nothing(page: Page, site_url: Url, link: tuple[str, str], glued: str) -> None:
    planner = Planner(page, site_url(), "en").open(link[0] + glued)
    planner.pays("4760000.00", "800000.00")
    expect(page.locator(".plan__note")).to_be_hidden()


def test_a_link_starts_python_only_when_its_result_is_looked_at(browser: Browser, site_url: Url, link: tuple[str, str]) -> None:
    with browser.new_context(viewport=NARROW) as context:  # type: ignore[arg-type]
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        planner = Planner(page, site_url(), "en").open(link[0])
        expect(page.locator(".claim")).to_have_count(len(PLAN["claims"]))
        page.wait_for_timeout(300)
        assert not [url for url in asked if "/runtime/" in url or "assets/worker" in url]
        page.locator(".plan__foot a").click()
        planner.pays("4760000.00", "800000.00")
        expect(page.locator(".plan__foot span")).to_contain_text("4.76 million")


# ---- files


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_saved_plan_is_opened_again_from_a_file_or_by_dropping_it(page: Page, site_url: Url, tmp_path: Path, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open()
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(PLAN), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    planner.pays("4760000.00", "800000.00")
    assert planner.saved() == PLAN
    large = {"applicant": {"kind": "enterprise"}, "claims": [claim_on_voucher("999999999999999.99")]}
    page.evaluate(DROP, ["large.json", json.dumps(large).replace('"999999999999999.99"', "999999999999999.99")])
    planner.pays("6000000.00")
    assert planner.saved() == large, "no sum passes through a binary number"
    planner.press("undo")
    planner.pays("4760000.00", "800000.00")


def claim_on_voucher(spend: Any, **more: Any) -> dict[str, Any]:
    return {"benefit": VOUCHER, "year": 2026, "inputs": {"annual_compute_spend": spend}, **more}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_file_is_told_with_every_place_and_nothing_is_lost(page: Page, site_url: Url, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open()
    planner.add(VOUCHER)
    page.keyboard.type({"zh": "100", "en": "1000000"}[lang])
    planner.pays("300000.00")
    refused = page.locator(".plan__refused")
    wrong = {"applicant": {"kind": "enterprise"}, "claims": [claim_on_voucher("-1"), claim_on_voucher("1", year=26), claim_on_voucher("x")]}
    page.evaluate(DROP, ["wrong.json", json.dumps(wrong)])
    expect(refused).to_be_focused(timeout=PATIENCE)
    places = ["claims[0].inputs.annual_compute_spend", "claims[1].year", "claims[2].inputs.annual_compute_spend"]
    assert sorted(refused.locator("code").all_inner_texts()) == places
    assert bool(re.search("[一-鿿]", refused.locator("li").first.inner_text().split("]", 1)[1])) == (lang == "zh")
    for name, text, says in (
        ("notes.txt", "hello", NO_PLAN),
        ("list.json", "[1]", NO_PLAN),
        *((f"deep-{depth}.json", '{"claims":' + "[" * depth + "]" * depth + "}", NO_PLAN) for depth in (60, 3_000, 9_000, 100_000)),
        ("sly.json", '{"claims":[]},"lang":"zh"', {"zh": "不是方案文件", "en": "not a plan file"}),
        ("large.json", " " * 1_000_001, {"zh": "1MB", "en": "1 MB"}),
    ):
        page.evaluate(DROP, [name, text])
        expect(refused).to_contain_text(says[lang])
    planner.pays("300000.00")
    assert planner.claims() == [(VOUCHER, "2026")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_number_beyond_all_measure_is_refused_in_the_readers_language(page: Page, site_url: Url, lang: str) -> None:
    Planner(page, site_url(), lang).open()
    page.evaluate(DROP, ["far.json", json.dumps({"claims": [claim_on_voucher(7)]}).replace("7}", "1e999999999999}")])
    line = page.locator(".plan__refused li", has_text="annual_compute_spend").first
    expect(line).to_be_visible(timeout=PATIENCE)
    assert bool(re.search("[一-鿿]", line.inner_text())) == (lang == "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_downloaded(page: Page, site_url: Url, link: tuple[str, str], lang: str) -> None:
    planner = Planner(page, site_url(), lang).open(link[0])
    planner.pays("4760000.00", "800000.00")
    csv = planner.take("csv").read_bytes()
    assert csv.startswith("﻿".encode()) and csv.count(b"\r\n") > len(PLAN["claims"])
    assert planner.take("xlsx").read_bytes().startswith(b"PK")
    expect(page.locator(".plan__done")).to_contain_text(".xlsx")


# ---- paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_is_printed_on_a4_in_both_languages_and_nothing_else_is(
    page: Page, site_url: Url, link: tuple[str, str], lang: str
) -> None:
    planner = Planner(page, site_url(), lang).open(link[0])
    planner.pays("4760000.00", "800000.00")
    sheet = planner.sheet()
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert {tuple(round(side) for side in paper.get_size()) for paper in document} == {(595, 842)}
        texts = [paper.get_textpage().get_text_range() for paper in document]
        assert all(len(text) > 100 for text in texts), "no blank page"
        ink = [paper.render(scale=0.5).to_numpy() for paper in document]
    finally:
        document.close()
    assert all(page[:, :14].min() > 200 and page[:, -14:].min() > 200 for page in ink), "nothing runs over the edge"
    text = squeezed("".join(texts))
    for words in (
        "非官方估算，未经预算控制",
        "Unofficial estimate before budget control",
        "476万元",
        "RMB 4.76 million",
        "不重复补贴",
        "年度实际采购费用的30%",
    ):
        assert squeezed(words) in text
    for words in (
        catalogue.edition(),
        catalogue.rules_hash(),
        "no duplicate subsidy is given",
        "30% of its actual purchase costs in the year",
    ):
        assert squeezed(words) in text
    for words in ({"zh": "撤销", "en": "Undo"}, {"zh": "谁来申请", "en": "Who applies"}, {"zh": "打开文件", "en": "Open a file"}):
        assert squeezed(words[lang]) not in text
    assert len(squeezed(sheet)) < 1.1 * len(text), "all of it is there"


def printed(page: Page) -> list[str]:
    """The text of each sheet of paper, without the breaks of its lines."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        return [squeezed(paper.get_textpage().get_text_range()) for paper in document]
    finally:
        document.close()


def test_page_one_says_where_the_draft_stands_whose_plan_it_is_and_what_it_comes_to(
    page: Page, site_url: Url, link: tuple[str, str]
) -> None:
    planner = Planner(page, site_url(), "zh").open(link[0])
    planner.pays("4760000.00", "800000.00")
    page.locator("[data-paper-name]").fill("光明甲乙科技有限公司")
    assert "光明甲乙" not in page.url and "光明甲乙" not in json.dumps(planner.saved(), ensure_ascii=False), "it is in no link and no file"
    first, *others = printed(page)
    for words in ("征求意见稿，尚未施行", "Consultationdraft,notinforce", "光明甲乙科技有限公司", "476万元", "80万元"):
        assert words in first
    assert any("需要注意" in text for text in (first, *others[:1])), "what to know stands on page one or two"
    page.reload()
    expect(page.locator("[data-paper-name]")).to_have_value("光明甲乙科技有限公司")


def test_the_plan_is_printed_in_one_language_for_whoever_wants_one(page: Page, site_url: Url, link: tuple[str, str]) -> None:
    planner = Planner(page, site_url(), "zh").open(link[0])
    planner.pays("4760000.00", "800000.00")
    both = "".join(printed(page))
    page.locator("[data-paper-lang]").select_option("zh")
    chinese = "".join(printed(page))
    page.locator("[data-paper-lang]").select_option("en")
    english = "".join(printed(page))
    assert "征求意见稿，尚未施行" in chinese and "notinforce" not in chinese and "RMB" not in chinese
    assert "notinforce" in english and not re.search("[\u4e00-\u9fff]", english)
    assert max(len(chinese), len(english)) < len(both)


def squeezed(text: str) -> str:
    """Without the breaks that a line of paper makes."""
    return re.sub(r"\s|￾|\ufffe", "", text)


def test_without_an_answer_the_page_prints_its_example(page: Page, site_url: Url) -> None:
    Planner(page, site_url()).open()
    page.emulate_media(media="print")
    expect(page.locator(".plan-example .stack")).to_be_visible()
    expect(page.locator(".plan__claims")).to_be_hidden()


# ---- this device


def test_the_device_keeps_a_plan_only_for_whoever_asks_and_forgets_it_again(browser: Browser, site_url: Url, link: tuple[str, str]) -> None:
    stored = "() => Object.entries(localStorage).filter(([key]) => !key.includes('palette')).map(([key]) => key)"
    with browser.new_context() as context:
        page = context.new_page()
        planner = Planner(page, site_url()).open()
        planner.add(VOUCHER)
        page.keyboard.type("100")
        planner.pays("300000.00")
        assert page.evaluate(stored) == []
        page.locator("input[name=keep]").check()
        planner.add(CLOUD)
        page.keyboard.type("100")
        planner.pays("1100000.00")
        page.close()
        page = context.new_page()
        planner = Planner(page, site_url()).open()
        planner.pays("1100000.00")
        expect(page.locator("input[name=keep]")).to_be_checked()
        page.close()
        page = context.new_page()  # somebody's link comes in between
        planner = Planner(page, site_url()).open(link[0])
        planner.pays("4760000.00", "800000.00")
        expect(page.locator("input[name=keep]")).not_to_be_checked()
        page.locator(".plan__versions button").first.click()
        planner.pays("1100000.00")
        expect(page.locator("input[name=keep]")).to_be_checked()
        page.locator("input[name=keep]").uncheck()
        assert page.evaluate(stored) == []
        page.close()
        page = context.new_page()
        assert Planner(page, site_url()).open().claims() == []
