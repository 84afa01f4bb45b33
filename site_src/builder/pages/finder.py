"""What the finder asks and knows of each benefit, from the measures: the data of its page, and the list that the page fetches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from calculator.benefit import Benefit as Rule
from calculator.inputs import Input
from calculator.steps import Years
from calculator.text import Text
from site_src.builder.law.claimants import Way, names_a_kind, stated, ways_in
from site_src.builder.law.policy import Benefit, Condition, Policy, Reading
from site_src.builder.pages import forms
from site_src.builder.pages.pieces import Piece
from site_src.builder.wording import words

LIST = "all--benefits"  # as assets/finder/known.js names it
_TRIED = ("money", "money-list", "count", "percent", "choice")  # the kinds of input to try a benefit with, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A condition of a benefit as the finder puts it. `question`: what asks for it; `name`: the input of the calculator; `states` and
    `fails`: that it holds, and that it does not; `part`: what to enter only, where it concerns part of what is entered; `direction`:
    whether it only sets the direction of the article."""

    name: str
    question: str
    ask: Text
    states: Text
    fails: Text
    quote: Text
    expects: bool
    undefined: bool
    part: Text | None
    direction: bool


class Finder:
    """The conditions of every benefit by its id, and the questions that ask for them."""

    def __init__(self, policy: Policy):
        self.policy = policy
        self._shared = {question.id: question for question in policy.questions}
        self.needed = {benefit.id: tuple(self._needed(benefit, one) for one in _counting(benefit)) for benefit in policy.benefits}

    def _needed(self, benefit: Benefit, condition: Condition) -> Needed:
        field = condition.field
        shared = self._shared.get(condition.question or "")
        assert field.states is not None and field.quote is not None, "every condition states its fact and quotes its words"
        return Needed(
            name=field.name,
            question=shared.id if shared else f"{benefit.id}.{field.name}",
            ask=shared.ask if shared else field.label,
            states=(shared.states if shared else None) or field.states,
            fails=(shared.fails if shared else None) or field.failure,
            quote=field.quote,
            expects=field.expects,
            undefined=field.undefined,
            part=field.part,
            direction=field.direction,
        )

    @cached_property
    def questions(self) -> dict[str, list[Needed]]:
        """The conditions that each question asks for; what several benefits share first, then in the order of the articles."""
        found: dict[str, list[Needed]] = {}
        for needed in self.needed.values():
            for one in needed:
                found.setdefault(one.question, []).append(one)
        return dict(sorted(found.items(), key=lambda entry: len(entry[1]) == 1))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything that grows with the measures, which the page fetches when somebody chooses."""
        return (Piece(name=LIST, template="find_list.html.j2", context=lambda _: {}),)

    def choices(self, lang: str) -> dict[str, Any]:
        """What the page itself carries: whom and what there is to choose from."""
        facets = {"who": self.policy.audiences, "did": self.policy.activities}
        return {
            "edition": self.policy.edition,
            "unit": forms.MONEY_UNITS[lang],
            **{
                key: [{"id": one.id, "name": one.name[lang], "answers": list(stated(self.policy, one)), "kind": one.kind} for one in all]
                for key, all in facets.items()
            },
        }

    def known(self, lang: str) -> dict[str, Any]:
        """What is asked, and what each benefit depends on."""
        return {
            "questions": [
                {
                    "id": id,
                    "ask": asked[0].ask[lang],
                    "states": asked[0].states[lang],
                    "undefined": any(one.undefined for one in asked),
                    "direction": all(one.direction for one in asked),
                }
                for id, asked in self.questions.items()
            ],
            "industry": {"question": self.policy.industry.question, "note": self._industry.note[lang]},
            "benefits": [self._known(benefit, lang) for benefit in self.policy.benefits],
        }

    def _known(self, benefit: Benefit, lang: str) -> dict[str, Any]:
        """One benefit: the identities that its words do not name with the ways that stay open to them, and its conditions."""
        ways = {audience.id: ways_in(self.policy, benefit, audience) for audience in self.policy.audiences}
        return {
            "id": benefit.id,
            "others": {id: [_way(way) for way in found] for id, found in ways.items() if found is not None},
            "names": names_a_kind(self.policy, benefit),
            "words": _words(benefit.claimants.quote, lang),
            "did": list(benefit.activities),
            "industry": benefit.id in self._industry.benefits or benefit.claimants.unstated is not None,
            "conditions": [
                {
                    "name": one.name,
                    "question": one.question,
                    "expects": one.expects,
                    "states": one.states[lang],
                    "fails": one.fails[lang],
                    "quote": _words(one.quote, lang),
                    "part": one.part[lang] if one.part else None,
                    "direction": one.direction,
                }
                for one in self.needed[benefit.id]
            ],
            "requirements": _requirements(benefit, lang),
            "calculator": benefit.calculator,
            "try": tried(benefit.rule, lang) if benefit.rule and benefit.calculator else None,
        }

    @cached_property
    def _industry(self) -> Reading:
        """The reading of clauses that name no industry."""
        return next(reading for reading in self.policy.readings if reading.id == self.policy.industry.reading)


def _way(way: Way) -> dict[str, Any]:
    return {"question": way.question} | ({"did": list(way.did)} if way.did else {})


def _words(quote: Text, lang: str) -> dict[str, str]:
    """Words of the law as they stand, and in the reader's language."""
    return {"law": quote.zh, "own": quote[lang]}


