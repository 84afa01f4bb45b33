"""The site without a network after one visit, and across builds: what is shown together is always of one build."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.hosting.service_worker import OFF, SCRIPT, write_service_worker
from tests.browser.person import PATIENCE
from tests.browser.plan_person import Planner

Start = Callable[..., SiteServer]
ARTICLE, OTHER = "articles/01-computing-power/", "articles/02-data-and-cloud/"
CALCULATOR = 'subsidy-calculator[benefit="compute-voucher"]'
# Waits until a path below the root is kept, on a page right below a language; whether it is.
KEPT = """async (path) => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 600; tries++) {
    if (await caches.match(new URL(path, new URL("../", document.baseURI)))) return true;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return false;
}"""

# Those of the addresses that are not kept, nor, as a server that does not compress sends it, packed.
MISSING = """async (urls) => {
  const found = await Promise.all(urls.map(async (url) => (await caches.match(url)) ?? caches.match(`${url}.gz`)));
  return urls.filter((_, place) => !found[place]);
}"""

NAMES = """async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map(({ url }) => url);
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor whose browser keeps what a site wants kept; the other tests have none."""
    context = browser.new_context(service_workers="allow")
    yield context
    context.close()


def kept(page: Page, *paths: str) -> None:
    for path in paths:
        assert page.evaluate(KEPT, path), f"{path} is not kept"


def everything(site: Path, lang: str) -> list[str]:
    """What the service worker of this site keeps for a language."""
    told = json.loads((site / SCRIPT).read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("const SITE=").removesuffix(";"))
    return [*told["always"], *told["pages"][lang]]


def visit(context: BrowserContext, server: SiteServer, site: Path, lang: str) -> Page:
    """One visit to one page, with one answer of its calculator."""
    page = context.new_page()
    page.goto(f"{server.url}{lang}/{ARTICLE}")
    answer(page, "500")
    root = server.url
    page.evaluate("async () => (await navigator.serviceWorker.ready).active.state")
    wanted = [root + path for path in everything(site, lang)]
    wanted += [
        root + path.relative_to(site).as_posix()
        for kind in ("*/py*.asm.wasm", "*/py*.js", "*/py*.zip", "calculator-*.zip", "plan-*.zip")
        for path in site.glob(f"runtime/{kind}")
    ]
    for _ in range(120):
        left = page.evaluate(MISSING, wanted)
        if not left:
            return page
        page.wait_for_timeout(500)
    raise AssertionError(f"not kept: {left[:5]}")


def answer(page: Page, figure: str) -> None:
    page.locator(f'{CALCULATOR} input[name="annual_compute_spend"]').fill(figure)
    expect(page.locator(f'{CALCULATOR} output[name="amount"]')).to_contain_text(f"{int(figure) * 3 // 10}", timeout=60_000)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_after_one_visit_the_site_and_its_calculators_work_with_the_network_cut(
    context: BrowserContext, site_server: Start, site: Path, lang: str
) -> None:
    server = site_server()
    page = visit(context, server, site, lang)
    context.set_offline(True)
    page.close()
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{server.url}{lang}/{ARTICLE}")
    answer(page, "600")
    for path in ("", "find/", "plan/", OTHER, "glossary/"):
        assert page.goto(f"{server.url}{lang}/{path}"), path
        expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{server.url}{lang}/find/?who=enterprise")
    expect(page.locator(".finder__failure")).to_be_hidden()
    expect(page.locator(".finder__results .hit").first).to_be_visible()
    page.goto(f"{server.url}{lang}/about/")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text({"zh": "算力券", "en": "compute voucher"}[lang])
    page.keyboard.press("End")
    expect(page.locator(f'.md-search-result__item a[href*="/{lang}/{ARTICLE}"]').first).to_be_visible(timeout=60_000)
    Planner(page, server.url, lang).open().take_example()
    assert not complaints


def test_a_page_that_was_never_fetched_says_so_in_both_languages(context: BrowserContext, site_server: Start, site: Path) -> None:
    server = site_server()
    page = visit(context, server, site, "zh")
    context.set_offline(True)
    page.goto(f"{server.url}en/{ARTICLE}")
    expect(page.locator("h1")).to_have_text("现在没有网络")
    expect(page.locator("h2")).to_have_text("There is no network")


def test_neither_a_login_page_nor_a_missing_one_is_kept_as_ours(context: BrowserContext, site_server: Start, site: Path) -> None:
    server = site_server()
    page = visit(context, server, site, "zh")
    server.faults["zh/find/"] = Fault(body=b"<!doctype html><title>log in</title><h1>log in</h1>", content_type="text/html; charset=utf-8")
    page.goto(f"{server.url}zh/find/")
    expect(page.locator("h1")).to_have_text("log in")
    server.faults["zh/glossary/"] = Fault(status=404)
    page.goto(f"{server.url}zh/glossary/")
    context.set_offline(True)
    for path, title in (("find/", "log in"), ("glossary/", "没有这个页面")):
        page.goto(f"{server.url}zh/{path}")
        expect(page.locator("h1").first).not_to_have_text(title)


def test_what_stands_in_the_address_behind_a_page_is_not_kept_and_stops_no_page(
    context: BrowserContext, site_server: Start, site: Path
) -> None:
    server = site_server()
    page = visit(context, server, site, "zh")
    page.goto(f"{server.url}zh/find/?who=enterprise")
    names = page.evaluate(NAMES)
    assert [name for name in names if name.endswith("/zh/find/")]
    assert not [name for name in names if "?" in name], "it may say what a visitor chose"
    page.goto(f"{server.url}zh/{ARTICLE}?q=secret#calc=compute-voucher&annual_compute_spend=98765432&end")
    page.goto(f"{server.url}zh/")
    kept(page, f"zh/{ARTICLE}")
    addresses = page.evaluate(
        """async () => {
          const names = (await caches.keys()).filter((name) => name.startsWith("site"));
          const all = await Promise.all(names.map((name) => caches.open(name)));
          const kept = await Promise.all(all.map(async (one) => (await one.matchAll()).map(({ url }) => url)));
          return kept.flat().filter(Boolean);
        }"""
    )
    assert addresses == [], "nor is where an answer came from"
    context.set_offline(True)
    for path in ("find/?who=enterprise", "find/index.html", "find", "glossary/?anything"):
        page.goto(f"{server.url}zh/{path}")
        expect(page.locator("h1")).not_to_have_text("现在没有网络")


# What can be wrong with a script that a server or a network gives under the right name, once.
WRONG = {
    "called plain text": Fault(content_type="text/plain"),
    "another script": Fault(body=b"void 0;", content_type="text/javascript"),
    "cut off": Fault(body=b"(() => {", content_type="text/javascript"),
    "empty": Fault(body=b"\n", content_type="text/javascript"),
    "a login page": Fault(body=b"<!doctype html><title>log in</title>", content_type="text/html"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_answer_is_not_kept_and_does_no_harm_once_the_server_has_recovered(
    context: BrowserContext, site_server: Start, wrong: str
) -> None:
    server, page = site_server(faults={"calculator.js": WRONG[wrong]}), context.new_page()
    page.goto(f"{server.url}zh/{ARTICLE}")
    page.goto(f"{server.url}zh/")
    kept(page, "zh/find/", "zh/glossary/", "zh/about/")
    assert not [name for name in page.evaluate(NAMES) if "/calculator-" in name and name.endswith(".js")]
    server.faults.clear()
    page.goto(f"{server.url}zh/{ARTICLE}")
    answer(page, "500")
    page.reload()
    answer(page, "600")


def test_what_was_kept_wrong_is_fetched_again(context: BrowserContext, site_server: Start, site: Path) -> None:
    server = site_server()
    page = visit(context, server, site, "zh")
    page.evaluate(
        """async () => {
          const named = await caches.open((await caches.keys()).find((name) => name.endsWith(" named")));
          for (const { url } of await named.keys())
            if (/\\.js$/.test(url)) await named.put(url, new Response("void 0;", { headers: { "content-type": "text/javascript" } }));
        }"""
    )
    page.reload()
    answer(page, "600")


def test_a_server_that_does_not_compress_makes_no_difference_without_a_network(
    context: BrowserContext, site_server: Start, site: Path
) -> None:
    server = site_server(compress=False)
    page = visit(context, server, site, "zh")
    context.set_offline(True)
    page.goto(f"{server.url}zh/{ARTICLE}")
    answer(page, "600")


def test_a_visitor_who_saves_data_has_nothing_fetched_that_was_not_asked_for(context: BrowserContext, site_server: Start) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    server, page = site_server(), context.new_page()
    page.goto(server.url + "zh/glossary/")
    page.evaluate("async () => (await navigator.serviceWorker.ready).active.state")
    page.wait_for_timeout(1500)
    assert not [path for path in server.requests if path.startswith(("zh/articles/", "en/", "runtime/"))]


def test_pages_in_frames_of_others_keep_nothing(context: BrowserContext, site_server: Start) -> None:
    server, page = site_server(), context.new_page()
    page.goto(server.url + "embed/compute-voucher/?lang=zh")
    page.wait_for_timeout(1000)
    assert SCRIPT not in server.requests


# A site as small as can be: a page says a sum, and its script, named by what it holds, says another; they are of one build if they agree.
def small_site(folder: Path, amount: int) -> Path:
    script = f"document.querySelector('output').textContent = '{amount}';"
    name = f"rule-{hashlib.sha256(script.encode()).hexdigest()[:12]}.js"
    for path in folder.glob("assets/*"):
        path.unlink()
    for path in ("", "other/"):
        page = folder / "zh" / path / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * (1 + path.count("/"))
        page.write_text(
            f'<!doctype html><html lang=zh><meta name="generator" content="mkdocs"><title>x</title><p>{amount}</p><output></output>'
            f'<script src="{root}assets/{name}"></script>',
            encoding="utf-8",
        )
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / name).write_text(script, encoding="utf-8")
    (folder / "offline.html").write_text('<!doctype html><meta name="site-page" content="frame"><h1>offline</h1>', encoding="utf-8")
    (folder / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    (folder / "index.html").write_text('<!doctype html><meta name="site-page" content="frame">', encoding="utf-8")
    write_service_worker(folder)
    return folder


REGISTER = """async () => {
  await navigator.serviceWorker.register("../sw.js");
  (await navigator.serviceWorker.ready).active.postMessage({ keep: "zh" });
}"""
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  for (let tries = 0; registration.installing && tries < 300; tries++) await new Promise((wait) => setTimeout(wait, 50));
  return registration.waiting?.state;
}"""


