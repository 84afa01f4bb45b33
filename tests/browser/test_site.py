"""Every page of the built site in the browser, once, on a narrow screen and before anybody touches it."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from calculator import catalogue
from site_src.builder.law import policy as law
from site_src.builder.law.load import MEASURES
from tests.browser.watch import LANGUAGES, Watch, every_page
from tests.test_contract import COMPUTED as PUBLISHED

EMBEDDING = re.compile("(zh|en)/embed/: ")
NARROW = {"width": 390, "height": 844}

# What a page is, as the browser has parsed it.
LOOK = """() => {
  const gone = (element) => !element.checkVisibility({ visibilityProperty: true });
  const scrolls = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };
  const wide = [...document.querySelectorAll("main *, footer *")].filter((element) => !gone(element)
    && element.getBoundingClientRect().right > innerWidth + 1 && element.getBoundingClientRect().width > 1
    && !element.closest(".md-sidebar, .md-search") && !scrolls(element));
  const calculators = [...document.querySelectorAll("subsidy-calculator")].map((root) => {
    const form = root.querySelector("form");
    const output = root.querySelector('output[name="amount"]');
    const controls = [...root.querySelectorAll("input, select, textarea")];
    return {
      benefit: root.getAttribute("benefit"), lang: root.getAttribute("lang"), state: root.getAttribute("state"),
      forms: root.querySelectorAll("form").length, shadow: root.shadowRoot !== null,
      outside: controls.filter((control) => control.form !== form || !form.contains(control)).map((control) => control.name),
      values: controls.map((control) => [control.name, control.type === "radio" ? control.value : null]),
      unlabelled: controls.filter((control) => !control.labels.length).map((control) => control.name),
      inside: root.closest("p") === null,
      add: root.querySelectorAll("[data-add]").length,
      seen: !gone(root) && !gone(output) && !root.closest("details") && controls.some((control) => !gone(control)),
      output: { ...output.dataset }, text: output.textContent.trim(),
    };
  });
  return {
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    width: document.scrollingElement.scrollWidth,
    wide: wide.map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`),
    law: [...document.querySelectorAll('.law [lang="zh"]')].map((element) => element.textContent),
    calculators,
  };
}"""


@dataclass(frozen=True, repr=False)
class Visits:
    """What was found on each page, by its address, and what went on meanwhile."""

    pages: dict[str, dict[str, Any]]
    watch: Watch

    @property
    def calculators(self) -> list[dict[str, Any]]:
        return [{"page": name, **one} for name, page in self.pages.items() for one in page["calculators"]]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Path, site_url: Callable[..., str]) -> Visits:
    pages = {}
    with browser.new_context(viewport=NARROW) as context:  # type: ignore[arg-type]
        watch = Watch(site_url()).over(context)
        page = context.new_page()
        for name in every_page(site):
            page.goto(site_url() + name, wait_until="load")
            pages[name] = page.evaluate(LOOK)
        page.goto("about:blank")  # what the last page complained of has been heard by now
    return Visits(pages, watch)


def test_every_page_was_seen(visits: Visits) -> None:
    assert len(visits.pages) >= 2 * 31 + 2
    assert len(visits.calculators) == 2 * len(PUBLISHED) == 82


def test_no_page_asks_another_host_for_anything(visits: Visits) -> None:
    foreign = visits.watch.foreign
    assert not foreign


def test_everything_that_a_page_asks_for_is_there(visits: Visits) -> None:
    missing = visits.watch.missing
    assert not missing


def test_no_page_complains_in_the_console(visits: Visits) -> None:
    # The page that gives the code for embedding shows it at work within the same site, which a browser calls no sandbox at all.
    assert not [one for one in visits.watch.complaints if not (EMBEDDING.match(one) and "escape its sandboxing" in one)]


def test_no_page_starts_python_by_itself(visits: Visits) -> None:
    assert not [path for path in visits.watch.asked if "runtime/" in path or path.startswith("assets/worker")]
    assert [path for path in visits.watch.asked if path.startswith("assets/calculator-")], "while its script is there"


def test_no_page_scrolls_sideways_on_a_phone(visits: Visits) -> None:
    assert {name: page["width"] for name, page in visits.pages.items() if page["width"] > NARROW["width"]} == {}


def test_nothing_is_cut_off_at_the_side_of_a_phone(visits: Visits) -> None:
    assert {name: page["wide"][:5] for name, page in visits.pages.items() if page["wide"]} == {}


def test_ids_are_unique_on_every_parsed_page(visits: Visits) -> None:
    twice = {name: [id for id, times in Counter(page["ids"]).items() if times > 1] for name, page in visits.pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


# ---- the calculators, before any script has done anything to them


def test_a_calculator_is_one_form_that_holds_all_its_controls(visits: Visits) -> None:
    for one in visits.calculators:
        assert (one["forms"], one["outside"], one["shadow"], one["inside"]) == (1, [], False, True), one
        assert not one["unlabelled"], f"{one['page']} {one['benefit']}: clicking the label must work"


def test_a_calculator_stands_open_to_see_and_idle(visits: Visits) -> None:
    for one in visits.calculators:
        assert (one["seen"], one["state"], one["lang"]) == (True, "idle", one["page"][:2]), one
        assert one["text"], "something is said before there is an answer"


def test_a_calculator_has_no_amount_before_an_answer_unless_the_law_asks_nothing(visits: Visits) -> None:
    for one in visits.calculators:
        published = next(entry for entry in PUBLISHED if entry["id"] == one["benefit"])
        shown = {name: one["output"].get(name) for name in ("outcome", "amount", "bound", "basis", "unit")}
        if published["inputs"]:
            assert shown == {"outcome": "incomplete", "amount": None, "bound": None, "basis": None, "unit": None}, one
        else:
            assert shown == {"outcome": "amount", "amount": shown["amount"], **{key: published[key] for key in ("bound", "basis", "unit")}}
            assert float(shown["amount"] or 0) > 0


def test_a_form_has_the_published_names_and_values_and_the_shared_ones(visits: Visits) -> None:
    for one in visits.calculators:
        benefit = catalogue.benefit(one["benefit"])
        assert {name for name, _ in one["values"]} == set(benefit.fields), one["benefit"]
        for name, field in benefit.fields.items():
            offered = [value for given, value in one["values"] if given == name]
            fixed = {"yes-no": ["true", "false"], "choice": list(field.values), "year-of-funding": list(field.values)}
            assert offered == fixed.get(field.type, [None]), f"{one['benefit']} {name}"
        lists = [field for field in benefit.fields.values() if field.type == "money-list"]
        assert one["add"] == len(lists) <= 1, "one button adds a field"


# ---- the words of the law


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_official_text_is_unbroken_on_every_article_page(visits: Visits, policy: law.Policy, lang: str) -> None:
    source = bare((MEASURES / "source.zh.txt").read_text(encoding="utf-8"))
    end = 0
    for article in policy.articles:
        text = bare("".join(visits.pages[f"{lang}/{article.path}/"]["law"]))
        expected = bare(article.heading.zh + "".join(clause.zh for clause in article.clauses))
        assert text == expected, f"{lang}/{article.path}"
        start = source.find(text, end)
        assert start >= end > -1 or start > -1, f"{lang}/{article.path}: not in the source after the article before it"
        end = start + len(text)
    assert end == len(source), "the last article ends the text"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_text_stands_on_the_page_of_the_full_text(visits: Visits, policy: law.Policy, lang: str) -> None:
    """All of it but the headings of the chapters, which are headings of the page."""
    left = bare((MEASURES / "source.zh.txt").read_text(encoding="utf-8"))
    gaps = []
    for piece in map(bare, visits.pages[f"{lang}/text/"]["law"]):
        before, found, left = left.partition(piece)
        assert found, f"not in the source, or not in its order: {piece}"
        gaps.append(before)
    assert [gap for gap in [*gaps, left] if gap] == [bare(chapter.heading.zh) for chapter in policy.chapters]
