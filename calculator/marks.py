"""Where an answer lies on the picture of its benefit: the base given, the sum it brings, and a sentence that says so."""

from typing import Any

from calculator.answer import Answer, Outcome
from calculator.evaluation import answer_of
from calculator.inputs import Value
from calculator.inversion import base_of
from calculator.steps.base import amount
from calculator.text import Text, quantity

MOST_ITEMS = 12  # of a list; more points than that are a blur


def marks(answer: Answer, lang: str) -> dict[str, Any] | None:
    """`points` as `{"base", "amount"}` in yuan or things, `given`: the other inputs that choose a line, `text`: a finished sentence.

    None while there is no answer, and for a benefit without a base. Each item of a list is a point by itself."""
    benefit, values = answer.benefit, answer.values
    name = base_of(benefit)
    if name is None or name not in values or answer.settled not in (Outcome.AMOUNT, Outcome.NOTHING):
        return None
    value = values[name]
    if isinstance(value, tuple) and len(value) > 1:
        own = {field.name: values[field.name] for field in benefit.inputs if field.name in values}
        alone = [answer_of(benefit, {**own, name: (item,)}) for item in value[:MOST_ITEMS]]
        points = [{"base": str(item), "amount": one.amount} for item, one in zip(value, alone, strict=False)]
        text = Text(
            "图中圆圈是您填写的各项，每项单独计算。",
            "The circles in the picture are your items, each worked out by itself.",
        )
    else:
        base = value[0] if isinstance(value, tuple) else value
        points = [{"base": str(base), "amount": answer.amount}]
        text = _one(base, quantity(answer.paid or 0, benefit.unit), benefit.up_to)
    chosen = {field.name: str(values.get(field.name)) for field in benefit.questions if field.name != name}
    return {"points": points, "given": chosen, "text": text[lang]}


def _one(base: Value, sum: Text, up_to: bool) -> Text:
    assert not isinstance(base, tuple)
    at = amount(base)  # type: ignore[arg-type]
    return Text(
        f"图中圆圈是您填写的{at.zh}，{'最高' if up_to else '可得'}{sum.zh}。",
        f"The circle in the picture is your {at.en}: {'at most ' if up_to else ''}{sum.en}.",
    )
