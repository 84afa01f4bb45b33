"""One row as the form of one benefit: which cells fill which inputs, and what is said of cells that cannot be read."""

from collections.abc import Sequence
from typing import Any

from calculator.answer import Answer
from calculator.batch import names
from calculator.batch.cells import Cell, Formula, Number
from calculator.batch.columns import Column, Matching
from calculator.batch.folding import folded
from calculator.benefit import Benefit
from calculator.evaluation import answer_of, no_such_field, not_left_out, not_read
from calculator.inputs import MOST_ITEMS, Input, Value
from calculator.numerals import NotRead
from calculator.problems import Problem, Problems, problem
from calculator.unseen import trimmed

_SEVERAL = ";；"  # between the sums of a list that stand in one cell
_KEPT = 4096  # values of a column that are remembered
_QUOTED = ("'=", "'+", "'-", "'@")  # as texts are made harmless, here and elsewhere


class Form:
    """The columns of a table for one benefit. `alone`: the whole table is about it, so what it does not ask for is carried along."""

    def __init__(self, benefit: Benefit, matching: Matching, alone: bool):
        self.benefit = benefit
        roles = dict.fromkeys(column.role for column in matching.columns if column.role)
        self._fields = [_Filled(benefit.fields[name], matching.places(name)) for name in roles if name in benefit.fields]
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
            if place < len(cells) and typed(cells[place]):
                problems.append(no_such_field(self.benefit, name))
        if problems:
            raise Problems(problems)
        answer = answer_of(self.benefit, values, given)
        if answer.missing and (left_out := not_left_out(self.benefit, answer)):
            raise Problems(left_out)
        return answer

    def _not_read(self, filled: "_Filled", given: dict[str, Any], error: NotRead) -> Problem:
        field = filled.field
        if error.code == "duplicate-field":
            return problem(error.code, benefit=self.benefit.name, field=field.name, label=field.label)
        return not_read(self.benefit, field, given[field.name], error, filled.unit)


class _Filled:
    """The columns that fill one input."""

    def __init__(self, field: Input, columns: list[Column]):
        self.field, self.columns = field, columns
        self.choices = names.choices(field) if field.values else {}
        self._known: dict[str, Value] = {}
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
        filled = [(column, text) for column in self.columns if column.place < len(cells) and (text := typed(cells[column.place]))]
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
        given[name] = text
        key = text if unit == 1 else f"{unit} {text}"
        value = self._known.get(key)
        if value is None:
            _refuse_formula(cell)
            chosen = self.choices.get(folded(text), text) if self.choices else text
            value = self.field.read(chosen, unit)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = value
        values[name] = value

    def _list(self, filled: list[tuple[Column, str]], cells: Sequence[Cell], values: dict[str, Value], given: dict[str, Any]) -> None:
        parts = [(part, column) for column, text in filled for part in parts_of(text)]
        given[self.field.name] = [part for part, _ in parts]
        sums: list[Any] = []
        for place, (part, column) in enumerate(parts):
            try:
                _refuse_formula(cells[column.place])
                sums += self.field.read([part], column.unit)  # type: ignore[arg-type]  # a list of sums
            except NotRead as error:
                raise error.at(place) from None
        if len(sums) > MOST_ITEMS:
            raise NotRead("not-a-list")
        values[self.field.name] = tuple(sums)


def typed(cell: Cell) -> str:
    """What stands in the cell, as a person would have typed it; empty when there is nothing."""
    if isinstance(cell, str):
        text = trimmed(cell)
        return text[1:] if text[:2] in _QUOTED else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.shown if isinstance(cell, Number) else cell.text


def _refuse_formula(cell: Cell) -> None:
    if isinstance(cell, Formula):
        raise NotRead("formula")


def parts_of(text: str) -> list[str]:
    """The sums of a cell; a separator at the end is no further sum."""
    for separator in _SEVERAL[1:]:
        text = text.replace(separator, _SEVERAL[0])
    return [part.strip() for part in text.split(_SEVERAL[0]) if part.strip()] or [text]
