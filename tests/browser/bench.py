"""`make bench`: bytes of the runtime, the time from the first sign of intent to the first answer or plan, and that to a first workbook.

Cold: a browser that has never been here. Warm: the same profile in a browser started anew. Three profiles each, the
median is told with its range; on a busy machine compare the smallest.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from site_src.builder.hosting.http_site import Line, SiteServer
from tests.browser.find_browser import FLAGS, find_browser
from tests.browser.test_runtime import BARE, REQUEST, RESPOND
from tests.browser.test_runtime_parts import ASK

_FILES = (
    "pyodide.js",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "calculator-*.zip",
    "worker.js",
    "engine.js",
    "calculator.js",
    "plan-*.zip",
    "office-*.zip",
)
# The one is inside calculator.js; the others are fetched for the planner and for a first workbook.
_LATER = ("engine.js", "plan-*.zip", "office-*.zip")
_MORE = 200  # answers after the first, so that the browser has something to keep compiled


def sizes(site: Path) -> None:
    """Bytes of each file, as it is and as its siblings; the sum of what a visitor's first calculator fetches."""
    total = [0, 0, 0]
    print(f"{'bytes':24}{'plain':>12}{'gzip':>12}{'brotli':>12}")
    for name in _FILES:
        (path,) = (*site.glob(f"runtime/**/{name}"), *site.glob(f"assets/{name}"))
        row = [path.stat().st_size, *(path.with_name(path.name + end).stat().st_size for end in (".gz", ".br"))]
        print(f"{name:24}" + "".join(f"{size:12,}" for size in row))
        if name not in _LATER:
            total = [one + more for one, more in zip(total, row, strict=True)]
    print(f"{'together':24}" + "".join(f"{size:12,}" for size in total))


def visit(playwright: Playwright, browser: str, profile: str, server: SiteServer) -> float:
    """Seconds to the first answer in a browser with this profile."""
    context = playwright.chromium.launch_persistent_context(profile, executable_path=browser, args=FLAGS)
    page = context.new_page()
    page.goto(server.url + "bare.html")
    request = json.dumps({"lang": "zh", "money_unit": "元", **REQUEST})
    start = page.evaluate("() => performance.now()")
    answer = page.evaluate(RESPOND, [request, {}])
    seconds = (page.evaluate("() => performance.now()") - start) / 1000
    assert "text" in answer, answer
    page.evaluate(f"async (request) => {{ for (let i = 0; i < {_MORE}; i++) await window.engine.respond(request); }}", request)
    page.wait_for_timeout(2000)  # it keeps compiled code only after a while
    context.close()
    return float(seconds)


def workbooks(playwright: Playwright, browser: str, site: Path, name: str, line: Line | None) -> None:
    """Milliseconds to a first and a second workbook of 50 claims, once Python answers."""
    request = json.dumps({"plan": _plan(50), "lang": "zh", "money_unit": "元", "format": "xlsx"})
    with SiteServer(site, line=line, extra=BARE) as server:
        running = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = running.new_page()
        page.goto(server.url + "bare.html")
        page.evaluate(RESPOND, [json.dumps({"lang": "zh", "money_unit": "元", **REQUEST}), {}])
        took = [page.evaluate(_TAKES, request) for _ in range(2)]
        running.close()
    print(f"{name:34}workbook of 50 claims: first {took[0]:.0f} ms, again {took[1]:.0f} ms", flush=True)


def plans(playwright: Playwright, browser: str, site: Path, name: str, line: Line | None) -> None:
    """Seconds to the first plan of a first visit: where the page says beforehand that it will need plans, and where it does not."""
    request = json.dumps({"plan": _plan(12), "lang": "zh", "money_unit": "元"})
    took: dict[tuple[str, ...], list[float]] = {("plan",): [], (): []}
    for _ in range(3):
        for parts, found in took.items():
            with SiteServer(site, line=line, extra=BARE) as server:
                running = playwright.chromium.launch(executable_path=browser, args=FLAGS)
                page = running.new_page()
                page.goto(server.url + "bare.html")
                start = page.evaluate("() => performance.now()")
                (answer,) = page.evaluate(ASK, [list(parts), [request], {}])
                found.append((page.evaluate("() => performance.now()") - start) / 1000)
                running.close()
                assert "text" in answer, answer
    said = [f"{statistics.median(found):.2f} s ({min(found):.2f}–{max(found):.2f})" for found in took.values()]
    print(f"{name:34}first plan {said[0]}, not said beforehand {said[1]}", flush=True)


def _plan(claims: int) -> dict[str, object]:
    return {"applicant": {"kind": "enterprise"}, "claims": [{**REQUEST, "year": 2026 + number % 3} for number in range(claims)]}


_TAKES = """async (request) => {
  const start = performance.now();
  await window.engine.export(request);
  return performance.now() - start;
}"""


def times(playwright: Playwright, browser: str, site: Path, name: str, *, compress: bool, line: Line | None) -> None:
    cold, warm = [], []
    for _ in range(3):
        with SiteServer(site, compress=compress, line=line, extra=BARE) as server, tempfile.TemporaryDirectory() as profile:
            before = line.sent if line else 0
            cold.append(visit(playwright, browser, profile, server))
            fetched = (line.sent - before) if line else 0
            warm += [visit(playwright, browser, profile, server) for _ in range(2)]
    said = "  ".join(
        f"{kind} {statistics.median(found):.2f} s ({min(found):.2f}–{max(found):.2f})" for kind, found in (("cold", cold), ("warm", warm))
    )
    print(f"{name:34}{said}" + (f"   {fetched:,} bytes at first" if fetched else ""), flush=True)


def main() -> None:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    sizes(site)
    print()
    browser = find_browser() or sys.exit("no Chrome or Chromium: run `make browser`")
    with sync_playwright() as playwright:
        times(playwright, browser, site, "this machine", compress=True, line=None)
        for compress, host in ((True, "compressing"), (False, "plain")):
            times(playwright, browser, site, f"20 Mbit/s, 40 ms, {host} host", compress=compress, line=Line(20e6 / 8, delay=0.04))
        plans(playwright, browser, site, "this machine", None)
        plans(playwright, browser, site, "20 Mbit/s, 40 ms", Line(20e6 / 8, delay=0.04))
        workbooks(playwright, browser, site, "this machine", None)
        workbooks(playwright, browser, site, "20 Mbit/s, 40 ms", Line(20e6 / 8, delay=0.04))


if __name__ == "__main__":
    main()
