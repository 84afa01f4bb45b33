"""What the browser tests share: the built site, servers for it, and a real Chromium.

    def test_something(page, site_url):
        page.goto(site_url() + "zh/…")               # or site_url("/some/where"): the same site below a path

- `site`        folder of the built site; built once unless it is newer than its sources (SITE_FOLDER: test another one)
- `site_url`    function of a path prefix: address of the site's root; its servers live as long as the session
- `site_server` function that starts a `SiteServer` of its own for a test which wants faults, other headers, …
- `browser`     Playwright's Chromium, one for the session
- `page`        a new page in a context of its own; the test fails if it asked any other host for anything

The site's policy forbids eval, so wait with `page.wait_for_function` only on functions (`() => …`), not on expressions.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from site_src.builder.hosting.http_site import SiteServer
from tests.browser.find_browser import FLAGS, find_browser

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = ("measures", "calculator", "site_src", "build.py", "mkdocs.yml", "package-lock.json", "requirements.txt")


def _newest_source() -> float:
    files = (path for name in _SOURCES for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*")))
    return max(path.stat().st_mtime for path in files if path.is_file() and "__pycache__" not in path.parts and "_rules" not in path.parts)


@pytest.fixture(scope="session")
def site() -> Path:
    if "SITE_FOLDER" in os.environ:
        return Path(os.environ["SITE_FOLDER"])
    folder, stamp = ROOT / "site", ROOT / "site" / "data" / "catalogue.json"
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "site.lock").open("w") as lock:  # several test processes may come here at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.stat().st_mtime < _newest_source():
            subprocess.run([sys.executable, ROOT / "build.py", "site"], check=True, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[Callable[..., str]]:
    with ExitStack() as stack:
        servers: dict[str, SiteServer] = {}

        def url(prefix: str = "") -> str:
            if prefix not in servers:
                servers[prefix] = stack.enter_context(SiteServer(site, prefix))
            return servers[prefix].url

        yield url


@pytest.fixture
def site_server(site: Path) -> Iterator[Callable[..., SiteServer]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(SiteServer(site, **options))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "no Chrome or Chromium: run `make browser`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        new_context = browser.new_context

        def quiet_context(*, service_workers: Any = None, **how: Any) -> Any:
            """What a page keeps for later is asked for beside what a test counts; test_offline.py wants it so."""
            context = new_context(**how)
            if service_workers != "allow":
                context.add_init_script("delete Navigator.prototype.serviceWorker")
            return context

        browser.new_context = quiet_context  # type: ignore[method-assign]
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    foreign: list[str] = []

    def look(request: Any) -> None:
        if urlsplit(request.url).scheme in ("http", "https", "ws", "wss") and urlsplit(request.url).hostname != "127.0.0.1":
            foreign.append(request.url)

    context.on("request", look)
    yield page
    context.close()
    assert not foreign, f"requests to other hosts: {foreign}"
