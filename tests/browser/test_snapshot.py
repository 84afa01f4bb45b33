"""What a first visit keeps of Python for later ones: nothing that was typed, and nothing that a later visit depends on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_src.builder.hosting.http_site import SiteServer
from site_src.builder.hosting.policy_headers import strict_policy
from tests.browser.test_runtime import REQUEST, amount, bare, opened, respond

# Waits for the memory to be kept, and tells its size and in which of the given texts' bytes it has any.
KEPT = """async (texts) => {
  const find = async () => (await (await caches.open("python-memory")).keys())[0];
  for (let tries = 0; !(await find()) && tries < 300; tries++) await new Promise((wait) => setTimeout(wait, 100));
  const found = await find();
  if (!found) return null;
  const bytes = new Uint8Array(await (await caches.match(found)).arrayBuffer());
  const text = new TextDecoder("latin1").decode(bytes);
  return { size: bytes.length, holds: texts.filter((one) => text.includes(one)) };
}"""
STAGE = "() => window.stages.at(-1)"
DAMAGE = """async () => {
  const cache = await caches.open("python-memory");
  const [name] = await cache.keys();
  await cache.put(name, new Response(new Uint8Array(1_000_000)));
}"""
Start = Callable[..., SiteServer]


@pytest.fixture
def server(site: Path, site_server: Start) -> SiteServer:
    return site_server(policy=strict_policy(), extra=bare(site))


def visited(page: Page, server: SiteServer) -> Page:
    """A first visit that has kept Python's memory."""
    respond(opened(page, server))
    assert page.evaluate(KEPT, [[]])
    return page


def test_a_later_visit_starts_from_what_a_first_one_kept_and_answers_the_same(page: Page, server: SiteServer) -> None:
    first = respond(opened(page, server))
    assert not page.evaluate(STAGE)["fromSnapshot"]
    assert page.evaluate(KEPT, [[]])["size"] < 25_000_000
    later = respond(opened(page, server))
    assert page.evaluate(STAGE)["fromSnapshot"]
    assert later == first and amount(later) == "900000.00"


def test_nothing_typed_is_in_what_is_kept(page: Page, server: SiteServer) -> None:
    typed = "8315274.96"
    reply = respond(opened(page, server), {**REQUEST, "inputs": {**REQUEST["inputs"], "annual_cloud_spend": typed}})
    assert "8315274" in reply["text"].replace(",", ""), "the sum was understood"
    kept = page.evaluate(KEPT, [typed, "8315274", "831527496", "cloud-adoption-subsidy", "calculator.wire"])
    assert kept["holds"] == ["calculator.wire"], "the calculator is in it, and nothing of this visit"


def test_what_only_other_pages_need_still_comes_after_such_a_start(page: Page, server: SiteServer) -> None:
    visited(page, server)
    plan = {"plan": {"applicant": {"kind": "enterprise"}, "claims": [{**REQUEST, "year": 2026}]}}
    assert '"errors":[]' in respond(opened(page, server), plan)["text"]
    assert page.evaluate(STAGE)["fromSnapshot"]


def test_a_damaged_memory_is_dropped_and_python_starts_as_at_first(page: Page, server: SiteServer) -> None:
    visited(page, server).evaluate(DAMAGE)
    assert amount(respond(opened(page, server))) == "900000.00"
    assert not page.evaluate("async () => (await caches.keys()).includes('python-memory')")


def test_who_saves_data_keeps_nothing(browser: Browser, server: SiteServer) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    context.add_init_script(
        "window.made = []; window.Worker = class extends Worker { constructor(a, o) { super(a, o); window.made.push(String(a)); } }"
    )
    page = context.new_page()
    respond(opened(page, server))
    page.wait_for_timeout(3000)
    assert len(page.evaluate("() => window.made")) == 1 and not page.evaluate("async () => await caches.keys()")
    context.close()
