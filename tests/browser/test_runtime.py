"""Python in the browser, on a page with nothing else: it answers under the strict policy, and each failure has its name."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from calculator import catalogue
from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.hosting.policy_headers import strict_policy

REQUEST = {"benefit": "cloud-adoption-subsidy", "inputs": {"annual_cloud_spend": "150万", "funded_year": "2"}}
# Starts the engine as a page does, and keeps each stage it passes.
RESPOND = """async ([request, patience]) => {
  const { engine, patience: limits } = await import(new URL(document.documentElement.dataset.engine, document.baseURI).href);
  Object.assign(limits, patience);
  window.stages = window.stages ?? [];
  if (!window.engine) engine.onStage((status) => window.stages.push({ ...status, failure: status.failure?.code }));
  window.engine = engine;
  try {
    return { text: await engine.respond(request, document.documentElement.dataset.rules) };
  } catch (failure) {
    return { code: failure.code, detail: failure.detail };
  }
}"""

Start = Callable[..., SiteServer]


def bare(site: Path) -> dict[str, bytes]:
    """A page with nothing on it, which knows where the engine is, and all rules."""
    (engine,) = site.glob("assets/engine-*.js")
    (rules,) = site.glob("runtime/rules-all-*.zip")
    told = f'data-engine="assets/{engine.name}" data-rules="{rules.name}:{rules.stat().st_size}"'
    return {"bare.html": f"<!doctype html><html lang=en {told}><title>bare</title>".encode()}


@pytest.fixture
def server(site: Path, site_server: Start) -> SiteServer:
    return site_server(policy=strict_policy(), extra=bare(site))


def respond(page: Page, request: dict[str, Any] = REQUEST, patience: dict[str, int] | None = None) -> dict[str, Any]:
    whole = {"lang": "zh", "money_unit": "元", **request}
    found: dict[str, Any] = page.evaluate(RESPOND, [json.dumps(whole), patience or {}])
    return found


def opened(page: Page, server: SiteServer) -> Page:
    page.goto(server.url + "bare.html")
    return page


def amount(found: dict[str, Any]) -> str:
    assert "text" in found, found
    return str(json.loads(found["text"])["answer"]["amount"])


def test_answers_under_the_strict_policy(page: Page, server: SiteServer) -> None:
    assert amount(respond(opened(page, server))) == "900000.00"


def test_the_stages_come_in_order_with_growing_bytes(page: Page, server: SiteServer) -> None:
    respond(opened(page, server))
    stages = page.evaluate("() => window.stages")
    names = list(dict.fromkeys(status["stage"] for status in stages))
    assert names == ["idle", "fetch", "start", "rules", "ready"]
    loaded = [status["loaded"] for status in stages]
    assert loaded == sorted(loaded)
    assert stages[-1]["loaded"] == stages[-1]["total"] > 5_000_000


def test_the_calculator_in_the_browser_is_the_one_of_the_checkout(page: Page, server: SiteServer) -> None:
    answer = json.loads(respond(opened(page, server))["text"])["answer"]
    assert (answer["rules"], answer["edition"]) == (catalogue.rules_hash(), catalogue.edition())


def test_many_requests_at_once(page: Page, server: SiteServer) -> None:
    respond(opened(page, server))
    lines = "\n".join(json.dumps({"id": number, **REQUEST}) for number in range(100))
    answers = page.evaluate("(lines) => window.engine.respondMany(lines, document.documentElement.dataset.rules)", lines).splitlines()
    assert [json.loads(line)["id"] for line in answers] == list(range(100))


def test_works_below_any_path(page: Page, site: Path, site_server: Start) -> None:
    with site_server(prefix="/some/where/else", policy=strict_policy(), extra=bare(site)) as server:
        assert amount(respond(opened(page, server))) == "900000.00"


def test_nothing_is_fetched_before_it_is_wanted(page: Page, server: SiteServer) -> None:
    opened(page, server)
    page.evaluate("""() => import(new URL(document.documentElement.dataset.engine, document.baseURI).href)""")
    assert not [path for path in server.requests if "worker" in path or "runtime" in path]


def test_each_file_is_fetched_once(page: Page, server: SiteServer) -> None:
    respond(opened(page, server))
    fetched = [path for path in server.requests if path.startswith("runtime/")]
    assert len(fetched) == len(set(fetched)) == 6


@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide.js", "pyodide.asm.js", "worker.js"])
def test_a_missing_file(page: Page, server: SiteServer, name: str) -> None:
    server.faults[name] = Fault(status=404)
    found = respond(opened(page, server))
    assert found["code"] == "file-missing"
    assert name in re.sub("-[0-9a-f]{12}", "", found["detail"])


def test_missing_rules(page: Page, server: SiteServer) -> None:
    server.faults[".zip"] = Fault(status=404)
    assert respond(opened(page, server))["code"] == "file-missing"


def test_wasm_of_another_type_works_all_the_same(page: Page, server: SiteServer) -> None:
    server.faults["pyodide.asm.wasm"] = Fault(content_type="application/octet-stream")
    assert amount(respond(opened(page, server))) == "900000.00"


@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "python_stdlib.zip"])
def test_a_page_in_the_place_of_a_file(page: Page, server: SiteServer, name: str) -> None:
    login = Fault(content_type="text/html", body=b"<title>Please log in</title>")
    server.faults |= {name: login, f"{name}.gz": login}
    found = respond(opened(page, server))
    assert (found["code"], name in found["detail"]) == ("wrong-type", True)


def test_a_damaged_file(page: Page, server: SiteServer) -> None:
    server.faults["pyodide.asm.wasm"] = Fault(content_type="application/wasm", body=b"\0asm\1\0\0\0\xff\xff")
    server.faults[".gz"] = Fault(status=404)
    assert respond(opened(page, server))["code"] == "wrong-type"


@pytest.mark.parametrize("name", ["pyodide.js", "worker.js"])
def test_scripts_of_a_type_that_browsers_refuse(page: Page, server: SiteServer, name: str) -> None:
    server.faults[name] = Fault(content_type="application/octet-stream")
    assert respond(opened(page, server))["code"] == "wrong-type"


@pytest.mark.parametrize(("pattern", "code"), [("runtime/*/python_stdlib.zip", "crashed"), ("runtime/calculator-*.zip", "wrong-type")])
def test_an_archive_that_looks_like_one_from_outside_only(page: Page, server: SiteServer, pattern: str, code: str) -> None:
    (path,) = server.folder.glob(pattern)
    server.faults |= {path.name: Fault(body=b"PK\5\6" + bytes(18)), ".gz": Fault(status=404)}
    assert respond(opened(page, server))["code"] == code


def test_blocked_webassembly_is_told_before_megabytes_are_fetched(page: Page, server: SiteServer) -> None:
    server.policy = strict_policy().replace(" 'wasm-unsafe-eval'", "")
    assert respond(opened(page, server))["code"] == "wasm-blocked"
    assert not [path for path in server.requests if path.startswith("runtime/")]


def test_offline_and_then_again(page: Page, server: SiteServer) -> None:
    opened(page, server)
    page.evaluate("""() => import(new URL(document.documentElement.dataset.engine, document.baseURI).href)""")
    page.context.set_offline(True)
    assert respond(page)["code"] == "offline"
    assert respond(page)["code"] == "offline"  # it stays so until someone tries again
    page.context.set_offline(False)
    page.evaluate("() => window.engine.retry()")
    assert amount(respond(page)) == "900000.00"


@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "python_stdlib.zip"])
def test_a_connection_that_breaks_off(page: Page, server: SiteServer, name: str) -> None:
    server.faults[name] = Fault(cut=True)
    assert respond(opened(page, server))["code"] == "offline"


def test_a_server_that_says_nothing(page: Page, server: SiteServer) -> None:
    server.faults["python_stdlib.zip"] = Fault(hang=5)
    assert respond(opened(page, server), patience={"fetch": 1000})["code"] == "stalled"


def test_slow_is_not_stalled(page: Page, server: SiteServer) -> None:
    """The time is counted from the last sign of movement, not from the beginning."""
    server.faults["pyodide.asm.wasm"] = Fault(hang=3)
    server.faults["python_stdlib.zip"] = Fault(hang=6)
    assert amount(respond(opened(page, server), patience={"fetch": 5000})) == "900000.00"


def test_a_browser_without_webassembly_exceptions(page: Page, server: SiteServer) -> None:
    page.add_init_script("WebAssembly.validate = () => false")
    assert respond(opened(page, server))["code"] == "too-old-browser"
    assert not [path for path in server.requests if "worker" in path]


def test_a_browser_without_module_workers(page: Page, server: SiteServer) -> None:
    page.add_init_script("const Real = Worker; window.Worker = function (url) { return new Real(url); }")
    assert respond(opened(page, server))["code"] == "too-old-browser"


def test_a_server_that_does_not_compress_costs_a_third(page: Page, server: SiteServer) -> None:
    server.compress = False
    assert amount(respond(opened(page, server))) == "900000.00"
    fetched = {path.split(".", 1)[-1] for path in server.requests if path.startswith("runtime/")}
    assert fetched == {"js", "asm.js", "asm.wasm.gz", "zip.gz"}


def test_a_server_that_compresses_scripts_alone(page: Page, server: SiteServer) -> None:
    server.faults |= {name: Fault(plain=True) for name in (".wasm", ".zip")}
    assert amount(respond(opened(page, server))) == "900000.00"
    fetched = {path.split(".", 1)[-1] for path in server.requests if path.startswith("runtime/")}
    assert fetched == {"js", "asm.js", "asm.wasm", "asm.wasm.gz", "zip", "zip.gz"}


def test_without_siblings_it_is_the_plain_file(page: Page, server: SiteServer) -> None:
    server.compress = False
    server.faults[".gz"] = Fault(status=404)
    assert amount(respond(opened(page, server))) == "900000.00"
