"""An answer as finished sentences in one language: what a page or a command line shows, ready to be read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculator.answer import Answer, Outcome, sentence
from calculator.benefit import Benefit
from calculator.case import Line
from calculator.doubt import doubt
from calculator.evaluation import answer_of, evaluate
from calculator.inputs import NO, YES, Input, Value
from calculator.marks import marks
from calculator.money import Money
from calculator.numerals import NotRead
from calculator.problems import Problems
from calculator.text import Text, decimal, joined, money, money_zh, quantity
from calculator.what_if import more

_UP_TO = Text("最高{sum}（上限，实际金额可能更低）", "Up to {sum} (a ceiling; the actual sum may be lower)")
_EXACT = Text("估算可得{sum}", "Estimated: {sum}")
_NOTHING = Text("按所填内容，没有可资助的金额", "On these inputs nothing is payable")
_NO_PLACES = Text("按所填内容，没有可给的配额", "On these inputs no quota is given")
_TEXT_ONLY = Text("本事项没有可计算的金额，以条文为准", "This benefit has no sum that can be worked out; the text prevails")
_WRONG = Text("有内容需要更正，更正后显示结果", "Something needs correcting; the result appears once it is corrected")
_SUM = Input(name="sum", type="money", label=Text("金额", "sum"))
_MISSING = Text("还需填写：{names}", "Still needed: {names}")
_ANY = Text("还需填写以下至少一项：{names}", "At least one of these is needed: {names}")
_PART = Text("只填写符合条件的部分后显示结果", "Enter only what qualifies; the result then appears")


def sheet(benefit: Benefit, given: Mapping[str, Any], lang: str, unit: int = 1) -> dict[str, Any]:
    """The answer object with its sentences: errors, echo, headline, plain, steps, checks, reasons, notes, assumed, missing, stamp."""
    try:
        answer = evaluate(benefit, given, unit)
    except Problems as error:
        errors = [
            {
                "field": p.field,
                "index": p.index,
                "code": p.code,
                "message": (p.brief if p.field in benefit.fields else p.message)[lang],
            }
            for p in error.problems
        ]
        return {"answer": None, "errors": errors, **_heard_of(benefit, given, lang, unit), "headline": _WRONG[lang], "marks": None}
    values = {name: answer.values[name] for name, value in given.items() if value is not None and name in answer.values}
    return {
        "errors": [],
        "echo": {name: _heard_all(value, lang) for name, value in values.items() if isinstance(value, Money | tuple)},
        "doubts": doubts(benefit, given, lang, unit),
        "answer": answer.as_dict(),
        "headline": headline(answer)[lang],
        "plain": plain(answer)[lang],
        "steps": [told(line, lang) for line in answer.steps],
        "checks": [told(line, lang) for line in answer.checks],
        "reasons": [sentence(reason)[lang] for reason in answer.reasons],
        "notes": [note[lang] for note in answer.notes],
        "missing": [benefit.fields[name].label[lang] for name in answer.missing],
        "assumed": [benefit.fields[name].assumes[lang] for name in answer.assumed],
        "readings": _readings(benefit, answer, lang),
        "more": further[lang] if (further := more(answer)) else "",
        "stamp": stamp(answer)[lang],
        "values": {name: [_digits(item) for item in (value if isinstance(value, tuple) else (value,))] for name, value in values.items()},
        "marks": marks(answer, lang),
    }


def _digits(value: Value) -> str:
    """What was given as links carry it: money in yuan, numbers in plain digits, choices as they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).removesuffix(".00") if isinstance(value, Money) else str(value)


def _readings(benefit: Benefit, answer: Answer, lang: str) -> list[dict[str, Any]]:
    """Where another reading of the words gives something else with these very inputs: both, the applied one first."""
    if answer.reading is not None:  # one was asked for; the others are shown beside the one that is applied
        answer = answer_of(benefit, dict(answer.values))
    found = []
    for reading in benefit.readings:
        others = [(option, answer_of(benefit.under(reading.key(option)), dict(answer.values))) for option in reading.others]
        others = [(option, other) for option, other in others if _differs(answer, other)]
        if others:
            applied = next(option for option in reading.options if option.name == reading.applied)
            ways = [(applied, answer, True), *((option, other, False) for option, other in others)]
            found.append(
                {
                    "id": reading.id,
                    "question": reading.question[lang],
                    "options": [
                        {"text": option.says[lang], "headline": headline(result)[lang], "applied": is_applied}
                        for option, result, is_applied in ways
                    ],
                }
            )
    return found


def _differs(one: Answer, other: Answer) -> bool:
    """Whether a person would be told something else; how firm the sum is matters only where a sum is told."""
    if one.settled is not other.settled:
        return True
    return one.settled is Outcome.AMOUNT and (one.amount, one.benefit.bound) != (other.amount, other.benefit.bound)


