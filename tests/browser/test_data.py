"""The open data as others meet it: addresses answer, the page's examples run as they stand there, a foreign Pyodide computes the same."""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from calculator import catalogue as rules
from calculator.evaluation import evaluate
from calculator.wire import compute_lines
from site_src.builder.data.files import package_name, wheel_name
from site_src.builder.data.lockfile import PYODIDE, write_lock
from site_src.builder.data.sitemap import sitemap
from site_src.builder.hosting.http_site import SiteServer
from site_src.builder.law import policy as law
from site_src.builder.law.requests import example_requests
from site_src.builder.pages.pages import build_pages
from tests.browser.markup import markup
from tests.browser.watch import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.executable).with_name("node")
PATIENCE = 120_000  # ms; Pyodide from a cold start on a busy machine
WHERE = "/some/where"
NAMES = ("fetch", "read", "node", "install", "compute", "notebook", "pyodide")


@pytest.fixture(scope="module")
def listed(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    return found


def addresses(value: Any) -> Iterator[str]:
    """Everything in the data that looks like an address of ours."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif isinstance(value, str) and re.match(r"(zh|en|data|embed)/", value):
        yield value


# ---- addresses


def test_every_address_in_the_data_is_there(site: Path, listed: dict[str, Any]) -> None:
    found = set(addresses(listed))
    for article in listed["articles"]:
        found |= set(addresses(json.loads((site / article["data"]).read_text(encoding="utf-8"))))
    assert len(found) > 47 * 2 + 22 * 3
    for address in found:
        parts = urlsplit(address)
        file = site / parts.path
        file = file / "index.html" if file.is_dir() else file
        assert file.is_file(), address
        assert not parts.fragment or parts.fragment in markup(file).ids, address


def test_every_address_of_the_table_and_the_guides_is_there(site: Path) -> None:
    rows = csv.DictReader((site / "data" / "benefits.csv").read_text(encoding="utf-8-sig").splitlines())
    found = [row[f"url_{lang}"] for row in rows for lang in LANGUAGES]
    found += re.findall(r"^- \[.+?\]\((.+?)\)", (site / "llms.txt").read_text(encoding="utf-8"), re.MULTILINE)
    found += re.findall(r"^JSON: (.+)$", (site / "llms-full.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) > 150
    for address in found:
        assert (site / urlsplit(address).path).exists(), address


def test_the_data_can_be_read_from_pages_of_other_sites(site_url: Callable[..., str], page: Page) -> None:
    for name in ("catalogue.json", "benefits.csv", "pyodide-lock.json", wheel_name()):
        answer = page.request.get(site_url() + "data/" + name)
        assert answer.ok and answer.headers["access-control-allow-origin"] == "*", name


# ---- markup for search engines


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_ld_in_the_pages_is_json_and_points_at_what_is_there(site: Path, listed: dict[str, Any], lang: str) -> None:
    seen = []
    for article in listed["articles"]:
        file = site / article["url"][lang] / "index.html"
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8"), re.DOTALL)
        (graph,) = (json.loads(text)["@graph"] for text in scripts)
        for node in graph:
            if "identifier" in node:
                seen.append(node["identifier"])
                assert node["@id"].removeprefix("#") in markup(file).ids
            elif "subjectOf" in node:
                assert (file.parent / node["subjectOf"]["contentUrl"]).resolve() == (site / article["data"]).resolve()
    assert seen == [benefit["id"] for article in listed["articles"] for benefit in article["benefits"]]
    data = site / lang / "data" / "index.html"
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', data.read_text(encoding="utf-8"), re.DOTALL)
    assert all((data.parent / one["contentUrl"]).is_file() for one in json.loads(text)["distribution"])


# ---- the page and its examples


@pytest.fixture(scope="module")
def snippets(site: Path, site_url: Callable[..., str], browser: Any) -> dict[str, dict[str, str]]:
    """The examples as a visitor reads them, by language and name."""
    page = browser.new_page()
    found = {}
    for lang in LANGUAGES:
        page.goto(f"{site_url(WHERE)}{lang}/data/")
        page.wait_for_function("() => !document.querySelector('[data-copy]').hidden")
        blocks = page.locator("[data-snippet]")
        found[lang] = {
            str(blocks.nth(place).get_attribute("data-snippet")): str(blocks.nth(place).text_content()) for place in range(blocks.count())
        }
    page.close()
    return found


@pytest.fixture(scope="module")
def installed_from_the_page(snippets: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the example that installs has left behind, as settings of the environment; `OUT_zh`, `OUT_en`: what it printed."""
    folder = tmp_path_factory.mktemp("installed")
    setting = {"PIP_TARGET": str(folder), "PYTHONPATH": str(folder), "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    out = run(["bash", "-e", "-c", snippets["en"]["install"]], folder, setting)
    setting["OUT_en"] = out
    setting["OUT_zh"] = run(["bash", "-e", "-c", snippets["zh"]["install"]], folder, setting | {"PIP_UPGRADE": "1"})
    return setting


def run(command: list[str | Path], folder: Path, setting: dict[str, str] | None = None, stdin: str = "") -> str:
    """What a command prints; it fails the test where the command fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", **(setting or {})}
    done = subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout


def expected() -> tuple[str, str]:
    """The amount of the page's example, twice: `3000000.00`, and grouped as people read it."""
    (benefit,) = [rules.benefit(id) for id in rules.ids()[:1]]
    answer = evaluate(benefit, {benefit.questions[0].name: "1000万元"})
    return str(answer.amount), f"{answer.paid.fen // 100:,}"  # type: ignore[union-attr]


def test_the_page_shows_the_address_it_is_read_from(snippets: dict[str, dict[str, str]], site_url: Callable[..., str]) -> None:
    for lang in LANGUAGES:
        assert tuple(snippets[lang]) == NAMES
        for name, text in snippets[lang].items():
            found = re.findall(r"https?://[^\s\"'`]+", text)
            assert (found or name == "compute") and all(one.startswith(site_url(WHERE)) for one in found), f"{name}: {found}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_that_downloads(snippets: dict[str, dict[str, str]], tmp_path: Path, site: Path, lang: str) -> None:
    out = run(["bash", "-e", "-o", "pipefail", "-c", snippets[lang]["fetch"]], tmp_path)
    assert sorted(line for line in out.splitlines() if line) == ["benefits.csv: OK", "catalogue.json: OK"]
    assert (tmp_path / "catalogue.json").read_bytes() == (site / "data" / "catalogue.json").read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_that_reads_with_python(snippets: dict[str, dict[str, str]], tmp_path: Path, listed: dict[str, Any], lang: str) -> None:
    lines = run([sys.executable, "-I", "-c", snippets[lang]["read"]], tmp_path).splitlines()
    benefits = [(article["number"], benefit) for article in listed["articles"] for benefit in article["benefits"]]
    assert lines[0] == f"{listed['edition']} {listed['rules']}"
    assert lines[1:] == [
        f"{number} {one['id']} {one['name'][lang]} {one['ceiling']['amount'] if one.get('ceiling') else '-'}" for number, one in benefits
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_that_reads_with_javascript(
    snippets: dict[str, dict[str, str]], tmp_path: Path, listed: dict[str, Any], lang: str
) -> None:
    (tmp_path / "example.mjs").write_text(snippets[lang]["node"], encoding="utf-8")
    lines = run([NODE, "example.mjs"], tmp_path).splitlines()
    assert len(lines) == len(listed["articles"]) and listed["articles"][0]["title"][lang] in lines[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_that_install_and_compute(
    snippets: dict[str, dict[str, str]], installed_from_the_page: dict[str, str], tmp_path: Path, lang: str
) -> None:
    amount, grouped = expected()
    said = installed_from_the_page[f"OUT_{lang}"]
    assert grouped in said or f"{int(amount[:-3]) // 10_000}万元" in said or "RMB 3 million" in said, said
    place = f"import calculator\nassert calculator.__file__.startswith({installed_from_the_page['PIP_TARGET']!r})\n"
    out = run([sys.executable, "-c", place + snippets[lang]["compute"]], tmp_path, installed_from_the_page)
    *steps, last = out.splitlines()
    assert steps and all(" | " in step for step in steps)
    assert last == f"{amount} {rules.edition()} {rules.rules_hash()}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_for_notebooks(snippets: dict[str, dict[str, str]], tmp_path: Path, lang: str) -> None:
    out = run([NODE, ROOT / "tests" / "cell.mjs"], tmp_path, stdin=snippets[lang]["notebook"])
    assert out.splitlines()[-1] == expected()[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_for_pyodide(snippets: dict[str, dict[str, str]], tmp_path: Path, lang: str) -> None:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "example.mjs").write_text(snippets[lang]["pyodide"], encoding="utf-8")
    assert expected()[0] in run([NODE, "example.mjs"], tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_is_copied_by_keyboard(page: Page, site_url: Callable[..., str], lang: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url()}{lang}/data/")
    button = page.locator("[data-copy=read]")
    button.focus()
    page.keyboard.press("Enter")
    expect(button.locator("xpath=following-sibling::*[@role='status']")).not_to_be_empty()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.locator("[data-snippet=read]").text_content()


# ---- a page of somebody else with a Pyodide of its own

HOST = """<!doctype html><meta charset="utf-8"><title>host</title><script type="module">
import { loadPyodide } from "./pyodide.mjs";
window.ask = async (options, code, requests) => {
  const pyodide = await loadPyodide(options);
  await pyodide.loadPackagesFromImports(code);
  pyodide.globals.set("requests", requests);
  return pyodide.runPython(code);
};
document.title = "ready";
</script>"""
ANSWER_ALL = """
import json
from calculator.wire import compute_lines
json.dumps(list(compute_lines(requests.splitlines())), ensure_ascii=False)
"""


@pytest.fixture
def host() -> Iterator[SiteServer]:
    """Another origin, with Pyodide as npm brings it and no policy against it."""
    policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'"
    with SiteServer(PYODIDE, policy=policy, extra={"host.html": HOST.encode()}) as server:
        yield server


def asked(page: Page, host: SiteServer, options: dict[str, str], requests: str) -> list[dict[str, Any]]:
    page.goto(host.url + "host.html")
    page.wait_for_function("() => document.title === 'ready'", timeout=PATIENCE)
    found: list[dict[str, Any]] = json.loads(
        page.evaluate("([options, code, lines]) => ask(options, code, lines)", [options, ANSWER_ALL, requests])
    )
    return found


def test_the_lock_file_lets_a_foreign_page_import_the_calculator(
    page: Page, site_url: Callable[..., str], host: SiteServer, policy: law.Policy
) -> None:
    """Every example of the measures, there and here: the same answers."""
    page.set_default_timeout(PATIENCE)
    requests = example_requests(policy)
    answers = asked(page, host, {"lockFileURL": f"{site_url(WHERE)}data/pyodide-lock.json"}, requests)
    assert len(answers) > 800
    assert answers == json.loads(json.dumps(list(compute_lines(requests.splitlines()))))


def test_with_a_site_address_the_other_packages_may_lie_elsewhere(
    page: Page, site: Path, site_url: Callable[..., str], host: SiteServer, policy: law.Policy, tmp_path: Path
) -> None:
    page.set_default_timeout(PATIENCE)
    write_lock(site / "data" / wheel_name(), tmp_path / "lock.json", site_url(WHERE))
    host.extra["lock.json"] = (tmp_path / "lock.json").read_bytes()
    options = {"lockFileURL": f"{host.url}lock.json", "packageBaseUrl": host.url}
    line = example_requests(policy).splitlines()[0]
    assert asked(page, host, options, line) == json.loads(json.dumps(list(compute_lines([line]))))


def test_a_wheel_that_was_tampered_with_is_refused(
    page: Page, site: Path, host: SiteServer, site_server: Callable[..., SiteServer]
) -> None:
    wheel = (site / "data" / wheel_name()).read_bytes()
    bad = site_server(extra={f"data/{wheel_name()}": wheel + b" "})
    page.goto(host.url + "host.html")
    page.wait_for_function("() => document.title === 'ready'", timeout=PATIENCE)
    page.set_default_timeout(PATIENCE)
    options = {"lockFileURL": f"{bad.url}data/pyodide-lock.json"}
    said = page.evaluate("([options, code]) => ask(options, code, '').then(() => 'loaded', String)", [options, "import calculator"])
    assert said != "loaded"
    assert hashlib.sha256(wheel).hexdigest() in (site / "data" / "pyodide-lock.json").read_text(encoding="utf-8")
    assert package_name() in said or "calculator" in said


def test_the_sitemap_has_every_page_of_the_site(site: Path, policy: law.Policy, tmp_path: Path) -> None:
    address = "https://example.org/policy/"
    text = sitemap([page.path for page in build_pages(policy, tmp_path, address)], address)
    for lang in LANGUAGES:
        pages = {file.parent.relative_to(site).as_posix() + "/" for file in (site / lang).rglob("index.html")}
        assert set(re.findall(rf"<loc>{re.escape(address)}({lang}/[^<]*)</loc>", text)) == pages


def test_the_checksums_hold_for_the_site_as_it_was_built(site: Path) -> None:
    lines = (site / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed_files = {line.split("  ")[1] for line in lines}
    files = {file.relative_to(site / "data").as_posix() for file in (site / "data").rglob("*") if file.is_file()}
    assert listed_files == {name for name in files if not name.endswith((".br", ".gz"))} - {"SHA256SUMS"}
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=site / "data", check=True)
