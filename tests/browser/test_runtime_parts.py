"""What only some pages need of Python: it comes with the rest where a page says so, else with the first request that needs it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import catalogue
from calculator.plan import make_plan
from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.hosting.policy_headers import strict_policy
from site_src.builder.pages.plans import EXAMPLE
from tests.browser.person import PATIENCE
from tests.browser.test_runtime import REQUEST, bare
from tests.test_plans import PLANS

PLAN = PLANS[0]["plan"]
SINGLE = json.dumps({"lang": "zh", "money_unit": "元", **REQUEST})
PLANNED = json.dumps({"lang": "zh", "money_unit": "元", "plan": PLAN})
# Loads the engine, says what will be needed, and answers the requests one after the other.
ASK = """async ([parts, requests, patience]) => {
  const { engine, patience: limits } = await import(new URL(document.documentElement.dataset.engine, document.baseURI).href);
  Object.assign(limits, patience);
  for (const part of parts) engine.need(part);
  if (!window.engine) engine.onStage((status) => (window.now = { ...status, failure: status.failure?.code }));
  window.engine = engine;
  const found = [];
  for (const request of requests) {
    try {
      found.push({ text: await engine.respond(request, document.documentElement.dataset.rules) });
    } catch (failure) {
      found.push({ code: failure.code, detail: failure.detail });
    }
  }
  return found;
}"""


Start = Callable[..., SiteServer]


@pytest.fixture
def server(site: Path, site_server: Start) -> SiteServer:
    return site_server(policy=strict_policy(), extra=bare(site))


def asked(page: Page, server: SiteServer, *requests: str, parts: tuple[str, ...] = (), **patience: int) -> list[dict[str, Any]]:
    if not page.url.startswith(server.url):
        page.goto(server.url + "bare.html")
    found: list[dict[str, Any]] = page.evaluate(ASK, [list(parts), list(requests), patience])
    return found


def fetched(server: SiteServer) -> list[str]:
    """The archives of code by their parts' names, in the order in which they were asked for."""
    names = [path.removeprefix("runtime/").partition("-")[0] for path in server.requests if path.startswith("runtime/")]
    return [name for name in names if "/" not in name and name != "rules"]


def rules_fetched(server: SiteServer) -> list[str]:
    """The archives of rules without their hashes: `rules`, `rules-02`."""
    names = (path.removeprefix("runtime/") for path in server.requests if path.startswith("runtime/rules"))
    return sorted(name.rpartition("-")[0] for name in names)


def is_single(found: dict[str, Any]) -> bool:
    return bool(json.loads(found["text"])["answer"]["amount"] == "900000.00")


def is_plan(found: dict[str, Any]) -> bool:
    return bool(json.loads(found["text"])["plan"] == make_plan(PLAN).as_dict())


def test_a_single_calculator_fetches_nothing_for_plans(page: Page, server: SiteServer) -> None:
    (single,) = asked(page, server, SINGLE)
    assert is_single(single)
    assert fetched(server) == ["calculator"]


def test_a_first_plan_fetches_its_part_once(page: Page, server: SiteServer) -> None:
    single, first, second = asked(page, server, SINGLE, PLANNED, PLANNED)
    assert is_single(single)
    assert is_plan(first)
    assert first == second
    assert fetched(server) == ["calculator", "plan"]


def test_what_a_page_says_beforehand_comes_with_the_rest(page: Page, server: SiteServer) -> None:
    """It is asked for before Python has started, and counted with the rest."""
    (plan,) = asked(page, server, PLANNED, parts=("plan",))
    assert is_plan(plan)
    assert sorted(fetched(server)) == ["calculator", "plan"]
    status = page.evaluate("() => window.now")
    (single, together) = (sum(path.stat().st_size for path in _files(server, names)) for names in (("calculator",), ("calculator", "plan")))
    assert status["loaded"] == status["total"] == together > single


def _files(server: SiteServer, parts: tuple[str, ...]) -> list[Any]:
    names = ("runtime/*/*.asm.wasm", "runtime/*/python_stdlib.zip", *(f"runtime/{part}-*.zip" for part in parts))
    return [path for name in names for path in server.folder.glob(name)]


def test_the_planner_asks_for_its_part_at_the_start(page: Page, server: SiteServer) -> None:
    """Without waiting for Python: it arrives although Python cannot."""
    server.faults["pyodide.asm.js"] = Fault(status=404)
    page.goto(server.url + "zh/plan/")
    page.locator(".plan [name=kind]").nth(1).check()
    page.locator(".picker button, .plan [data-add]").first.click()
    page.wait_for_function("() => document.querySelector('.plan').dataset.state === 'failed'")
    assert sorted(fetched(server)) == ["calculator", "plan"]


