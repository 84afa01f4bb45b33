"""The law as records: what pages show of it. The computing part of a benefit is its `rule`, a calculator record."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from calculator.benefit import Benefit as Rule
from calculator.benefit import Principles
from calculator.combining import Edge
from calculator.inputs import Input
from calculator.text import Text
from site_src.builder.law.source import Place, Source


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A sentence of the official text and its English. `reviewed`: fingerprint of the Chinese when the English was last reviewed."""

    zh: str
    en: str
    reviewed: str
    path: Place = ()

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, kw_only=True)
class Word:
    """A number word of the text that is no parameter, and what it is instead."""

    quote: str
    says: Text
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A number of the text that computes nothing: a quota of projects, a window, a date. `value` is written as in the record."""

    name: str
    value: str
    quote: Text
    says: Text
    benefits: tuple[str, ...]
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class InForce:
    """How long the policy is in force: the facts that give the first and the last day, and what a claim at either edge meets.

    `edges`: for each period of a benefit the years that the term cuts through or only reaches back to."""

    start: str
    end: str
    quote: Text
    transition: Text
    edges: dict[str, dict[int, Edge]]
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Undefined:
    """A term that the draft uses and does not define."""

    term: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Something that may not be claimed together, or may be stacked; `benefit` is an id of this policy or None.

    `rule`: what follows where that benefit is claimed too; every overlap with a benefit has one. `origin`: the policy of the city that
    it comes from, where that one lapses on a day that is known."""

    benefit: str | None
    rule: str | None
    says: Text
    origin: str | None = None


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to read ambiguous words."""

    name: str
    says: Text
    instead: dict[str, Any]  # benefit id to what changes there when this way is taken; read by the calculator's own record


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Words that can be read in several ways, the way applied and why. `note` is the short form that goes with an answer; `not_least`
    says why the way applied is taken although another pays less. `plain`: the words leave no doubt, but the question is asked."""

    id: str
    article: int
    benefits: tuple[str, ...]
    quote: str | None
    question: Text
    options: tuple[Option, ...]
    applied: str
    why: Text
    note: Text
    not_least: Text | None = None
    plain: bool = False
    worked: Text | None = None  # the difference in an example, where another year, party or claim would be needed to compute it
    path: Place = ()

    @property
    def chosen(self) -> Option:
        return next(option for option in self.options if option.name == self.applied)

    @property
    def others(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.name != self.applied)


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """A drafting problem that a reader would trip over."""

    id: str
    quote: str | None
    says: Text
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition the clause states, as the calculator reads it. `question`: the policy's question that asks for it, if any."""

    field: Input
    question: str | None
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Example:
    """A case with its expected answer: `gives` an amount, an `outcome`, `missing` inputs, or `refused` with a code and a field."""

    name: Text
    inputs: dict[str, Any]
    outcome: str
    gives: str | None = None
    missing: tuple[str, ...] = ()
    refused: str | None = None
    field: str | None = None
    shown: bool = False
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Claimants:
    """The clause's own words for who may claim. `mentions`: kinds of applicants that the clause names and that do not claim; `unstated`:
    what the text leaves open about who may, where it states no recipient."""

    quote: Text
    mentions: tuple[str, ...]
    unstated: Text | None = None
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """A benefit as pages tell it. `rule` computes it; None where the law gives no sum. `applicants`: the kinds that may claim it;
    `audiences`: those that are of such a kind."""

    id: str
    article: int
    name: Text
    clause: str
    calculator: bool
    promise: str
    applicants: tuple[str, ...]
    claimants: Claimants
    activities: tuple[str, ...]
    who: Text
    how_much: Text
    how_long: Text
    undefined: tuple[Undefined, ...]
    overlaps: tuple[Overlap, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    examples: tuple[Example, ...]
    audiences: tuple[str, ...] = ()
    rule: Rule | None = None
    path: Place = ()

    @property
    def shown(self) -> Example | None:
        """The worked example of the page."""
        return next((example for example in self.examples if example.shown), None)


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article: its official text clause by clause, its benefits, readings and drafting problems."""

    number: int
    slug: str
    title: Text
    heading: Text
    clauses: tuple[Clause, ...]
    summary: Text
    words: tuple[Word, ...]
    facts: tuple[Fact, ...]
    term: InForce | None
    benefits: tuple[Benefit, ...]
    readings: tuple[Reading, ...]
    drafting: tuple[Drafting, ...]
    source: Source = field(repr=False)

    @property
    def path(self) -> str:
        """Folder of its page below a language: `articles/01-computing-power`."""
        return f"articles/{self.number:02d}-{self.slug}"

    @cached_property
    def text(self) -> Text:
        """The whole official text of the article, and its English."""
        return Text(
            self.heading.zh + "".join(clause.zh for clause in self.clauses),
            self.heading.en + " " + " ".join(clause.en for clause in self.clauses),
        )


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter: its heading and the numbers of its articles."""

    number: int
    heading: Text
    articles: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Named:
    """An id with its name; for how firm a sum is what it means, for audiences and activities the questions they answer with yes.

    `kind`: for audiences the kind of applicant that they are; `may_be`: for activities the kinds that whoever does this may be too."""

    id: str
    name: Text
    says: Text | None = None
    kind: str | None = None
    answers: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of applicant. `words`: how the text names it; `may_be`: the kinds that the same applicant may be as well; `question`: what
    asks whether the applicant is of this kind."""

    id: str
    name: Text
    words: tuple[str, ...]
    may_be: tuple[str, ...]
    question: str | None
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Industry:
    """The question whether an applicant belongs to the industries of the policy, and the reading of clauses that name no industry."""

    question: str
    reading: str
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A policy of the city that benefits may be stacked with. `until`: its last day; `says`: that it lapses while this one runs."""

    id: str
    until: str
    says: Text
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that several conditions share, or that asks for one in words that stand outside its form.

    `states`: the fact that must hold, `fails`: that it does not; without them each condition says its own."""

    id: str
    ask: Text
    states: Text | None
    fails: Text | None = None
    path: Place = ()


@dataclass(frozen=True, kw_only=True)
class Term:
    """A glossary entry; `official`: the English was found in an official English text."""

    id: str
    zh: str
    en: str
    official: bool
    says: Text


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The whole law with everything the explorer says about it."""

    id: str
    edition: str
    checked: str
    found: Text
    title: Text
    stage: Text
    status: Text  # both of the next
    standing: Text
    pending: Text
    effect: Text
    report: str
    numbers: int  # how many number tokens the official text has
    source_name: Text
    source_note: Text
    preamble: tuple[Clause, ...]
    preamble_words: tuple[Word, ...]
    chapters: tuple[Chapter, ...]
    applicants: tuple[Kind, ...]
    audiences: tuple[Named, ...]
    industry: Industry
    activities: tuple[Named, ...]
    promises: tuple[Named, ...]
    questions: tuple[Question, ...]
    origins: tuple[Origin, ...]
    articles: tuple[Article, ...]
    glossary: tuple[Term, ...]
    principles: Principles
    rules: dict[str, Any] = field(repr=False)  # what the calculator carries as its package `_rules`
    source: Source = field(repr=False)

    @cached_property
    def benefits(self) -> tuple[Benefit, ...]:
        return tuple(benefit for article in self.articles for benefit in article.benefits)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(reading for article in self.articles for reading in article.readings)

    def stacking(self, overlap: Overlap) -> Text:
        """What is said of an overlap, with the day on which the policy that it comes from lapses."""
        origin = next((one for one in self.origins if one.id == overlap.origin), None)
        return overlap.says if origin is None else Text(f"{overlap.says.zh}；{origin.says.zh}", f"{overlap.says.en}; {origin.says.en}")

    def article(self, number: int) -> Article:
        return next(article for article in self.articles if article.number == number)

    def benefit(self, id: str) -> Benefit:
        return next(benefit for benefit in self.benefits if benefit.id == id)

    def chapter_of(self, article: int) -> Chapter:
        return next(chapter for chapter in self.chapters if article in chapter.articles)

    @cached_property
    def text(self) -> str:
        """The official Chinese text, joined in order."""
        parts = [self.title.zh, self.stage.zh, *(clause.zh for clause in self.preamble)]
        for chapter in self.chapters:
            parts += [chapter.heading.zh, *(self.article(number).text.zh for number in chapter.articles)]
        return "".join(parts)
