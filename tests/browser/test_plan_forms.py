"""The forms of a plan come one by one: only what is named is fetched, and what does not come costs nobody their plan."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from tests.browser.plan_person import CLOUD, PLAN, VOUCHER, Planner
from tests.browser.watch import LANGUAGES

Server = Callable[..., SiteServer]
KEPT = "() => JSON.parse(sessionStorage.getItem('plan')).claims.map((claim) => claim.benefit)"


def pieces(server: SiteServer) -> list[str]:
    """The pieces that were asked for, by name, each as often as it was."""
    return [path.rpartition("/")[2].rpartition("-")[0] for path in server.requests if path.endswith(".htm")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_list_and_the_forms_of_what_is_added_are_fetched(page: Page, site_server: Server, lang: str) -> None:
    server = site_server()
    planner = Planner(page, server.url, lang).open()
    expect(page.locator(".plan")).to_be_visible()
    assert page.locator("[data-benefit], [data-add-benefit]").count() == 0
    assert pieces(server) == []
    planner.add(VOUCHER)
    planner.claim(0).locator("[data-again]").click()
    planner.add(CLOUD)
    assert pieces(server) == ["all--benefits", VOUCHER, CLOUD]
    page.reload()
    expect(page.locator(".claim")).to_have_count(3)
    page.locator(".plan__earlier > summary").click()
    expect(page.locator("input[name=holds]").first).to_be_visible()


def test_a_name_typed_before_the_list_has_come_is_found_in_it(page: Page, site_server: Server) -> None:
    server = site_server(faults={"plan/all--benefits.htm": Fault(hang=1)})
    planner = Planner(page, server.url).open()
    planner.add(VOUCHER)
    expect(planner.claim(0).locator("[name=annual_compute_spend]")).to_be_focused()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_whose_forms_do_not_come_waits_for_them(page: Page, site_server: Server, lang: str) -> None:
    server = site_server()
    planner = Planner(page, server.url, lang).open().take_example()
    fragment, claims = planner.fragment(), planner.claims()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})  # as if somebody else had sent the link: no form is kept here
    for fault in (Fault(cut=True), Fault(status=404), Fault(status=503), Fault(body=b"<p>Log in", content_type="text/html")):
        server.faults[".htm"] = fault
        page.reload()
        again = page.locator(".plan__note button")
        expect(again).to_be_visible()
        page.locator("input[name=kind]").nth(1).check()
        again.click()
        expect(again).to_be_focused()
        assert page.evaluate("() => location.hash") == fragment
        assert page.evaluate(KEPT) == [benefit for benefit, _ in claims]
    server.faults.clear()
    page.locator(".plan__note button").click()
    expect(page.locator(".claim")).to_have_count(len(claims))
    expect(page.locator(".plan__note")).to_be_hidden()
    assert planner.claims() == claims


def test_a_benefit_that_cannot_be_added_is_told_and_can_be_added_later(page: Page, site_server: Server) -> None:
    server = site_server(faults={f"plan/{CLOUD}.htm": Fault(cut=True)})
    planner = Planner(page, server.url).open()
    planner.add(VOUCHER)
    page.keyboard.type("100")
    planner.pays("300000.00")
    page.locator(".picker__open").click()
    add = page.locator(f'[data-add-benefit="{CLOUD}"]')
    add.click()
    expect(page.locator(".plan__note")).to_be_visible()
    assert planner.claims() == [(VOUCHER, "2026")]
    server.faults.clear()
    add.click()
    expect(page.locator(".claim")).to_have_count(2)
    planner.pays("300000.00")


def test_a_benefit_that_the_site_never_had_is_left_out_and_the_rest_is_opened(page: Page, site_server: Server) -> None:
    server = site_server()
    Planner(page, server.url, "en").open()
    page.evaluate("(plan) => sessionStorage.setItem('plan', plan)", json.dumps(kept_with_more("philosophers-stone", "../find/")))
    page.reload()
    expect(page.locator(".claim")).to_have_count(len(PLAN["claims"]))
    assert not [path for path in server.requests if "find/" in path], "no name leads elsewhere"


def kept_with_more(*unknown: str) -> dict[str, Any]:
    """The example as a tab keeps it, with claims on benefits that there are not."""
    named = [*(claim["benefit"] for claim in PLAN["claims"]), *unknown]
    claims = [{"key": f"c{n}", "benefit": name, "year": "2026", "project": "", "cost": "", "fields": {}} for n, name in enumerate(named)]
    return {"unit": "元", "kind": PLAN["applicant"]["kind"], "holds": list(unknown), "funded": [], "projects": [], "claims": claims}
