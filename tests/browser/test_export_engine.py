"""Files made by Python in the browser are those of the command line; what workbooks need comes late, once, and may fail by itself."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from calculator import export
from calculator.plan import make_plan
from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.hosting.policy_headers import strict_policy
from tests.browser.test_runtime import bare
from tests.test_plans import PLANS

REQUEST = {"benefit": "compute-voucher", "inputs": {"annual_compute_spend": "100"}, "lang": "zh", "money_unit": "元"}
# Asks for one file after the other and keeps what happened; bytes go through as lists, which Playwright can carry.
EXPORT = """async ([requests, patience]) => {
  const { engine, patience: limits } = await import(new URL(document.documentElement.dataset.engine, document.baseURI).href);
  Object.assign(limits, patience);
  window.engine = engine;
  const found = [];
  for (const request of requests) {
    const moves = [];
    const hear = (share) => moves.push(share);
    try {
      found.push({ bytes: Array.from(await engine.export(request, document.documentElement.dataset.rules, hear)), moves });
    } catch (failure) {
      found.push({ code: failure.code, detail: failure.detail, moves });
    }
  }
  return found;
}"""

Start = Callable[..., SiteServer]


@pytest.fixture
def server(site: Path, site_server: Start) -> SiteServer:
    return site_server(policy=strict_policy(), extra=bare(site))


def wanted(format: str, lang: str = "zh", plan: Any = PLANS[0]["plan"]) -> str:
    return json.dumps({"plan": plan, "lang": lang, "money_unit": "元", "format": format})


def exported(page: Page, server: SiteServer, *requests: str, **patience: int) -> list[dict[str, Any]]:
    if not page.url.startswith(server.url):
        page.goto(server.url + "bare.html")
    found: list[dict[str, Any]] = page.evaluate(EXPORT, [list(requests), patience])
    return found


def writer(server: SiteServer) -> list[str]:
    return [path for path in server.requests if path.startswith("runtime/workbook-writer-")]


def goes_on(page: Page) -> bool:
    answer = page.evaluate("(request) => window.engine.respond(request, document.documentElement.dataset.rules)", json.dumps(REQUEST))
    return bool(json.loads(answer)["answer"]["amount"] == "30.00")


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_file_is_the_one_of_the_command_line(page: Page, server: SiteServer) -> None:
    plans = [case["plan"] for case in PLANS[::9]]  # a few of each kind: each is made four times, here and there
    asked = [(plan, format, lang) for plan in plans for format, lang in (("xlsx", "zh"), ("xlsx", "en"), ("csv", "zh"), ("csv", "en"))]
    found = exported(page, server, *(wanted(format, lang, plan) for plan, format, lang in asked))
    for (plan, format, lang), file in zip(asked, found, strict=True):
        data = bytes(file["bytes"])
        if format == "csv":
            assert data == export.plan_csv(make_plan(plan), lang)
        else:  # packed by another zlib, perhaps; what is inside is the same to the byte
            assert members(data) == members(export.plan_xlsx(make_plan(plan), lang))


def test_a_table_needs_no_further_download(page: Page, server: SiteServer) -> None:
    (file,) = exported(page, server, wanted("csv"))
    assert bytes(file["bytes"]).startswith(b"\xef\xbb\xbf")
    assert not writer(server)


def test_workbooks_need_one_download_which_tells_how_far_it_is(page: Page, server: SiteServer) -> None:
    first, second = exported(page, server, wanted("xlsx"), wanted("xlsx", "en"))
    assert bytes(first["bytes"]).startswith(b"PK")
    assert first["moves"] == sorted(first["moves"])
    assert first["moves"][-1] == 1
    assert second["moves"] == []
    assert len(writer(server)) == 1


def test_a_server_that_does_not_compress_sends_a_third(page: Page, server: SiteServer) -> None:
    server.compress = False
    (file,) = exported(page, server, wanted("xlsx"))
    assert bytes(file["bytes"]).startswith(b"PK")
    assert [path.rpartition(".")[2] for path in writer(server)] == ["gz"]


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
def test_a_download_that_fails_is_named_and_harms_nothing_else(page: Page, server: SiteServer, fault: Fault, code: str) -> None:
    (path,) = server.folder.glob("runtime/workbook-writer-*.zip")
    server.faults |= {path.name: fault, ".gz": Fault(status=404)}
    (failed,) = exported(page, server, wanted("xlsx"))
    assert failed["code"] == code, failed
    assert goes_on(page)
    (table,) = exported(page, server, wanted("csv"))
    assert "bytes" in table
    server.faults.clear()
    (book,) = exported(page, server, wanted("xlsx"))
    assert bytes(book["bytes"]).startswith(b"PK"), "trying again is enough"


def test_a_download_that_stands_still_is_given_up_alone(page: Page, server: SiteServer) -> None:
    (path,) = server.folder.glob("runtime/workbook-writer-*.zip")
    exported(page, server, wanted("csv"))  # so that Python has started
    server.faults[path.name] = Fault(hang=4)
    (failed,) = exported(page, server, wanted("xlsx"), export=800)
    assert failed["code"] == "stalled"
    assert goes_on(page)


def test_a_plan_that_cannot_be_read_gives_no_file_and_harms_nothing(page: Page, server: SiteServer) -> None:
    (failed,) = exported(page, server, wanted("csv", plan={"applicant": {"kind": "no such"}, "claims": []}))
    assert failed["code"] == "crashed"
    assert "Problems" in failed["detail"]
    assert goes_on(page)
