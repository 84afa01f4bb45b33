"""What the calculator carries of the law: the computing part of every benefit, as its generated package `calculator/_rules`."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from pprint import pformat
from typing import Any

from calculator import catalogue
from calculator.benefit import Benefit, Principles
from calculator.record import Fields, RecordError
from site_src.builder.law.asked import Asked, asked_in, say_at_inputs
from site_src.builder.law.attach import attach
from site_src.builder.law.source import Complaints, Source
from site_src.builder.places import ROOT

GENERATED = ROOT / "calculator" / "_rules"
GENERAL = "__init__"  # the module with what belongs to the whole policy
_KEPT = ("id", "name", "calculator", "unit", "basis", "bound", "ceiling", "matching", "inputs", "conditions", "steps")
COMBINING = ("applicants", "payee", "period", "year", "once")  # what a plan has to know of a benefit, beside its overlaps
_YEAR = re.compile("([0-9]{4})年")
_HEAD = '"""Rules of the policy, generated from measures/ by `python build.py rules`; do not edit."""\n\n'


@dataclass(frozen=True)
class Compiled:
    """The rules as data, and the same as the calculator's records. `asked`: what articles ask of benefits that are not theirs."""

    rules: dict[str, Any]
    principles: Principles
    benefits: dict[str, Benefit]
    asked: list[Asked]


def compile_rules(head: Source, articles: list[Source], principled: Source, complaints: Complaints) -> Compiled | None:
    """Takes the computing part out of the article files and has the calculator read it; None after a complaint."""
    notes = {
        reading["id"]: {"zh": reading["note"]["zh"], "en": reading["note"]["en"]}
        for source in articles
        for reading in source.data.get("readings", [])
    }
    asked = asked_in(articles, complaints)
    by_id: dict[str, dict[str, Any]] = {}
    places: dict[str, tuple[Source, tuple[str | int, ...]]] = {}
    for source in articles:
        for place, data in enumerate(source.data.get("benefits", [])):
            path: tuple[str | int, ...] = ("benefits", place)
            id = data["id"]
            if not catalogue.is_id(id):
                complaints.add(source, (*path, "id"), f"“{id}”", "small letters, figures and single hyphens between them")
                continue
            if id in by_id:
                complaints.add(source, (*path, "id"), f"the id “{id}” again", "ids that are given once")
                continue
            ours = [one for one in asked if id in one.benefits]
            by_id[id] = {key: _computed(data[key]) for key in (*_KEPT, *COMBINING) if key in data} | {
                "article": source.data["article"],
                "overlaps": [overlap for overlap in data.get("overlaps", []) if "with" in overlap],
                "notes": [
                    notes[note] for note in (*data.get("notes", []), *(one.note for one in asked if id in one.noted)) if note in notes
                ],
                "conditions": _computed([*data.get("conditions", []), *(one.condition | {"article": str(one.article)} for one in ours)]),
            }
            if data.get("calculator") != "yes":
                by_id[id] = {key: by_id[id][key] for key in ("id", "article", "name", "calculator")}
            places[id] = (source, path)
    transition = next((source.data["term"]["transition"] for source in articles if "term" in source.data), None)
    for data in by_id.values():
        _say_transition(data, transition)
    sound = [id for id, data in by_id.items() if _expand(data, by_id, places[id], complaints)]
    say_at_inputs(articles, by_id)
    asks = {id: {one.name for one in asked if id in one.benefits} for id in by_id}
    attached = attach(articles, by_id, asks, complaints)
    shared = {"article": principled.data["article"], "standing": head.data["standing"], "rules": principled.data["rules"]}
    try:
        principles = Principles.read(Fields(shared))
    except RecordError as error:
        complaints.add_error(principled, error)
        return None
    benefits = {}
    for id in sound:
        source, path = places[id]
        try:
            benefits[id] = Benefit.read(Fields(by_id[id]), principles)
        except RecordError as error:
            complaints.add(*(attached.place(id, error) or (source, (*path, *error.path))), error.found, error.expected)
    rules = {
        "edition": head.data["edition"],
        "applicants": [{key: kind[key] for key in ("id", "name") if key in kind} for kind in head.data.get("applicants", [])],
        "term": _term(articles, complaints),
        "principles": shared,
        "benefits": by_id,
    }
    return Compiled({**rules, "hash": _fingerprint(rules)}, principles, benefits, asked)


