"""What only some pages need of Python: the first plan of a first visit, and the first workbook once Python answers."""

import json
import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, sync_playwright

from site_src.builder.hosting.http_site import Line, SiteServer
from site_src.builder.places import ROOT
from tests.bench.start import LINES
from tests.bench.visitor import browser
from tests.browser.find_browser import FLAGS
from tests.browser.test_runtime import REQUEST, RESPOND, bare
from tests.browser.test_runtime_parts import ASK

_PLAN_CLAIMS, _WORKBOOK_CLAIMS = 12, 50
_MONEY = {"lang": "zh", "money_unit": "元"}
_WORKBOOK = """async (request) => {
  const start = performance.now();
  await window.engine.export(request, document.documentElement.dataset.rules);
  return performance.now() - start;
}"""
_NOW = "() => performance.now()"


def measure(rounds: int = 3, site: Path = ROOT / "site") -> dict[str, Any]:
    """Milliseconds, each in a new browser: to a first plan where the page said beforehand that it needs plans and where it did not,
    and to a first and a second workbook after a first answer."""
    return {name: _on(name, rounds, site) for name in LINES} | {"plan_claims": _PLAN_CLAIMS, "workbook_claims": _WORKBOOK_CLAIMS}


def _on(line: str, rounds: int, site: Path) -> dict[str, Any]:
    taken: dict[str, list[float]] = {
        "first_plan_ms": [],
        "first_plan_unannounced_ms": [],
        "first_workbook_ms": [],
        "second_workbook_ms": [],
    }
    speed = LINES[line]
    with sync_playwright() as playwright, SiteServer(site, line=Line(*speed) if speed else None, extra=bare(site)) as server:
        for _ in range(rounds):
            taken["first_plan_ms"].append(_first_plan(playwright, server, ["plan"]))
            taken["first_plan_unannounced_ms"].append(_first_plan(playwright, server, []))
            first, second = _workbooks(playwright, server)
            taken["first_workbook_ms"].append(first)
            taken["second_workbook_ms"].append(second)
    return {
        name: {"median": round(statistics.median(found), 1), "rounds": [round(one, 1) for one in found]} for name, found in taken.items()
    }


def _new_page(playwright: Playwright, server: SiteServer) -> Page:
    page = playwright.chromium.launch(executable_path=browser(), args=FLAGS).new_page()
    page.goto(server.url + "bare.html")
    return page


def _first_plan(playwright: Playwright, server: SiteServer, parts: list[str]) -> float:
    page = _new_page(playwright, server)
    start = page.evaluate(_NOW)
    (answer,) = page.evaluate(ASK, [parts, [json.dumps({**_MONEY, "plan": _plan(_PLAN_CLAIMS)})], {}])
    taken = page.evaluate(_NOW) - start
    _close(page)
    assert "text" in answer, answer
    return float(taken)


def _workbooks(playwright: Playwright, server: SiteServer) -> tuple[float, float]:
    page = _new_page(playwright, server)
    page.evaluate(RESPOND, [json.dumps({**_MONEY, **REQUEST}), {}])
    request = json.dumps({**_MONEY, "plan": _plan(_WORKBOOK_CLAIMS), "format": "xlsx"})
    first, second = (page.evaluate(_WORKBOOK, request) for _ in range(2))
    _close(page)
    return first, second


def _close(page: Page) -> None:
    assert page.context.browser
    page.context.browser.close()


def _plan(claims: int) -> dict[str, Any]:
    return {"applicant": {"kind": "enterprise"}, "claims": [{**REQUEST, "year": 2026 + number % 3} for number in range(claims)]}


if __name__ == "__main__":
    result = measure()
    for name in LINES:
        print(name)
        for what, found in result[name].items():
            print(f"  {what.removesuffix('_ms').replace('_', ' '):28}{found['median']:10,.0f} ms  {found['rounds']}")