def handed_over(context: BrowserContext) -> None:
    """Closes all pages and waits until the service worker that waited for it has taken over, which the browser does after that."""
    pages = context.pages
    session = context.new_cdp_session(watch := context.new_page())
    states: dict[str, str] = {}
    session.on(
        "ServiceWorker.workerVersionUpdated",
        lambda event: states.update({version["versionId"]: version["status"] for version in event["versions"]}),
    )
    session.send("ServiceWorker.enable")
    wait_for(watch, lambda: "installed" in states.values())
    for page in pages:
        page.close()
    wait_for(watch, lambda: "activated" in states.values() and not {"installed", "activating"} & set(states.values()))
    watch.close()


def wait_for(page: Page, condition: Callable[[], bool]) -> None:
    for _ in range(PATIENCE // 50):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came about")


def shown(page: Page, url: str) -> str:
    """The sum on a page, on which the page and its rule agree."""
    page.goto(url)
    expect(page.locator("output")).not_to_be_empty()
    text, rule = page.locator("p").inner_text(), page.locator("output").inner_text()
    assert text == rule, f"the page says {text} and its rule {rule}"
    return text


def test_a_page_and_its_rule_are_of_one_build_whenever_the_site_changes_and_the_network_goes(
    context: BrowserContext, tmp_path: Path
) -> None:
    folder = small_site(tmp_path / "site", 100)
    with SiteServer(folder, policy="") as server:
        home, other = server.url + "zh/", server.url + "zh/other/"
        page, left_open = context.new_page(), context.new_page()
        assert shown(left_open, home) == "100"
        left_open.evaluate(REGISTER)
        kept(left_open, "zh/other/")
        small_site(folder, 200)
        context.set_offline(True)
        assert shown(page, other) == "100", "the network went before the visitor heard of the new build"
        context.set_offline(False)
        assert shown(page, home) == "200", "with a network the newest is shown"
        context.set_offline(True)
        assert shown(page, other) in ("100", "200")
        assert shown(page, home) in ("100", "200")
        context.set_offline(False)
        shown(page, home)
        assert page.evaluate(UPDATE) == "installed", "the new build waits while a page of the earlier one is open"
        assert left_open.locator("output").inner_text() == left_open.locator("p").inner_text() == "100", (
            "a page that was open stays as it was"
        )
        handed_over(context)
        context.set_offline(True)
        page = context.new_page()
        assert shown(page, other) == "200", "the pages of the new build were kept before those of the earlier one were dropped"
        assert shown(page, home) == "200"
        context.set_offline(False)
        names = page.evaluate("async () => (await (await caches.open('site / named')).keys()).map(({ url }) => url)")
        assert len(names) == 1, "what no build names any more is dropped"


@pytest.mark.parametrize("how", ["replaced", "removed"])
def test_a_host_can_switch_it_off(context: BrowserContext, site_server: Start, site: Path, how: str) -> None:
    server = site_server()
    page = visit(context, server, site, "zh")
    server.faults[SCRIPT] = (
        Fault(body=(site / OFF).read_bytes(), content_type="text/javascript") if how == "replaced" else Fault(status=404)
    )
    page.goto(f"{server.url}zh/glossary/")
    page.wait_for_timeout(1500)
    for _ in range(20):  # the last page that it still serves may make it keep something once more
        page.close()
        page = context.new_page()
        page.goto(f"{server.url}zh/glossary/")
        page.wait_for_timeout(500)
        if not page.evaluate("async () => (await caches.keys()).some((name) => name.startsWith('site '))"):
            return
    raise AssertionError("something is kept still")
