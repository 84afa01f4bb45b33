"""The two questions after an answer, as finished sentences: what one more 万元 would bring, and what it takes to get a sum."""

from collections.abc import Mapping
from typing import Any

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.inversion import base_of, invert, one_more
from calculator.money import Money
from calculator.problems import Problems
from calculator.text import Text, money

STEP = Money.yuan(10_000)


def more(answer: Answer) -> Text | None:
    """What a base larger by 1万元 would add to this answer; None where there is no base, or no answer yet."""
    benefit = answer.benefit
    name = base_of(benefit)
    if name is None or name not in answer.values or answer.settled not in (Outcome.AMOUNT, Outcome.NOTHING) or answer.refusals:
        return None
    try:
        gain = one_more(answer, STEP)
    except Problems:  # the larger base no longer fits the other inputs
        return None
    if gain is None:
        return None
    label, step = benefit.fields[name].label, money(STEP)
    if not gain:
        return Text(f"“{label.zh}”再增加{step.zh}，金额不变。", f"A further {step.en} of “{label.en}” adds nothing.")
    added = money(gain)
    if benefit.up_to:
        return Text(
            f"“{label.zh}”再增加{step.zh}，上限提高{added.zh}。", f"A further {step.en} of “{label.en}” raises the ceiling by {added.en}."
        )
    return Text(f"“{label.zh}”再增加{step.zh}，可多得{added.zh}。", f"A further {step.en} of “{label.en}” adds {added.en}.")


def turned(benefit: Benefit, wanted: Any, given: Mapping[str, Any], lang: str, unit: int) -> dict[str, Any]:
    """The smallest base that pays what is wanted: a sentence, and the base as text that the field would read; or errors."""
    try:
        found = invert(benefit, wanted, given, unit)
    except Problems as error:
        return {
            "text": " ".join((p.brief if p.field == "amount" else p.message)[lang] for p in error.problems),
            "errors": [{"field": p.field, "code": p.code, "message": p.message[lang]} for p in error.problems],
        }
    base = found.base
    written = None if base is None else money(base)[lang] if isinstance(base, Money) else str(base)
    return {"text": found.sentence[lang], "input": found.input, "base": written, "errors": []}
