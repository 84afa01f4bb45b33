"""Where an answer lies on the picture of its benefit: the base given, the sum it brings, and a sentence that says so."""

from collections.abc import Mapping
from typing import Any

from calculator.answer import Outcome
from calculator.benefit import Benefit
from calculator.evaluation import evaluate, read
from calculator.inputs import Value
from calculator.inversion import base_of
from calculator.problems import Problems
from calculator.sheet import amount as paid
from calculator.steps.base import amount
from calculator.text import Text

MOST_ITEMS = 12  # of a list; more points than that are a blur


def marks(benefit: Benefit, given: Mapping[str, Any], lang: str, unit: int = 1) -> dict[str, Any] | None:
    """`points` as `{"base", "amount"}` in yuan or things, `given`: the other inputs that choose a line, `text`: a finished sentence.

    None while there is no answer, and for a benefit without a base. Each item of a list is a point by itself."""
    name = base_of(benefit)
    if name is None or name not in given:
        return None
    try:
        answer = evaluate(benefit, given, unit)
        if answer.settled not in (Outcome.AMOUNT, Outcome.NOTHING):
            return None
        values, _ = read(benefit, given, unit)
        value = values[name]
        items = value if isinstance(value, tuple) else (value,)
        if len(items) == 1:
            points = [{"base": str(items[0]), "amount": answer.amount}]
            text = _one(items[0], paid(answer), benefit.up_to)
        else:
            own = {field.name: given[field.name] for field in benefit.inputs if field.name in given}
            alone = [evaluate(benefit, {**own, name: [f"{item}元"]}, unit) for item in items[:MOST_ITEMS]]
            points = [{"base": str(item), "amount": one.amount} for item, one in zip(items, alone, strict=False)]
            text = Text(
                "图中圆圈是您填写的各项，每项单独计算。",
                "The circles in the picture are your items, each worked out by itself.",
            )
    except Problems:
        return None
    chosen = {field.name: str(values.get(field.name, field.default)) for field in benefit.questions if field.name != name}
    return {"points": points, "given": chosen, "text": text[lang]}


def _one(base: Value, sum: Text, up_to: bool) -> Text:
    assert not isinstance(base, tuple)
    at = amount(base)  # type: ignore[arg-type]
    return Text(
        f"图中圆圈是您填写的{at.zh}，{'最高' if up_to else '可得'}{sum.zh}。",
        f"The circle in the picture is your {at.en}: {'at most ' if up_to else ''}{sum.en}.",
    )
