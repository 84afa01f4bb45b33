"""axe-core, WCAG 2.2 AA, finds nothing: every kind of page and every kind of form, in both languages, wide and light, narrow and dark."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.person import PATIENCE, Person, addresses
from tests.browser.watch import LANGUAGES, one_of_each_kind

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = {"light": WIDE, "dark": NARROW}
RUN = """([tags, place]) => axe.run(place || document, { runOnly: tags, resultTypes: ["violations"] })
  .then(({ violations, passes }) => ({ violations, passes: passes.length }))"""

# One calculator for each kind of form: what gives an answer, and what gives a list of problems.
FORMS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "compute-voucher": ({"annual_compute_spend": "2500万元"}, {"annual_compute_spend": "-1"}),
    "hit-smart-hardware": ({"product_sales": ["3000万元", "1500万元"]}, {"product_sales": ["3000万元", "智能眼镜"]}),
    "scale-stage-reward": ({"business_reached_scale": "true"}, {"other_district_amount": "-1"}),
    "above-scale-reward": ({"first_entry": "true", "growth_percent": "8.5"}, {"growth_percent": "about 8"}),
    "higher-level-park-reward": ({"level": "national"}, {}),
    "graduate-talent-subsidy": ({"master": "2", "doctor": "1"}, {}),
    "hr-agency-reward": ({"placements": "4"}, {"placements": "4", "award_items": ["5万元"]}),
}


def violations(page: Page, place: str = "") -> list[str]:
    """What axe finds: the rule, the element, what is wrong with it. The site's policy lets no script in, so axe comes from outside."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
    _at_rest(page)
    found = page.evaluate(RUN, [TAGS, place])
    assert found["passes"] > 5, "axe has looked at something"
    return [f"{rule['id']}: {node['target']}: {node['failureSummary']}" for rule in found["violations"] for node in rule["nodes"]]


def _at_rest(page: Page) -> None:
    """Colours that are on their way to others are not what is read."""
    page.evaluate(
        """() => Promise.allSettled(document.getAnimations()
          .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished)).then(() => null)"""
    )


@pytest.mark.parametrize("scheme", LOOKS)
@pytest.mark.parametrize("lang", ["", *LANGUAGES])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, site: Path, site_url: Callable[..., str], lang: str, scheme: Any) -> None:
    names = [name for name in one_of_each_kind(site) if (name[:3] == f"{lang}/" if lang else name[:3] not in ("zh/", "en/"))]
    assert len(names) == 2 or len(names) >= 18
    found = []
    with browser.new_context(viewport=LOOKS[scheme], color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        for name in names:
            page.goto(site_url() + name)
            assert _is_dark(page) == (scheme == "dark"), f"{name} keeps to what the reader's system asks for"
            found += [f"{name}: {wrong}" for wrong in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("benefit", FORMS)
def test_axe_finds_nothing_in_an_answer_or_a_list_of_problems(
    browser: Browser, site: Path, site_url: Callable[..., str], benefit: str, lang: str
) -> None:
    right, wrong = FORMS[benefit]
    with browser.new_context(viewport=WIDE, color_scheme="light", reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(site_url() + addresses(site)[benefit][lang])
        person = Person(page, benefit)
        person.answer(right)
        expect(person.root).to_have_attribute("state", "ready", timeout=PATIENCE)
        expect(person.output).to_have_attribute("data-outcome", "amount", timeout=PATIENCE)
        person.root.evaluate("root => root.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        found = [f"with an answer: {one}" for one in _in_both_looks(page, benefit)]
        person.start_afresh()
        person.answer(wrong)
        person.submit()
        expect(person.root.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
        assert person.root.locator('[aria-invalid="true"]').count() or person.root.get_by_role("alert").get_by_role("listitem").count()
        found += [f"with problems: {one}" for one in _in_both_looks(page, benefit)]
    assert not found, "\n".join(found)


def _in_both_looks(page: Page, benefit: str) -> list[str]:
    """As it is now, then in the other width and the other colours, by the button in the page's head."""
    place = f'subsidy-calculator[benefit="{benefit}"]'
    dark = _is_dark(page)
    looks = ("narrow and dark", "wide and light") if dark else ("wide and light", "narrow and dark")
    found = [f"{looks[0]}: {one}" for one in violations(page, place)]
    page.set_viewport_size(WIDE if dark else NARROW)  # type: ignore[arg-type]
    page.locator(f'label[for="__palette_{0 if dark else 1}"]').click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default" if dark else "slate")
    return found + [f"{looks[1]}: {one}" for one in violations(page, place)]


def _is_dark(page: Page) -> bool:
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)")
    return bool(sum(paper[:3]) < 3 * 128)
