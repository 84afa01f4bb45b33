"""Which column stands for what: found from the heads, shown to people, and changed by them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculator import catalogue
from calculator.batch import names
from calculator.batch.cells import Cell, is_blank, text_of
from calculator.batch.folding import folded
from calculator.batch.heads import Head, foreign, head
from calculator.batch.names import BENEFIT
from calculator.batch.units import apart
from calculator.batch.unusable import Unusable
from calculator.benefit import Benefit
from calculator.frozen import Frozen
from calculator.problems import Problems
from calculator.text import Text

_MOST_CHARACTERS = 300  # of a head


class Column(Frozen):
    """One column. `place` counts from 0; `role`: `benefit`, the name of an input, or None for what is only carried along;
    `unit`: yuan that a bare number is worth, `own`: named by this column for itself; `item`: of a list, from 1, or None where the
    columns of a list stand in order; `foreign`: the input that it would be if it were not in another currency."""

    place: int
    head: str
    role: str | None = None
    unit: int = 1
    own: bool = False
    item: int | None = None
    foreign: str | None = None


class Matching(Frozen):
    """All columns in their order. `benefit`: the id of the benefit of every row, or of the rows whose own cell is empty."""

    columns: tuple[Column, ...]
    benefit: str | None = None

    @property
    def benefit_place(self) -> int | None:
        """The column that names the benefit."""
        return next((column.place for column in self.columns if column.role == BENEFIT), None)

    def places(self, name: str) -> list[Column]:
        """The columns of one input; those of a list in the order of its items."""
        found = [column for column in self.columns if column.role == name]
        return sorted(found, key=lambda column: (column.item or column.place + 1, column.place))

    def changed(self, place: int, role: str | None, unit: int | None = None, item: int | None = None) -> "Matching":
        """The matching with another meaning of one column; raises ValueError for a role or a column that there is not."""
        if role is not None and role != BENEFIT and role not in names.inputs():
            raise ValueError(f"{role!r} is no input")
        if not 0 <= place < len(self.columns):
            raise ValueError(f"there is no column {place}")
        old = self.columns[place]
        own = old.own or (unit is not None and unit != old.unit)
        new = old.but(role=role, unit=old.unit if unit is None else unit, own=own, item=item)
        columns = list(self.columns)
        columns[place] = new
        return self.but(columns=tuple(columns))

    def for_all(self, benefit: str | None) -> "Matching":
        """The matching with another benefit for the rows that name none; raises `Problems` when there is no such benefit."""
        if benefit is not None:
            catalogue.benefit(benefit)
        return self.but(benefit=benefit)

    def in_unit(self, unit: int) -> "Matching":
        """The matching with another unit of the whole table: of every column that names none itself."""
        return self.but(columns=tuple(column if column.own else column.but(unit=unit) for column in self.columns))

    def as_dict(self) -> dict[str, Any]:
        """For a page: what `matching_of` reads again."""
        columns = [
            {"head": c.head, "role": c.role, "unit": c.unit, "own": c.own, "item": c.item, "foreign": c.foreign} for c in self.columns
        ]
        return {"benefit": self.benefit, "columns": columns}


def match(heads: Sequence[str], benefit: str | None = None, sample: Sequence[Sequence[Cell]] = (), unit: int = 1) -> Matching:
    """Finds out what each column is. `benefit`: of all rows, by its id; `sample`: some rows; `unit`: yuan that a bare number is worth
    where the head names no unit. Raises `Problems` for an unknown id."""
    known = names.input_heads(None) | names.input_heads(benefit)
    columns = []
    for place, text in enumerate(heads):
        found = head(text, known)
        if found is not None and not _may_be(found, text, [row[place] for row in sample if place < len(row)]):
            found = None
        if found is None:
            own = apart(text)[1] if len(text) < _MOST_CHARACTERS else None
            column = Column(place=place, head=text, unit=own or unit, own=own is not None, foreign=foreign(text, known))
        else:
            column = Column(place=place, head=text, role=found.name, unit=found.unit or unit, own=found.unit is not None, item=found.item)
        columns.append(column)
    named = _benefit_place(heads, [column.place for column in columns if column.role is None], benefit is not None)
    if named is not None:
        columns[named] = columns[named].but(role=BENEFIT)
    return Matching(columns=tuple(columns), benefit=benefit)


def _may_be(found: Head, text: str, cells: Sequence[Cell]) -> bool:
    """Some inputs that offer a choice have names that are used for other things: `applicant` often holds a company's name. By its
    name, not its label, such an input is taken only where some cell holds one of its choices, or none holds anything."""
    field = names.inputs()[found.name]
    if field.type != "choice" or folded(text) != folded(found.name):
        return True
    filled = [folded(text_of(cell)) for cell in cells if not is_blank(cell)]
    return not filled or any(text in names.choices(field) for text in filled)


def matching_of(told: Mapping[str, Any]) -> Matching:
    """A matching as a page gives it back; raises ValueError when it is none."""
    benefit = told.get("benefit")
    columns = tuple(_told(place, entry) for place, entry in enumerate(told["columns"]))
    found = Matching(columns=columns)
    try:
        found = found.for_all(None if benefit is None else str(benefit))
    except Problems as error:
        raise ValueError(str(error)) from None
    for place, entry in enumerate(told["columns"]):
        role, unit, item = entry.get("role"), entry.get("unit", 1), entry.get("item")
        if type(unit) is not int or unit < 1 or not (item is None or type(item) is int):
            raise ValueError(f"column {place} has an odd unit or item")
        if role is not None:
            found = found.changed(place, str(role), unit, item)
    return found


def _told(place: int, entry: Mapping[str, Any]) -> Column:
    unit, own, name = entry.get("unit", 1), entry.get("own") is True, entry.get("foreign")
    if type(unit) is not int or unit < 1:
        raise ValueError(f"column {place} has an odd unit")
    return Column(place=place, head=str(entry["head"]), unit=unit, own=own, foreign=name if name in names.inputs() else None)


def recognised(cells: Iterable[str]) -> int:
    """How many of the texts are heads that stand for something; so the head row of a sheet is found below its title."""
    known = names.input_heads(None)
    return sum(1 for cell in cells if cell and (head(cell, known) is not None or names.benefit_head(folded(cell)) is not None))


def _benefit_place(heads: Sequence[str], places: Iterable[int], chosen: bool) -> int | None:
    """The column of the benefit among those that stand for nothing else. Where one benefit was named for all rows, a vague head
    such as 项目名称 is left alone: it may well be the applicant's own project."""
    found = [(rank, place) for place in places if (rank := names.benefit_head(folded(heads[place]))) is not None]
    found = [(rank, place) for rank, place in found if not (chosen and names.is_vague(folded(heads[place])))]
    return min(found)[1] if found else None


