"""The run over a table: one answer or one named error for each row, in order, a row at a time, so that it can pause at any."""

from collections.abc import Iterator
from typing import NamedTuple

from calculator import catalogue
from calculator.answer import Answer, Outcome
from calculator.batch import names
from calculator.batch.blanks import SOME, says_nothing
from calculator.batch.cells import Cell, is_blank, text_of
from calculator.batch.columns import Matching, check
from calculator.batch.decisions import Decision, decisions
from calculator.batch.doubts import Doubts
from calculator.batch.folding import folded
from calculator.batch.forms import Form, typed
from calculator.batch.reading import Table
from calculator.batch.separated import Raw
from calculator.batch.template import is_example
from calculator.batch.totals import Totals
from calculator.frozen import Frozen
from calculator.money import Money
from calculator.problems import Problem, Problems, problem
from calculator.text import Text

__all__ = ["Progress", "Row", "Run"]

_A_BENEFIT = Text("事项的名称或编号", "the name or the id of a benefit")
_COLUMN = Text("事项", "Benefit")


class Row(NamedTuple):
    """A row with what came of it: an answer, or the problems, never both. `number`: as the spreadsheet counts it; `outcome` and
    `paid`: the answer's, worked out once; `doubts`: what should be asked back of its sums."""

    number: int
    cells: list[Cell]
    answer: Answer | None
    problems: tuple[Problem, ...] = ()
    outcome: Outcome | None = None
    paid: Money | int | None = None
    doubts: tuple[Text, ...] = ()


class Progress(Frozen, kw_only=False):
    """How far a run is: rows done and rows in error; `read` of `whole` (0: nobody knows), in bytes or in rows."""

    rows: int
    wrong: int
    read: int
    whole: int

    @property
    def permille(self) -> int:
        """Thousandths of the table."""
        return min(1000, self.read * 1000 // self.whole) if self.whole else 0

    def rate(self, milliseconds: int) -> int:
        """Rows in a second."""
        return self.rows * 1000 // milliseconds if milliseconds > 0 else 0

    def remaining(self, milliseconds: int) -> int | None:
        """Milliseconds that are left at this rate; None while nobody can tell."""
        return milliseconds * max(0, self.whole - self.read) // self.read if self.read and self.whole else None


class Run:
    """A table being worked through. It goes on where it stopped whenever a next row is asked for."""

    def __init__(self, table: Table, matching: Matching):
        """Raises `Unusable` when no row could be answered."""
        check(matching)
        self.table, self.matching, self.totals = table, matching, Totals()
        self._notices: list[Text] = []
        self._doubts = Doubts(matching)
        self._forms: dict[str, Form] = {}
        self._place = matching.benefit_place
        self._ids: dict[str, str] = {}
        self._width = len(table.heads)
        self._ticked = {place for cells in table.sample for place, cell in enumerate(cells) if cell == SOME}
        self._raws = table.rows()
        self._rows, self._wrong = 0, 0

    @property
    def progress(self) -> Progress:
        """How far it is."""
        source = self.table.source
        return Progress(self._rows, self._wrong, source.read, source.whole)

    @property
    def notices(self) -> list[Text]:
        """What to know of the rows so far."""
        return [*self.table.notices, *self._doubts.notices]

    @property
    def decisions(self) -> list[Decision]:
        """What was decided on the way in and on the way so far."""
        examples = [Decision(kind="example", says=said) for said in self._notices]
        return [*decisions(self.table, self.matching), *examples]

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        raw = next(self._raws)
        while is_example(raw.cells):
            self._notices.append(
                Text(
                    f"第{raw.number}行是模板的示例行，没有计算。",
                    f"Row {raw.number} is the example row of the template and was left out.",
                )
            )
            raw = next(self._raws)
        row = self._worked(raw)
        if row.answer is not None:
            asked = self._doubts.look(raw.number, row.cells)
            row = row._replace(doubts=asked) if asked else row
        self._rows += 1
        self._wrong += row.answer is None
        self.totals.add(row)
        return row

    def _worked(self, raw: Raw) -> Row:
        cells = raw.cells
        if raw.unreadable:
            return Row(raw.number, cells, None, (problem(raw.unreadable),))
        if len(cells) > self._width:
            more = cells[self._width :]
            if not all(map(is_blank, more)):
                shown = " ".join(text for cell in more if (text := text_of(cell).strip()))
                return Row(raw.number, cells[: self._width], None, (problem("too-many-cells", given=shown),))
            cells = cells[: self._width]
        try:
            answer = self._form(cells).answer(cells)
        except Problems as error:
            return Row(raw.number, cells, None, error.problems)
        paid = answer.paid
        outcome = Outcome.NOTHING if answer.outcome is Outcome.AMOUNT and not paid else answer.outcome
        return Row(raw.number, cells, answer, (), outcome, paid)

    def _form(self, cells: list[Cell]) -> Form:
        place, id = self._place, self.matching.benefit
        said = typed(cells[place]) if place is not None and place < len(cells) else ""
        if said:
            found = self._ids.get(said)
            if found is None and not says_nothing(said):
                found = self._id(said)
            id = found or id
        if id is None:
            raise Problems([problem("missing-field", field=names.BENEFIT, label=_COLUMN, expected=_A_BENEFIT)])
        form = self._forms.get(id)
        if form is None:
            form = self._forms[id] = Form(catalogue.benefit(id), self.matching, place is None, self._ticked)
        return form

    def _id(self, said: str) -> str:
        id = names.benefit_names().get(folded(said))
        if id is None:
            near = names.near(said)
            meant = catalogue.benefit(near).name if near else None
            expected = _A_BENEFIT + Text(f"（是否为“{meant.zh}”）", f" (perhaps “{meant.en}”)") if meant else _A_BENEFIT
            raise Problems([problem("unknown-benefit", field=names.BENEFIT, label=_COLUMN, given=said, expected=expected)])
        if len(self._ids) < 4096:
            self._ids[said] = id
        return id
