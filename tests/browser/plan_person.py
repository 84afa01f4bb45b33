"""Uses the plan's page as a person does, and compares what it says with the command line."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from calculator.plan import plan_json
from site_src.builder.pages.plans import EXAMPLE
from tests.browser.person import PATIENCE

VOUCHER, CLOUD, SOFTWARE = "compute-voucher", "cloud-adoption-subsidy", "first-version-software"
NAMES = {
    "zh": {VOUCHER: "算力券", CLOUD: "上云补贴", SOFTWARE: "首版次"},
    "en": {VOUCHER: "compute voucher", CLOUD: "cloud adoption", SOFTWARE: "first-version"},
}
PLAN: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))


class Planner:
    def __init__(self, page: Page, root: str, lang: str = "zh") -> None:
        self.page = page
        self.lang = lang
        self.address = f"{root}{lang}/plan/"
        self.result = page.locator(".plan__result")

    def open(self, fragment: str = "") -> "Planner":
        self.page.goto(self.address + fragment)
        return self

    def take_example(self) -> "Planner":
        """Opens the example in the page and waits for its totals."""
        self.page.locator("[data-take-example]").click()
        totals = plan_json(json.dumps(PLAN))["totals"]
        self.pays(totals["exact"], totals["up_to"])
        return self

    def add(self, benefit: str) -> Locator:
        """Adds a benefit by a word of its name, by the keyboard alone; the new claim."""
        self.page.locator(".picker__open").press("Enter")
        self.page.keyboard.insert_text(NAMES[self.lang][benefit])  # at once, as an input method does it
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        claim = self.page.locator(".claim").last
        expect(claim).to_have_attribute("data-benefit", benefit)
        return claim

    def claim(self, place: int) -> Locator:
        return self.page.locator(".claim").nth(place)

    def more(self, claim: Locator) -> None:
        """Opens its last folded part: project, cost, similar measures."""
        claim.locator("details.sc-more").last.evaluate("folded => (folded.open = true)")

    def settled(self) -> None:
        """Waits for the answer to the plan as it stands: until then an older one may stand there, even with the very same sums."""
        expect(self.result.locator(".sums")).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE)

    def pays(self, exact: str, up_to: str = "0.00") -> None:
        self.settled()
        expect(self.page.locator("output[name=exact]")).to_have_attribute("data-amount", exact, timeout=PATIENCE)
        expect(self.page.locator("output[name=up_to]")).to_have_attribute("data-amount", up_to)

    def payable(self, place: int, amount: str) -> None:
        self.settled()
        expect(self.claim(place).locator("output")).to_have_attribute("data-payable", amount, timeout=PATIENCE)

    def claims(self) -> list[tuple[str, str]]:
        """The benefit and the year of each claim."""
        found: list[list[str]] = self.page.locator(".claim").evaluate_all(
            "all => all.map((one) => [one.dataset.benefit, one.querySelector('[data-year]').value])"
        )
        return [(benefit, year) for benefit, year in found]

    def press(self, name: str) -> None:
        """One of the buttons undo, redo, restart."""
        self.page.locator(f".plan__bar [data-{name}]").click()

    def take(self, way: str) -> Path:
        """Presses one of the buttons that give a file; the file."""
        with self.page.expect_download(timeout=PATIENCE) as download:
            self.page.locator(f'[data-take="{way}"]').click()
        return Path(download.value.path())

    def saved(self) -> dict[str, Any]:
        """The plan as the page saves it."""
        plan: dict[str, Any] = json.loads(self.take("save").read_text(encoding="utf-8"))
        return plan

    def agrees_with_the_command_line(self) -> dict[str, Any]:
        """The page's totals and sums are those of the command line for the plan it saves; that answer."""
        answer = plan_json(json.dumps(self.saved()))
        self.pays(answer["totals"]["exact"], answer["totals"]["up_to"])
        for place, claim in enumerate(answer["claims"]):
            self.payable(place, claim["payable"])
        return answer

    def fragment(self) -> str:
        """The part of the address that carries the plan, once it is there."""
        self.page.wait_for_function("() => document.querySelector('.plan-sheet a')?.hash === location.hash")
        return str(self.page.evaluate("() => location.hash"))

    def sheet(self) -> str:
        """The printed sheet as text, but for the day."""
        expect(self.page.locator(".plan-sheet .sheet__claim").first).to_be_attached(timeout=PATIENCE)
        return str(
            self.page.locator(".plan-sheet").evaluate(
                """sheet => {
                  const copy = sheet.cloneNode(true);
                  [...copy.querySelectorAll(".sheet__facts dd")].pop().remove();
                  return copy.textContent;
                }"""
            )
        )
