"""The JSON Schema of a plan, made from the rules, so that editors and programs know every benefit with its inputs."""

from __future__ import annotations

from typing import Any

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.inputs import MOST_ITEMS, Input
from calculator.planning.reader import FIRST_YEAR, LAST_YEAR, MOST_CLAIMS, SUMS
from calculator.text import Text

Schema = dict[str, Any]
_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 100}
_MONEY: Schema = {
    "anyOf": [{"type": "number", "minimum": 0, "maximum": 10**15}, {"type": "string", "minLength": 1, "maxLength": 60}],
}
_YEAR: Schema = {
    "anyOf": [{"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, {"type": "string", "pattern": "^[0-9０-９]{4}$"}]
}
_YES_NO: Schema = {"type": ["boolean", "string"]}
_COUNT: Schema = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}]}


def plan_schema() -> Schema:
    """The schema, draft 2020-12; descriptions are in both languages."""
    benefits = catalogue.benefits()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "申报计划 / A plan of claims",
        "type": "object",
        "required": ["applicant", "claims"],
        "additionalProperties": False,
        "properties": {
            "applicant": _object(
                required=["kind"],
                kind={"enum": list(catalogue.applicants())},
                holds=_list({"enum": [benefit.id for benefit in benefits if benefit.combining.once]}),
            ),
            "projects": _list(
                _object(required=["id"], id=_NAME, **{name: _described(_MONEY, label) for name, label in SUMS.items()})
                | {"dependentRequired": _both_sums()}
            ),
            "already_funded": _list(_object(required=["benefit", "years"], benefit=_ids(benefits), years=_list(_YEAR))),
            "claims": _list(_claim(benefits)) | {"maxItems": MOST_CLAIMS},
        },
    }


def _claim(benefits: tuple[Benefit, ...]) -> Schema:
    claim = _object(
        required=["benefit", "year"],
        benefit=_ids(benefits),
        year=_YEAR,
        inputs={"type": ["object", "null"]},
        project={"anyOf": [_NAME, {"type": "null"}]},
        cost={"anyOf": [_NAME, {"type": "null"}]},
    )
    return claim | {"allOf": [_of(benefit) for benefit in benefits]}


def _of(benefit: Benefit) -> Schema:
    """What the inputs are when the claim is for this benefit."""
    fields = {field.name: _described(_type(field), field.label) for field in benefit.fields.values()}
    inputs = _object(required=[], **fields, reading={"type": ["string", "null"]})
    return {
        "if": {"required": ["benefit"], "properties": {"benefit": {"const": benefit.id}}},
        "then": {"title": f"{benefit.name.zh} / {benefit.name.en}", "properties": {"inputs": inputs | {"type": ["object", "null"]}}},
    }


def _type(field: Input) -> Schema:
    match field.type:
        case "money":
            found = _MONEY
        case "money-list":
            found = {"type": "array", "items": _MONEY, "minItems": 1, "maxItems": MOST_ITEMS}
        case "percent":
            found = {"type": ["number", "string"]}
        case "yes-no":
            found = _YES_NO
        case "choice":
            found = {"enum": list(field.values)}
        case _:
            found = _COUNT
    return {"anyOf": [found, {"type": "null"}]}


def _object(required: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ids(benefits: tuple[Benefit, ...]) -> Schema:
    return {"enum": [benefit.id for benefit in benefits]}


def _described(schema: Schema, label: Text) -> Schema:
    return schema | {"description": f"{label.zh} / {label.en}"}


def _both_sums() -> dict[str, list[str]]:
    """The two sums of the ceiling go together; the third goes with them."""
    actual, higher, other = SUMS
    return {actual: [higher], higher: [actual], other: [actual, higher]}
