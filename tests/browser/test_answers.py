"""The pages answer as Python does here: every example through a page's own worker, and each calculator used by hand on its own pages.

test_examples.py holds the calculator to what the authors of the examples expect; here the browser is held to the calculator."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator import catalogue, wire
from calculator.text import decimal
from site_src.builder.law import policy as law
from site_src.builder.runtime.rules import rule_archives
from tests.both_numbers import numbers
from tests.browser.person import PATIENCE, Person, addresses, with_unit
from tests.browser.watch import LANGUAGES, Watch
from tests.test_contract import COMPUTED as PUBLISHED
from tests.test_examples import COMPUTED, EXAMPLES

RULES = rule_archives().of_tables  # all of them
UNITS = {"zh": "万元", "en": "元"}  # of a bare number on a page

# Keeps the workers that the page itself makes, so that a test can talk to the very one that the form uses.
KEEP_WORKERS = """window.workers = [];
window.Worker = class extends Worker {
  constructor(address, options) {
    super(address, options);
    if (options.name !== "snapshot") window.workers.push({ address: String(address), worker: this });
  }
};"""

# One after the other, in the messages of comlink, as the page's engine sends them.
ASK = """async ([method, texts, rules]) => {
  const own = window.workers.filter(({ address }) => address.includes("/assets/worker-"));
  if (own.length !== 1) throw new Error(`the page has ${own.length} workers that compute`);
  const { worker } = own[0];
  const answers = [];
  for (const text of texts) {
    const id = `test-${answers.length}`;
    answers.push(await new Promise((resolve) => {
      worker.addEventListener("message", function hear({ data }) {
        if (data.id !== id) return;
        worker.removeEventListener("message", hear);
        resolve(data.value.value); // without one there was a failure
      });
      worker.postMessage({ id, type: "APPLY", path: [method], argumentList: [text, rules].map((value) => ({ type: "RAW", value })) });
    }));
  }
  return answers;
}"""


def opened(page: Page, site: Path, root: str, id: str, lang: str) -> Person:
    """Goes to the page that the catalogue names for this calculator, unless it is open already."""
    address = addresses(site)[id][lang]
    if page.url.split("#")[0] != (root + address).split("#")[0]:
        page.goto(root + address)
    return Person(page, id)


# ---- every example, in bulk


@pytest.fixture(scope="module", params=LANGUAGES)
def started(request: pytest.FixtureRequest, browser: Browser, site: Path, site_url: Callable[..., str]) -> Iterator[tuple[str, Page]]:
    """A page whose engine was started as a visitor starts it: by going to a field."""
    context = browser.new_context()
    context.add_init_script(KEEP_WORKERS)
    page = context.new_page()
    person = opened(page, site, site_url(), "compute-voucher", request.param)
    person.field("annual_compute_spend").focus()
    expect(person.root).to_have_attribute("state", "ready", timeout=PATIENCE)
    yield request.param, page
    context.close()


def test_every_example_is_answered_by_the_page_to_the_byte_as_here(started: tuple[str, Page]) -> None:
    lines = [
        json.dumps({"id": place, "benefit": benefit.id, "inputs": example.inputs}, ensure_ascii=False)
        for place, (benefit, example) in enumerate(EXAMPLES)
    ]
    requests = "\n".join(lines) + "\n"
    [answers] = started[1].evaluate(ASK, ["respondMany", [requests], RULES])
    expected = wire.respond_many(requests)
    assert answers.count("\n") == len(EXAMPLES) >= 41 * 5
    assert answers.splitlines() == expected.splitlines()
    assert answers == expected


def test_every_sentence_on_an_example_is_to_the_byte_as_here(started: tuple[str, Page]) -> None:
    lang, page = started
    requests = [
        json.dumps({"benefit": benefit.id, "lang": lang, "inputs": example.inputs, "money_unit": unit}, ensure_ascii=False)
        for benefit, example in EXAMPLES
        for unit in sorted({"元", UNITS[lang]})
    ]
    answers = page.evaluate(ASK, ["respond", requests, RULES])
    wrong = [(request, answer) for request, answer in zip(requests, answers, strict=True) if answer != wire.respond(request)]
    assert not wrong, f"{len(wrong)} of {len(requests)}, such as {wrong[0]}"


def test_the_page_computes_with_the_rules_of_this_checkout(started: tuple[str, Page]) -> None:
    [answer] = started[1].evaluate(ASK, ["respond", [json.dumps({"benefit": "compute-voucher", "inputs": {}})], RULES])
    told = json.loads(answer)["answer"]
    assert (told["rules"], told["edition"]) == (catalogue.rules_hash(), catalogue.edition())


# ---- each calculator, by hand


@pytest.fixture(scope="module")
def tabs(browser: Browser, site_url: Callable[..., str]) -> Iterator[dict[str, Page]]:
    """One tab for each language: tabs keep what was typed, each for itself. Without movement, which would only be waited for."""
    with browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce") as context:
        watch = Watch(site_url()).over(context)
        yield {lang: context.new_page() for lang in LANGUAGES}
    assert (watch.foreign, watch.missing, watch.complaints) == ([], [], []), "what is typed goes nowhere, and nothing goes wrong on the way"


@pytest.fixture(scope="module", params=COMPUTED, ids=lambda benefit: benefit.id)
def benefit(request: pytest.FixtureRequest) -> law.Benefit:
    found: law.Benefit = request.param
    return found


@pytest.fixture(scope="module")
def people(benefit: law.Benefit, tabs: dict[str, Page], site: Path, site_url: Callable[..., str]) -> dict[str, Person]:
    """Somebody before this calculator on each language's page; both engines start while the first begins to type."""
    both = {lang: opened(tabs[lang], site, site_url(), benefit.id, lang) for lang in LANGUAGES}
    for person in both.values():
        person.look()
    return both


