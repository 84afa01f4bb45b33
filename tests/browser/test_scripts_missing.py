"""A script that does not come is told in the reader's language, where the answer would be; what was typed stays, and stays here."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import Error as NotThere

from site_src.builder.hosting.http_site import Fault, SiteServer
from site_src.builder.wording import words
from tests.browser.typed import FIGURE, Heard

Start = Callable[..., SiteServer]
SOON = 3_000  # ms for a step that may be impossible
LATE = 15_000  # ms until an answer or a sentence must stand there
WINDOW = {"width": 390, "height": 780}
_HASH = re.compile(r"-[0-9a-f]{12,}(?=\.)")
_SCRIPTS = re.compile(r"\.(js|mjs|wasm|zip|htm|gz)$")
_SAID = re.compile(r"late|no_script|what|failed|failure|no_loader")  # names of sentences that say so

# All of a sentence that a person can see, in the window alone; the window of a frame is its own.
SEEN = """() => { const seen = [];
for (const one of document.querySelectorAll("p, output")) {
  if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const box = one.getBoundingClientRect();
  const x = box.left + box.width / 2, y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
  if (box.height < 10 || box.width < 10 || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) continue;
  const top = document.elementFromPoint(x, y);
  if (one.contains(top)) seen.push(one.innerText.trim());
} return seen; }"""


@dataclass(frozen=True)
class Use:
    """How a person uses a page, as far as it lets her, and when she has her answer. `field`: where she has typed the figure."""

    page: str
    act: Callable[[Page, str], Locator | None]
    answered: Callable[[Page], bool]

    def __str__(self) -> str:
        return self.page


def calculator(page: Page, lang: str) -> Locator | None:
    field = page.locator('subsidy-calculator form input[type="text"]:visible').first
    field.fill(FIGURE)
    field.press("Enter")
    page.locator('subsidy-calculator form button[type="submit"]').first.click()
    field.scroll_into_view_if_needed()
    return field


def finder(page: Page, lang: str) -> Locator | None:
    page.locator('.finder [data-facet="who"] label').first.click(timeout=SOON)
    field = page.locator('.trial input[type="text"]').first
    field.fill(FIGURE, timeout=SOON)
    field.press("Enter")
    field.evaluate("(field) => field.scrollIntoView({ block: 'center' })")
    return field


def plan(page: Page, lang: str) -> Locator | None:
    page.locator(".picker__open").click(timeout=SOON)
    page.locator("[data-add-benefit]").first.click(timeout=SOON)
    field = page.locator('.claim form input[type="text"]:visible').first
    field.fill(FIGURE, timeout=SOON)
    field.press("Enter")
    return field


def table(page: Page, lang: str) -> Locator | None:
    head, name = ("企业名称,年度实际采购算力费用（元）", "甲") if lang == "zh" else ("company,annual_compute_spend", "A")
    page.locator("#batch-file").set_input_files(
        {"name": "t.csv", "mimeType": "text/csv", "buffer": f"{head}\n{name},{FIGURE}\n".encode()}, timeout=SOON
    )
    return None


def embedding(page: Page, lang: str) -> Locator | None:
    field = page.locator("#try-accent")
    field.fill(FIGURE, timeout=SOON)
    field.press("Enter")
    page.locator(".try__stage").scroll_into_view_if_needed()
    page.frame_locator(".try__stage iframe").locator('input[type="text"]').first.press("1", timeout=SOON)
    return field


def settled(page: Page) -> bool:
    return page.locator("subsidy-calculator output[data-amount]").count() > 0


USES = (
    Use("{lang}/articles/01-computing-power/", calculator, settled),
    Use("embed/compute-voucher/?lang={lang}", calculator, settled),
    Use("{lang}/find/", finder, lambda page: page.locator(".trial__answer", has_text=re.compile(r"\d")).count() > 0),
    Use("{lang}/plan/", plan, lambda page: page.locator(".claim output[data-payable]").count() > 0),
    Use("{lang}/batch/", table, lambda page: page.locator(".batch__columns:visible").count() > 0),
    Use(
        "{lang}/embed/",
        embedding,
        lambda page: (
            page.locator(".try__stage iframe").count() > 0
            and page.frame_locator(".try__stage iframe").locator("subsidy-calculator[state=ready]").count() > 0
        ),
    ),
)


def sentences(lang: str) -> set[str]:
    """All that the site says of something that did not come, in this language."""

    def within(found: Any, name: str = "") -> Iterator[str]:
        for key, value in found.items() if isinstance(found, dict) else ():
            yield from within(value, key)
        if isinstance(found, str) and _SAID.fullmatch(name):
            yield found.strip()

    return set(within(words(lang)))


def use(page: Page, one: Use, lang: str, root: str) -> Locator | None:
    page.goto(root + one.page.format(lang=lang))
    try:
        return one.act(page, lang)
    except NotThere:
        return None  # it cannot be used as far as that


def needed(browser: Browser, site_server: Start, one: Use) -> list[str]:
    """The scripts, and what they fetch, of a use in which nothing goes wrong; names without their hashes."""
    server = site_server()
    with browser.new_context(viewport=WINDOW) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(server.url + one.page.format(lang="zh"))
        one.act(page, "zh")
        wait(page, lambda: one.answered(page), 60_000)
        assert one.answered(page), "the use gives an answer as long as nothing goes wrong"
    asked = (_HASH.sub("", path) for path in server.requests if _SCRIPTS.search(path))
    return list(dict.fromkeys(asked))


def wait(page: Page, until: Callable[[], bool], patience: int = LATE) -> None:
    for _ in range(patience // 250):
        if until():
            return
        page.wait_for_timeout(250)


def told(page: Page, lang: str) -> list[str]:
    said = sentences(lang)
    seen = [text for frame in page.frames for text in frame.evaluate(SEEN)]
    return [sentence for sentence in said if any(sentence in text for text in seen)]


@pytest.mark.parametrize("one", USES, ids=str)
def test_each_script_that_does_not_come_is_told_or_not_missed(browser: Browser, site_server: Start, one: Use) -> None:
    names = needed(browser, site_server, one)
    assert len(names) > 3
    wrong = []
    for at, name in enumerate(names):
        lang = ("zh", "en")[at % 2]
        server = site_server(policy="", faults={name: Fault(status=404)})
        with browser.new_context(viewport=WINDOW) as context:
            page = context.new_page()
            heard = Heard(context)
            field = use(page, one, lang, server.url)
            wait(page, lambda page=page, lang=lang: one.answered(page) or bool(told(page, lang)))  # type: ignore[misc]
            answered, said = one.answered(page), told(page, lang)
            if not answered and not said:
                wrong.append(f"{name} ({lang}): neither an answer nor a sentence")
            if heard.carrying() or FIGURE in page.url.split("#")[0] or len(heard.visits) > 1:
                wrong.append(f"{name} ({lang}): {heard.carrying()} {heard.visits} {page.url}")
            if field and (not field.input_value() or not FIGURE.startswith(field.input_value())):  # a short field takes what it holds
                wrong.append(f"{name} ({lang}): the field has lost its figure")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("one", USES, ids=str)
def test_without_javascript_a_sentence_stands_in_sight(browser: Browser, site_server: Start, one: Use) -> None:
    """An embedded calculator cannot know its language then, so it says it in both."""
    server = site_server(policy="")
    for lang in ("zh", "en"):
        with browser.new_context(viewport=WINDOW, java_script_enabled=False) as context:
            page = context.new_page()
            page.set_default_timeout(SOON)
            use(page, one, lang, server.url)
            page.wait_for_timeout(300)
            shown = [entry.inner_text().strip() for entry in page.locator("noscript p").all() if entry.is_visible() and in_window(entry)]
            said = sentences(lang)
            assert any(sentence in text for sentence in said for text in shown), (one.page, lang, shown)
            assert not page.locator(".late:visible, .sc-late:visible").count(), "it is not said twice"


def in_window(one: Locator) -> bool:
    box = one.bounding_box()
    return bool(box and box["y"] < WINDOW["height"] and box["y"] + box["height"] > 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_script_that_comes_late_takes_the_sentence_away_and_answers(page: Page, site_server: Start, lang: str) -> None:
    server = site_server(policy="", faults={"calculator.js": Fault(hang=9)})
    page.set_viewport_size(WINDOW)  # type: ignore[arg-type]
    page.goto(f"{server.url}{lang}/articles/01-computing-power/", wait_until="commit")
    page.wait_for_function("() => document.readyState === 'interactive'")
    field = calculator(page, lang)
    assert not told(page, lang), "not said before it is late"
    wait(page, lambda: bool(told(page, lang)))
    assert told(page, lang) == [words(lang)["form"]["page"]["late"]]
    wait(page, lambda: settled(page), 60_000)
    assert settled(page) and not told(page, lang)
    assert field and field.input_value() == FIGURE


@pytest.mark.parametrize("one", USES, ids=str)
def test_a_page_opened_from_a_disk_says_so(browser: Browser, site: Path, one: Use) -> None:
    for lang in ("zh", "en"):
        with browser.new_context(viewport=WINDOW) as context:
            page, heard = context.new_page(), Heard(context)
            path, _, query = one.page.format(lang=lang).partition("?")
            page.goto((site.resolve() / path / "index.html").as_uri() + (f"?{query}" if query else ""))
            with suppress(NotThere):
                one.act(page, lang)
            wait(page, lambda page=page, lang=lang: bool(told(page, lang)))  # type: ignore[misc]
            assert told(page, lang), (one.page, lang)
            assert not heard.carrying() and FIGURE not in page.url


@pytest.mark.parametrize("missing", ["calculator.js", "worker.js"])
def test_what_is_said_instead_of_an_answer_never_covers_the_focus(page: Page, site_server: Start, missing: str) -> None:
    server = site_server(policy="", faults={missing: Fault(status=404)})
    page.set_viewport_size(WINDOW)  # type: ignore[arg-type]
    page.goto(server.url + "en/articles/04-hardware-and-robots/")
    field = calculator(page, "en")
    wait(page, lambda: bool(told(page, "en")))
    assert field
    field.focus()
    covered = []
    for _ in range(25):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const one = document.activeElement, box = one.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!one.closest("subsidy-calculator") || one.contains(top) || (top?.contains(one) && top.tagName === "LABEL")) return "";
            return one.outerHTML.slice(0, 80); }"""
        )
        covered += [name] if name else []
    assert not covered
