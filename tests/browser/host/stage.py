"""A page of somebody else with three calculators: on another origin, under a strict policy of its own; and what happens on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from site_src.builder.hosting.http_site import SiteServer
from tests.browser.person import PATIENCE

HOST = Path(__file__).parent


def host_policy(*others: str) -> str:
    """As a careful host writes it: besides its own scripts and styles, this site in the two places that the page for hosts names."""
    sites = " ".join(others)
    return (
        f"default-src 'none'; script-src 'self' {sites}; frame-src {sites}; style-src 'self'; base-uri 'none'; "
        "require-trusted-types-for 'script'"
    )


@dataclass
class Stage:
    """The host's page, opened. Its divs: `first` (Chinese, light, with events), `second` (dark, host's language), `third` (far below)."""

    page: Page
    site: SiteServer
    host: SiteServer
    broken: list[str] = field(default_factory=list)  # what the frames' policies forbade
    complaints: list[str] = field(default_factory=list)

    def frame(self, div: str) -> FrameLocator:
        return self.page.frame_locator(f"#{div} iframe")

    def output(self, div: str) -> Any:
        return self.frame(div).locator("output[name=amount]")

    def height(self, div: str) -> int:
        text = self.page.locator(f"#{div} iframe").evaluate("frame => frame.style.height")
        return int(text.removesuffix("px")) if text.endswith("px") else 0

    def content(self, div: str) -> int:
        """How tall is what is in the frame."""
        found: int = self.frame(div).locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)")
        return found

    def settled(self, div: str) -> int:
        """Waits until the frame is as tall as its content; that height."""
        frame = self.page.locator(f"#{div} iframe")
        frame.scroll_into_view_if_needed()
        expect(self.frame(div).locator("main")).to_be_visible(timeout=PATIENCE)
        for _ in range(100):
            if self.height(div) == self.content(div):
                return self.height(div)
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{div}: {self.height(div)} for {self.content(div)}")

    def heard(self, div: str, kind: str = "") -> list[Any]:
        all: list[Any] = self.page.evaluate("() => window.heard")
        return [detail for what, place, detail in all if place == div and what.startswith(kind)]

    def messages(self, div: str) -> list[Any]:
        all: list[Any] = self.page.evaluate("() => window.messages")
        return [data for place, data in all if place == div]


@pytest.fixture
def staged(browser: Browser, site: Path) -> Iterator[Callable[..., Stage]]:
    """A function that opens the host's page. `serving`: options of this site's server; `change`: of the page's text; `also`: another
    origin that the host lets in; the rest: of the browser's context."""
    stack = ExitStack()

    def open_stage(
        *, serving: dict[str, Any] | None = None, change: Callable[[str], str] = str, also: str = "", init: str = "", **options: Any
    ) -> Stage:
        ours = stack.enter_context(SiteServer(site, **(serving or {})))
        record = json.loads((ours.folder / "data" / "embed.json").read_text(encoding="utf-8"))
        newest = record["versions"][0]
        host = stack.enter_context(SiteServer(HOST))
        host.policy = host_policy(ours.url, also)
        text = change((HOST / "index.html").read_text(encoding="utf-8"))
        for name, value in {"site": ours.url, "loader": newest["file"], "integrity": newest["integrity"]}.items():
            text = text.replace(f"{{{name}}}", value)
        host.extra["index.html"] = text.encode()
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        stack.callback(context.close)
        page = context.new_page()
        stage = Stage(page, ours, host)
        page.expose_binding("policyBroken", lambda _, what: stage.broken.append(what))
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', (event) => "
            "window.policyBroken(`${location.pathname} ${event.effectiveDirective}: ${event.blockedURI}`))" + f";{init}"
        )
        page.on("console", lambda message: message.type == "error" and stage.complaints.append(message.text))
        page.on("pageerror", lambda error: stage.complaints.append(str(error)))
        page.goto(host.url + "index.html")
        return stage

    with stack:
        yield open_stage
