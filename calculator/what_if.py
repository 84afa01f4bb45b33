"""The two questions after an answer, as finished sentences: what one more 万元 would bring, and what it takes to get a sum."""

from collections.abc import Mapping
from typing import Any

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.inputs import Input
from calculator.inversion import base_of, invert
from calculator.money import Money
from calculator.problems import Problems
from calculator.raising import Raise, one_more
from calculator.steps.scope import item
from calculator.text import Text, money

STEP = Money.yuan(10_000)
_NAMED = 3  # items of a list that a sentence names


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
    return _told(benefit, benefit.fields[name], gain)


def _told(benefit: Benefit, field: Input, found: Raise) -> Text:
    step, which = money(STEP), _which(found)
    told = Text(f"“{field.label.zh}”{which.zh}再增加{step.zh}", f"A further {step.en}{which.en} of “{field.label.en}”")
    if found.gain:
        return told + _more(benefit, money(found.gain))
    told += Text("，金额不变。", " adds nothing.")
    if not found.further:
        return told
    one = item(field.each)
    return told + Text(f"另增一{one.zh}（{step.zh}）", f" Another {one.en} of {step.en}") + _more(benefit, money(found.further))


def _which(found: Raise) -> Text:
    """The items of which most is to be had, where there are several."""
    if not found.items or (found.every and len(found.items) == 1):
        return Text("", "")
    if found.every:
        return Text("任何一项", " on any item")
    numbers = found.items[:_NAMED]
    zh, en = "、".join(map(str, numbers)), " or ".join(filter(None, (", ".join(map(str, numbers[:-1])), str(numbers[-1]))))
    return Text(f"中第{zh}项", f" on item {en}")


def _more(benefit: Benefit, added: Text) -> Text:
    if benefit.up_to:
        return Text(f"，上限提高{added.zh}。", f" raises the ceiling by {added.en}.")
    return Text(f"，可多得{added.zh}。", f" adds {added.en}.")


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
    return {"text": found.sentence[lang], "input": found.input, "base": written, "items": found.items, "errors": []}
