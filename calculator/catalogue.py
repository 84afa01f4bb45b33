"""The benefits of the policy, from the rules that the package carries in its generated package `_rules`: one module for each benefit,
imported when it is first asked for, one for all of them in brief, and what belongs to the whole policy."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

from calculator.benefit import Benefit, Principles
from calculator.combining import Term
from calculator.frozen import Frozen
from calculator.problems import Problems, problem
from calculator.record import Fields
from calculator.steps.principles import HigherOf, InvestmentCeiling
from calculator.text import Text
from calculator.unseen import trimmed

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
INDEX = "_index"  # the module of all benefits in brief; no id begins like that


class RulesMissing(RuntimeError):
    """The checkout has no generated rules yet."""


class Entry(Frozen):
    """A benefit in brief, as lists of many benefits have it. `most`: what it gives at most, where it is worked out."""

    id: str
    article: int
    name: Text
    applicants: tuple[str, ...]
    once: bool
    most: Text | None

    @classmethod
    def of(cls, benefit: Benefit) -> Entry:
        own = [step for step in benefit.steps if not step.gate and not isinstance(step, InvestmentCeiling | HigherOf)]
        return cls(
            id=benefit.id,
            article=benefit.article,
            name=benefit.name,
            applicants=benefit.combining.applicants,
            once=benefit.combining.once is not None,
            most=own[-1].law() if own else None,
        )

    @classmethod
    def read(cls, fields: Fields) -> Entry:
        return cls(
            id=fields.string("id"),
            article=fields.whole("article"),
            name=fields.text("name"),
            applicants=fields.strings("applicants"),
            once=fields.flag("once"),
            most=fields.text("most") if fields.has("most") else None,
        )

    def as_record(self) -> dict[str, Any]:
        """As `read` takes it."""
        return {
            "id": self.id,
            "article": str(self.article),
            "name": self.name.as_dict(),
            "applicants": list(self.applicants),
            "once": "yes" if self.once else "no",
            **({"most": self.most.as_dict()} if self.most else {}),
        }


def is_id(text: str) -> bool:
    """Whether a benefit may have that id: it becomes the name of a module."""
    return _ID.fullmatch(text) is not None


def module_of(id: str) -> str:
    """The module of a benefit's rules inside `_rules`."""
    return id.replace("-", "_")


@cache
def _general() -> dict[str, Any]:
    try:
        rules: dict[str, Any] = import_module("calculator._rules").RULES
    except ModuleNotFoundError:
        raise RulesMissing("The rules are not generated yet: run `python build.py rules` in the project first.") from None
    return rules


def edition() -> str:
    """Which text of the policy the rules belong to."""
    return str(_general()["edition"])


def rules_hash() -> str:
    """A fingerprint of the rules: equal rules, equal fingerprint."""
    return str(_general()["hash"])


@cache
def index() -> dict[str, Entry]:
    """All benefits in brief by their ids, in the order of the articles."""
    _general()
    return {id: Entry.read(Fields(entry)) for id, entry in import_module(f"calculator._rules.{INDEX}").RULES.items()}


def ids() -> tuple[str, ...]:
    """All benefit ids, in the order of the articles."""
    return tuple(index())


@cache
def principles() -> Principles:
    """What article 21 adds to every benefit."""
    return Principles.read(Fields(_general()["principles"]))


@cache
def applicants() -> dict[str, Text]:
    """The kinds of applicants that a plan can be for, with their names."""
    found = {}
    for entry in Fields(_general()).each("applicants"):
        found[entry.string("id")] = entry.text("name")
        entry.end()
    return found


@cache
def term() -> Term:
    """When the policy is in force."""
    return Term.read(Fields(_general()["term"]))


@cache
def _benefit(id: str) -> Benefit:
    return Benefit.read(Fields(import_module(f"calculator._rules.{module_of(id)}").RULES), principles())


def benefit(id: object) -> Benefit:
    """The benefit of that id; raises `Problems` with `unknown-benefit` when there is none."""
    if isinstance(id, str) and is_id(id := trimmed(id)):
        _general()
        try:
            return _benefit(id)
        except ModuleNotFoundError:
            pass
    known = Text("一个事项编号，可用 list 命令查看", "the id of a benefit; the list command shows them")
    raise Problems([problem("unknown-benefit", given="" if id is None else id, expected=known)])


def benefits() -> tuple[Benefit, ...]:
    """All benefits, in the order of the articles."""
    return tuple(_benefit(id) for id in ids())
