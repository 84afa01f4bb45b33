"""What a visitor's browser has kept when the site changes: a sum, the words it rests on and the page around it are always of one build."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from site_src.builder.hosting.http_site import SiteServer
from tests.browser.conftest import ROOT
from tests.browser.person import PATIENCE, Person
from tests.browser.test_offline import REGISTER, UPDATE, context, handed_over, kept, small_site, visit

__all__ = ["context"]  # a fixture
Start = Callable[..., SiteServer]
BENEFIT, ARTICLE = "above-scale-reward", "articles/11-growth/"
BEFORE, AFTER = 10, 20  # 万元, which the law gives in the one build and in the other


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The site built again, after one sum of the law has doubled; what of Python was compiled for the first is taken over."""
    copy = tmp_path_factory.mktemp("changed")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0"):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / "build" / "runtime", copy / "build" / "runtime")
    _double(copy / "measures")
    command = [sys.executable, copy / "build.py", "site", "--draft"]
    subprocess.run(command, check=True, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)})
    return copy / "site"


def _double(measures: Path) -> None:
    """As an author would: in the official text, the English, the steps and the examples."""
    measure, source = measures / "11-growth.yaml", measures / "source.zh.txt"
    text = measure.read_text(encoding="utf-8")
    (clause,) = re.findall(rf"^- zh: (.*给予{BEFORE}万元奖励。)$", text, re.MULTILINE)
    renewed = clause.replace(f"{BEFORE}万元", f"{AFTER}万元")
    digest = [hashlib.sha256(one.encode()).hexdigest()[:8] for one in (clause, renewed)]
    for old, new in ((f"{BEFORE}万元", f"{AFTER}万元"), ("100,000", "200,000"), ("100000.0", "200000.0"), digest):
        text = text.replace(old, new)
    measure.write_text(text, encoding="utf-8")
    source.write_text(source.read_text(encoding="utf-8").replace(clause, renewed), encoding="utf-8")


def turn_to(server: SiteServer, site: Path) -> None:
    server.folder = site
    server.renew_policy()


def worked_out(page: Page) -> int:
    """What the calculator gives, in 万元, after a look at every place of the page that speaks of it."""
    person = Person(page, BENEFIT)
    person.give("first_entry", "true")
    person.field("growth_percent").fill("8.5")
    expect(person.output).to_have_attribute("data-amount", re.compile("00$"), timeout=PATIENCE)
    person.settled()
    amount = int(float(person.shown()["amount"])) // 10_000
    text = page.locator("article").first.text_content() or ""
    assert len(re.findall(r"给予\d+万元奖励", text)) > 2, "the law's words stand in the text and in the steps"
    assert set(re.findall(r"给予(\d+)万元奖励", text)) == {str(amount)}
    return amount


def on(page: Page, server: SiteServer) -> Page:
    page.goto(f"{server.url}zh/{ARTICLE}")
    return page


def test_a_sum_its_words_and_its_page_are_of_one_build_whenever_the_site_changes_and_the_network_goes(
    context: BrowserContext, site_server: Start, site: Path, changed: Path
) -> None:
    server = site_server()
    page = visit(context, server, site, "zh")
    open_before = on(context.new_page(), server)
    turn_to(server, changed)
    context.set_offline(True)
    assert worked_out(on(page, server)) == BEFORE, "nothing has been heard of the new build"
    context.set_offline(False)
    assert worked_out(on(page, server)) == AFTER, "with a network the newest is shown"
    context.set_offline(True)
    assert worked_out(on(page, server)) in (BEFORE, AFTER)
    context.set_offline(False)
    on(page, server)
    assert page.evaluate(UPDATE) == "installed", "the new build waits while a page of the earlier one is open"
    context.set_offline(True)
    assert worked_out(open_before) == BEFORE, "a page that was open computes as it was made, although first asked now"
    handed_over(context)
    assert worked_out(on(context.new_page(), server)) == AFTER, "the new build was whole before the earlier one went"


def test_a_page_left_open_says_that_the_site_has_changed_and_keeps_what_was_typed(
    context: BrowserContext, site_server: Start, changed: Path
) -> None:
    server = site_server()
    page = on(context.new_page(), server)
    assert worked_out(page) == BEFORE
    expect(page.locator(".renewed")).to_have_count(0)
    page.evaluate("async () => (await navigator.serviceWorker.ready).active.state")
    turn_to(server, changed)
    other = on(context.new_page(), server)
    expect(page.locator(".renewed button")).to_be_visible(timeout=PATIENCE)
    expect(other.locator(".renewed")).to_have_count(0)
    page.locator(".renewed button").click()
    Person(page, BENEFIT).pays(f"{AFTER}0000.00")
    expect(Person(page, BENEFIT).field("growth_percent")).to_have_value("8.5")
    expect(page.locator(".renewed")).to_have_count(0)


def test_two_sites_below_one_address_leave_each_others_copies_alone(context: BrowserContext, tmp_path: Path) -> None:
    for name in ("runtime/one", "two"):
        small_site(tmp_path / name, 100)
    with SiteServer(tmp_path, policy="") as server:
        page = context.new_page()
        for name in ("runtime/one", "two"):
            page.goto(f"{server.url}{name}/zh/")
            page.evaluate(REGISTER)
            kept(page, "zh/other/")
        small_site(tmp_path / "two", 200)
        page.evaluate(UPDATE)
        page.goto(f"{server.url}runtime/one/zh/")
        context.set_offline(True)
        for name, amount in (("runtime/one", "100"), ("two", "200")):
            page.goto(f"{server.url}{name}/zh/other/")
            expect(page.locator("output")).to_have_text(amount)
