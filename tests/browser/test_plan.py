"""The plan's page in a real Chromium: several benefits and years put together as a person does it, and what comes of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.filling import HELD_WORKER
from tests.browser.person import Person, addresses
from tests.browser.plan_person import CLOUD, PATIENCE, PLAN, SOFTWARE, VOUCHER, Planner
from tests.browser.test_accessibility import LOOKS, NARROW, violations
from tests.browser.watch import LANGUAGES

Url = Callable[..., str]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_invoice_under_two_benefits_and_two_years_by_the_keyboard(page: Page, site_url: Url, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open()
    bare = {"zh": "120", "en": "1200000"}[lang]
    voucher = planner.add(VOUCHER)
    expect(voucher.locator("[name=annual_compute_spend]")).to_be_focused()
    page.keyboard.type(bare)
    planner.pays("360000.00")
    expect(planner.claim(0).locator(".sc-echo").first).to_contain_text({"zh": "1,200,000", "en": "1.2 million"}[lang])
    planner.add(CLOUD)
    page.keyboard.type(bare)
    planner.pays("1320000.00")
    for place in (0, 1):
        planner.more(planner.claim(place))
        planner.claim(place).locator("[data-cost]").focus()
        page.keyboard.type("GPU 2026")
        page.keyboard.press("Tab")
    planner.pays("960000.00")
    planner.payable(0, "0.00")
    expect(planner.claim(0).locator(".claim__reduced")).to_contain_text({"zh": "不重复补贴", "en": "no duplicate subsidy"}[lang])
    planner.claim(1).locator("[data-again]").press("Enter")
    planner.pays("1680000.00")
    last = planner.claim(2)
    expect(last.locator("[data-year]")).to_have_value("2027")
    expect(last.locator("[name=annual_cloud_spend]")).to_be_focused()
    expect(last.locator("[data-cost]")).to_have_value("GPU 2027")
    rows = planner.result.locator(".plan__years tbody[data-part=inside] tr:not(.plan__sum)")
    expect(rows).to_contain_text(["2026", "2027"])
    expect(rows.first).to_contain_text({"zh": "96万元", "en": "RMB 960,000"}[lang])
    assert planner.agrees_with_the_command_line()["totals"]["by_year"]["2027"]["exact"] == "720000.00"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_says_the_same_as_built_as_live_and_at_the_command_line(page: Page, site_url: Url, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open()
    built = page.locator(".plan-example .sums .figure").all_inner_texts()
    label = page.locator(".plan-example svg.timeline").get_attribute("aria-label")
    planner.take_example()
    assert [page.locator(f"output[name={name}]").inner_text() for name in ("exact", "up_to")] == built
    expect(planner.result.locator("svg.timeline")).to_have_attribute("aria-label", str(label))
    expect(page.locator(".plan-example")).to_be_hidden()
    planner.agrees_with_the_command_line()
    assert planner.saved() == PLAN


def test_figures_go_with_what_they_were_worked_out_from_and_what_is_wrong_is_said_where_it_is(page: Page, site_url: Url) -> None:
    planner = Planner(page, site_url()).open()
    planner.add(VOUCHER)
    page.keyboard.type("100")
    planner.pays("300000.00")
    planner.add(SOFTWARE)
    expect(planner.claim(1).locator("output")).to_contain_text("还需填写", timeout=PATIENCE)
    planner.pays("300000.00")
    page.keyboard.type("约")
    expect(page.locator("output[name=exact]")).not_to_have_attribute("data-amount", re.compile(""))
    page.keyboard.press("End")
    page.keyboard.type("100")
    expect(planner.claim(1).locator(".sc-field .sc-error").first).to_be_hidden()
    page.keyboard.press("Tab")
    expect(planner.claim(1).locator(".sc-field .sc-error").first).to_be_visible(timeout=PATIENCE)
    planner.pays("300000.00")
    page.locator('[data-take="save"]').click()
    expect(page.locator(".plan__done")).to_contain_text("需要更正")
    field = planner.claim(1).locator("[name=approved_sales]")
    field.fill("100")
    planner.pays("500000.00")
    planner.claim(1).locator("[data-year]").select_option("")
    page.keyboard.type("2030")
    planner.pays("300000.00")
    expect(planner.result.locator(".plan__years tbody[data-part=outside]")).to_contain_text("2030")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_depends_on_a_guide_stands_beside_the_total_with_its_reason_and_in_no_sum(page: Page, site_url: Url, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open()
    bare = {"zh": "2000", "en": "20000000"}[lang]
    planner.add(VOUCHER)
    page.keyboard.type(bare)
    planner.pays("6000000.00")
    planner.claim(0).locator("[data-again]").press("Enter")
    planner.pays("12000000.00")
    planner.claim(1).locator("[data-again]").press("Enter")
    planner.settled()
    planner.pays("12000000.00")
    beside = planner.result.locator(".plan__open")
    expect(beside).to_contain_text({"zh": "600万元", "en": "RMB 6 million"}[lang], timeout=PATIENCE)
    expect(planner.result.locator('[data-part="edges"] li')).to_contain_text("2028")
    open_part = planner.result.locator('.plan__years tbody[data-part="open"]')
    expect(open_part).to_contain_text("2028")
    expect(planner.result.locator(".plan__sum")).to_contain_text({"zh": "1200万元", "en": "RMB 12 million"}[lang])
    readings = planner.result.locator('[data-part="readings"] li')
    expect(readings).to_contain_text([{"zh": "少600万元", "en": "RMB 6 million less"}[lang]])
    year = page.locator(".claim__year label").first
    expect(year).to_have_text({"zh": "年度", "en": "Year"}[lang])
    assert planner.agrees_with_the_command_line()["totals"]["open"]["exact"] == "6000000.00"


def test_a_claim_that_is_not_counted_is_named_beside_the_sum(page: Page, site_url: Url) -> None:
    planner = Planner(page, site_url(), "en").open()
    planner.add(VOUCHER)
    page.keyboard.type("1000000")
    planner.pays("300000.00")
    planner.add(CLOUD)
    page.keyboard.type("abc")
    edges = planner.result.locator('[data-part="edges"] li')
    expect(edges).to_contain_text("1 claim is not counted: no. 2, Cloud adoption subsidy (2026).", timeout=PATIENCE)
    expect(page.locator(".plan__status")).to_contain_text("1 claim is not counted", timeout=PATIENCE)
    page.locator('[data-take="xlsx"]').click()
    expect(page.locator(".plan__done")).to_contain_text("no. 2, Cloud adoption subsidy")


def test_a_project_limits_what_is_paid_for_it(page: Page, site_url: Url) -> None:
    planner = Planner(page, site_url()).open()
    planner.add(VOUCHER)
    page.keyboard.type("1000")
    planner.pays("3000000.00")
    planner.more(planner.claim(0))
    planner.claim(0).locator("[data-project]").select_option("+")
    name = page.locator("[data-project-name]")
    expect(name).to_be_focused()
    page.keyboard.type("大模型")
    project = page.locator(".project")
    project.locator("[name=actual_project_investment]").fill("500")
    expect(project.locator(".sc-error, .project__problem").filter(visible=True)).to_have_count(0)
    project.locator("[name=higher_level_funding]").fill("350")
    planner.pays("1500000.00")
    expect(planner.claim(0).locator(".claim__reduced")).to_contain_text("资助总额不超过项目实际投入")
    expect(planner.claim(0).locator("[data-project] option:checked")).to_have_text("大模型")
    planner.add(SOFTWARE)
    page.keyboard.type("100")
    planner.more(planner.claim(1))
    planner.claim(1).locator("[data-project]").select_option("大模型")
    planner.pays("1500000.00")
    planner.agrees_with_the_command_line()
    page.locator("[data-remove-project]").click()
    planner.pays("3200000.00")
    planner.press("undo")
    planner.pays("1500000.00")
    expect(page.locator("[data-project-name]")).to_have_value("大模型")


def test_a_button_pressed_before_the_answer_has_come_does_its_work_when_it_has(page: Page, site_url: Url) -> None:
    page.add_init_script(HELD_WORKER)
    planner = Planner(page, site_url()).open()
    planner.add(VOUCHER)
    page.keyboard.type("100")
    planner.pays("300000.00")
    page.evaluate("() => (window.holding = true)")
    page.keyboard.type("0")
    with page.expect_download(timeout=PATIENCE) as download:
        page.locator('[data-take="save"]').click()
        expect(page.locator(".plan__done")).to_have_text("正在计算…")
        page.evaluate("() => window.letGo()")
    expect(page.locator(".plan__done")).to_contain_text(".json")
    [claim] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["claims"]
    assert claim["inputs"] == {"annual_compute_spend": "10000000"}, "what stood there when the button was pressed"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_can_be_taken_back_and_done_again(page: Page, site_url: Url, lang: str) -> None:
    planner = Planner(page, site_url(), lang).open().take_example()
    all_of_them = planner.claims()
    first = planner.claim(0).locator("[name=annual_compute_spend]")
    text = first.input_value()
    first.fill("7")
    planner.claim(0).locator("[data-remove-claim]").click()
    expect(planner.claim(0).locator(".claim__name")).to_be_focused()
    page.locator("input[name=kind]").nth(1).check()
    planner.press("restart")
    assert planner.claims() == []
    expect(page.locator(".plan-example")).to_be_visible()
    planner.press("undo")
    assert planner.claims() == all_of_them[1:]
    expect(page.locator("input[name=kind]").nth(1)).to_be_checked()
    page.locator(".plan__bar [data-undo]").press("ControlOrMeta+z")
    expect(page.locator("input[name=kind]").nth(0)).to_be_checked()
    page.keyboard.press("ControlOrMeta+z")
    assert planner.claims() == all_of_them
    expect(first).to_have_value("7")
    page.keyboard.press("ControlOrMeta+z")
    expect(first).to_have_value(text)
    planner.pays("4760000.00", "800000.00")
    page.keyboard.press("ControlOrMeta+Shift+z")
    expect(first).to_have_value("7")
    first.focus()
    page.keyboard.type("8")
    page.keyboard.press("ControlOrMeta+z")
    assert planner.claims() == all_of_them, "in a field the keys are the field's own"
    planner.press("undo")
    planner.press("undo")
    assert planner.claims() == []
    expect(page.locator(".plan__bar [data-undo]")).to_have_attribute("aria-disabled", "true")


def test_what_came_before_the_plan_counts(page: Page, site_url: Url) -> None:
    planner = Planner(page, site_url()).open()
    planner.add(CLOUD)
    page.keyboard.type("100")
    planner.pays("800000.00")
    page.locator(".plan__earlier > summary").click()
    page.locator("[data-add-funded]").click()
    expect(page.locator("[data-funded-benefit]")).to_be_focused()
    page.locator("[data-funded-benefit]").select_option(CLOUD)
    page.locator("[data-funded-years]").fill("2025")
    planner.pays("600000.00")
    page.locator("[data-funded-years]").fill("去年")
    expect(page.locator(".plan__general")).to_be_visible(timeout=PATIENCE)
    page.locator("[data-remove-funded]").click()
    planner.pays("800000.00")
    expect(page.locator(".plan__general")).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_finder_and_the_calculators_put_into_the_plan_what_was_typed(page: Page, site: Path, site_url: Url, lang: str) -> None:
    page.goto(f"{site_url()}{lang}/find/?who=enterprise&did=cloud")
    hit = page.locator(f'.hit[data-benefit="{CLOUD}"]')
    hit.get_by_role("textbox").fill({"zh": "100", "en": "1000000"}[lang])
    hit.locator(".hit__plan").click()
    expect(hit.locator(".hit__done")).to_contain_text("1")
    other = {"zh": "en", "en": "zh"}[lang]  # a plan may come together in both languages
    page.goto(site_url() + addresses(site)[VOUCHER][other])
    person = Person(page, VOUCHER)
    person.answer({"annual_compute_spend": {"zh": "1000", "en": "10000000"}[other], "funded_year": "2"})
    person.answer({"actual_project_investment": "RMB 9000000", "higher_level_funding": "RMB 7000000"})
    person.pays("2000000.00")
    person.root.locator("[data-to-plan]").click()
    person.root.locator(".sc-done a").click()
    page.wait_for_url(f"**/{other}/plan/**")
    planner = Planner(page, site_url(), other)
    planner.pays("2800000.00")
    assert planner.claims() == [(CLOUD, "2026"), (VOUCHER, "2026")]
    expect(page.locator(".project [name=higher_level_funding]")).to_have_value("RMB 7000000")
    planner.agrees_with_the_command_line()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_script_the_page_explains_itself_and_shows_a_whole_plan(browser: Browser, site_url: Url, lang: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=NARROW) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{site_url()}{lang}/plan/")
        expect(page.locator(".plan")).to_be_hidden()
        expect(page.locator(".plan-example tbody tr").last).to_be_visible()
        assert page.locator(".plan-example .stack tbody tr").count() == len(PLAN["claims"])
        expect(page.locator(".plan-example svg.timeline rect").last).to_be_visible()
        expect(page.locator("noscript .note")).to_be_visible()
        expect(page.locator("[data-take-example]")).to_be_hidden()


@pytest.mark.parametrize("scheme", LOOKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, site_url: Url, lang: str, scheme: Any) -> None:
    with browser.new_context(viewport=LOOKS[scheme], color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        planner = Planner(page, site_url(), lang).open().take_example()
        planner.more(planner.claim(0))
        planner.claim(0).locator("[data-project]").select_option("+")
        planner.claim(1).locator("[data-year]").select_option("")
        page.keyboard.type("2030")
        planner.claim(2).locator("[name=previous_year_rent]").fill("-1")
        page.keyboard.press("Tab")
        page.locator(".plan__earlier > summary").click()
        page.locator("[data-add-funded]").click()
        page.locator(".picker__open").click()
        page.locator("details").evaluate_all("all => all.forEach((folded) => (folded.open = true))")
        expect(planner.claim(2).locator(".sc-field .sc-error").first).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".plan__years tbody[data-part=outside]")).to_be_visible(timeout=PATIENCE)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        ids = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
        assert len(ids) == len(set(ids)), "each claim has ids of its own"
