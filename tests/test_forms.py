"""The form of every calculator as it stands in a page before any script runs, in both languages."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from calculator import catalogue, evaluate
from calculator.benefit import Benefit
from calculator.inversion import base_of
from calculator.text import LANGUAGES
from site_src.builder.pages import forms

ROOT = Path(__file__).resolve().parents[1]
CALCULATORS = [benefit for benefit in catalogue.benefits() if benefit.calculator]
EVERY = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize("benefit", CALCULATORS, ids=lambda benefit: benefit.id)

Tag = tuple[str, dict[str, str]]


class _Reader(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.tags: list[Tag] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@cache
def _read(id: str, lang: str) -> _Reader:
    return _Reader(forms.render(catalogue.benefit(id), lang))


def _tags(benefit: Benefit, lang: str, name: str) -> list[dict[str, str]]:
    return [attributes for tag, attributes in _read(benefit.id, lang).tags if tag == name]


@EVERY
@EACH
def test_every_input_has_its_controls_and_no_other_name_is_there(benefit: Benefit, lang: str) -> None:
    every = _tags(benefit, lang, "input")
    inputs = [one for one in every if "name" in one]
    assert {one["name"] for one in inputs} == set(benefit.fields)
    assert len(every) - len(inputs) == (base_of(benefit) is not None), "the sum wanted: in a template, where there is a base"
    for name, field in benefit.fields.items():
        mine = [one for one in inputs if one["name"] == name]
        if field.type == "yes-no":
            assert [one["value"] for one in mine] == ["true", "false"]
            assert not any("checked" in one for one in mine), "no hidden default"
        elif field.type in ("choice", "year-of-funding"):
            assert [one["value"] for one in mine] == list(field.values)
            assert [one["value"] for one in mine if "checked" in one] == ([field.default] if field.default else [])
        else:
            assert {one["type"] for one in mine} == {"text"}
    lists = [field for field in benefit.fields.values() if field.type == "money-list"]
    assert len([one for one in _tags(benefit, lang, "button") if "data-add" in one]) == len(lists) <= 1


@EVERY
@EACH
def test_one_form_whose_ids_are_its_own(benefit: Benefit, lang: str) -> None:
    tags = _read(benefit.id, lang).tags
    assert len(_tags(benefit, lang, "form")) == len(_tags(benefit, lang, "output")) == 1
    [root] = _tags(benefit, lang, "subsidy-calculator")
    assert (root["benefit"], root["lang"], root["state"]) == (benefit.id, lang, "idle")
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    lists = sum(field.type == "money-list" for field in benefit.fields.values())
    assert len(ids) - len(set(ids)) == 3 * lists, "a list's <template> repeats the ids of its first item; nothing else repeats"
    assert all(id.removeprefix("calc-").startswith(benefit.id) for id in ids)
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for _, attributes in tags:
            assert set(attributes.get(attribute, "").split()) <= set(ids)


@EVERY
@EACH
def test_nothing_runs_and_nothing_is_styled_inside_the_page(benefit: Benefit, lang: str) -> None:
    assert [one.get("type") for one in _tags(benefit, lang, "script")] == ["application/json"]
    for _, attributes in _read(benefit.id, lang).tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


@EVERY
@EACH
def test_only_a_sum_that_needs_no_input_stands_there_from_the_start(benefit: Benefit, lang: str) -> None:
    [output] = _tags(benefit, lang, "output")
    answer = evaluate(benefit, {}).as_dict()
    if answer["outcome"] == "amount":
        shown = {name: output[f"data-{name}"] for name in ("amount", "bound", "basis", "outcome", "unit")}
        assert shown == {name: answer[name] for name in shown}
    else:
        assert {name for name in output if name.startswith("data-")} == {"data-outcome"}
        assert output["data-outcome"] == "incomplete"


@EACH
def test_money_is_asked_for_in_the_unit_that_is_sent(benefit: Benefit) -> None:
    for lang, unit, shown in (("zh", "万元", "（万元）"), ("en", "元", " (RMB)")):
        [root] = _tags(benefit, lang, "subsidy-calculator")
        assert root["data-money-unit"] == unit
        texts = "\n".join(_read(benefit.id, lang).texts)
        for field in benefit.fields.values():
            if field.type in ("money", "money-list"):
                assert field.label[lang] + shown in texts


def test_both_languages_have_the_same_words_and_all_of_them_are_used() -> None:
    zh, en = (forms.words(lang) for lang in LANGUAGES)
    assert _paths(zh) == _paths(en)
    template = "".join((ROOT / f"site_src/templates/{name}.html.j2").read_text(encoding="utf-8") for name in ("form", "fields"))
    thin = (ROOT / "site_src/builder/pages/forms.py").read_text(encoding="utf-8")
    scripts = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "site_src/assets").rglob("*.js"))
    for name in zh["page"]:
        used = re.search(rf"\bw\.{name}\b|w\['{name}'\]", template) or f'"{name}"' in thin
        assert used, f"page word {name} is not used"
    for name in zh["script"]:
        assert re.search(rf"\"{name}\"", scripts), f"script word {name} is not used"


def _paths(words: Any, path: str = "") -> set[str]:
    if not isinstance(words, dict):
        return {path}
    return {found for name, value in words.items() for found in _paths(value, f"{path}.{name}")}


def test_every_failure_of_the_engine_has_its_sentences() -> None:
    failures = (ROOT / "site_src/assets/runtime/failures.js").read_text(encoding="utf-8")
    codes = re.findall(r"^ \* - `([a-z-]+)`:", failures, re.MULTILINE)
    for lang in LANGUAGES:
        told = forms.words(lang)["script"]["failures"]
        assert set(codes) | {"unknown"} == set(told)
        assert all(one["what"] and one["do"] for one in told.values())


def test_the_words_in_the_page_are_data_that_scripts_can_read() -> None:
    html = forms.render(CALCULATORS[0], "zh")
    [text] = re.findall(r'<script type="application/json" class="sc-words">(.*?)</script>', html, re.DOTALL)
    assert json.loads(text) == forms.words("zh")["script"]


def test_scripts_and_styles_know_no_benefit_and_no_input() -> None:
    names = {name for benefit in CALCULATORS for name in benefit.fields} | set(catalogue.ids())
    for file in sorted((ROOT / "site_src/assets").glob("*.[jc]s*")):
        words = set(re.findall(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", file.read_text(encoding="utf-8")))
        assert not words & names, file.name


@EVERY
@EACH
def test_a_question_on_what_only_sets_the_direction_says_so(benefit: Benefit, lang: str) -> None:
    said = forms.words(lang)["page"]["direction"]
    asked = [field for field in benefit.conditions if field.direction]
    assert _read(benefit.id, lang).texts.count(said) == len(asked)
