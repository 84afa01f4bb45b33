"""The catalogue: every chapter, article and benefit with its addresses, and where the rest of the open data lies."""

from __future__ import annotations

from typing import Any

from calculator import catalogue as rules
from calculator.text import LANGUAGES
from site_src.builder.data.benefit import published
from site_src.builder.data.files import ARTICLE, FILES
from site_src.builder.law.changes import Change
from site_src.builder.law.policy import Kind, Named, Policy
from site_src.builder.views.views import Views


def catalogue(policy: Policy, views: Views, *, changes: tuple[Change, ...] = (), packages: dict[str, Any] | None = None) -> dict[str, Any]:
    """Everything by articles; addresses are relative to the root of the site, a fragment leads to the calculator.

    `packages`: the wheel and its lock file, when they are published beside it."""
    return {
        "$schema": "catalogue.schema.json",
        "edition": policy.edition,
        "rules": policy.rules["hash"],
        "checked": policy.checked,
        "found": policy.found.as_dict(),
        "title": policy.title.as_dict(),
        "stage": policy.stage.as_dict(),
        "status": policy.status.as_dict(),
        "standing": policy.standing.as_dict(),
        "in_force": False,
        "effect": policy.effect.as_dict(),
        "term": _term(),
        "official": False,
        "source": {"name": policy.source_name.as_dict(), "note": policy.source_note.as_dict()},
        "licence": "MIT",
        "files": {name: f"data/{file.name}" for name, file in FILES.items()},
        "packages": packages or {},
        "changes": [change.as_dict() for change in changes],
        "chapters": [
            {"number": chapter.number, "heading": chapter.heading.as_dict(), "articles": list(chapter.articles)}
            for chapter in policy.chapters
        ],
        "applicants": _named(policy.applicants),
        "audiences": [one | {"kind": named.kind} for one, named in zip(_named(policy.audiences), policy.audiences, strict=True)],
        "activities": _named(policy.activities),
        "promises": _named(policy.promises),
        "principles": _principles(),
        "articles": [
            {
                "number": article.number,
                "chapter": policy.chapter_of(article.number).number,
                "title": article.title.as_dict(),
                "summary": article.summary.as_dict(),
                "url": {lang: f"{lang}/{article.path}/" for lang in LANGUAGES},
                "data": f"data/{ARTICLE.format(article.number)}",
                "benefits": [published(benefit, views) for benefit in article.benefits],
            }
            for article in policy.articles
        ],
    }


def _named(all_of_them: tuple[Named | Kind, ...]) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "name": one.name.as_dict()} | ({"says": one.says.as_dict()} if isinstance(one, Named) and one.says else {})
        for one in all_of_them
    ]


def _term() -> dict[str, Any]:
    term = rules.term()
    return {"article": term.article, "first": term.first, "last": term.last, "quote": term.quote.as_dict()}


def _principles() -> dict[str, Any]:
    """What article 21 lays on every benefit, in its own words."""
    held = rules.principles()
    quotes = {"project_ceiling": held.ceiling, "higher_of": held.higher_of, "no_duplicate": held.no_duplicate}
    return {"article": held.article, **{name: quote.as_dict() for name, quote in quotes.items()}, "estimate": held.budget.as_dict()}
