"""Uses one calculator as a person does: clicks what is visible, types key by key, opens what is folded. Knows published names alone."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000  # ms; a busy machine is no failure
_BARE = re.compile(r"-?[0-9.]+")  # a number to which a reader of the page would add its unit in thought


@cache
def addresses(site: Path) -> dict[str, dict[str, str]]:
    """Where each benefit's calculator is, for each language, below the root of the site: as the published catalogue says."""
    listed = json.loads((site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    return {one["id"]: one["url"] for article in listed["articles"] for one in article["benefits"]}


class Person:
    def __init__(self, page: Page, benefit: str) -> None:
        self.page = page
        self.root = page.locator(f'subsidy-calculator[benefit="{benefit}"]')
        self.output = self.root.locator('output[name="amount"]')

    def look(self) -> None:
        """Comes near the calculator, which is enough to start it."""
        self.root.hover()

    def start_afresh(self) -> None:
        """The browser empties the fields after the event that tells of it, and the page answers after that."""
        self.root.locator('button[type="reset"]').click()
        self.root.evaluate("() => new Promise((done) => setTimeout(done))")

    def submit(self) -> None:
        self.root.locator('button[type="submit"]').click()

    def answer(self, inputs: dict[str, Any]) -> None:
        for name, value in inputs.items():
            self.give(name, value)

    def give(self, name: str, value: Any) -> None:
        """A list has one field for each item, a choice is one of several."""
        self._unfold(name)
        if self.field(name).get_attribute("type") == "radio":
            self.root.locator("label", has=self.page.locator(f'input[name="{name}"][value="{value}"]')).click()
            return
        for at, text in enumerate(value if isinstance(value, list) else [value]):
            if at:
                self.root.locator("[data-add]").click()
            self._type(self.field(name, at), text)

    def field(self, name: str, at: int = 0) -> Locator:
        return self.root.locator(f'[name="{name}"]').nth(at)

    def settled(self) -> None:
        """Waits for the answer to what was typed last: until then an older one may stand there, even with the very same sum."""
        expect(self.output).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE)

    def pays(self, amount: str) -> None:
        """What was typed last gives this sum."""
        self.settled()
        expect(self.output).to_have_attribute("data-amount", amount, timeout=PATIENCE)

    def shown(self) -> dict[str, str]:
        """What the page says the answer is, to scripts: the published attributes that are there, all of one moment."""
        found: dict[str, str] = self.output.evaluate("output => ({...output.dataset})")
        return {name: found[name] for name in ("amount", "bound", "basis", "outcome", "unit") if name in found}

    def _type(self, field: Locator, text: str) -> None:
        self.root.locator(f'label[for="{field.get_attribute("id")}"]').click()
        assert field.evaluate("field => field === document.activeElement"), "a click on the visible label leads to its field"
        self.page.keyboard.type(text)

    def _unfold(self, name: str) -> None:
        folded = self.root.locator("details:not([open])", has=self.page.locator(f'[name="{name}"]'))
        if folded.count():
            folded.locator("summary").first.click()


def with_unit(text: Any, lang: str) -> Any:
    """A sum as the command line takes it (a bare number is yuan), as it is typed where the field counts otherwise."""
    if isinstance(text, list):
        return [with_unit(item, lang) for item in text]
    return f"{text}元" if lang == "zh" and _BARE.fullmatch(text) else text
