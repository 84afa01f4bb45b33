"""What a workbook says beside an entry: that it is missing, wrong, or that a condition of the law does not hold; as formula and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from calculator.export import words
from calculator.export.xlsx import entries
from calculator.inputs import Input
from calculator.steps.cells import Guard, Stop, literal, quoted
from calculator.text import Text

if TYPE_CHECKING:
    from calculator.export.xlsx.claim import Claim

_FILL = Text("请填写", "to be filled in")
_ANY = Text("请至少填写其中一项", "at least one of these is needed")
_ONE = Text("只填其中一项", "only one of these is given")
_ORDER = (Stop.WRONG, Stop.MISSING, Stop.REFUSED, Stop.PART)  # what the calculator looks at first


class Remark(NamedTuple):
    """The formula of a remark, what it shows as exported (nothing, mostly), the longest text that it may show, and which stop that is."""

    expression: str
    shown: str = ""
    longest: str = ""
    stop: Stop | None = None


class _Case(NamedTuple):
    """`when`: an expression; `holds`: whether it does as exported."""

    when: str
    stop: Stop
    says: Text
    holds: bool = False


def stop_word(stop: Stop, says: Text) -> Text:
    """The text of a remark; it begins with the word by which formulas know it again."""
    word = words.STOPS[stop]
    return Text(f"{word.zh}：{says.zh}", f"{word.en}: {says.en}")


def remark(claim: Claim, field: Input, place: int, guards: Sequence[Guard]) -> Remark:
    """What is said beside one cell of a field; `place`: which item of a list, from 1."""
    cell = claim.cells[field.name][place - 1]
    filled, empty = _filled(claim, field, cell, guards), _empty(claim, field, place, guards)
    expression = f'IF({cell}="",{_chain(empty, claim.lang)},{_chain(filled, claim.lang)})'
    error = stop_word(Stop.WRONG, entries.wrong(field, cell, claim.lang)[1])[claim.lang]  # such as one that a reader's own formula gives
    expression = f"IFERROR({expression},{literal(error)})"
    cases = [*empty, *filled]
    held = next((case for case in cases if case.holds), None)
    texts = [stop_word(case.stop, case.says)[claim.lang] for case in cases]
    return Remark(
        expression,
        stop_word(held.stop, held.says)[claim.lang] if held else "",
        max(texts, key=len, default=""),
        held.stop if held else None,
    )


def _empty(claim: Claim, field: Input, place: int, guards: Sequence[Guard]) -> list[_Case]:
    """Of a cell that holds nothing."""
    benefit, missing = claim.benefit, field.name in claim.answer.missing
    found = [_Case(guard.when, guard.stop, guard.says, missing) for guard in guards if guard.stop is Stop.MISSING]
    if place > 1:
        return found
    if field.name in benefit.group:
        cells = [cell for name in benefit.group for cell in claim.cells.get(name, ())]
        return [*found, _Case(entries.blank_of(cells), Stop.MISSING, _ANY, missing)]
    if field.required:
        return [*found, _Case(entries.blank_of(claim.cells[field.name]), Stop.MISSING, _FILL, missing)]
    return found


def _filled(claim: Claim, field: Input, cell: str, guards: Sequence[Guard]) -> list[_Case]:
    """Of a cell that holds something."""
    test, expected = entries.wrong(field, cell, claim.lang)
    found = [_Case(test, Stop.WRONG, expected)]
    found += [_Case(guard.when, guard.stop, guard.says) for guard in guards if guard.stop is not Stop.MISSING]
    rivals = [cells[0] for name, cells in claim.cells.items() if name != field.name and _exclude(claim.benefit.fields[name], field)]
    found += [_Case(f'{rival}<>""', Stop.WRONG, _ONE) for rival in rivals]
    if field in claim.benefit.conditions and field.states is not None and not field.direction:
        no = f"{cell}<>{quoted(entries.yes_no(field.expects)[claim.lang])}"
        stop, says = (Stop.REFUSED, field.failure) if field.part is None else (Stop.PART, _only(field.part))
        given = claim.answer.values.get(field.name)
        found.append(_Case(no, stop, says, given is not None and given is not field.expects))
    return found


def _exclude(one: Input, other: Input) -> bool:
    return one.one_of is not None and one.one_of == other.one_of


def _only(part: Text) -> Text:
    return Text(f"请只填写{part.zh}", f"enter only {part.en}")


def _chain(cases: Sequence[_Case], lang: str) -> str:
    """The first that holds, as one expression."""
    written = '""'
    for case in reversed(cases):
        written = f"IF({case.when},{literal(stop_word(case.stop, case.says)[lang])},{written})"
    return written


def stopped(found: Sequence[Remark]) -> tuple[Stop | None, str]:
    """What stands in the way as exported: the first that the calculator looks at."""
    held = {one.stop: one.shown for one in reversed(found) if one.shown}
    return next(((stop, held[stop]) for stop in _ORDER if stop in held), (None, ""))


def first_stop(cells: str, lang: str) -> str:
    """The same over a range of remarks, as an expression."""
    written = '""'
    for stop in reversed(_ORDER):
        written = f"IFERROR(INDEX({cells},MATCH({quoted(words.STOPS[stop][lang] + '*')},{cells},0)),{written})"
    return written
