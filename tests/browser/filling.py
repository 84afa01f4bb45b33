"""What the tests of the form share: a calculator's page by the benefit's id, and a worker that can be made to wait."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.person import Person

Opened = Callable[..., Person]

# Questions reach the worker when the test lets them; all of them are written down.
HELD_WORKER = """const send = Worker.prototype.postMessage;
const held = [];
window.asked = [];
window.holding = false;
window.letGo = () => { window.holding = false; held.splice(0).forEach((one) => one()); };
Worker.prototype.postMessage = function (...message) {
  window.asked.push(JSON.stringify(message[0]));
  const one = () => send.apply(this, message);
  if (window.holding) held.push(one); else one();
};"""


@pytest.fixture
def opened(page: Page, site: Path, site_url: Callable[..., str]) -> Opened:
    listed = json.loads((site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    addresses = {one["id"]: one["url"] for article in listed["articles"] for one in article["benefits"]}

    def go(benefit: str, lang: str = "zh", root: str = "") -> Person:
        page.goto((root or site_url()) + addresses[benefit][lang])
        return Person(page, benefit)

    return go
