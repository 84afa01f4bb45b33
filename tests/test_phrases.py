"""No page and no sentence holds a phrase of phrases.yaml; whatever is rendered or computed is read, in both languages."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator import catalogue, wire
from calculator.batch.words import APART
from calculator.inversion import invert
from calculator.plan import plan_of
from calculator.planning.telling import told_plainly
from calculator.problems import CODES, Problems
from calculator.sheet import sheet
from calculator.text import LANGUAGES
from site_src.builder.law import policy as law
from site_src.builder.pages.pages import build_pages
from site_src.builder.places import ROOT

PHRASES: dict[str, list[dict[str, str]]] = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8"))
WORDS = ROOT / "site_src" / "words"
TAGS = re.compile(r"<!--.*?-->|<script type=\"application/ld.*?</script>|<[^>]+>|\{:[^}]*\}", re.DOTALL)

in_both = pytest.mark.parametrize("lang", LANGUAGES)


def wrong(text: str, lang: str) -> list[str]:
    """The phrases that the text holds, each with its surroundings and what should be said."""
    return [
        f"…{text[max(0, found.start() - 40) : found.end() + 40]}… (say: {phrase['say']})"
        for phrase in PHRASES[lang]
        for found in re.finditer(phrase["never"], text, re.MULTILINE)
    ]


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)


def own(data: Any, lang: str) -> Iterator[str]:
    """All texts of one language in a structure of texts in both."""
    if isinstance(data, dict):
        if isinstance(data.get(lang), str):
            yield data[lang]
        for key, value in data.items():
            if key not in LANGUAGES and key not in ("clauses", "quote", "clause", "heading"):
                yield from own(value, lang)
    elif isinstance(data, list):
        for value in data:
            yield from own(value, lang)


@in_both
def test_no_word_of_the_interface_is_among_them(lang: str) -> None:
    for file in sorted(WORDS.glob("*.yaml")):
        if file.stem.split(".")[-1] == lang:
            for text in leaves(yaml.safe_load(file.read_text(encoding="utf-8"))):
                assert not wrong(text, lang), file.name


@in_both
def test_no_text_of_the_measures_is_among_them(policy: law.Policy, lang: str) -> None:
    for article in policy.articles:
        for text in own(article.source.data, lang):
            assert not wrong(text, lang), article.slug
    for text in own(policy.source.data, lang):
        assert not wrong(text, lang)


@in_both
def test_no_page_holds_one(policy: law.Policy, tmp_path: Path, lang: str) -> None:
    build_pages(policy, tmp_path)
    pages = sorted((tmp_path / lang).rglob("*.md"))
    assert len(pages) > len(policy.articles)
    for page in pages:
        if "decisions" not in page.parts:
            text = unescape(TAGS.sub(" ", page.read_text(encoding="utf-8")))
            assert not wrong(text, lang), page.name


@in_both
def test_no_sentence_of_an_example_holds_one(policy: law.Policy, lang: str) -> None:
    for benefit in policy.benefits:
        if benefit.rule is None or not benefit.calculator:
            continue
        for example in benefit.examples:
            for text in leaves(sheet(benefit.rule, example.inputs, lang)):
                assert not wrong(text, lang), benefit.id
    plan, _ = plan_of((ROOT / "site_src" / "examples" / "plan.json").read_text(encoding="utf-8"))
    for text in told_plainly(plan, lang):
        assert not wrong(text, lang)


@in_both
def test_no_message_of_an_error_holds_one(lang: str) -> None:
    for text in (*(code[lang] for code in CODES.values()), APART[lang]):
        assert not wrong(text, lang)
    for benefit in catalogue.benefits():
        if benefit.calculator:
            for line in wire.compute_lines([f'{{"id": 1, "benefit": "{benefit.id}", "inputs": {{"nothing": 1}}}}']):
                assert not wrong(line["error"][lang], lang)
            try:
                invert(benefit, "100", {})
            except Problems as error:
                assert not [found for problem in error.problems for found in wrong(problem.message[lang], lang)]