def test_the_shown_example_typed_by_hand(benefit: law.Benefit, people: dict[str, Person]) -> None:
    assert benefit.rule is not None
    assert benefit.shown is not None
    published = next(entry for entry in PUBLISHED if entry["id"] == benefit.id)
    expected = {name: published[name] for name in ("unit", "basis", "bound")} | {"outcome": "amount", "amount": benefit.shown.gives}
    read = {}
    for lang, person in people.items():
        person.start_afresh()
        person.answer(_by_hand(benefit.rule, benefit.shown.inputs, lang) or _as_the_law_wants(benefit.rule))
        expect(person.root).to_have_attribute("state", "ready", timeout=PATIENCE)
        person.pays(str(benefit.shown.gives))
        assert person.shown() == expected, lang
        expect(person.output).to_be_visible()
        read[lang] = person.output.inner_text()
    visible = numbers(read["zh"], read["en"])
    kind = "money" if expected["unit"] == "CNY" else ""
    assert visible == (Counter({(kind, Fraction(expected["amount"])): 1}),) * 2, read
    said = ("最高" in read["zh"] and "上限" in read["zh"], "up to" in read["en"].lower() and "ceiling" in read["en"])
    assert said == (expected["bound"] == "up-to",) * 2, f"a ceiling is called one, and nothing else is: {read}"


def test_a_refused_example_typed_by_hand(benefit: law.Benefit, people: dict[str, Person]) -> None:
    example = next((one for one in benefit.examples if one.refused and _can_be_typed(people["zh"], one)), None)
    assert example is not None, f"{benefit.id} has no refusal that its form can meet"
    for lang, person in people.items():
        person.start_afresh()
        inputs = {name: with_unit(value, lang) if _is_money(benefit.rule, name) else value for name, value in example.inputs.items()}
        person.answer(inputs)
        person.page.keyboard.press("Tab")
        request = {"benefit": benefit.id, "lang": lang, "inputs": inputs, "money_unit": UNITS[lang]}
        refusal = json.loads(wire.respond(json.dumps(request)))["errors"][0]
        assert (refusal["code"], refusal["field"]) == (example.refused, example.field), inputs
        field = person.field(refusal["field"], refusal["index"] or 0)
        expect(field).to_have_attribute("aria-invalid", "true", timeout=PATIENCE)
        expect(field).to_have_accessible_description(re.compile(re.escape(refusal["message"])))
        expect(person.root.get_by_text(refusal["message"], exact=True)).to_be_visible()
        assert person.shown() == {"outcome": "incomplete"}, f"{lang}: no sum stands beside a refusal"


def _by_hand(rule: Any, inputs: dict[str, Any], lang: str) -> dict[str, Any]:
    """The inputs as somebody reading this language types them: sums bare, in the unit of the field."""
    return {name: _sum(value, lang) if _is_money(rule, name) else value for name, value in inputs.items()}


def _is_money(rule: Any, name: str) -> bool:
    return bool(rule.fields[name].type in ("money", "money-list"))


def _sum(value: Any, lang: str) -> Any:
    if isinstance(value, list):
        return [_sum(item, lang) for item in value]
    [(kind, yuan)] = numbers(value, "")[0]
    assert kind == "money", f"{value}: an example that is shown names its unit"
    return decimal(yuan / 10_000).replace(",", "") if lang == "zh" else decimal(yuan)


def _as_the_law_wants(rule: Any) -> dict[str, str]:
    """Where nothing is asked but conditions: all of them met."""
    return {field.name: str(field.expects).lower() for field in rule.conditions}


def _can_be_typed(person: Person, example: law.Example) -> bool:
    """Not a field that the form has not, nor an answer that it does not offer."""
    for name, value in example.inputs.items():
        field = person.field(name)
        if not field.count():
            return False
        if field.get_attribute("type") == "radio" and not person.root.locator(f'[name="{name}"][value="{value}"]').count():
            return False
    return True