def test_a_measure_page_fetches_the_rules_of_its_own_article_alone(page: Page, server: SiteServer) -> None:
    page.goto(server.url + "zh/articles/02-data-and-cloud/")
    calculator = page.locator("subsidy-calculator[benefit=cloud-adoption-subsidy]")
    calculator.locator("[name=annual_cloud_spend]").fill("150")
    expect(calculator.locator("[name=amount]")).to_have_attribute("data-basis", "formula", timeout=PATIENCE)
    for other in page.locator("subsidy-calculator").all():
        other.locator("input").first.focus()
    assert rules_fetched(server) == ["rules", "rules-02"]


def test_the_planner_fetches_the_rules_of_the_claims_alone(page: Page, server: SiteServer) -> None:
    """And its own, in which all benefits stand in brief."""
    page.goto(server.url + "zh/plan/")
    page.locator(".plan-example button").click()
    expect(page.locator(".claim output[name=payable]").first).to_have_text(re.compile("."), timeout=PATIENCE)
    claimed = {catalogue.benefit(claim["benefit"]).article for claim in json.loads(EXAMPLE.read_text(encoding="utf-8"))["claims"]}
    assert rules_fetched(server) == ["rules", *(f"rules-{article:02}" for article in sorted(claimed)), "rules-index"]


def test_rules_that_are_gone_from_the_server_are_told_like_any_missing_file(page: Page, server: SiteServer) -> None:
    """Never does a page compute by other rules than those it was made with."""
    (path,) = server.folder.glob("runtime/rules-02-*.zip")
    server.faults[path.name] = Fault(status=404)
    page.goto(server.url + "en/articles/02-data-and-cloud/")
    calculator = page.locator("subsidy-calculator[benefit=cloud-adoption-subsidy]")
    calculator.locator("[name=annual_cloud_spend]").fill("150")
    expect(calculator).to_have_attribute("state", "error", timeout=PATIENCE)
    assert calculator.locator("[name=amount]").get_attribute("data-amount") is None


def test_a_benefit_that_nobody_knows_is_named_as_such(page: Page, server: SiteServer) -> None:
    for id in ("no-such-benefit", "../secret", "_index", ""):
        (found,) = asked(page, server, json.dumps({"lang": "en", "benefit": id, "inputs": {}}))
        assert [error["code"] for error in json.loads(found["text"])["errors"]] == ["unknown-benefit"]


def test_unreadable_requests_fetch_nothing_further(page: Page, server: SiteServer) -> None:
    for found in asked(page, server, "no JSON", "null", "[]", '"plan"'):
        assert json.loads(found["text"])["errors"]
    assert fetched(server) == ["calculator"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault(status=404), "file-missing"),
        (Fault(cut=True), "offline"),
        (Fault(content_type="text/html", body=b"<title>Please log in</title>"), "wrong-type"),
        (Fault(body=b"PK\5\6" + bytes(18)), "wrong-type"),
    ],
    ids=["missing", "cut", "another page", "damaged"],
)
def test_a_part_that_does_not_arrive_later_is_named_and_harms_nothing_else(page: Page, server: SiteServer, fault: Fault, code: str) -> None:
    (path,) = server.folder.glob("runtime/plan-*.zip")
    server.faults |= {path.name: fault, ".gz": Fault(status=404)}
    plan, single = asked(page, server, PLANNED, SINGLE)
    assert plan["code"] == code, plan
    assert is_single(single)
    assert page.evaluate("() => window.now.stage") == "ready"
    server.faults.clear()
    (again,) = asked(page, server, PLANNED)
    assert is_plan(again), "trying again is enough"


def test_a_part_that_does_not_arrive_at_the_start_is_named_and_fetched_anew(page: Page, server: SiteServer) -> None:
    (path,) = server.folder.glob("runtime/plan-*.zip")
    server.faults[path.name] = Fault(status=404)
    (plan,) = asked(page, server, PLANNED, parts=("plan",))
    assert (plan["code"], path.name in plan["detail"]) == ("file-missing", True)
    assert page.evaluate("() => window.now.failure") == "file-missing"
    server.faults.clear()
    page.evaluate("() => window.engine.retry()")
    (again,) = asked(page, server, PLANNED)
    assert is_plan(again)


def test_a_part_that_stands_still_is_given_up(page: Page, server: SiteServer) -> None:
    (path,) = server.folder.glob("runtime/plan-*.zip")
    asked(page, server, SINGLE)
    server.faults[path.name] = Fault(hang=4)
    (plan,) = asked(page, server, PLANNED, answer=800)
    assert plan["code"] == "stalled"
