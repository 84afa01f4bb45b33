"""Links that carry the inputs, and the question turned round, on the real pages."""

import pytest
from playwright.sync_api import Page, expect

from calculator import catalogue
from calculator.inversion import base_of
from tests.browser.filling import Opened, opened
from tests.browser.person import PATIENCE, addresses

__all__ = ["opened"]  # the fixture
VOUCHER, MATCHING = "compute-voucher", "rd-project-matching"


def test_the_address_carries_the_inputs_in_yuan_and_with_the_edition(opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1500")
    person.pays("4500000.00")
    link = f"#calc={VOUCHER}&v=2&annual_compute_spend=15000000&funded_year=1&e={catalogue.edition()}&end"
    person.page.wait_for_function("(link) => location.hash === link", arg=link)


def test_a_reload_brings_back_what_was_typed_and_not_its_form_in_the_address(opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1500")
    person.pays("4500000.00")
    person.page.wait_for_function("() => location.hash.includes('15000000')")
    person.page.reload()
    expect(person.field("annual_compute_spend")).to_have_value("1500")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_gives_the_same_answer_in_both_languages(page: Page, site_url, site, lang: str) -> None:  # type: ignore[no-untyped-def]
    where = addresses(site)[MATCHING][lang].split("#")[0]
    link = f"#calc={MATCHING}&grant_received=12000000&grant_received=3000000&applicant=research-institute&e={catalogue.edition()}"
    page.goto(site_url() + where + link)
    root = page.locator(f'subsidy-calculator[benefit="{MATCHING}"]')
    expect(root.locator("output")).to_have_attribute("data-amount", "2600000.00", timeout=PATIENCE)
    assert root.locator('[name="grant_received"]').count() == 2
    expect(root.locator('[name="applicant"][value="research-institute"]')).to_be_checked()
    expect(root.locator(".sc-link-note")).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unknown_names_and_another_edition_are_told_and_not_dropped(page: Page, site_url, site, lang: str) -> None:  # type: ignore[no-untyped-def]
    where = addresses(site)[VOUCHER][lang].split("#")[0]
    page.goto(site_url() + where + f"#calc={VOUCHER}&annual_compute_spend=1000&former_name=7&e=draft-of-long-ago")
    root = page.locator(f'subsidy-calculator[benefit="{VOUCHER}"]')
    expect(root.locator("output")).to_have_attribute("data-amount", "300.00", timeout=PATIENCE)
    expect(root.locator(".sc-link-note")).to_contain_text("former_name")
    expect(root.locator(".sc-link-note")).to_contain_text("draft-of-long-ago")


def test_nothing_of_the_inputs_reaches_the_server(page: Page, site_url, site) -> None:  # type: ignore[no-untyped-def]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    where = addresses(site)[VOUCHER]["zh"].split("#")[0]
    page.goto(site_url() + where + f"#calc={VOUCHER}&annual_compute_spend=98765432&end")
    expect(page.locator("subsidy-calculator output")).to_have_attribute("data-amount", "6000000.00", timeout=PATIENCE)
    assert asked and not any("98765432" in url.split("#")[0] for url in asked)


# ---- cut off, glued, hostile

# Where a chat app cut a link off, and what is left of it.
CUTS = {
    "in the figure": f"#calc={VOUCHER}&v=2&annual_compute_spend=1500000",
    "behind the figure": f"#calc={VOUCHER}&v=2&annual_compute_spend=15000000",
    "in another name": f"#calc={VOUCHER}&v=2&annual_compute_spend=15000000&funded_y",
    "in the edition": f"#calc={VOUCHER}&v=2&annual_compute_spend=15000000&e={catalogue.edition()[:-2]}",
    "before the mark": f"#calc={VOUCHER}&v=2&annual_compute_spend=15000000&e={catalogue.edition()}",
    "in the mark": f"#calc={VOUCHER}&v=2&annual_compute_spend=15000000&e={catalogue.edition()}&en",
    "in a letter": f"#calc={VOUCHER}&v=2&annual_compute_spend=1500%E4%B8",
    "of before, in the figure": f"#calc={VOUCHER}&annual_compute_spend=1500000",
    "of before, in the edition": f"#calc={VOUCHER}&annual_compute_spend=15000000&e={catalogue.edition()[:-2]}",
}
SAYS = {"zh": ("不完整", "自行填写"), "en": ("This link was cut off", "Fill in by hand")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("where", CUTS)
def test_a_link_that_was_cut_off_is_told_with_its_benefit_and_gives_no_sum(opened: Opened, lang: str, where: str) -> None:
    person = opened(VOUCHER, lang)
    page, address = person.page, person.page.url.split("#")[0]
    page.goto("about:blank")
    page.goto(address + CUTS[where])
    note = person.root.locator(".sc-link-note")
    told, by_hand = SAYS[lang]
    expect(note).to_contain_text(told)
    name = catalogue.benefit(VOUCHER).name[lang]
    expect(note).to_contain_text(f"“{name}”")
    page.wait_for_timeout(300)
    assert person.shown() == {"outcome": "incomplete"}
    expect(person.field("annual_compute_spend")).to_have_value("")
    note.get_by_role("button", name=by_hand).click()
    expect(person.field("annual_compute_spend")).to_be_focused()
    expect(note).to_be_hidden()
    page.keyboard.type("1000万元")
    person.pays("3000000.00")


def test_a_link_that_was_cut_off_takes_nothing_that_had_been_filled_in(opened: Opened) -> None:
    person = opened(VOUCHER)
    person.give("annual_compute_spend", "1500")
    person.pays("4500000.00")
    person.page.wait_for_function("() => location.hash.includes('15000000')")
    person.page.evaluate("(hash) => (location.hash = hash)", CUTS["in the figure"])
    expect(person.root.locator(".sc-link-note")).to_contain_text("不完整")
    assert person.shown() == {"outcome": "incomplete"}
    person.root.locator("form [data-undo]").click()
    expect(person.field("annual_compute_spend")).to_have_value("1500")
    person.pays("4500000.00")


GLUED = ["。", ")", "，谢谢", " see you", "%20%E8%B0%A2%E8%B0%A2"]


@pytest.mark.parametrize("end", [*(f"&end{glued}" for glued in (*GLUED, "2026。", "&amp;x=1")), *GLUED], ids=ascii)
def test_text_glued_behind_a_link_changes_nothing(page: Page, site_url, site, end: str) -> None:  # type: ignore[no-untyped-def]
    where = addresses(site)[VOUCHER]["zh"].split("#")[0]
    page.goto(f"{site_url()}{where}#calc={VOUCHER}&annual_compute_spend=15000000&e={catalogue.edition()}{end}")
    root = page.locator(f'subsidy-calculator[benefit="{VOUCHER}"]')
    expect(root.locator("output")).to_have_attribute("data-amount", "4500000.00", timeout=PATIENCE)
    expect(root.locator(".sc-link-note")).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_that_lost_the_name_of_its_benefit_is_told_and_so_is_one_of_another_page(page: Page, site_url, site, lang: str) -> None:  # type: ignore[no-untyped-def]
    where = site_url() + addresses(site)[VOUCHER][lang].split("#")[0]
    for fragment, says in (("#calc=comp", SAYS[lang][0]), ("#cal", SAYS[lang][0]), (f"#calc={MATCHING}&grant_received=1&end", MATCHING)):
        page.goto("about:blank")
        page.goto(where + fragment)
        expect(page.locator(".sc-link-note:visible")).to_contain_text(says)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_and_choices_that_the_form_lacks_are_told_and_the_figures_stand(page: Page, site_url, site, lang: str) -> None:  # type: ignore[no-untyped-def]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    where = addresses(site)[VOUCHER][lang].split("#")[0]
    odd = ["constructor", "__proto__", "toString", "hasOwnProperty"]
    more = "".join(f"&{name}=5" for name in odd)
    page.goto(f"{site_url()}{where}#calc={VOUCHER}&annual_compute_spend=1000{more}&funded_year=9&e={catalogue.edition()}&end")
    root = page.locator(f'subsidy-calculator[benefit="{VOUCHER}"]')
    expect(root.locator("output")).to_have_attribute("data-amount", "300.00", timeout=PATIENCE)
    for name in (*odd, "funded_year=9"):
        expect(root.locator(".sc-link-note")).to_contain_text(name)
    assert errors == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_question_turned_round_fills_the_form(opened: Opened, lang: str) -> None:
    person = opened(VOUCHER, lang)
    person.root.locator(".sc-wanted summary").click()
    field = person.root.locator(".sc-wanted input")
    field.press_sequentially("300万")
    expect(person.root.locator(".sc-wanted-answer")).to_contain_text({"zh": "1000万元", "en": "RMB 10 million"}[lang], timeout=PATIENCE)
    person.root.locator("[data-fill]").click()
    person.pays("3000000.00")
    field.fill("700万")
    expect(person.root.locator(".sc-wanted-answer")).to_contain_text({"zh": "最多为600万元", "en": "RMB 6 million"}[lang])
    expect(person.root.locator("[data-fill]")).to_be_hidden()


def test_a_sum_that_takes_several_items_fills_as_many_fields(opened: Opened) -> None:
    person = opened("rd-project-matching")
    person.root.locator(".sc-wanted summary").click()
    person.root.locator(".sc-wanted input").fill("三百万")
    expect(person.root.locator(".sc-wanted-answer")).to_contain_text("至少需要2个项目，每个项目至少750万元", timeout=PATIENCE)
    person.root.locator("[data-fill]").click()
    person.pays("3000000.00")
    assert [person.field("grant_received", at).input_value() for at in range(2)] == ["750万元"] * 2


def test_where_the_law_gives_only_a_ceiling_the_page_says_there_is_nothing_to_work_back_to(page: Page, site_url, site) -> None:  # type: ignore[no-untyped-def]
    for benefit in ("scale-stage-reward", "specialised-sme-reward"):
        assert base_of(catalogue.benefit(benefit)) is None
        for lang, words in {"zh": "无法反算", "en": "cannot be worked backwards"}.items():
            page.goto(site_url() + addresses(site)[benefit][lang])
            box = page.locator(f'subsidy-calculator[benefit="{benefit}"] .sc-wanted')
            box.locator("summary").click()
            expect(box).to_contain_text(words)
            assert box.locator("input").count() == 0
