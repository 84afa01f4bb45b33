"""The second half of Pyodide's module in a browser: hardly any page fetches it, and one that has to does so in the middle of a call."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.hosting.policy_headers import strict_policy
from site_src.builder.runtime.halves.called import MODULE, SCRIPTS, called
from site_src.builder.runtime.halves.split import Halves, halves
from tests.browser.test_runtime import amount, bare, opened, respond
from tests.test_plans import PLANS

SECOND = "pyodide.rest.wasm"
Start = Callable[..., SiteServer]


@pytest.fixture(scope="module")
def poor() -> Halves:
    """Halves of which the first lacks a third of what is called, from the start of Python on."""
    scripts = [script.read_text(encoding="utf-8") for script in SCRIPTS]
    return halves(MODULE.read_bytes(), [n for n in called() if n % 3], *scripts)


@pytest.fixture
def server(site: Path, site_server: Start, poor: Halves) -> SiteServer:
    (folder,) = (path.parent.relative_to(site).as_posix() for path in site.glob("runtime/*/pyodide.asm.wasm"))
    replaced = {f"{folder}/pyodide.asm.wasm": poor.first, f"{folder}/{SECOND}": poor.second}
    server = site_server(policy=strict_policy(), extra=bare(site) | replaced)
    server.faults["pyodide.asm.wasm.gz"] = Fault(status=404)  # that of the site, which the worker asks for where nothing is compressed
    return server


def fetched(server: SiteServer) -> int:
    return sum(path.endswith(SECOND) for path in server.requests)


def test_what_is_called_after_all_is_fetched_once_and_answers_the_same(page: Page, server: SiteServer) -> None:
    assert amount(respond(opened(page, server))) == "900000.00"
    assert amount(respond(page)) == "900000.00"
    assert fetched(server) == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [(Fault(status=404), "file-missing"), (Fault(cut=True), "offline"), (Fault(body=b"<!doctype html>"), "wrong-type")],
    ids=["missing", "broken off", "a page instead"],
)
def test_where_it_cannot_be_had_that_is_said_and_trying_again_helps(page: Page, server: SiteServer, fault: Fault, code: str) -> None:
    server.faults[SECOND] = fault
    assert respond(opened(page, server))["code"] == code
    del server.faults[SECOND]
    page.evaluate("() => window.engine.retry()")
    assert amount(respond(page)) == "900000.00"


@pytest.mark.parametrize("again", [False, True], ids=["first visit", "with the memory kept"])
def test_no_calculator_needs_it(page: Page, site: Path, site_server: Start, again: bool) -> None:
    """Nor plans, files or tables do: what they call was found by running them (builder/runtime/halves/called.py)."""
    server = site_server(policy=strict_policy(), extra=bare(site))
    for _ in range(1 + again):
        opened(page, server)
        assert amount(respond(page)) == "900000.00"
        assert "text" in respond(page, {"plan": PLANS[0]["plan"]} | {"inputs": {}})
        page.wait_for_timeout(2500)  # after which the memory is kept
    assert fetched(server) == 0


def test_a_page_that_is_typed_into_does_without_it(page: Page, site_server: Start) -> None:
    server = site_server(policy=strict_policy())
    page.goto(server.url + "en/articles/01-computing-power/")
    form = page.locator("subsidy-calculator").first
    field = form.locator("input[name]").first
    for text in ("1,000", "一千万", "12.3.4", "-5", "2000000000000000000000", "500"):
        field.fill(text)
        expect(form.locator("output[name=amount]")).to_be_visible()
        page.wait_for_timeout(300)
    expect(form.locator("output[name=amount]")).not_to_be_empty()
    assert fetched(server) == 0
