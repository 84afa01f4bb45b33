"""Inputs in, answer out: reads what was given, asks for what is missing, runs the steps."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.case import Case
from calculator.course import Course
from calculator.inputs import Input, Value
from calculator.numerals import NotRead
from calculator.problems import Problem, Problems, problem, why_not
from calculator.steps.principles import CEILING
from calculator.text import Text, joined
from calculator.unseen import trimmed

_DIRECTION = Text(
    "。这句话只表明本条的方向，不作为条件，金额不变；但申请指南可能要求符合。",
    ". That sentence only sets the direction of the article: it is no condition and changes no sum, but the application guide may "
    "require it.",
)
_NONE_OF_IT = {
    "CNY": Text("；全部不符合的，没有可资助的金额", "; where none of it qualifies, nothing is payable"),
    "places": Text("；全部不符合的，没有可给的配额", "; where none of them qualifies, no quota is given"),
}


def evaluate(benefit: Benefit, given: Mapping[str, Any], unit: int = 1) -> Answer:
    """The answer for one benefit.

    `given`: input name to JSON value or text; None counts as not given; `unit`: yuan that one bare number of money text is worth.
    Raises `Problems` with everything that cannot be read or does not fit together. A missing input is no problem: the
    answer is then incomplete and names it. `reading` among the inputs names another reading to apply: `A8:per-product`.
    """
    reading = None
    if "reading" in given:
        reading, given = given["reading"], {name: value for name, value in given.items() if name != "reading"}
        benefit = benefit if reading is None else benefit.under(reading)
    values, problems = read(benefit, given, unit)
    if problems:
        raise Problems(problems)
    return answer_of(benefit, values, given, reading)


def answer_of(
    benefit: Benefit, values: dict[str, Value], given: Mapping[str, Any] = MappingProxyType({}), reading: str | None = None
) -> Answer:
    """The answer for values that have been read already, and that are its own from now on. `given`: the same as they were typed, for
    what has to be said of them; `reading`: the one that was asked for and that the benefit has taken."""
    if not benefit.calculator:
        return Answer(benefit, Outcome.TEXT_ONLY, Case(values, []), (), (), reading)
    course = benefit.courses.of(values)
    missing = _missing(course, values)
    assumed = course.assumable
    parts: Sequence[Text] = ()
    case = Case(values, [], benefit.up_to)
    if not course.answerable.isdisjoint(values):
        assumed = tuple([name for name in assumed if name not in values])
        parts = look_at_conditions(benefit, case)
    if missing:
        case.refusals += parts
        return Answer(benefit, Outcome.INCOMPLETE, case, tuple([name for name in assumed if name not in missing]), missing, reading)
    take_defaults(course, values)
    if (course.objecting or course.exclusive) and (problems := _objections(benefit, course, given, values)):
        raise Problems(problems)
    _run(course, case, not parts)
    if parts and not case.refusals:
        case.refusals += parts
        return Answer(benefit, Outcome.INCOMPLETE, case, assumed, (), reading)
    paid = case.value and not case.refusals
    return Answer(benefit, Outcome.AMOUNT if paid else Outcome.NOTHING, case, assumed, (), reading)


def take_defaults(course: Course, values: dict[str, Value]) -> None:
    """Puts in what stands for a question that was left open."""
    for name, value in course.defaults:
        if name not in values:
            values[name] = value


def look_at_conditions(benefit: Benefit, case: Case) -> Sequence[Text]:
    """Adds what does not hold for the whole of the case to its refusals, and what a lead sentence says to its notes; what concerns only
    part of what was entered is handed back."""
    parts = []
    for field in benefit.conditions:
        if field.name not in case.values or case.values[field.name] is field.expects or field.states is None:
            continue
        if field.direction:
            failure = field.failure
            case.notes.append(Text(failure.zh, failure.en[:1].upper() + failure.en[1:]) + _DIRECTION)
        elif field.part is not None:
            parts.append(
                field.failure + Text(f"：请只填写{field.part.zh}", f": enter only {field.part.en}") + _NONE_OF_IT[benefit.unit or "CNY"]
            )
        else:
            case.refusals.append(field.failure)
    return parts


def read(benefit: Benefit, given: Mapping[str, Any], unit: int = 1) -> tuple[dict[str, Value], list[Problem]]:
    """What could be read, and what could not."""
    values: dict[str, Value] = {}
    problems = []
    for name, value in given.items():
        field = benefit.fields.get(name) or benefit.fields.get(trimmed(name))
        if field is None:
            problems.append(no_such_field(benefit, name))
        elif value is not None and field.name in values:
            problems.append(problem("duplicate-field", benefit=benefit.name, field=field.name, label=field.label))
        elif value is not None:
            try:
                values[field.name] = field.read(value, unit)
            except NotRead as error:
                problems.append(not_read(benefit, field, value, error, unit))
    return values, problems


def not_read(benefit: Benefit, field: Input, value: Any, error: NotRead, unit: int = 1) -> Problem:
    """What is said of a value that could not be read where a bare number is worth `unit` yuan."""
    return problem(
        error.code,
        benefit=benefit.name,
        field=field.name,
        label=field.label,
        given=value if error.index is None else value[error.index],
        expected=field.expected_in(unit, item=error.index is not None),
        index=error.index,
        why=why_not(error),
    )


def not_left_out(benefit: Benefit, answer: Answer) -> list[Problem]:
    """A request that nobody can ask back, of a file or a batch, may leave out no input that is required by itself."""
    if not answer.missing or set(benefit.group) >= set(answer.missing):
        return []
    fields = [benefit.fields[name] for name in answer.missing]
    return [problem("missing-field", benefit=benefit.name, field=f.name, label=f.label, expected=f.expected) for f in fields]


def no_such_field(benefit: Benefit, name: str) -> Problem:
    """What is said of a name that is no input of the benefit."""
    code = "ceiling-not-applicable" if name in CEILING and benefit.calculator else "unknown-field"
    return problem(code, benefit=benefit.name, field=name, expected=_names(benefit))


def _names(benefit: Benefit) -> Text:
    names = [field.told for field in benefit.fields.values()]
    if not names:
        return Text("不填写任何内容", "no field at all")
    return Text("下列各栏之一：", "one of ") + joined(names)


def _missing(course: Course, values: dict[str, Value]) -> list[str]:
    names = [name for name in course.required if name not in values]
    if course.group and not any(name in values for name in course.group):
        names += course.group
    for step in course.needing:
        names += step.needs(values)
    return names


def _objections(benefit: Benefit, course: Course, given: Mapping[str, Any], values: dict[str, Value]) -> list[Problem]:
    found = [objection for step in course.objecting for objection in step.objections(values)]
    groups: dict[str, list[str]] = {}
    for field in course.exclusive:
        if field.one_of and field.name in values:
            groups.setdefault(field.one_of, []).append(field.name)
    problems = [
        problem(
            "conflict",
            benefit=benefit.name,
            field=names[1],
            label=benefit.fields[names[1]].label,
            expected=Text("只填其中一项：", "only one of ") + joined([benefit.fields[name].told for name in names]),
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


def _run(course: Course, case: Case, whole: bool) -> None:
    """The gates first; what they refuse is not worked out, nor what holds only for part of what was entered."""
    for step in course.gates:
        step.run(case)
    if whole and not case.refusals:
        for step in course.pipeline:
            step.run(case)
