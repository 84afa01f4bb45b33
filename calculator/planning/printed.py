"""A plan as a sheet of paper in both languages, and as the file from which the same plan can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculator import catalogue
from calculator.answer import sentence
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.plan import PlanAnswer, PlannedClaim
from calculator.planning.reader import SUMS
from calculator.planning.request import Project
from calculator.planning.telling import edges, notices, open_to_guides, outside, payable, places, sum_of, to_others, totals, whole
from calculator.sheet import stamp_of, written
from calculator.steps.principles import ACTUAL, DISTRICT, HIGHER
from calculator.text import Text, joined, quantity

Both = dict[str, str]


def printed(plan: PlanAnswer) -> dict[str, Any]:
    """Inputs, steps, words of the law, readings and warnings, each text as `{"zh", "en"}`; nothing that changes from day to day."""
    kinds = catalogue.applicants()
    summary = [sentence(whole(plan)), places(plan), to_others(plan), open_to_guides(plan), outside(plan)]
    return {
        "applicant": kinds[plan.plan.kind].as_dict() if plan.plan.kind in kinds else None,
        "summary": [text.as_dict() for text in summary if text.zh],
        "years": [
            {"year": str(year), "part": part, "exact": sum_of(sums.exact).as_dict(), "up_to": sum_of(sums.up_to).as_dict()}
            for year, parts in plan.years.items()
            for part, sums in parts.items()
        ],
        "totals": {
            name: {"exact": sum_of(sums.exact).as_dict(), "up_to": sum_of(sums.up_to).as_dict()} for name, sums in totals(plan).items()
        },
        "edges": [one.says.as_dict() for one in edges(plan)],
        "projects": [
            {"id": project.id, "given": [_given(field, value) for field, value in _sums(project)]} for project in plan.plan.projects
        ],
        "before": [
            {"name": catalogue.benefit(id).name.as_dict(), "years": sorted(years)} for id, years in sorted(plan.plan.funded.items())
        ],
        "holds": [entry.name.as_dict() for entry in catalogue.index().values() if entry.id in plan.plan.holds],
        "claims": [_claim(claim) for claim in plan.claims if claim],
        "warnings": [one.says.as_dict() for one in (*(c for c in plan.cautions if c.code == "not-proven"), *notices(plan))],
        "readings": [one.says.as_dict() for one in plan.readings],
        "standing": catalogue.principles().standing.as_dict(),
        "stamp": stamp_of(catalogue.principles().budget).as_dict(),
    }


def _claim(claim: PlannedClaim) -> dict[str, Any]:
    answer, benefit = claim.answer, claim.answer.benefit
    notes = [note for note in answer.notes if note != benefit.estimate]
    if answer.assumed:
        states = joined([benefit.fields[name].assumes for name in answer.assumed], "；", "; ")
        notes.insert(0, Text(f"未填的内容，按下列情况估算：{states.zh}。", f"Left open, and taken as follows: {states.en}."))
    return {
        "name": benefit.name.as_dict(),
        "benefit": benefit.id,
        "article": benefit.article,
        "year": str(claim.claim.year),
        "part": claim.part,
        "project": claim.claim.project.id if claim.claim.project else "",
        "cost": claim.claim.cost or "",
        "payee": claim.payee.name.as_dict() if claim.payee else None,
        "given": [_given(field, answer.values[field.name]) for field in benefit.fields.values() if field.name in answer.values],
        "steps": [
            {
                **sentence(line.sentence).as_dict(),
                "amount": quantity(line.after, benefit.unit if line in answer.steps else None).as_dict()
                if line.after is not None
                else None,
                "quote": line.step.quote.zh,
                "quote_en": line.step.quote.en,
                "article": line.step.article,
            }
            for line in (*answer.checks, *answer.steps)
        ],
        "reasons": [sentence(reason).as_dict() for reason in answer.reasons],
        "payable": payable(claim).as_dict(),
        "reduced": [
            {**sentence(one.says).as_dict(), "quote": one.quote.zh, "quote_en": one.quote.en, "article": one.article}
            for one in claim.reductions
        ],
        "notes": [note.as_dict() for note in notes],
    }


def _given(field: Input, value: Value) -> dict[str, Both]:
    return {"label": field.label.as_dict(), "value": written(field, value).as_dict()}


def _sums(project: Project) -> list[tuple[Input, Money]]:
    if project.actual is None:
        return []
    values = {ACTUAL: project.actual, HIGHER: project.higher, DISTRICT: project.other}
    return [(Input(name=name, type="money", label=SUMS[name]), value) for name, value in values.items()]


def normal(plan: PlanAnswer) -> dict[str, Any]:
    """The plan as a file or a link carries it: sums in plain yuan, numbers in plain digits, nothing taken by default."""
    claims = []
    for claim in plan.claims:
        if claim is not None:
            asked = claim.claim
            inputs: dict[str, Any] = {name: _plain(claim.answer.values[name]) for name, value in asked.inputs.items() if value is not None}
            inputs |= _without_none({"reading": asked.reading})
            entry: dict[str, Any] = {"benefit": asked.benefit.id, "year": asked.year, "inputs": inputs}
            claims.append(entry | _without_none({"project": asked.project.id if asked.project else None, "cost": asked.cost}))
    out: dict[str, Any] = {"applicant": {"kind": plan.plan.kind}}
    if plan.plan.holds:
        out["applicant"]["holds"] = sorted(plan.plan.holds)
    if plan.plan.projects:
        out["projects"] = [
            {"id": project.id, **{field.name: _plain(value) for field, value in _sums(project)}} for project in plan.plan.projects
        ]
    if plan.plan.funded:
        out["already_funded"] = [{"benefit": id, "years": sorted(years)} for id, years in sorted(plan.plan.funded.items())]
    return out | {"claims": claims}


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _plain(value: Value) -> Any:
    match value:
        case bool() | int():
            return value
        case tuple():
            return [_plain(item) for item in value]
        case Money():
            return str(value).removesuffix(".00")
    return str(value)
