"""One article as programs read it: its text, what each number of the text is, its benefits step by step, its readings and examples."""

from __future__ import annotations

import hashlib
from typing import Any

from calculator.benefit import walk
from calculator.steps.base import Step
from calculator.text import LANGUAGES, Text
from site_src.builder.data.benefit import published
from site_src.builder.law.checks.numbers import Binding, bind_article
from site_src.builder.law.policy import Article, Benefit, Example, Reading
from site_src.builder.law.source import Complaints
from site_src.builder.law.tokens import Token
from site_src.builder.views.views import Views


def article_data(article: Article, views: Views) -> dict[str, Any]:
    """The article. Places in the text count the characters of `text.zh` from 0; sums and rates are exact, as text."""
    policy = views.policy
    return {
        "$schema": "../article.schema.json",
        "edition": policy.edition,
        "rules": policy.rules["hash"],
        "number": article.number,
        "chapter": policy.chapter_of(article.number).number,
        "title": article.title.as_dict(),
        "heading": article.heading.as_dict(),
        "text": article.text.as_dict(),
        "sha256": hashlib.sha256(article.text.zh.encode()).hexdigest(),
        "clauses": [{"zh": clause.zh, "en": clause.en, "fingerprint": clause.reviewed} for clause in article.clauses],
        "summary": article.summary.as_dict(),
        "numbers": _numbers(article),
        "facts": [
            {
                "name": fact.name,
                "value": fact.value,
                "quote": fact.quote.as_dict(),
                "says": fact.says.as_dict(),
                "benefits": list(fact.benefits),
            }
            for fact in article.facts
        ],
        "benefits": [_benefit(benefit, views) for benefit in article.benefits],
        "readings": [_reading(reading) for reading in article.readings],
        "drafting": [{"id": one.id, "quote": one.quote, "says": one.says.as_dict()} for one in article.drafting],
        "url": {lang: f"{lang}/{article.path}/" for lang in LANGUAGES},
    }


def _numbers(article: Article) -> list[dict[str, Any]]:
    """Every number of the Chinese text in its order, with the one thing that it is bound to."""
    binding = bind_article(article, Complaints())
    return [
        {
            "text": token.text,
            "value": None if token.value is None else str(token.value),
            "start": token.start,
            "end": token.end,
            "bound": _bound(binding, token, article),
        }
        for token in binding.tokens
    ]


def _bound(binding: Binding, token: Token, article: Article) -> dict[str, str]:
    if token.start in binding.steps:
        benefit, step = binding.steps[token.start]
        return {"to": "step", "benefit": benefit, "step": step}
    name = binding.bound[token.start]
    for fact in article.facts:
        if name == f"the fact {fact.name}":
            return {"to": "fact", "name": fact.name}
    for word in article.words:
        if name == f"the word “{word.quote}”":
            return {"to": "word", "quote": word.quote, **word.says.as_dict()}
    return {"to": "heading"}


def _benefit(benefit: Benefit, views: Views) -> dict[str, Any]:
    told = {step.id: step.law for step in views.figures[benefit.id].steps}
    steps = walk(benefit.rule.steps) if benefit.rule is not None and benefit.calculator else []
    return published(benefit, views) | {
        "undefined": [{"zh": one.term, "en": one.en} for one in benefit.undefined],
        "stacking": [{"benefit": one.benefit, "rule": one.rule, "says": views.policy.stacking(one).as_dict()} for one in benefit.overlaps],
        "steps": [_step(step, told.get(step.id)) for step in steps],
        "examples": [_example(example) for example in benefit.examples],
    }


def _step(step: Step, law: Text | None) -> dict[str, Any]:
    numbers = [str(number) for number in step.numbers()]
    per = list(getattr(step, "per", ()))
    found = {
        "id": step.id,
        "kind": step.kind,
        "article": step.article,
        "says": (law or step.law()).as_dict(),
        "quote": step.quote.as_dict(),
    }
    return found | {"reads": list(step.reads), "numbers": numbers, "per": per}


def _example(example: Example) -> dict[str, Any]:
    """A case with what comes of it: `gives` a sum, `missing` inputs, or `refused` with a code and the `field` it concerns."""
    found: dict[str, Any] = {"name": example.name.as_dict(), "inputs": example.inputs, "outcome": example.outcome}
    said = {"gives": example.gives, "missing": list(example.missing), "refused": example.refused, "field": example.field}
    return found | {key: value for key, value in said.items() if value}


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "benefits": list(reading.benefits),
        "quote": reading.quote,
        "question": reading.question.as_dict(),
        "options": [{"name": option.name, "says": option.says.as_dict()} for option in reading.options],
        "applied": reading.applied,
        "why": reading.why.as_dict(),
        "note": reading.note.as_dict(),
        "worked": reading.worked.as_dict() if reading.worked else None,
        "not_least": reading.not_least.as_dict() if reading.not_least else None,
        "plain": reading.plain,
    }
