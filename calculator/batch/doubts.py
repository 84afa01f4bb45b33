"""What is asked back of a table: numbers so large in the unit of their column that another unit was probably meant."""

from collections.abc import Iterator, Sequence

from calculator.batch import names
from calculator.batch.cells import Cell
from calculator.batch.columns import Column, Matching
from calculator.batch.forms import parts_of, typed
from calculator.doubt import doubt, shortest
from calculator.inputs import Input
from calculator.money import Money
from calculator.numerals import NotRead
from calculator.text import Text

_MOST = 5  # rows that are named; the others are counted
_SUM = Input(name="sum", type="money", label=Text("金额", "sum"))


class Doubts:
    """Gathers them on the way through a table."""

    def __init__(self, matching: Matching):
        self._columns = [(column, column.place, shortest(column.unit)) for column in _in_other_units(matching)]
        self._told: list[Text] = []
        self._more = 0

    def look(self, number: int, cells: Sequence[Cell]) -> tuple[Text, ...]:
        """At the row of that number: what should be asked back of it."""
        if not self._columns:
            return ()
        found: tuple[Text, ...] = ()
        for column, place, least in self._columns:  # nearly every cell is too short to be in doubt
            if place < len(cells) and (type(cell := cells[place]) is not str or len(cell) >= least):
                found = (*found, *_asked(column, cells))
        for asked in found:
            if len(self._told) < _MOST:
                self._told.append(Text(f"第{number}行", f"Row {number}, ") + asked)
            else:
                self._more += 1
        return found

    @property
    def notices(self) -> list[Text]:
        """What to know of the rows so far."""
        if not self._more:
            return self._told
        return [
            *self._told,
            Text(f"还有{self._more}处数额同样较大，请一并核对单位。", f"{self._more} more sums are as large: check their unit, too."),
        ]


def asked_back(matching: Matching, sample: Sequence[Sequence[Cell]]) -> list[Text]:
    """The first doubt of each column, before anybody has started."""
    found = (next((asked for cells in sample for asked in _asked(column, cells)), None) for column in _in_other_units(matching))
    return [asked for asked in found if asked is not None]


def _in_other_units(matching: Matching) -> list[Column]:
    known = names.inputs()
    return [c for c in matching.columns if c.unit != 1 and c.role in known and known[c.role].type in ("money", "money-list")]


def _asked(column: Column, cells: Sequence[Cell]) -> Iterator[Text]:
    for text in parts_of(typed(cells[column.place])) if column.place < len(cells) else ():
        if len(text) < shortest(column.unit):
            continue
        try:
            value = _SUM.read(text, column.unit)
        except NotRead:
            continue
        assert isinstance(value, Money)
        if asked := doubt(text, value, column.unit):
            assert column.role is not None
            head = names.heading(column.head, column.role)
            yield Text(f"“{head.zh}”填写的是“{text}”，{asked.zh}", f"“{head.en}” holds “{text}”. {asked.en}")