def _requirements(benefit: Benefit, lang: str) -> list[dict[str, Any]]:
    """What no question of the finder settles: the figures that a gate holds against a threshold, and who may claim where the text leaves
    that open. A limit of years is none: the first year is always within it."""
    claimants, rule = benefit.claimants, benefit.rule
    gates = [step for step in rule.steps if step.gate and not isinstance(step, Years)] if rule and benefit.calculator else []
    needed: list[dict[str, Any]] = [{"name": step.reads[0], "states": None, "quote": _words(step.quote, lang)} for step in gates]
    if claimants.unstated:
        needed.append({"name": "recipients", "states": claimants.unstated[lang], "quote": _words(claimants.quote, lang)})
    return needed


def _counting(benefit: Benefit) -> list[Condition]:
    """The conditions that count on the readings applied; another reading may ask for more."""
    if benefit.rule is None or not benefit.calculator:
        return list(benefit.conditions)
    applied = {field.name for field in benefit.rule.conditions}
    return [condition for condition in benefit.conditions if condition.field.name in applied]


def tried(rule: Rule, lang: str) -> dict[str, Any] | None:
    """The one input to try a benefit with, and what goes with it: for a choice that must be made its first value, said in the label.

    None where the law asks for no figure. Of two ways to give a figure the later is taken: it needs no list made up beforehand."""
    asked = [field for field in rule.questions if field.type in _TRIED and field.default in (None, "0")]
    if not asked:
        return None
    entry = asked[-1] if asked[0].one_of else min(asked, key=lambda field: _TRIED.index(field.type))
    form = forms.view(rule, lang)
    shown = next(field for field in form.asked if field.name == entry.name)
    others = [field for field in rule.questions if field is not entry and field.required]
    say = words(lang)["find"]
    return {
        "input": entry.name,
        "type": entry.type,
        "label": shown.full_label + "".join(say["try_year"].format(option=_first_option(field)[lang]) for field in others),
        "options": [list(option) for option in shown.options],
        "also": {field.name: field.values[0] for field in others},
        "rules": form.rules,
    }


def _first_option(field: Input) -> Text:
    assert field.options, f"{field.name}: only a choice can be made for the reader"
    return field.options[0]


def failures(lang: str) -> dict[str, Any]:
    """What is said while Python starts and when it does not: the words of the form."""
    script = forms.words(lang)["script"]
    return {key: script[key] for key in ("stages", "failures")}
