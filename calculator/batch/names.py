"""Every name under which a table may speak of a benefit, an input or a choice, in both languages."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from calculator import catalogue
from calculator.batch.folding import folded
from calculator.inputs import Input, named
from calculator.text import Text

if TYPE_CHECKING:
    from calculator.batch.columns import Column

BENEFIT = "benefit"
_COLUMN = Text("事项", "Benefit")
# The more telling come first: where a table has several such columns, the first of these is the benefit.
_BENEFIT_HEADS = (
    "benefit", "benefit id", "资助事项编号", "资助项目编号", "资助事项", "资助项目", "benefit name", "申报事项", "政策事项", "事项编号",
    "项目编号", "事项", "项目名称", "项目",
)  # fmt: skip
_VAGUE = frozenset(map(folded, ("项目编号", "事项", "项目名称", "项目")))  # in other tables these are the applicant's own projects
_WHO = re.compile(
    "(?:企业|单位|公司|机构|申请人|申报人)(?:名称|全称)?$|^(?:名称|姓名|name)$|(?:applicant|company|enterprise|organi[sz]ation)(?:name)?$"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


def benefit_head(name: str) -> int | None:
    """Where a folded head stands among those of the benefit's column; None when it is none of them."""
    return _heads().get(name)


def is_vague(name: str) -> bool:
    """Whether a folded head may as well be something of the applicant's."""
    return name in _VAGUE


def applicant_place(columns: Sequence["Column"]) -> int | None:
    """The column that says who a row is about: one that is called so, else the first that stands for nothing else."""
    carried = [column for column in columns if column.role is None and column.head]
    called = (column for column in carried if _WHO.search(folded(column.head)))
    found = next(called, carried[0] if carried else None)
    return None if found is None else found.place


@cache
def _heads() -> dict[str, int]:
    return {folded(head): place for place, head in enumerate(_BENEFIT_HEADS)}


@cache
def inputs() -> dict[str, Input]:
    """The inputs of all benefits by their names; an input of several benefits is the same thing in each."""
    found: dict[str, Input] = {}
    for benefit in catalogue.benefits():
        for name, field in benefit.fields.items():
            found.setdefault(name, field)
    return found


def label(name: str) -> Text:
    """What the input of that name is called, or the benefit's column."""
    field = inputs().get(name)
    return _COLUMN if name == BENEFIT else field.label if field else Text(name, name)


def is_money(name: str) -> bool:
    """Whether the input of that name is a sum, or a list of sums."""
    field = inputs().get(name)
    return field is not None and field.type in ("money", "money-list")


def heading(head: str, name: str) -> Text:
    """A column as its table names it; where that is the name of an input, with the words of its label before it."""
    return named(label(name), head) if head == name else Text(head, head)


@cache
def input_heads(id: str | None) -> dict[str, str]:
    """Folded name or label to the name of the input, of one benefit or of all. What two inputs are called is nobody's name."""
    found: dict[str, set[str]] = {}
    for one in (catalogue.benefit(id),) if id else catalogue.benefits():
        for name, field in one.fields.items():
            for label in (name, field.label.zh, field.label.en):
                for shape in (label, _BRACKETS.sub("", label)):
                    found.setdefault(folded(shape), set()).add(name)
    return {head: next(iter(names)) for head, names in found.items() if len(names) == 1}


@cache
def benefit_names() -> dict[str, str]:
    """Folded id or name to the id of the benefit."""
    return {folded(name): one.id for one in catalogue.benefits() for name in (one.id, one.name.zh, one.name.en)}


def near(said: str) -> str | None:
    """The benefit whose name shares most pairs of characters with what was said, where that is at least half of them."""

    def pairs(name: str) -> set[str]:
        return {name[place : place + 2] for place in range(len(name) - 1)}

    wanted = pairs(folded(said))
    shares = [(len(wanted & found) * 2, len(wanted) + len(found), id) for name, id in benefit_names().items() if (found := pairs(name))]
    best = max(shares, key=lambda share: share[0] * 1000 // share[1], default=None)
    return best[2] if best and best[0] * 2 >= best[1] else None


def choices(field: Input) -> dict[str, str]:
    """Folded name of a choice to its value: `企业` to `enterprise`, `第一年` to `1`. Not of numbers, which lose their sign when folded."""
    names = (field.values, [option.zh for option in field.options], [option.en for option in field.options])
    named = [(name, value) for some in names for name, value in zip(some, field.values, strict=True)]
    return {folded(name): value for name, value in named if not folded(name).isdigit()}
