"""What the plan's page needs of the law: whom a plan can be for, its benefits by chapter, the fields of each, and one plan worked out."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from calculator import catalogue
from calculator.steps.gates import Years
from calculator.text import LANGUAGES, Text
from calculator.wire import respond
from site_src.builder.pages import forms
from site_src.builder.pages.pieces import Piece
from site_src.builder.pages.plan_picture import Picture, picture
from site_src.builder.places import SOURCE
from site_src.builder.runtime.rules import rule_archives
from site_src.builder.views.views import Entry, Views
from site_src.builder.wording import words

EXAMPLE = SOURCE / "examples" / "plan.json"
LIST = "all--benefits"  # no id of a benefit has two hyphens side by side
PROJECT = "project"  # what the ids of a project's fields begin with, until the page gives each project its own


class Planner:
    """The plan's page in both languages, made from the same records as everything else."""

    def __init__(self, views: Views):
        self.views = views
        self.policy = views.policy
        self.term = catalogue.term()
        self.applicants = catalogue.applicants()
        self.ceiling = tuple(entry.name for entry in catalogue.principles().ceiling_inputs)

    @cached_property
    def chapters(self) -> list[tuple[Text, list[Entry]]]:
        """The benefits in the order of the law, under the headings of its chapters."""
        found = []
        for chapter in self.policy.chapters:
            entries = [self.views.entries[one.id] for number in chapter.articles for one in self.views.articles[number].benefits]
            if entries:
                found.append((chapter.heading, entries))
        return found

    def kinds(self, entry: Entry) -> tuple[str, ...]:
        """The kinds of applicants that may claim a benefit."""
        return entry.record.applicants

    def form(self, entry: Entry, lang: str) -> forms.Form | None:
        """The fields of a claim: the year of funding follows from the plan, and the ceiling's sums belong to the project."""
        rule = entry.record.rule
        if rule is None or not entry.record.calculator:
            return None
        form = forms.view(rule, lang)
        return replace(
            form,
            asked=tuple(one for one in form.asked if one.type != "year-of-funding"),
            shared=tuple(one for one in form.shared if one.name not in self.ceiling),
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The list of all benefits, which the page fetches for whoever looks for one, and the form of each."""
        claims = [
            Piece(name=id, template="plan_claim.html.j2", context=partial(self._claim, entry)) for id, entry in self.views.entries.items()
        ]
        return (Piece(name=LIST, template="plan_list.html.j2", context=lambda _: {}), *claims)

    def _claim(self, entry: Entry, lang: str) -> dict[str, Any]:
        rule = entry.record.rule
        years = {*range(self.term.first, self.term.last + 1), *self.term.edges.get(rule.combining.period if rule else "", {})}
        return {
            "entry": entry,
            "form": self.form(entry, lang),
            "year": rule.combining.year if rule else None,
            "years": sorted(years),
        }

    def rules(self, entry: Entry) -> str:
        """The archives of what a benefit is worked out by, as the worker is told of them."""
        return rule_archives().of(entry.article.record.number)

    def transition(self, lang: str) -> str:
        """How years funded before the policy count, as a sentence: the same as at every field for the year of funding."""
        said = self.term.transition[lang]
        return f"{said[:1].upper()}{said[1:]}{words(lang)['full_stop']}"

    def project_fields(self, lang: str) -> list[forms.Field]:
        """The sums that a project is asked for."""
        return [replace(forms.field(one, lang, PROJECT), optional=False) for one in catalogue.principles().ceiling_inputs]

    @cached_property
    def lasting(self) -> list[Entry]:
        """The benefits that are given for a number of years."""
        return [one for one in self._computed if any(isinstance(step, Years) for step in one.record.rule.steps)]

    @cached_property
    def once(self) -> list[Entry]:
        """The titles and one-off rewards."""
        return [one for one in self._computed if one.record.rule.combining.once]

    @property
    def _computed(self) -> list[Any]:
        return [one for one in self.views.entries.values() if one.record.rule is not None and one.record.calculator]

    def data(self, lang: str) -> dict[str, Any]:
        """All that the page's script needs and does not find in the page itself."""
        return {
            "lang": lang,
            "edition": self.policy.edition,
            "unit": forms.MONEY_UNITS[lang],
            "first": self.term.first,
            "last": self.term.last,
            "kinds": [{"id": id, "name": name[lang]} for id, name in self.applicants.items()],
            "ceiling": list(self.ceiling),
            "derived": sorted(
                {field.name for one in self._computed for field in one.record.rule.questions if field.type == "year-of-funding"}
            ),
            "example": self._plan,
            "rules": rule_archives().of_plans,
            "words": forms.words(lang)["script"]
            | words(lang)["plan"]["script"]
            | {key: words(lang)[key] for key in ("semicolon", "full_stop")},
            "sheet": {key: {one: words(one)["plan"]["sheet"][key] for one in LANGUAGES} for key in words(lang)["plan"]["sheet"]},
        }

    @cached_property
    def _plan(self) -> dict[str, Any]:
        plan: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
        return plan

    def example(self, lang: str) -> dict[str, Any]:
        """The worked example: the plan as given, and what the calculator answers to a page that asks for it."""
        return self._examples[lang]

    @cached_property
    def _examples(self) -> dict[str, dict[str, Any]]:
        return {lang: self._answered(lang) for lang in LANGUAGES}

    def _answered(self, lang: str) -> dict[str, Any]:
        request = {"plan": self._plan, "lang": lang, "money_unit": forms.MONEY_UNITS["en"]}  # plain yuan
        reply: dict[str, Any] = json.loads(respond(json.dumps(request, ensure_ascii=False)))
        assert not reply["errors"], reply["errors"]
        return reply

    def example_given(self, lang: str) -> list[list[tuple[str, str]]]:
        """What each claim of the example gives, in the words of its form."""
        return [[(one["label"][lang], one["value"][lang]) for one in claim["given"]] for claim in self.example(lang)["sheet"]["claims"]]

    def picture(self, lang: str) -> Picture:
        """The example year by year, drawn by the very script that draws a plan in the page."""
        return picture(self.example(lang), self.data(lang)["words"], "example")
