"""What goes wrong around an embedded calculator, by intent or by settings: messages from others, altered loaders, blocked storage."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from tests.browser.host.stage import HOST, PATIENCE, Stage, host_policy, staged
from tests.browser.test_embed import give, pays

__all__ = ["staged"]
Staged = Callable[..., Stage]
BLOCKED = """for (const name of ["sessionStorage", "localStorage", "indexedDB"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } })"""


def framing(site: SiteServer, path: str, attributes: str) -> SiteServer:
    """A host whose `frame.html` holds a page of this site in a plain frame, without a loader."""
    html = (
        f'<!doctype html><html lang="en"><title>host</title><iframe id="f" title="x" {attributes} src="{site.url}{path}"></iframe></html>'
    )
    return SiteServer(HOST, policy=host_policy(site.url), extra={"frame.html": html.encode()})


def test_a_third_partys_frame_learns_nothing_and_changes_nothing(staged: Staged) -> None:
    with SiteServer(HOST, policy="default-src 'self'") as third:
        stage = staged(also=third.url)
        first = stage.settled("first")
        stage.settled("second")
        give(stage, "second", "product_sales", "20m")
        pays(stage, "second", "2000000.00")
        second = stage.settled("second")
        before = stage.page.evaluate("() => window.heard.length")
        stage.page.evaluate(
            """(url) => new Promise((done) => { const frame = document.createElement("iframe"); frame.src = url; frame.id = "evil";
              addEventListener("message", ({ data }) => data?.done && done()); document.querySelector("h1").before(frame); })""",
            third.url + "evil.html",
        )
        stage.page.wait_for_timeout(500)
        assert (stage.height("first"), stage.height("second")) == (first, second)
        assert stage.page.evaluate("() => window.heard.length") == before, "no event comes of a stranger's message"
        assert not [one for one in stage.messages("") if isinstance(one, dict) and "caught" in one], "nor does it hear anything"
        give(stage, "second", "product_sales", "30m")
        pays(stage, "second", "3000000.00")
        stage.page.wait_for_timeout(300)
        assert {one["subsidy"] for one in stage.messages("second")} == {"height"}
        expect(stage.frame("second").locator(".embed__host")).to_be_hidden()


def test_messages_of_the_host_get_no_inputs_and_break_nothing(staged: Staged) -> None:
    stage = staged()
    stage.settled("second")
    give(stage, "second", "product_sales", "20m")
    pays(stage, "second", "2000000.00")
    stage.page.evaluate(
        """() => { const frame = document.querySelector("#second iframe").contentWindow;
          const kinds = ["shared", "share", "inputs", { toString: 1 }].map((subsidy) => ({ subsidy }));
          for (const one of [null, 5, "events", [], {}, ...kinds]) { frame.postMessage(one, "*"); window.postMessage(one, "*"); }
          window.postMessage({ subsidy: "height", height: 9999 }, "*");
          window.postMessage({ subsidy: "answer", amount: "1.00" }, "*"); }"""
    )
    stage.page.wait_for_timeout(400)
    assert {one["subsidy"] for one in stage.messages("second")} == {"height"}
    assert not [one for one in stage.page.evaluate("() => window.heard") if one[2].get("amount") == "1.00"]
    assert stage.complaints == []
    give(stage, "second", "product_sales", "30m")
    pays(stage, "second", "3000000.00")
    # It may ask by hand, as the page for hosts says; then it hears answers and no more.
    stage.page.evaluate(
        "(site) => document.querySelector('#second iframe').contentWindow.postMessage({ subsidy: 'events' }, site)", stage.site.url
    )
    stage.page.wait_for_timeout(300)
    kinds = [one["subsidy"] for one in stage.messages("second") if one["subsidy"] != "height"]
    assert kinds == ["ready", "answer"] and "inputs" not in str(stage.messages("second"))
    expect(stage.frame("second").locator(".embed__host")).to_be_visible()
    assert not stage.heard("second"), "events are for divs that say so"


def test_a_frame_that_was_led_elsewhere_is_not_believed(staged: Staged) -> None:
    with SiteServer(HOST, policy="default-src 'self'") as third:
        stage = staged(also=third.url)
        height = stage.settled("first")
        before = len(stage.heard("first"))
        stage.page.evaluate("(url) => { document.querySelector('#first iframe').contentWindow.location = url; }", third.url + "evil.html")
        expect(stage.frame("first").locator('script[src="evil.js"]')).to_be_attached(timeout=PATIENCE)
        stage.page.wait_for_timeout(300)
        assert [one for one in stage.messages("first") if isinstance(one, dict) and one.get("height") == 7777], "it has tried"
        assert (stage.height("first"), len(stage.heard("first"))) == (height, before)


def test_a_frame_can_ask_for_no_height_that_is_none(staged: Staged) -> None:
    page = b'<!doctype html><html lang="en"><title>x</title><script src="x.js"></script>'
    script = b"""addEventListener("message", () => {
        for (const height of [-5, 0, "abc", null, {}, [], NaN, -Infinity]) parent.postMessage({ subsidy: "height", height }, "*"); });
      parent.postMessage({ subsidy: "height", height: 321.9 }, "*");"""
    extra = {"embed/compute-voucher/": page, "embed/compute-voucher/x.js": script}
    stage = staged(serving={"faults": {"embed/compute-voucher/": Fault(body=page)}, "extra": extra})
    expect(stage.page.locator("#first iframe")).to_have_css("height", "321px", timeout=PATIENCE)
    stage.page.evaluate("() => document.querySelector('#first iframe').contentWindow.postMessage({}, '*')")
    stage.page.wait_for_timeout(400)
    assert stage.height("first") == 321
    stage.site.extra["embed/compute-voucher/x.js"] = (
        b'for (const height of [1e9, Infinity]) parent.postMessage({ subsidy: "height", height }, "*");'
    )
    stage.page.reload()
    expect(stage.page.locator("#first iframe")).to_have_css("height", "20000px", timeout=PATIENCE)


# ---- the loader's integrity


def test_the_loader_is_checked_across_origins(staged: Staged) -> None:
    stage = staged()
    assert stage.settled("first")
    assert not stage.complaints


@pytest.mark.parametrize("wrong", ["one letter", "no header"])
def test_an_altered_loader_does_not_run_nor_one_that_cannot_be_checked(staged: Staged, site: Path, wrong: str) -> None:
    name = json.loads((site / "data" / "embed.json").read_text(encoding="utf-8"))["versions"][0]["file"]
    code = (site / name).read_bytes()
    if wrong == "one letter":
        serving = {"faults": {name: Fault(body=code.replace(b"lazy", b"eager"))}}
    else:
        serving = {"headers": {"Access-Control-Allow-Origin": "https://example.org"}}
    stage = staged(serving=serving)
    stage.page.wait_for_timeout(800)
    assert stage.page.locator("iframe").count() == 0
    assert stage.complaints, "the browser says why"
    expect(stage.page.locator("#first a")).to_be_visible()  # the link that the code to copy puts there


# ---- what the host's page holds


def loading(site: SiteServer, file: str, body: str) -> SiteServer:
    """A host whose `odd.html` holds something and the loader."""
    html = f'<!doctype html><html lang="en"><title>host</title>{body}<script src="{site.url}{file}"></script></html>'
    return SiteServer(HOST, policy=host_policy(site.url), extra={"odd.html": html.encode()})


@pytest.mark.parametrize("tag", ["img", "form", "iframe", "object", "embed"])
def test_an_element_that_bears_the_name_of_the_script_is_not_taken_for_it(
    page: Page, site_server: Callable[..., SiteServer], tag: str
) -> None:
    site = site_server()
    with SiteServer(HOST, policy="default-src 'self'") as third:
        named = f'<{tag} name="currentScript" id="currentScript" src="{third.url}x.js" data-x></{tag}>'
        with loading(site, "embed.js", f'{named}<div id="d" data-subsidy-calculator="compute-voucher" data-lang="en"></div>') as host:
            page.goto(host.url + "odd.html")
            frame = page.locator("#d iframe")
            expect(frame).to_have_attribute("src", re.compile(f"^{re.escape(site.url)}embed/compute-voucher/"), timeout=PATIENCE)
            assert not [one for one in page.frames if one.url.startswith(third.url) and "embed/" in one.url]


@pytest.mark.parametrize("id", ["..", ".", "../", "", "%2e%2e", "a/b", "//x", "?", "#", "compute-voucher/..", " compute-voucher", "\\"])
def test_what_is_no_id_frames_nothing(page: Page, site_server: Callable[..., SiteServer], id: str) -> None:
    site = site_server()
    divs = f'<div id="d" data-subsidy-calculator="{id}">as it was</div><div id="e" data-subsidy-calculator="compute-voucher"></div>'
    with loading(site, "embed.js", divs) as host:
        page.goto(host.url + "odd.html")
        expect(page.locator("#e iframe")).to_have_count(1)
        expect(page.locator("#d iframe")).to_have_count(0)
        expect(page.locator("#d")).to_have_text("as it was")


# ---- storage, sandboxes


def test_blocked_storage_takes_nothing_but_the_memory(staged: Staged) -> None:
    stage = staged(init=f"if (window.parent !== window) {{ {BLOCKED} }}")
    stage.settled("first")
    give(stage, "first", "annual_compute_spend", "2500万元")
    pays(stage, "first", "6000000.00")
    stage.page.wait_for_timeout(600)
    stage.frame("first").locator("[data-other]").click()
    expect(stage.frame("first").locator("subsidy-calculator")).to_have_attribute("lang", "en", timeout=PATIENCE)
    pays(stage, "first", "6000000.00")  # the figures came with the address
    assert stage.complaints == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sandbox_that_is_too_tight_leads_to_the_whole_page(page: Page, site_server: Callable[..., SiteServer], lang: str) -> None:
    site = site_server()
    with framing(site, f"embed/compute-voucher/?lang={lang}", 'sandbox="allow-scripts allow-popups" width="600" height="900"') as host:
        page.goto(host.url + "frame.html")
        frame = page.frame_locator("#f")
        expect(frame.locator("main:visible")).to_have_attribute("data-lang", lang)
        expect(frame.locator(".embed__stuck")).to_be_visible()
        expect(frame.locator("subsidy-calculator")).to_be_hidden()
        assert frame.locator("[data-whole]").evaluate("link => link.href").endswith("#compute-voucher")


def test_a_plain_frame_needs_no_loader(page: Page, site_server: Callable[..., SiteServer]) -> None:
    site = site_server()
    with framing(site, "embed/compute-voucher/?lang=en&amp;theme=dark", 'width="500" height="400"') as host:
        page.goto(host.url + "frame.html")
        frame = page.frame_locator("#f")
        frame.locator('[name="annual_compute_spend"]').fill("10m")
        expect(frame.locator("output[name=amount]")).to_have_attribute("data-amount", "3000000.00", timeout=PATIENCE)
        expect(frame.locator(".embed__host")).to_be_hidden()
        page.wait_for_timeout(300)
        assert page.locator("#f").evaluate("one => one.offsetHeight") < 450, "nobody makes it taller"


@pytest.mark.parametrize(
    ("path", "framed"), [("embed/compute-voucher/", True), ("embed/no-such-benefit/", True), ("zh/", False), ("zh/embed/", False)]
)
def test_only_the_pages_for_frames_may_be_framed(page: Page, site_server: Callable[..., SiteServer], path: str, framed: bool) -> None:
    site = site_server()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with framing(site, path, "") as host:
        page.goto(host.url + "frame.html", wait_until="load")
        page.wait_for_timeout(300)
    assert bool([text for text in said if "frame-ancestors" in text]) != framed
