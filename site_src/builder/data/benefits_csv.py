"""All benefits as one table for spreadsheets: a line a benefit, both languages in columns, no cell that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from typing import Any

from calculator.export.harmless import harmless
from calculator.text import LANGUAGES, Text, joined
from site_src.builder.data.benefit import ceiling_of
from site_src.builder.law.policy import Benefit, Kind, Named, Policy
from site_src.builder.views.views import Views

MARK = "\ufeff"  # without it Excel takes UTF-8 for the system's own encoding


def benefits_csv(policy: Policy, views: Views, site_url: str = "") -> bytes:
    """The table as UTF-8 with a byte order mark and CRLF, as RFC 4180 has it. Sums are yuan; addresses as in the catalogue, whole
    when the site's address is known."""
    rows = [_row(benefit, policy, views, site_url) for benefit in policy.benefits]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: harmless(value) for key, value in row.items()} for row in rows)
    return (MARK + out.getvalue()).encode()


def _row(benefit: Benefit, policy: Policy, views: Views, site_url: str) -> dict[str, str]:
    ceiling: dict[str, Any] = ceiling_of(benefit, views) or {"amount": "", "per": None}
    per = Text(**ceiling["per"]) if ceiling["per"] else Text("", "")
    rule = benefit.rule if benefit.calculator else None
    figure = views.figures[benefit.id]
    return {
        "id": benefit.id,
        "article": str(benefit.article),
        **_two("name", benefit.name),
        **_two("audiences", _names(benefit.audiences, policy.audiences)),
        **_two("applicants", _names(benefit.applicants, policy.applicants)),
        **_two("activities", _names(benefit.activities, policy.activities)),
        "promise": benefit.promise,
        **_two("promise", views.promises[benefit.promise].name),
        "calculator": "yes" if benefit.calculator else "no",
        "unit": (rule.unit if rule else None) or "",
        "basis": (rule.basis if rule else None) or "",
        "bound": (rule.bound if rule else None) or "",
        "ceiling_yuan": ceiling["amount"],
        **_two("ceiling_per", per),
        **_two("limit", views.figures[benefit.id].limit or Text("", "")),
        "project_ceiling": rule.ceiling if rule else "",
        "period": rule.combining.period if rule else "",
        **_two("who", benefit.who),
        **_two("how_much", benefit.how_much),
        **_two("how_long", benefit.how_long),
        **_two("conditions", joined([one.states for one in figure.conditions], "；", "; ")),
        **_two("directions", joined([one.states for one in figure.directions], "；", "; ")),
        "clause_zh": benefit.clause,
        "inputs": " ".join(field.name for field in rule.questions) if rule else "",
        **{f"url_{lang}": f"{site_url}{lang}/{views.entries[benefit.id].path}" for lang in LANGUAGES},
        **_two("standing", policy.standing),
        "edition": policy.edition,
        "rules": str(policy.rules["hash"]),
    }


def _two(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_{lang}": text[lang] for lang in LANGUAGES}


def _names(ids: tuple[str, ...], of: tuple[Named | Kind, ...]) -> Text:
    known = {named.id: named.name for named in of}
    return joined([known[id] for id in ids], "；", "; ")