def fitting(matching: Matching) -> list[Benefit]:
    """The benefits all of whose required inputs have a column, and some question: the table may be about one of them."""
    roles = {column.role for column in matching.columns if column.role}
    asked = [one for one in catalogue.benefits() if any(field.name in roles for field in one.questions)]
    return [one for one in asked if set(one.required) <= roles]


def check(matching: Matching) -> None:
    """Raises `Unusable` when no row could be answered: no benefit is named anywhere, or what it asks for is in another currency."""
    _in_rmb(matching)
    if matching.benefit_place is not None or matching.benefit is not None:
        return
    fits = fitting(matching)[:3]
    zh, en = "", ""
    if fits:
        zh = f"从表头看可能是{'、'.join(f'“{one.name.zh}”（{one.id}）' for one in fits)}。"
        en = f" By its column headers it may be {' or '.join(f'“{one.name.en}” ({one.id})' for one in fits)}."
    raise Unusable(
        Text(
            f"表格没有说明是哪个事项：请增加一列“事项”，填写事项名称或编号，或为整张表选定一个事项。{zh}",
            "The table does not say which benefit it is about: add a column “benefit” with a name or an id, "
            f"or choose one benefit for the whole table.{en}",
        )
    )


def _in_rmb(matching: Matching) -> None:
    fields = catalogue.benefit(matching.benefit).fields if matching.benefit and matching.benefit_place is None else names.inputs()
    for column in matching.columns:
        name = column.foreign
        if column.role is None and name in fields and not matching.places(name):
            raise Unusable(
                Text(
                    f"“{column.head}”一列是外币：请折算成人民币，草案没有规定折算汇率；如果其实是人民币，请改列名。",
                    f"The column “{column.head}” is in another currency: convert it to RMB, the draft names no rate; "
                    "if it is RMB in fact, change its header.",
                )
            )