def headline(answer: Answer) -> Text:
    """The whole answer in one short sentence."""
    match answer.settled:
        case Outcome.AMOUNT:
            sum, words = amount(answer), _UP_TO if answer.benefit.up_to else _EXACT
            return Text(words.zh.format(sum=sum.zh), words.en.format(sum=sum.en))
        case Outcome.NOTHING:
            return _NO_PLACES if answer.benefit.unit == "places" else _NOTHING
        case Outcome.TEXT_ONLY:
            return _TEXT_ONLY
        case _ if not answer.missing:
            return _PART
        case _:
            labels = [answer.benefit.fields[name].label for name in answer.missing]
            if len(labels) > 1 and tuple(answer.missing) == answer.benefit.group:
                return Text(
                    _ANY.zh.format(names="、".join(label.zh for label in labels)),
                    _ANY.en.format(names="; ".join(label.en for label in labels)),
                )
            return Text(
                _MISSING.zh.format(names="、".join(label.zh for label in labels)),
                _MISSING.en.format(names="; ".join(label.en for label in labels)),
            )


def amount(answer: Answer) -> Text:
    """What is paid, as each reader writes it."""
    return quantity(answer.paid or 0, answer.benefit.unit)


def plain(answer: Answer) -> Text:
    """How the sum comes about, in one sentence with the person's own numbers; why there is none, when there is none."""
    lines = [line for line in answer.lines if not line.step.gate]
    told = [line.sentence for line in lines] if answer.settled is Outcome.AMOUNT else list(answer.reasons)
    if not told or len(told) > 12:  # a long list of items is read in the steps
        told = told[-2:]
    if not told:
        return Text("", "")
    return sentence(Text("；".join(text.zh for text in told), "; ".join(text.en for text in told)))


def stamp(answer: Answer) -> Text:
    """What must stand beside every sum that is copied."""
    from calculator import catalogue

    return stamp_of(answer.benefit.estimate or catalogue.principles().budget)


def stamp_of(estimate: Text) -> Text:
    """That it is an unofficial estimate, with the text and the rules that it rests on."""
    from calculator import catalogue

    edition, rules = catalogue.edition(), catalogue.rules_hash()
    return Text(f"{estimate.zh}文本版本 {edition}，规则指纹 {rules}。", f"{estimate.en} Text {edition}, rules {rules}.")


def _heard_of(benefit: Benefit, given: Mapping[str, Any], lang: str, unit: int) -> dict[str, Any]:
    return {"echo": echo(benefit, given, lang, unit), "doubts": doubts(benefit, given, lang, unit)}


def doubts(benefit: Benefit, given: Mapping[str, Any], lang: str, unit: int) -> dict[str, list[str]]:
    """What to ask back of each sum of money, in the order of `echo`; empty where there is nothing."""
    out = {}
    for name, value in given.items():
        field = benefit.fields.get(name)
        if unit != 1 and field is not None and field.type in ("money", "money-list"):
            out[name] = [doubt_of(item, lang, unit) for item in (value if isinstance(value, list) else [value])]
    return out


def doubt_of(given: Any, lang: str, unit: int) -> str:
    """What to ask back of one sum; nothing where it cannot be read."""
    try:
        value = _SUM.read(given, unit)
    except NotRead:
        return ""
    assert isinstance(value, Money)
    asked = doubt(given, value, unit)
    return asked[lang] if asked else ""


def echo(benefit: Benefit, given: Mapping[str, Any], lang: str, unit: int) -> dict[str, list[str | None]]:
    """What was understood of each sum of money, so that a slip of the unit is seen at once."""
    out = {}
    for name, value in given.items():
        field = benefit.fields.get(name)
        if field is not None and field.type in ("money", "money-list"):
            items = value if isinstance(value, list) else [value]
            out[name] = [understood(item, lang, unit) for item in items]
    return out


def understood(text: Any, lang: str, unit: int) -> str | None:
    """What was understood of one sum; None when it cannot be read."""
    try:
        value = _SUM.read(text, unit)
    except NotRead:
        return None
    assert isinstance(value, Money)
    return _heard(value, lang)


def _heard_all(value: Money | tuple[Money, ...], lang: str) -> list[str]:
    return [_heard(item, lang) for item in (value if isinstance(value, tuple) else (value,))]


def _heard(value: Money, lang: str) -> str:
    if lang == "en":
        return f"= {money(value).en}"
    yuan = f"{decimal(value.fen // 100)}{'' if value.fen % 100 == 0 else '.' + str(value).split('.')[1]} 元"
    short = money_zh(value)
    return f"= {yuan}" if short.replace(",", "") == yuan.replace(",", "").replace(" ", "") else f"= {yuan}（{short}）"


def told(line: Line, lang: str) -> dict[str, Any]:
    """A step as it was carried out: its sentence, its sum, and the words it rests on."""
    value = quantity(line.after, "places" if not isinstance(line.after, Money) else None) if line.after is not None else None
    return {
        "id": line.step.id,
        "text": sentence(line.sentence)[lang],
        "amount": value[lang] if value else "",
        "quote": line.step.quote.zh,
        "quote_en": line.step.quote.en,
        "article": line.step.article,
    }


def written(field: Input, value: Value) -> Text:
    """A value that was given, as each reader writes it."""
    match value:
        case bool():
            return YES if value else NO
        case tuple():
            return joined([money(item) for item in value], en="; ")
        case Money():
            return money(value)
        case str() if field.options:
            return field.options[field.values.index(value)]
        case Decimal():
            return Text(f"{value}%", f"{value}%")
    return Text(str(value), str(value))
