"""What the tests of the form share: a calculator's page by the benefit's id, and waiting for a sum."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import Person

PATIENCE = 60_000  # ms; a busy machine is no failure

Opened = Callable[..., Person]


@pytest.fixture
def opened(page: Page, site: Path, site_url: Callable[..., str]) -> Opened:
    listed = json.loads((site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    addresses = {one["id"]: one["url"] for article in listed["articles"] for one in article["benefits"]}

    def go(benefit: str, lang: str = "zh", root: str = "") -> Person:
        page.goto((root or site_url()) + addresses[benefit][lang])
        return Person(page, benefit)

    return go


def pays(person: Person, amount: str) -> None:
    expect(person.output).to_have_attribute("data-amount", amount, timeout=PATIENCE)
