"""The finder's page by the keyboard, in both languages: what fits, its addresses, a figure tried at once, and no script at all."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from site_src.builder.law import policy as law
from site_src.builder.law.claimants import admitted
from tests.browser.person import PATIENCE
from tests.browser.test_accessibility import LOOKS, violations
from tests.browser.watch import LANGUAGES
from tests.finder_cases import CASES, FACETS, STANDINGS, applicant, shut_out

# A few of every sort: no question, shared ones, answers that rule out, several identities, none.
_DRIVEN = (
    "A software enterprise that only bought",
    "An enterprise that bought computing power and cloud",
    "A human resources agency whose people",
    "One answer that bears on three",
    "An enterprise with a business loan and no guarantee",
    "An association with a national exhibition",
    "A software enterprise that also runs a park",
    "A manufacturer that rents premises",
    "A robot maker that developed a featured park and",
    "Someone who held an event",
)
DRIVEN = [case for case in CASES if case["name"]["en"].startswith(_DRIVEN)]
RESULTS = "?who=enterprise&did=compute&did=rent&yes=guangming&no=ai-software-internet&yes=old-name"


def press_until_on(page: Page, target: Locator, key: str) -> None:
    """Moves the focus as a keyboard does, and fails when it never arrives."""
    for _ in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {target}")


def choose(page: Page, case: dict[str, Any]) -> None:
    """Tab to each box and press the space bar, in the order of the page."""
    page.locator("input[name=who]").first.focus()
    for facet in ("who", "did"):
        for box in page.locator(f"input[name={facet}]").all():
            if box.get_attribute("value") in case[facet]:
                press_until_on(page, box, "Tab")
                page.keyboard.press("Space")
                expect(box).to_be_checked()


def answer(page: Page, question: str, said: bool) -> None:
    group = page.locator(f'[data-question="{question}"]')
    expect(group).to_be_visible()
    yes, no = group.locator("input").all()
    page.locator("input[name=did]").last.focus()
    press_until_on(page, yes, "Tab")
    page.keyboard.press("Space")
    if not said:
        page.keyboard.press("ArrowDown")
    expect(yes if said else no).to_be_checked()
    expect(yes if said else no).to_be_focused()


def shown(page: Page, kind: str) -> list[str]:
    """Benefits in a list, once there are lists."""
    expect(page.locator(".finder__results")).to_be_visible()
    found: list[str] = page.locator(f'[data-list="{kind}"] .hit').evaluate_all("hits => hits.map((hit) => hit.dataset.benefit)")
    return found


def query(case: dict[str, Any]) -> str:
    said = [(facet, one) for facet in FACETS for one in sorted(case[facet])]
    return "?" + urlencode(said) if said else ""


def search(page: Page) -> str:
    return str(page.evaluate("() => location.search"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", DRIVEN, ids=lambda case: case["name"]["en"])
def test_a_described_applicant_gets_there_by_the_keyboard(
    page: Page, site_url: Callable[..., str], policy: law.Policy, case: dict[str, Any], lang: str
) -> None:
    page.goto(f"{site_url()}{lang}/find/")
    said = applicant(case)
    choose(page, said)
    for question in said["yes"]:
        answer(page, question, True)
    for question in said["no"]:
        answer(page, question, False)
    assert search(page) == query(said)
    assert sorted(shown(page, "fits")) == sorted(case["fits"])
    assert sorted(shown(page, "might")) == sorted(case["might"])
    assert set(shown(page, "not")) == shut_out(said["who"], said["did"]) | set(case.get("fails", {}))
    everything = [id for kind in STANDINGS for id in shown(page, kind)]
    assert sorted(everything) == sorted(benefit.id for benefit in policy.benefits), "each benefit stands once"
    marks = page.locator(".finder__results [data-verdict]").evaluate_all(
        "hits => hits.every((hit) => hit.matches('li[data-benefit]') && hit.closest('[data-list]').dataset.list === hit.dataset.verdict)"
    )
    assert marks
    status = page.locator(".finder__count [role=status]")
    for kind in STANDINGS:
        expect(status).to_contain_text(str(len(shown(page, kind))))
    for id, deciding in case["might"].items():
        expect(page.locator(f'[data-list="might"] [data-benefit="{id}"] .hit__reasons li')).to_have_count(len(deciding))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_ruled_out_quotes_the_words_of_the_law(page: Page, site_url: Callable[..., str], policy: law.Policy, lang: str) -> None:
    page.goto(f"{site_url()}{lang}/find/?who=enterprise&did=cloud&no=ai-enterprise")
    page.locator('[data-list="not"] summary').click()
    names = {one.id: one.name[lang] for one in (*policy.audiences, *policy.activities)}
    ruled_out = shown(page, "not")
    assert {"ai4s-service-subsidy", "tech-upgrade-reward"} <= set(ruled_out)
    for id in ruled_out:
        reason = page.locator(f'[data-list="not"] [data-benefit="{id}"] .hit__reasons')
        fields = [one.field for one in policy.benefit(id).conditions if one.question == "ai-enterprise"]
        quotes = [field.quote for field in fields] or [policy.benefit(id).claimants.quote]
        for quote in quotes:
            assert quote is not None
            expect(reason).to_contain_text(quote.zh)
            expect(reason).to_contain_text(quote[lang])
        if not fields:
            expect(reason).to_contain_text(names["enterprise"])
    page.locator('[data-list="unasked"] summary').click()
    expect(page.locator('[data-list="unasked"] [data-benefit="compute-voucher"] .hit__reasons')).to_contain_text(names["compute"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_the_clause_names_no_industry_whoever_has_not_said_to_be_of_it_is_told_what_the_guide_may_do(
    page: Page, site_url: Callable[..., str], policy: law.Policy, lang: str
) -> None:
    note = next(reading.note[lang] for reading in policy.readings if reading.id == policy.industry.reading)
    told = page.locator('[data-list="fits"] [data-benefit="compute-voucher"] .hit__note')
    for who, there in (("other-enterprise", 1), ("robot-maker", 1), ("enterprise", 0)):
        page.goto(f"{site_url()}{lang}/find/?who={who}&did=compute&yes=guangming")
        assert "compute-voucher" in shown(page, "fits")
        expect(told).to_have_count(there)
        if there:
            expect(told).to_have_text(note)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_of_one_identity_with_commas_works_as_it_did(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/find/?who=robot-maker&did=compute,loan&yes=guangming")
    expect(page.locator("input[name=who]:checked")).to_have_count(1)
    expect(page.locator("input[name=did]:checked")).to_have_count(2)
    assert shown(page, "fits") == ["compute-voucher"]
    page.locator("input[name=who][value=park-operator]").check()
    assert search(page) == "?who=park-operator&who=robot-maker&did=compute&did=loan&yes=guangming"
    assert shown(page, "fits") == ["compute-voucher"], "another identity takes nothing away"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choices_stand_in_the_address_and_back_takes_them_back(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/find/")
    steps = ["?who=enterprise", "?who=enterprise&did=cloud", "?who=enterprise&did=cloud&yes=guangming"]
    page.locator("input[name=who]").first.check()
    assert search(page) == steps[0]
    page.locator("input[name=did][value=cloud]").check()
    assert search(page) == steps[1]
    page.locator('[data-question="guangming"] input').first.check()
    assert search(page) == steps[2]
    assert shown(page, "fits") == ["cloud-adoption-subsidy"]
    page.go_back()
    assert search(page) == steps[1]
    assert shown(page, "fits") == [] and shown(page, "might") == ["cloud-adoption-subsidy"]
    page.go_back()
    expect(page.locator("input[name=did][value=cloud]")).not_to_be_checked()
    page.go_forward()
    page.go_forward()
    assert shown(page, "fits") == ["cloud-adoption-subsidy"]
    page.locator('[data-question="guangming"] button').click()
    assert search(page) == steps[1]
    page.reload()
    assert shown(page, "might") == ["cloud-adoption-subsidy"]
    page.locator("#finder button[type=reset]").click()
    assert search(page) == ""
    expect(page.locator(".finder__results")).to_be_hidden()


def test_the_other_language_shows_the_same(page: Page, site_url: Callable[..., str]) -> None:
    page.goto(f"{site_url()}zh/find/{RESULTS}")
    lists = {kind: shown(page, kind) for kind in STANDINGS}
    page.locator("a.language-link").click()
    page.wait_for_url("**/en/find/**")
    assert search(page) == RESULTS
    assert {kind: shown(page, kind) for kind in lists} == lists
    expect(page.locator("input[name=did][value=rent]")).to_be_checked()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_address_holds_beyond_that_is_said_and_kept(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.goto(f"{site_url()}{lang}/find/?who=enterprise&did=compute,old-thing&colour=red&yes=guangming")
    problem = page.locator(".finder__problem")
    expect(problem.locator("code")).to_have_text(["did=old-thing", "colour=red"])
    assert shown(page, "fits") == ["compute-voucher"]
    page.locator("input[name=did][value=loan]").check()
    assert search(page) == "?who=enterprise&did=compute&did=loan&did=old-thing&yes=guangming&colour=red"
    expect(problem).to_be_visible()
    problem.get_by_role("button").click()
    assert search(page) == "?who=enterprise&did=compute&did=loan&yes=guangming"
    expect(problem).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_is_tried_at_once_and_goes_along_to_the_calculator(page: Page, site_url: Callable[..., str], lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url()}{lang}/find/?who=enterprise&did=cloud,compute")
    hit = page.locator('[data-benefit="compute-voucher"].hit')
    assert not [url for url in asked if "/runtime/" in url or "assets/worker" in url], "Python waits for the first intent"
    field = hit.get_by_role("textbox")
    press_until_on(page, field, "Tab")
    page.keyboard.type("2500" if lang == "zh" else "25000000")
    page.keyboard.press("Enter")
    amount = "600万元" if lang == "zh" else "RMB 6 million"
    expect(hit.get_by_role("status")).to_contain_text(amount, timeout=PATIENCE)
    link = hit.locator(".trial__full")
    fragment = "#calc=compute-voucher&v=2&annual_compute_spend=25000000&buys_computing=true&e=consultation-draft-2026&end"
    expect(link).to_have_attribute("href", f"../articles/01-computing-power/{fragment}")
    assert not [url for url in asked if "2500" in url], "no figure is sent anywhere"
    second = page.locator('[data-benefit="cloud-adoption-subsidy"].hit')
    second.get_by_role("textbox").fill("-1")
    expect(second.locator(".trial__answer--wrong")).to_be_visible(timeout=PATIENCE)
    link.click()
    expect(page.locator("subsidy-calculator output").first).to_contain_text(amount, timeout=PATIENCE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_possible_benefit_can_be_tried_or_says_why_not(
    page: Page, site_url: Callable[..., str], policy: law.Policy, lang: str
) -> None:
    for audience in policy.audiences:
        page.goto(f"{site_url()}{lang}/find/?who={audience.id}")
        assert shown(page, "fits") == []
        for id in shown(page, "might"):
            hit = page.locator(f'[data-list="might"] [data-benefit="{id}"]')
            benefit = policy.benefit(id)
            assert hit.locator(".trial__full").count() == int(benefit.calculator)
            assert hit.locator(".hit__words").count() == int(not benefit.calculator)
            expect(hit.locator(".tag").first).to_have_class(f"tag tag--{benefit.promise}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_leads_here_with_who_you_are(page: Page, site_url: Callable[..., str], policy: law.Policy, lang: str) -> None:
    for place, audience in enumerate(policy.audiences):
        page.goto(f"{site_url()}{lang}/")
        door = page.locator(".doors a").nth(place)
        counted = re.search("[0-9]+", door.locator(".quiet").inner_text())
        door.click()
        page.wait_for_url(f"**/{lang}/find/?who={audience.id}")
        expect(page.locator("input[name=who]:checked")).to_have_attribute("value", audience.id)
        told = sum(admitted(policy, benefit, audience) for benefit in policy.benefits)
        assert counted and len(shown(page, "might")) + len(shown(page, "unasked")) == int(counted[0]) == told
    tabs = page.locator(".md-tabs__item")
    assert tabs.nth(1).locator("a").get_attribute("href") in ("./", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_script_it_leads_to_the_table_of_all_benefits(browser: Browser, site_url: Callable[..., str], lang: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url()}{lang}/find/{RESULTS}")
        expect(page.locator(".finder")).to_be_hidden()
        page.locator("noscript a").click()
        page.wait_for_url(f"**/{lang}/benefits/")
        expect(page.locator("#benefit-table tbody tr")).to_have_count(47)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_grows_with_the_law_is_fetched_at_the_first_choice_and_once(
    page: Page, site_url: Callable[..., str], policy: law.Policy, lang: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url()}{lang}/find/")
    page.wait_for_load_state("networkidle")
    carried = page.content()
    assert not [benefit.id for benefit in policy.benefits if benefit.id in carried]
    assert not [url for url in asked if url.endswith(".htm")]
    for audience in policy.audiences:
        page.locator(f"input[name=who][value={audience.id}]").check()
        assert shown(page, "might")
    assert len([url for url in asked if url.endswith(".htm")]) == 1


@pytest.mark.parametrize("what", ["no network", "missing", "something else"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_that_did_not_come_is_said_and_asked_for_again(page: Page, site_url: Callable[..., str], lang: str, what: str) -> None:
    answers: dict[str, Callable[[Route], None]] = {
        "no network": lambda route: route.abort(),
        "missing": lambda route: route.fulfill(status=404, body="<h1>404</h1>", content_type="text/html"),
        "something else": lambda route: route.fulfill(body="<h1>Please log in</h1>", content_type="text/html"),
    }
    page.route("**/*.htm", answers[what])
    page.goto(f"{site_url()}{lang}/find/?who=enterprise&did=compute,old-thing&yes=bank-loan,guangming")
    failure = page.locator(".finder__failure")
    expect(failure).to_be_visible()
    expect(page.locator(".finder__results")).to_be_hidden()
    page.locator("input[name=did][value=loan]").check()
    expect(failure).to_be_visible()
    page.unroute("**/*.htm")
    failure.get_by_role("button").click()
    expect(failure).to_be_hidden()
    assert "compute-voucher" in shown(page, "fits")
    assert search(page) == "?who=enterprise&did=compute&did=loan&did=old-thing&yes=bank-loan&yes=guangming"


@pytest.mark.parametrize("scheme", LOOKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_the_lists(browser: Browser, site_url: Callable[..., str], lang: str, scheme: Any) -> None:
    with browser.new_context(viewport=LOOKS[scheme], color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site_url()}{lang}/find/{RESULTS}")
        for kind in ("not", "unasked"):
            page.locator(f'[data-list="{kind}"]').evaluate("folded => (folded.open = true)")
        assert all(shown(page, kind) for kind in STANDINGS)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
