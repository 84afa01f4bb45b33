"""The benefits of the policy, from the rules that the package carries in its generated module `_rules`."""

from functools import cache
from typing import Any

from calculator.benefit import Benefit, Principles
from calculator.combining import Term
from calculator.problems import Problems, problem
from calculator.record import Fields
from calculator.text import Text


class RulesMissing(RuntimeError):
    """The checkout has no generated rules yet."""


@cache
def _rules() -> dict[str, Any]:
    try:
        from calculator._rules import RULES
    except ModuleNotFoundError:
        raise RulesMissing("The rules are not generated yet: run `python build.py rules` in the project first.") from None
    return RULES


def edition() -> str:
    """Which text of the policy the rules belong to."""
    return str(_rules()["edition"])


def rules_hash() -> str:
    """A fingerprint of the rules: equal rules, equal fingerprint."""
    return str(_rules()["hash"])


def ids() -> tuple[str, ...]:
    """All benefit ids, in the order of the articles."""
    return tuple(_rules()["benefits"])


@cache
def principles() -> Principles:
    """What article 21 adds to every benefit."""
    return Principles.read(Fields(_rules()["principles"]))


@cache
def applicants() -> dict[str, Text]:
    """The kinds of applicants that a plan can be for, with their names."""
    found = {}
    for entry in Fields(_rules()).each("applicants"):
        found[entry.string("id")] = entry.text("name")
        entry.end()
    return found


@cache
def term() -> Term:
    """When the policy is in force."""
    return Term.read(Fields(_rules()["term"]))


@cache
def _benefit(id: str) -> Benefit:
    return Benefit.read(Fields(_rules()["benefits"][id]), principles())


def benefit(id: object) -> Benefit:
    """The benefit of that id; raises `Problems` with `unknown-benefit` when there is none."""
    if not isinstance(id, str) or id not in _rules()["benefits"]:
        known = Text("一个项目编号，可用 list 命令查看", "the id of a benefit; the list command shows them")
        raise Problems([problem("unknown-benefit", given="" if id is None else id, expected=known)])
    return _benefit(id)


def benefits() -> tuple[Benefit, ...]:
    """All benefits, in the order of the articles."""
    return tuple(_benefit(id) for id in ids())
