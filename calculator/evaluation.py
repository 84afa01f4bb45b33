"""Inputs in, answer out: reads what was given, asks for what is missing, runs the steps."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.case import Case
from calculator.inputs import Input, Value
from calculator.numerals import NotRead
from calculator.problems import Problem, Problems, problem
from calculator.steps.principles import ACTUAL, HIGHER
from calculator.text import Text


def evaluate(benefit: Benefit, given: Mapping[str, Any], unit: int = 1) -> Answer:
    """The answer for one benefit.

    `given`: input name to JSON value or text; None counts as not given; `unit`: yuan that one bare number of money text is worth.
    Raises `Problems` with everything that cannot be read or does not fit together. A missing input is no problem: the
    answer is then incomplete and names it. `reading` among the inputs names another reading to apply: `A8:per-product`.
    """
    if "reading" in given:
        chosen, given = given["reading"], {name: value for name, value in given.items() if name != "reading"}
        if chosen is not None:
            return replace(evaluate(benefit.under(chosen), given, unit), reading=str(chosen))
    values, problems = read(benefit, given, unit)
    if problems:
        raise Problems(problems)
    return answer_of(benefit, values, given)


def answer_of(benefit: Benefit, values: dict[str, Value], given: Mapping[str, Any]) -> Answer:
    """The answer for values that have been read already; `given`: the same as they were typed, for what has to be said of them."""
    if not benefit.calculator:
        return Answer(benefit, Outcome.TEXT_ONLY)
    missing = _missing(benefit, values)
    assumed = tuple(field.name for field in benefit.conditions if field.name not in values and not field.required)
    refusals = unmet(benefit, values)
    if missing:
        return Answer(benefit, Outcome.INCOMPLETE, missing=missing, assumed=assumed, refusals=tuple(refusals), values=values)
    take_defaults(benefit, values)
    if problems := _objections(benefit, given, values):
        raise Problems(problems)
    return _worked_out(benefit, Case(values, up_to=benefit.up_to, refusals=refusals), assumed)


def take_defaults(benefit: Benefit, values: dict[str, Value]) -> None:
    """Puts in what stands for a question that was left open."""
    for field in benefit.questions:
        if field.name not in values and field.default is not None:
            values[field.name] = field.read(field.default)


def unmet(benefit: Benefit, values: Mapping[str, Value]) -> list[Text]:
    """The conditions that were answered and do not hold, as reasons."""
    return [
        Text(f"条件不满足：{field.states.zh}", f"condition not met: {field.states.en}")
        for field in benefit.conditions
        if field.states and field.name in values and values[field.name] is not field.expects
    ]


def read(benefit: Benefit, given: Mapping[str, Any], unit: int = 1) -> tuple[dict[str, Value], list[Problem]]:
    """What could be read, and what could not."""
    values: dict[str, Value] = {}
    problems = []
    for name, value in given.items():
        field = benefit.fields.get(name)
        if field is None:
            problems.append(no_such_field(benefit, name))
        elif value is not None:
            try:
                values[name] = field.read(value, unit)
            except NotRead as error:
                problems.append(not_read(benefit, field, value, error))
    return values, problems


def not_read(benefit: Benefit, field: Input, value: Any, error: NotRead) -> Problem:
    """What is said of a value that could not be read."""
    return problem(
        error.code,
        benefit=benefit.name,
        field=field.name,
        label=field.label,
        given=value if error.index is None else value[error.index],
        expected=field.expected if error.index is None else field.expected_item,
        index=error.index,
    )


def not_left_out(benefit: Benefit, answer: Answer) -> list[Problem]:
    """A request that nobody can ask back, of a file or a batch, may leave out no input that is required by itself."""
    if not answer.missing or set(benefit.group) >= set(answer.missing):
        return []
    fields = [benefit.fields[name] for name in answer.missing]
    return [problem("missing-field", benefit=benefit.name, field=f.name, label=f.label, expected=f.expected) for f in fields]


def no_such_field(benefit: Benefit, name: str) -> Problem:
    """What is said of a name that is no input of the benefit."""
    code = "ceiling-not-applicable" if name in (ACTUAL, HIGHER) and benefit.calculator else "unknown-field"
    return problem(code, benefit=benefit.name, field=name, expected=_names(benefit))


def _names(benefit: Benefit) -> Text:
    names = list(benefit.fields)
    if not names:
        return Text("不填写任何内容", "no field at all")
    return Text("下列各栏之一：" + "、".join(names), "one of " + ", ".join(names))


def _missing(benefit: Benefit, values: dict[str, Value]) -> tuple[str, ...]:
    names = [name for name in benefit.required if name not in values]
    if benefit.group and not any(name in values for name in benefit.group):
        names += benefit.group
    return (*names, *(name for step in benefit.steps for name in step.needs(values)))


def _objections(benefit: Benefit, given: Mapping[str, Any], values: dict[str, Value]) -> list[Problem]:
    found = [objection for step in benefit.steps for objection in step.objections(values)]
    groups: dict[str, list[str]] = {}
    for field in benefit.exclusive:
        if field.one_of and field.name in values:
            groups.setdefault(field.one_of, []).append(field.name)
    problems = [
        problem(
            "conflict",
            benefit=benefit.name,
            field=names[1],
            label=benefit.fields[names[1]].label,
            expected=Text(f"只填{'、'.join(names)}之一", f"only one of {', '.join(names)}"),
        )
        for names in groups.values()
        if len(names) > 1
    ]
    for field_name, code, expected in found:
        shown = given.get(field_name, values[field_name])  # as it was typed
        problems.append(
            problem(
                code,
                benefit=benefit.name,
                field=field_name,
                label=benefit.fields[field_name].label,
                given=shown,
                expected=expected,
            )
        )
    return problems


def _worked_out(benefit: Benefit, case: Case, assumed: tuple[str, ...]) -> Answer:
    for step in benefit.steps:
        if step.gate:
            step.run(case)
    if not case.refusals:
        for step in benefit.steps:
            if not step.gate:
                step.run(case)
    paid = not case.refusals and bool(case.value)
    return Answer(
        benefit,
        Outcome.AMOUNT if paid else Outcome.NOTHING,
        value=case.value if paid else None,
        lines=tuple(case.lines),
        refusals=tuple(case.refusals),
        extra_notes=tuple(case.notes),
        assumed=assumed,
        values=case.values,
    )
