"""One row as the form of one benefit: which cells fill which inputs, and what is said of cells that cannot be read."""

from collections.abc import Collection, Sequence
from typing import Any

from calculator.answer import Answer
from calculator.batch import names
from calculator.batch.blanks import NONE, SOME, says_nothing
from calculator.batch.cells import Cell, Fault, Formula, Number
from calculator.batch.columns import Column, Matching
from calculator.batch.folding import folded
from calculator.benefit import Benefit
from calculator.evaluation import answer_of, no_such_field, not_left_out, not_read
from calculator.export.harmless import with_formulas
from calculator.inputs import MOST_ITEMS, Input, Value
from calculator.numerals import NotRead
from calculator.problems import Problem, Problems, problem
from calculator.text import Text
from calculator.unseen import trimmed

_SEVERAL = ";；"  # between the sums of a list that stand in one cell
_KEPT = 4096  # values of a column that are remembered
_NOTHING = object()  # remembered of a text that says that there is nothing


class Form:
    """The columns of a table for one benefit. `alone`: the whole table is about it, so what it does not ask for is carried along;
    `ticked`: the places of yes-no columns that say 有, so that 无 says no in them and not that nothing was given."""

    def __init__(self, benefit: Benefit, matching: Matching, alone: bool, ticked: Collection[int] = ()):
        self.benefit = benefit
        roles = dict.fromkeys(column.role for column in matching.columns if column.role)
        self._fields = [_Filled(benefit.fields[name], matching.places(name), ticked) for name in roles if name in benefit.fields]
        others = [] if alone else [name for name in roles if name not in benefit.fields and name != names.BENEFIT]
        self._others = [(column.place, name) for name in others for column in matching.places(name)]

    def answer(self, cells: Sequence[Cell]) -> Answer:
        """The answer for a row, as `compute --jsonl` gives it; raises `Problems`."""
        values: dict[str, Value] = {}
        given: dict[str, Any] = {}
        problems: list[Problem] = []
        for filled in self._fields:
            try:
                filled.read(cells, values, given)
            except NotRead as error:
                problems.append(self._not_read(filled, given, error))
        for place, name in self._others:
            if place < len(cells) and (text := typed(cells[place])) and not says_nothing(text):
                problems.append(self._not_asked(name))
        if problems:
            raise Problems(problems)
        answer = answer_of(self.benefit, values, given)
        if answer.missing and (left_out := not_left_out(self.benefit, answer)):
            raise Problems(left_out)
        return answer

    def _not_asked(self, name: str) -> Problem:
        code, label = no_such_field(self.benefit, name).code, names.inputs()[name].label
        if code != "unknown-field":
            return problem(code, benefit=self.benefit.name, field=name, label=label)
        zh, en = self.benefit.name.zh, self.benefit.name.en
        why = Text(f"“{zh}”不填这一栏，请留空", f"“{en}” does not ask for this; leave it empty")
        return problem(code, benefit=self.benefit.name, field=name, label=label, why=why)

    def _not_read(self, filled: "_Filled", given: dict[str, Any], error: NotRead) -> Problem:
        field = filled.field
        if error.code == "duplicate-field":
            return problem(error.code, benefit=self.benefit.name, field=field.name, label=field.label)
        return not_read(self.benefit, field, given[field.name], error, filled.unit)


class _Filled:
    """The columns that fill one input."""

    def __init__(self, field: Input, columns: list[Column], ticked: Collection[int] = ()):
        self.field, self.columns = field, columns
        self._ticked = field.type == "yes-no" and any(column.place in ticked for column in columns)
        self.choices = names.choices(field) if field.values else {}
        self._known: dict[str, Any] = {}
        self.unit = columns[0].unit
        self._only = columns[0] if len(columns) == 1 and field.type != "money-list" else None

    def read(self, cells: Sequence[Cell], values: dict[str, Value], given: dict[str, Any]) -> None:
        """Puts in the value and what was typed, where anything was; raises `NotRead`."""
        if self._only is not None:
            place = self._only.place
            text = typed(cells[place]) if place < len(cells) else ""
            if text:
                self._one(text, cells[place], self._only.unit, values, given)
            return
        filled = [
            (column, text)
            for column in self.columns
            if column.place < len(cells) and (text := typed(cells[column.place])) and not self._silent(text)
        ]
        if not filled:
            return
        if self.field.type == "money-list":
            self._list(filled, cells, values, given)
        elif len(filled) > 1:
            raise NotRead("duplicate-field")
        else:
            column, text = filled[0]
            self._one(text, cells[column.place], column.unit, values, given)

    def _one(self, text: str, cell: Cell, unit: int, values: dict[str, Value], given: dict[str, Any]) -> None:
        name = self.field.name
        key = text if unit == 1 else f"{unit} {text}"
        if isinstance(cell, Formula | Fault):
            given[name] = text
            _refuse_unknown(cell)
        value: Any = self._known.get(key)
        if value is None:
            if self._silent(text):
                value = _NOTHING
            else:
                given[name] = text
                value = self.field.read(self._meant(text), unit)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = value
        if value is not _NOTHING:
            given[name], values[name] = text, value

    def _silent(self, text: str) -> bool:
        """Whether it says that nothing is given."""
        return says_nothing(text) and not (self._ticked and text in NONE)

    def _meant(self, text: str) -> str:
        if self._ticked and (text == SOME or text in NONE):
            return "true" if text == SOME else "false"
        return self.choices.get(folded(text), text) if self.choices else text

    def _list(self, filled: list[tuple[Column, str]], cells: Sequence[Cell], values: dict[str, Value], given: dict[str, Any]) -> None:
        parts = [(part, column) for column, text in filled for part in parts_of(text) if not says_nothing(part)]
        if not parts:
            return
        given[self.field.name] = [part for part, _ in parts]
        sums: list[Any] = []
        for place, (part, column) in enumerate(parts):
            try:
                _refuse_unknown(cells[column.place])
                sums += self.field.read([part], column.unit)  # type: ignore[arg-type]  # a list of sums
            except NotRead as error:
                raise error.at(place) from None
        if len(sums) > MOST_ITEMS:
            raise NotRead("not-a-list")
        values[self.field.name] = tuple(sums)


def typed(cell: Cell) -> str:
    """What stands in the cell, as a person would have typed it; empty when there is nothing."""
    if isinstance(cell, str):
        return with_formulas(trimmed(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.shown if isinstance(cell, Number) else cell.text


def _refuse_unknown(cell: Cell) -> None:
    """A cell of a workbook whose value nobody knows."""
    if isinstance(cell, Formula):
        raise NotRead("formula")
    if isinstance(cell, Fault):
        raise NotRead(cell.code)


def parts_of(text: str) -> list[str]:
    """The sums of a cell; a separator at the end is no further sum."""
    for separator in _SEVERAL[1:]:
        text = text.replace(separator, _SEVERAL[0])
    return [part.strip() for part in text.split(_SEVERAL[0]) if part.strip()] or [text]