def _computed(value: Any) -> Any:
    """What the calculator needs of a value: conditions without the question by which the finder asks for them."""
    if not isinstance(value, list):
        return value
    return [{key: item[key] for key in item if key != "question"} if isinstance(item, dict) else item for item in value]


def _say_transition(data: dict[str, Any], transition: dict[str, str] | None) -> None:
    """Every field for the year of funding says alike how years before the policy count."""
    inputs = data.get("inputs")
    if transition is None or not isinstance(inputs, list):
        return
    data["inputs"] = [
        entry | {"hint": {"zh": f"{entry['hint']['zh']}；{transition['zh']}", "en": f"{entry['hint']['en']}; {transition['en']}"}}
        if entry.get("type") == "year-of-funding" and "hint" in entry
        else entry
        for entry in inputs
    ]


def _term(articles: list[Source], complaints: Complaints) -> dict[str, Any]:
    """The first and the last year in which the policy is in force, from the facts that its `term` names; empty after a complaint."""
    for source in articles:
        if term := source.data.get("term"):
            years = {fact["name"]: year[1] for fact in source.data.get("facts", []) if (year := _YEAR.match(fact["value"]))}
            unknown = [key for key in ("from", "until") if term[key] not in years]
            for key in unknown:
                complaints.add(source, ("term", key), f"“{term[key]}”", "the name of a fact of this file that begins with a year")
            if not unknown:
                named = {"article": source.data["article"], "first": years[term["from"]], "last": years[term["until"]]}
                return named | {key: term[key] for key in ("quote", "transition", "edges")}
    return {}


def _expand(
    data: dict[str, Any],
    by_id: dict[str, dict[str, Any]],
    place: tuple[Source, tuple[str | int, ...]],
    complaints: Complaints,
) -> bool:
    """同等标准: a step that refers to another benefit is replaced by that benefit's steps; false when there is none."""
    steps = data.get("steps")
    if not isinstance(steps, list):
        return True
    out, found = [], True
    for number, step in enumerate(steps):
        if not isinstance(step, dict) or "same_as" not in step:
            out.append(step)
        elif "steps" in by_id.get(step["same_as"], {}):
            out += by_id[step["same_as"]]["steps"]
        else:
            source, path = place
            complaints.add(source, (*path, "steps", number, "same_as"), f"“{step['same_as']}”", "the id of a benefit with steps")
            found = False
    data["steps"] = out
    return found


def _fingerprint(rules: dict[str, Any]) -> str:
    canonical = json.dumps(rules, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def rule_modules(rules: dict[str, Any]) -> dict[str, str]:
    """The source of each module of the package by its name: `GENERAL`, `catalogue.INDEX`, and one for each benefit."""
    principles = Principles.read(Fields(rules["principles"]))
    benefits = {id: Benefit.read(Fields(data), principles) for id, data in rules["benefits"].items()}
    modules = {
        GENERAL: {key: value for key, value in rules.items() if key != "benefits"},
        catalogue.INDEX: {id: catalogue.Entry.of(benefit).as_record() for id, benefit in benefits.items()},
        **{catalogue.module_of(id): data for id, data in rules["benefits"].items()},
    }
    return {name: f"{_HEAD}RULES = {pformat(data, width=120, sort_dicts=False)}\n" for name, data in modules.items()}


def write_rules(rules: dict[str, Any], target: Path = GENERATED) -> None:
    """Writes the package; an unchanged module is left alone, so that nothing is rebuilt for it."""
    modules = {target / f"{name}.py": text for name, text in rule_modules(rules).items()}
    target.mkdir(exist_ok=True)
    for path, text in modules.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in target.glob("*.py"):
        if path not in modules:
            path.unlink()
