"""Whatever single cell of a workbook is changed, a real spreadsheet comes to what the calculator says of the same inputs, or says in
words why it comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import openpyxl
import pytest

from calculator import catalogue
from calculator.answer import Outcome
from calculator.combining import INSIDE
from calculator.evaluation import evaluate
from calculator.export import plan_xlsx, words
from calculator.export.view import View
from calculator.export.xlsx import workbook
from calculator.export.xlsx.claim import EXPORTED, VALUE, entered
from calculator.inputs import NO, YES, Input
from calculator.plan import PlannedClaim, make_plan
from calculator.problems import Problems
from calculator.steps.cells import Stop
from calculator.text import Text
from site_src.builder.law import policy as law
from tests.spreadsheet import recalculated
from tests.test_export import alone
from tests.test_plans import PLANS

# By the type of an input: what somebody may type into its cell. None clears it.
TYPED: Mapping[str, Sequence[Any]] = {
    "money": (0, 0.01, 12_345_678.9, 900_000_000, -100, 1.234, "three", None),
    "count": (0, 4, 5, 57, -1, 2.5, "five", None),
    "percent": (0, 0.1, -3, "up", None),
    "year-of-funding": (2, 3, 4, 0, 1.5, 2026, "soon", None),
}


class Change(NamedTuple):
    """One claim with one of its cells changed. `item`: which of a list, from 0."""

    benefit: str
    inputs: Mapping[str, Any]
    field: Input
    item: int
    typed: Any


def changes(policy: law.Policy, lang: str) -> Iterator[Change]:
    """Of every calculator every entry, filled and left open, in an example with as many entries as there is; without examples, with
    nothing given."""
    for benefit in policy.benefits:
        if not catalogue.benefit(benefit.id).calculator:
            continue
        done = set()
        examples = [example.inputs for example in benefit.examples if "reading" not in example.inputs]
        for inputs in sorted(examples, key=lambda given: (-len(given), str(given))) or [{}]:
            try:
                answer = evaluate(catalogue.benefit(benefit.id), inputs)
            except Problems:
                continue
            for field in entered(answer):
                count = len(value) if isinstance(value := answer.values.get(field.name), tuple) else 1
                if (entry := (field.name, field.name in inputs, min(count, 2))) not in done:
                    done.add(entry)
                    yield from (
                        Change(benefit.id, inputs, field, item, typed) for item in range(count) for typed in typed_into(field, lang)
                    )


def typed_into(field: Input, lang: str) -> Sequence[Any]:
    if field.type == "yes-no":
        return YES[lang], NO[lang], "?", None
    if field.type == "choice":
        return (*(option[lang] for option in field.options), "?", None)
    return TYPED["money" if field.type == "money-list" else field.type]


def changed(change: Change, lang: str) -> dict[str, Any]:
    """The inputs as they are after the change."""
    field, typed = change.field, change.typed
    if field.type == "yes-no":
        typed = {YES[lang]: True, NO[lang]: False}.get(typed, typed)
    elif field.type == "choice":
        typed = next((value for value, option in zip(field.values, field.options, strict=True) if option[lang] == typed), typed)
    elif isinstance(typed, float):
        typed = str(typed)
    if field.type == "money-list":
        items = [item if place != change.item else typed for place, item in enumerate(change.inputs.get(field.name) or [None])]
        typed = [item for item in items if item is not None] or None
    return {**change.inputs, field.name: typed}


def expected(change: Change, lang: str) -> float | str:
    """The sum, or the word that a cell shows instead of one."""
    try:
        answer = evaluate(catalogue.benefit(change.benefit), changed(change, lang))
    except Problems:
        return words.STOPS[Stop.WRONG][lang]
    if answer.settled is Outcome.INCOMPLETE:
        return words.STOPS[Stop.MISSING][lang]
    return float(answer.amount or 0)


def applied(data: bytes, all: Sequence[Change], lang: str) -> bytes:
    """The workbook of so many claims, each with its own change made."""
    book = openpyxl.load_workbook(BytesIO(data))
    steps = book[words.STEPS[lang]]
    rows: dict[tuple[int, str], list[int]] = {}
    number = 0
    for row in range(2, steps.max_row + 1):
        number = steps.cell(row, 1).value or number
        if not steps.cell(row, VALUE).protection.locked:
            rows.setdefault((number, _field_label(steps.cell(row, 3).value)), []).append(row)
    for place, change in enumerate(all, 1):
        row = rows[place, change.field.label[lang]][change.item]
        assert steps.cell(row, EXPORTED).value == steps.cell(row, VALUE).value
        steps.cell(row, VALUE).value = change.typed
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _field_label(told: str) -> str:
    """Without the number of the item."""
    for mark in ("，第", ", item "):
        head, found, tail = told.rpartition(mark)
        if found and tail.removesuffix("项").isdigit():
            return head
    return told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_single_change_is_followed_by_formula(policy: law.Policy, lang: str) -> None:
    all = list(changes(policy, lang))
    assert {change.benefit for change in all} == {one.id for one in catalogue.benefits() if one.calculator}
    claims = [claim for change in all if (claim := alone(change.benefit, change.inputs))]
    data = applied(workbook(View(applicant=Text("企业", "Enterprise"), claims=claims), lang), all, lang)
    book = openpyxl.load_workbook(BytesIO(recalculated({"changed": data})["changed"]), data_only=True)
    sheet = book[words.CLAIMS[lang]]
    columns = {cell.value: cell.column for cell in sheet[1]}
    wrong = []
    for row, change in enumerate(all, 2):
        for head in (words.AMOUNT, words.PAYABLE):
            came_to, right = sheet.cell(row, columns[head[lang]]).value, expected(change, lang)
            same = came_to == right if isinstance(right, str) else isinstance(came_to, int | float) and abs(came_to - right) < 0.005
            if not same:
                wrong.append(f"{change.benefit} {change.field.name}[{change.item}] = {change.typed!r}: {came_to!r}, not {right!r}")
    assert not wrong, f"{len(wrong)} of {len(all)}:\n" + "\n".join(wrong[:60])
    print(f"{len(all)} changes agree")


# --- plans: what claims take from each other --------------------------------------------------------------------------------------


class PlanChange(NamedTuple):
    """A plan with one entry of one claim changed."""

    name: str
    plan: Any
    claim: int
    field: Input
    typed: Any


def plan_changes(lang: str) -> Iterator[PlanChange]:
    """Of every example of a plan one claim with its first sum or number much higher or lower, and another with a condition not met."""
    for number, case in enumerate(PLANS):
        found = make_plan(case["plan"])
        claims = [(place, claim) for place, claim in enumerate(found.claims) if claim is not None and _changeable(case, place, claim)]
        summed = [(place, field) for place, claim in claims for field in entered(claim.answer) if _is_sum(field, claim)]
        held = [(place, field) for place, claim in claims for field in entered(claim.answer) if field.is_condition and not field.direction]
        if summed:
            place, field = summed[number % len(summed)]
            yield PlanChange(case["name"]["en"], case["plan"], place, field, (77_777, 900_000_000)[number % 2])
        if held:
            place, field = held[number % len(held)]
            yield PlanChange(case["name"]["en"], case["plan"], place, field, (NO if field.expects else YES)[lang])


def _changeable(case: Any, place: int, claim: PlannedClaim) -> bool:
    return claim.answer.benefit.calculator and "reading" not in case["plan"]["claims"][place]


def _is_sum(field: Input, claim: PlannedClaim) -> bool:
    return field.type in ("money", "count") and field.name in claim.claim.inputs


def after(change: PlanChange) -> Any:
    """The plan as it is then."""
    claims = [dict(claim) for claim in change.plan["claims"]]
    typed = not change.field.expects if change.field.is_condition else change.typed
    claims[change.claim]["inputs"] = {**claims[change.claim]["inputs"], change.field.name: typed}
    return make_plan({**change.plan, "claims": claims})


def test_a_change_in_a_plan_is_followed_or_marked_and_nothing_is_paid_twice_or_less_than_nothing() -> None:
    lang = "zh"
    all = list(plan_changes(lang))
    exported = {change.name: plan_xlsx(make_plan(change.plan), lang) for change in all}
    books = {}
    for number, change in enumerate(all):
        book = openpyxl.load_workbook(BytesIO(exported[change.name]))
        steps = book[words.STEPS[lang]]
        (row, *_) = [
            row
            for row in range(2, steps.max_row + 1)
            if steps.cell(row, 1).value == change.claim + 1 and _field_label(str(steps.cell(row, 3).value)) == change.field.label[lang]
        ]
        assert not steps.cell(row, VALUE).protection.locked
        steps.cell(row, VALUE).value = change.typed
        out = BytesIO()
        book.save(out)
        books[str(number)] = out.getvalue()
    again = words.AGAIN[lang]
    followed = marked = 0
    wrong = []
    for number, data in recalculated(books).items():
        change = all[int(number)]
        book, right = openpyxl.load_workbook(BytesIO(data), data_only=True), after(change)
        claims, summary = book[words.CLAIMS[lang]], book[words.SUMMARY[lang]]
        column = next(cell.column for cell in claims[1] if cell.value == words.PAYABLE[lang])
        sound = [claim for claim in right.claims if claim is not None]
        for row, claim in enumerate(sound, 2):
            shown = claims.cell(row, column).value
            if isinstance(shown, int | float):
                same = abs(shown - float(str(claim.payable or 0))) < 0.005  # nothing, and nothing that can be told yet, add nothing
                followed += same
                if not same:
                    wrong.append(
                        f"{change.name} claim {change.claim} {change.field.name}={change.typed}: row {row} {shown}, not {claim.payable}"
                    )
            else:
                marked += shown == again
        row = next(cell.row for cell in summary["A"] if cell.value == words.TOTALS[INSIDE][lang])
        for column, sum in ((2, right.inside.total.exact), (3, right.inside.total.up_to)):
            shown = summary.cell(row, column).value
            if not (shown in (again, words.STOPS[Stop.WRONG][lang]) or abs(shown - float(str(sum))) < 0.005):
                wrong.append(f"{change.name} claim {change.claim} {change.field.name}={change.typed}: total {shown}, not {sum}")
    assert not wrong, f"{len(wrong)} of {len(all)}:\n" + "\n".join(wrong[:40])
    assert followed and marked
