"""`python -m tests.bench.weight`: what a page costs before anyone touches it, from a profile that has never been here.

Bytes and requests of the pages that visitors come to, in both languages, from a server that compresses and from one that does not; and
when their largest paint comes, as it is and with every script held back: a page whose largest paint waits for no script has the same
element there while none of them has come. The copy for later that a service worker may keep is no part of this: it is fetched once the
page is done."""

import math
import statistics
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from site_src.builder.hosting.http_site import Fault, Line, SiteServer
from tests.browser.find_browser import FLAGS, find_browser

ROUNDS = 3
HELD = 2.0  # seconds that every script is kept waiting
QUIET = 700  # ms without a request after which a page is taken to be done
PAGES = {"home": "", "measure": "articles/{first}/", "finder": "find/", "planner": "plan/", "batch": "batch/"}
_PHONE: Any = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
_SLOW = (20e6 / 8, 0.04)  # bytes a second, seconds before each answer

_WATCH = """window.painted = null;
new PerformanceObserver((list) => {
  const { element, startTime } = list.getEntries().at(-1);
  const name = element ? `${element.tagName.toLowerCase()}.${element.className.split(" ")[0]}` : "";
  window.painted = { ms: startTime, element: name, text: (element?.textContent ?? "").trim().slice(0, 24) };
}).observe({ type: "largest-contentful-paint", buffered: true });"""


def addresses(site: Path) -> dict[str, str]:
    """`en measure` and so on to the page's path: the first article stands for the measures."""
    first = min(path.name for path in (site / "en" / "articles").iterdir() if path.is_dir())
    return {f"{lang} {name}": f"{lang}/{path.format(first=first)}" for lang in ("zh", "en") for name, path in PAGES.items()}


def _settle(page: Page) -> None:
    page.wait_for_load_state("load")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET)


def _fetched(browser: Browser, server: SiteServer, path: str) -> dict[str, int]:
    """Each file that the page asks for, to the bytes of its answer, head and body."""
    context = browser.new_context(**_PHONE, service_workers="block")
    page = context.new_page()
    done: list[Any] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(server.url + path)
    _settle(page)
    found: dict[str, int] = {}
    for request in done:
        sizes = request.sizes()
        place = urlsplit(request.url)
        if place.scheme != "http":
            continue
        name = place.path.lstrip("/")
        found[name] = found.get(name, 0) + sizes["responseBodySize"] + sizes["responseHeadersSize"]
    context.close()
    return found


def _painted(browser: Browser, server: SiteServer, path: str, *, held: bool) -> dict[str, Any]:
    """The largest paint; with scripts held, as it stands just before the first of them arrives."""
    server.faults = {".js": Fault(hang=HELD)} if held else {}
    context = browser.new_context(**_PHONE, service_workers="block")
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(server.url + path, wait_until="commit")
    if held:
        page.wait_for_timeout(HELD * 1000 - 200)
    else:
        _settle(page)
    painted: dict[str, Any] = page.evaluate("() => window.painted") or {"ms": math.inf, "element": "nothing", "text": ""}
    context.close()
    server.faults = {}
    return painted


def measure(rounds: int = ROUNDS, site: Path = Path("site")) -> dict[str, Any]:
    """For each page: `compressed` and `plain` with bytes, requests and every file; and `paint` in ms, with scripts and without."""
    found: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for name, path in addresses(site).items():
            found[name] = {}
            for kind, compress in (("compressed", True), ("plain", False)):
                with SiteServer(site, compress=compress) as server:
                    files = _fetched(browser, server, path)
                found[name][kind] = {
                    "bytes": sum(files.values()),
                    "requests": len(files),
                    "runtime_bytes": sum(size for file, size in files.items() if file.startswith("runtime/") or file.endswith("worker.js")),
                    "files_bytes": dict(sorted(files.items(), key=lambda one: -one[1])),
                }
            with SiteServer(site, line=Line(*_SLOW)) as server:
                seen: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
                for _ in range(rounds):
                    for held, paints in seen.items():
                        paints.append(_painted(browser, server, path, held=held))
            found[name]["paint"] = _compared(seen[False], seen[True])
        browser.close()
    return found


def _compared(usual: list[dict[str, Any]], held: list[dict[str, Any]]) -> dict[str, Any]:
    """Whether the largest paint is another one while no script has come."""
    times = {"ms": [round(one["ms"]) for one in usual], "scripts_held_ms": [round(one["ms"]) for one in held]}
    kinds = [sorted({f"{one['element']} {one['text']}" for one in each}) for each in (usual, held)]
    return {
        **{name: statistics.median(each) for name, each in times.items()},
        **{f"rounds_{name}": each for name, each in times.items()},
        "element": " / ".join(kinds[0]),
        "waits_for_scripts": kinds[0] != kinds[1],
    }


def main() -> None:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    found = measure(site=site)
    print(f"{'':14}{'brotli':>10}{'plain':>12}{'requests':>10}{'largest paint':>16}{'scripts held':>14}  waits")
    for name, one in found.items():
        paint = one["paint"]
        print(
            f"{name:14}{one['compressed']['bytes']:10,}{one['plain']['bytes']:12,}{one['compressed']['requests']:10}"
            f"{paint['ms']:13.0f} ms{paint['scripts_held_ms']:11.0f} ms  {paint['waits_for_scripts']}  {paint['element']}"
        )
    for name in ("zh measure", "en planner"):
        print(name)
        for file, size in found[name]["compressed"]["files_bytes"].items():
            print(f"  {size:9,}  {file}")


if __name__ == "__main__":
    main()
