"""Every example of every benefit comes out as its author says."""

from typing import Any

from calculator.benefit import Benefit
from calculator.evaluation import evaluate
from calculator.problems import Problems
from site_src.builder.law import policy as law


def outcome_of(rule: Benefit, inputs: dict[str, Any]) -> dict[str, Any]:
    """What happens with these inputs, in the words of an example: outcome, and amount, missing or refused and field."""
    try:
        answer = evaluate(rule, inputs)
    except Problems as error:
        first = error.problems[0]
        return {"outcome": "refused", "refused": first.code, "field": first.field}
    found: dict[str, Any] = {"outcome": str(answer.settled)}
    if answer.missing:
        found["missing"] = tuple(answer.missing)
    if answer.settled == "amount":
        found["gives"] = answer.amount
    return found


def expected_of(example: law.Example) -> dict[str, Any]:
    """The same words for what the author expects."""
    expected: dict[str, Any] = {"outcome": example.outcome}
    if example.gives is not None:
        expected["gives"] = example.gives
    if example.missing:
        expected["missing"] = example.missing
    if example.refused is not None:
        expected |= {"refused": example.refused, "field": example.field}
    return expected


def differs(benefit: law.Benefit, example: law.Example) -> str | None:
    """What came out instead; None when the example holds."""
    if benefit.rule is None:
        return "a benefit without a calculator"
    found, expected = outcome_of(benefit.rule, example.inputs), expected_of(example)
    return None if found == expected else said(found)


def said(outcome: dict[str, Any]) -> str:
    """An outcome in words, for a complaint."""
    return ", ".join(f"{key} {', '.join(value) if isinstance(value, tuple) else value}" for key, value in outcome.items())
