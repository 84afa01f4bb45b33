"""The form of one calculator as HTML: a benefit's record and the interface words, put through templates/form.html.j2."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.inputs import Input
from calculator.inversion import base_of
from calculator.steps.principles import ACTUAL, OTHER
from calculator.steps.received import RECEIVED
from calculator.wire import respond
from site_src.builder import wording
from site_src.builder.places import SOURCE
from site_src.builder.runtime.rules import rule_archives

MONEY_UNITS = {"zh": "万元", "en": "元"}  # what one bare number is worth, as the wire names it
SHOWN_UNITS = {"zh": "万元", "en": "RMB"}  # the same, as the reader of the page sees it
BRACKETS = {"zh": "（{}）", "en": " ({})"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field as the template needs it; every text is in the language of the page."""

    name: str
    id: str
    type: str
    label: str
    full_label: str  # with its unit: the unit beside the control is decoration
    unit: str
    hint: str
    options: tuple[tuple[str, str], ...]
    default: str | None
    optional: bool
    one_of: str | None
    in_group: bool  # of which at least one is needed
    undefined: bool
    direction: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One calculator: its fields in the order a person fills them in, and what can be said before anything is typed."""

    benefit: str
    article: int
    name: str
    lang: str
    words: dict[str, Any]
    asked: tuple[Field, ...]
    conditions: tuple[Field, ...]
    shared: tuple[Field, ...]
    more: str  # what the optional fields beside those of the clause are about
    more_hint: str
    any_of: bool
    has_money: bool
    money_unit: str
    edition: str
    standing: str
    rules: str  # the archives of what it computes by, as the worker is told of them
    wanted: str  # how a sum is asked for the other way round: the label of the field, with its unit
    no_base: str  # or why it cannot be
    first: dict[str, Any] | None
    also: Mapping[str, str] | None  # `late` and `no_script` in another language, for a page that only a script turns into that one


@cache
def words(lang: str) -> dict[str, Any]:
    """The interface words of words/form.<lang>.yaml."""
    form: dict[str, Any] = wording.words(lang)["form"]
    return form


def install(env: Environment) -> None:
    """Lets the pages' templates `{% include "form.html.j2" %}` where `benefit` (the calculator's record) and `lang` are set."""
    env.globals["calculator_form"] = view


def render(benefit: Benefit, lang: str) -> str:
    """One calculator by itself, as HTML."""
    env = Environment(
        loader=FileSystemLoader(SOURCE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install(env)
    return env.get_template("form.html.j2").render(benefit=benefit, lang=lang)


def view(benefit: Benefit, lang: str) -> Form:
    """The form of a benefit, ready for its template."""
    asked = [field(entry, lang, benefit.id, benefit.group) for entry in benefit.inputs if entry.required or not entry.is_condition]
    conditions = [field(entry, lang, benefit.id) for entry in benefit.inputs if entry.is_condition and not entry.required]
    shared = [replace(field(entry, lang, benefit.id), optional=False) for entry in benefit.optional]  # their heading says so
    return Form(
        benefit=benefit.id,
        article=benefit.article,
        name=benefit.name[lang],
        lang=lang,
        words=words(lang),
        asked=tuple(asked),
        conditions=tuple(conditions),
        shared=tuple(shared),
        **_more(benefit, lang),
        any_of=len(benefit.group) > 1 and not any(one.one_of for one in asked),
        has_money=any(one.type in ("money", "money-list") for one in asked),
        money_unit=MONEY_UNITS[lang],
        edition=catalogue.edition(),
        standing=catalogue.principles().standing[lang],
        rules=rule_archives().of(benefit.article),
        **_turned(benefit, lang),
        first=_first(benefit, lang),
        also=None,
    )


def _more(benefit: Benefit, lang: str) -> dict[str, str]:
    """The heading and the hint of the optional fields, from what they are."""
    say, names = words(lang)["page"], {field.name for field in benefit.optional}
    parts = (("received", "received_hint", RECEIVED), ("ceiling", "ceiling_hint", ACTUAL), ("similar", "similar_hint", OTHER))
    there = [(what, hint) for what, hint, name in parts if name in names]
    heading = say["more"].format(parts=say["more_join"].join(say[what] for what, _ in there))
    return {"more": heading[:1].upper() + heading[1:], "more_hint": "".join(say[hint] for _, hint in there)}


def _turned(benefit: Benefit, lang: str) -> dict[str, str]:
    say = words(lang)["page"]
    if base_of(benefit) is None:
        return {"wanted": "", "no_base": say["no_base_ceiling" if benefit.basis == "maximum" else "no_base_fixed"]}
    label = say["wanted_places" if benefit.unit == "places" else "wanted"]
    return {"wanted": label if benefit.unit == "places" else label + BRACKETS[lang].format(SHOWN_UNITS[lang]), "no_base": ""}


def field(entry: Input, lang: str, owner: str, group: tuple[str, ...] = ()) -> Field:
    """One input as its template needs it. `owner`: what the ids begin with; `group`: the names of which one is enough."""
    money = entry.type in ("money", "money-list")
    unit = SHOWN_UNITS[lang] if money else "%" if entry.type == "percent" else ""
    label = entry.label[lang]
    return Field(
        name=entry.name,
        id=f"{owner}--{entry.name}",
        type=entry.type,
        label=label,
        full_label=label + (BRACKETS[lang].format(unit) if unit else ""),
        unit=unit,
        hint=entry.hint[lang] if entry.hint else "",
        options=tuple((value, text[lang]) for value, text in zip(entry.values, entry.options, strict=True)),
        default=entry.default,
        optional=not entry.required and entry.name not in group,
        one_of=entry.one_of,
        in_group=entry.name in group,
        undefined=entry.undefined,
        direction=entry.direction,
    )


def _first(benefit: Benefit, lang: str) -> dict[str, Any] | None:
    """The response to an empty form, where the law gives a sum without any input: then the page needs no Python to show it."""
    request = {"benefit": benefit.id, "lang": lang, "inputs": {}, "money_unit": MONEY_UNITS[lang]}
    response: dict[str, Any] = json.loads(respond(json.dumps(request, ensure_ascii=False)))
    answer = response["answer"]
    return response if answer and answer["outcome"] == "amount" else None
