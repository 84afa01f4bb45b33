"""A benefit as programs read it: whom it is for, what it asks, its limits. Keys once published are never renamed."""

from __future__ import annotations

from typing import Any

from calculator.benefit import Benefit as Rule
from calculator.combining import Combining
from calculator.inputs import Input
from calculator.text import LANGUAGES, Text
from site_src.builder.law.policy import Benefit
from site_src.builder.views.views import Views


def published(benefit: Benefit, views: Views) -> dict[str, Any]:
    """One benefit of the catalogue. Addresses are relative to the root of the site, sums are yuan as text."""
    found: dict[str, Any] = {
        "id": benefit.id,
        "name": benefit.name.as_dict(),
        "calculator": benefit.calculator,
        "promise": benefit.promise,
        "audiences": list(benefit.audiences),
        "activities": list(benefit.activities),
        "applicants": list(benefit.applicants),
        "claimants": benefit.claimants.quote.as_dict(),
        "who": benefit.who.as_dict(),
        "how_much": benefit.how_much.as_dict(),
        "how_long": benefit.how_long.as_dict(),
        "clause": benefit.clause,
        "conditions": [_input(one.field) | {"counts": _counts(one.field, benefit)} for one in benefit.conditions],
        "readings": [reading.id for reading in views.policy.readings if benefit.id in reading.benefits or reading.id in benefit.notes],
        "url": {lang: f"{lang}/{views.entries[benefit.id].path}" for lang in LANGUAGES},
    }
    if benefit.rule is not None and benefit.calculator:
        found |= _computed(benefit.rule) | {
            "ceiling": ceiling_of(benefit, views),
            "limit": limit.as_dict() if (limit := views.figures[benefit.id].limit) else None,
            "embed": f"embed/{benefit.id}/",
        }
    return found


def ceiling_of(benefit: Benefit, views: Views) -> dict[str, Any] | None:
    """The most that one award can be, where the clause names it: yuan as text, and for whom and how long it counts."""
    ceiling = views.figures[benefit.id].ceiling
    if ceiling is None:
        return None
    return {"amount": str(ceiling.sum), "per": ceiling.per.as_dict() if ceiling.per else None}


def _counts(condition: Input, benefit: Benefit) -> bool:
    """Whether a condition counts on the readings applied; some are asked on another reading alone."""
    return benefit.rule is None or not benefit.calculator or condition in benefit.rule.conditions


def _computed(rule: Rule) -> dict[str, Any]:
    combining = rule.combining
    return {
        "unit": rule.unit,
        "basis": rule.basis,
        "bound": rule.bound,
        "project_ceiling": rule.ceiling,
        "period": combining.period,
        "inputs": [_input(field) for field in rule.questions],
        "optional": [_input(field) for field in rule.optional],
        **_combined(combining),
    }


def _combined(combining: Combining) -> dict[str, Any]:
    payee, once = combining.payee, combining.once
    return {
        "payee": {"kind": payee.kind, "name": payee.name.as_dict()} if payee else None,
        "once": {"per": list(once.per), "by": once.by, "quote": once.quote.as_dict()} if once else None,
        "overlaps": [{"benefit": one.benefit, "rule": one.rule, "says": one.says.as_dict()} for one in combining.overlaps],
    }


def _input(field: Input) -> dict[str, Any]:
    """What a form or a program must know of one input; what does not apply is left out."""
    texts: dict[str, Text | None] = {
        "label": field.label,
        "hint": field.hint,
        "states": field.states,
        "fails": field.fails,
        "quote": field.quote,
    }
    found: dict[str, Any] = {"name": field.name, "type": field.type, "required": field.required}
    found |= {key: text.as_dict() for key, text in texts.items() if text is not None}
    if field.values:
        names = field.options or tuple(Text(value, value) for value in field.values)
        found["values"] = [{"value": value, "name": name.as_dict()} for value, name in zip(field.values, names, strict=True)]
    for key, said in {"default": field.default, "one_of": field.one_of, "each": field.each}.items():
        if said is not None:
            found[key] = said
    if field.is_condition:
        found |= {"expects": field.expects, "undefined": field.undefined, "part": field.part is not None, "direction": field.direction}
        if field.part is not None:
            found["enter"] = field.part.as_dict()
    return found
