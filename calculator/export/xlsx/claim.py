"""The rows of one claim: what was given, which may be changed; what stands in the way; the steps; and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence

from calculator.answer import Answer, Outcome, sentence
from calculator.case import Case, Line, Running
from calculator.export import words
from calculator.export.view import Claimed
from calculator.export.xlsx import entries
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.figures import Figures
from calculator.export.xlsx.remarks import Remark, first_stop, remark, stop_word, stopped
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.money import Money
from calculator.steps import Each
from calculator.steps.base import Step
from calculator.steps.cells import Cells, Guard, Stop, literal, quoted, shortened, to_the_fen, to_the_whole
from calculator.text import Text

NUMBER, KIND, WHAT, VALUE, EXPORTED, REMARK, QUOTE, ARTICLE = range(1, 9)


class Place(Frozen):
    """Where the claims sheet finds a claim: what it comes to by itself, how many of its entries were changed, why nothing can be
    worked out; and of the entries that the plan decided, the cell and what it held. `stop`: why nothing was worked out at the export."""

    amount: str | None
    changed: str
    state: str
    decided: Sequence[tuple[str, str]]
    stop: Stop | None
    says: str


class Claim:
    """One claim on its way into the sheet."""

    def __init__(self, sheet: Sheet, figures: Figures, number: int, claim: Claimed):
        self.sheet, self.figures, self.lang, self.number, self.claim = sheet, figures, sheet.lang, number, claim
        self.answer = answer = claim.answer
        self.benefit = benefit = answer.benefit
        course = benefit.courses.of(answer.values) if benefit.calculator else None
        self.gates: Sequence[Step] = course.gates if course else ()
        self.pipeline: Sequence[Step] = course.pipeline if course else ()
        self.lines = {(line.step.id, line.item[0] if line.item else 1): line for line in answer.lines}
        self.items = {field.name: entries.items_of(field, answer.values.get(field.name), self.lang) for field in entered(answer)}

    @property
    def rows(self) -> int:
        """No fewer than it takes."""
        steps = sum(len(step.inner) * self._count(step) + 1 for step in self.pipeline)
        return sum(map(len, self.items.values())) + len(self.gates) + steps + 5

    def write(self) -> Place:
        sheet, benefit = self.sheet, self.benefit
        sheet.band(ARTICLE, "claim")
        name = Text(f"{benefit.name.zh}（{self.claim.year}年度）", f"{benefit.name.en} ({self.claim.year})")
        self._row(None, name[self.lang], look="claim")
        first = sheet.row
        self._place_entries(first)
        found = self._write_entries()
        found += [self._write_gate(step) for step in self.gates]
        self._write_state(first, found)
        self.stop, self.says = stopped(found)
        before = self._write_pipeline()
        self._write_reasons()
        amount = self._write_result(before)
        return Place(
            amount=amount,
            changed=sheet.elsewhere(self.changed),
            state=sheet.elsewhere(self.state),
            decided=[(sheet.elsewhere(self.cells[name][0]), str(self.items[name][0])) for name in self.claim.decided if name in self.cells],
            stop=self.stop,
            says=self.says,
        )

    # --- what was given ----------------------------------------------------------------------------------------------------

    def _place_entries(self, first: int) -> None:
        """The cells of the entries, before any is written: what is said of one may hang on others."""
        sheet, row = self.sheet, first
        self.cells: dict[str, list[str]] = {}
        for name, items in self.items.items():
            self.cells[name] = [sheet.address(VALUE, row + place) for place in range(len(items))]
            row += len(items)
        row += len(self.gates)
        self.changed, self.state = sheet.address(VALUE, row), sheet.address(REMARK, row)
        fields = self.benefit.fields
        given = {name: self._expression(fields[name], cells[0]) for name, cells in self.cells.items() if fields[name].type != "money-list"}
        lists = {name: cells for name, cells in self.cells.items() if fields[name].type == "money-list"}
        self.base = Cells(before="", given=given, law=lambda *_: "", lists=lists, lang=self.lang)

    def _expression(self, field: Input, cell: str) -> str:
        """An entry with what stands for it where it is left empty."""
        if field.default is None or field.is_condition:
            return cell
        (default,) = entries.items_of(field, field.read(field.default), self.lang)
        shown = quoted(default) if isinstance(default, str) else str(default).removesuffix(".00")
        return f'IF({cell}="",{shown},{cell})'

    def _cells(self, step: Step, before: str = "", items: Sequence[str] = ()) -> Cells:
        return self.base.but(before=before, items=items, law=self.figures.of(self.benefit, step))

    def _write_entries(self) -> list[Remark]:
        guards = self._guards()
        found = []
        for name, items in self.items.items():
            field = self.benefit.fields[name]
            for place, item in enumerate(items, 1):
                about = remark(self, field, place, guards.get(name, ()))
                self._write_entry(field, place, item, about)
                found.append(about)
        return found

    def _guards(self) -> dict[str, list[Guard]]:
        """What steps other than gates have against an entry, by its field."""
        found: dict[str, list[Guard]] = {}
        for step in self.pipeline:
            for guard in step.guards(self._cells(step)):
                found.setdefault(guard.field, []).append(guard)
        return found

    def _write_entry(self, field: Input, place: int, item: entries.Item, about: Remark) -> None:
        sheet, lang, look = self.sheet, self.lang, entries.look_of(field)
        cell, exported = sheet.address(VALUE), sheet.address(EXPORTED)
        origin = self._origin(field)[lang]
        label = entries.label_of(field, place, len(self.items[field.name]))[lang]
        self._beside(None, label, field.quote, field.article or self.benefit.article if field.quote else None)
        # An empty cell equals zero, so whether it is empty is asked, too.
        changed = quoted(words.CHANGED_LINE[lang])
        kind = f'IFERROR(IF(AND({cell}={exported},({cell}="")=({exported}="")),{quoted(origin)},{changed}),{changed})'
        sheet.formula(KIND, kind, origin, "text", words.CHANGED_LINE[lang])
        for column, prefix in ((VALUE, "entry "), (EXPORTED, "quiet ")):
            if item is None:
                sheet.blank(column, prefix + look)
            elif isinstance(item, str):
                sheet.text(column, item, f"{prefix}text")
            else:
                sheet.number(column, item, prefix + look)
        sheet.validate(cell, entries.rule(field, cell, lang))
        sheet.formula(REMARK, about.expression, about.shown, "alert", about.longest)
        sheet.row += 1

    def _origin(self, field: Input) -> Text:
        if field.name in self.claim.asked:
            return words.GIVEN_LINE
        from_plan = field.name in self.claim.decided or (field in self.benefit.optional and field.name in self.answer.values)
        return words.PLAN_LINE if from_plan else words.DEFAULT_LINE

    # --- what stands in the way ----------------------------------------------------------------------------------------------

    def _write_gate(self, step: Step) -> Remark:
        """A condition that numbers decide: 5个以上, 连续资助3年."""
        cells = self._cells(step)
        (guard,) = step.guards(cells)
        says = stop_word(guard.stop, guard.says)[self.lang]
        values = self.answer.values
        refused = all(name in values for name in step.reads) and bool(_tried(step, dict(values)))
        about = Remark(
            f'IFERROR(IF({cells.given[guard.field]}="","",IF({guard.when},{literal(says)},"")),"")',
            says if refused else "",
            says,
            guard.stop,
        )
        self._beside(words.CHECK_LINE, None, step.quote, step.article)
        self._sentence(step, self.lines.get((step.id, 1)))
        self.sheet.formula(REMARK, about.expression, about.shown, "alert", about.longest)
        self.sheet.row += 1
        return about

    def _write_state(self, first: int, found: Sequence[Remark]) -> None:
        """How many entries were changed, and the first thing that stands in the way."""
        sheet, lang = self.sheet, self.lang
        self._beside(words.STATE_LINE, words.STATE[lang])
        _, says = stopped(found)
        if sheet.row == first:
            sheet.number(VALUE, 0, "count")
        else:
            sheet.formula(VALUE, f"COUNTIF({sheet.span(KIND, first, sheet.row - 1)},{quoted(words.CHANGED_LINE[lang])})", 0, "count")
            longest = max((one.longest for one in found), key=len, default="")
            sheet.formula(REMARK, first_stop(sheet.span(REMARK, first, sheet.row - 1), lang), says, "alert", longest)
        sheet.row += 1

    # --- the steps -------------------------------------------------------------------------------------------------------------

    def _write_pipeline(self) -> str:
        """A row for each step, and for each item of a list; the cell with what they come to, empty where no step gives a value."""
        before = ""
        self.value: Running | None = None
        for step in self.pipeline:
            if isinstance(step, Each):
                before = self._write_each(step)
            else:
                start = self.base.given.get(step.of or "", before)
                before = self._write_step(step, start) or before
        return before

    def _write_each(self, step: Each) -> str:
        results: list[str] = []
        sums: list[Running | None] = []
        for number, cell in enumerate(self.base.lists.get(step.of, ()), 1):
            before = f"N({cell})"  # MIN passes over an empty cell instead of taking it for zero
            self.value = self._given_item(step.of, number)
            for inner in step.steps:
                before = self._write_step(inner, before, number) or before
            results.append(before.replace("$", ""))  # a long list's sum has to stay within the length of a formula
            sums.append(self.value)
        if len(results) == 1 and step.unassessed not in self.base.given:
            return results[0]
        self.value = None
        return self._write_step(step, "", items=results) or ""

    def _given_item(self, name: str, number: int) -> Running | None:
        items = self.answer.values.get(name)
        return items[number - 1] if isinstance(items, tuple) else None

    def _count(self, step: Step) -> int:
        return len(self.items.get(step.of or "", ())) or 1

    def _write_step(self, step: Step, before: str, number: int = 1, items: Sequence[str] = ()) -> str | None:
        """The row of a step; the cell in which the running value then stands, or None where the step does not bear on this claim."""
        expression = step.formula(self._cells(step, before, items))
        if expression is None:
            return None
        line = self.lines.get((step.id, number))
        if line is not None:
            self.value = line.after
        self._beside(words.STEP_LINE, None, step.quote, step.article)
        self._sentence(step, line)
        value: Running | str = "" if self.stop or self.value is None else self.value
        money = self.claim.money if self.value is None else isinstance(self.value, Money)
        look = "finer money" if money else "count"
        cell = self.sheet.formula(VALUE, f'IF({self.state}="",{expression},"")', value, look)
        self.sheet.row += 1
        return cell

    def _sentence(self, step: Step, line: Line | None) -> None:
        """With the numbers of the export while nothing is changed, in general afterwards."""
        general = sentence(step.law())[self.lang]
        if line is None:
            self.sheet.text(WHAT, general)
            return
        exact = shortened(sentence(line.sentence)[self.lang])
        self.sheet.formula(WHAT, f"IF({self.changed}=0,{literal(exact)},{literal(general)})", exact, "text", general)

    # --- what it comes to --------------------------------------------------------------------------------------------------------

    def _write_reasons(self) -> None:
        """Why nothing was paid at the export, in full."""
        for reason in self.answer.reasons if self.answer.settled is Outcome.NOTHING else ():
            says = shortened(sentence(reason)[self.lang])
            self._beside(words.REASON_LINE, None)
            self.sheet.formula(WHAT, f'IF({self.changed}=0,{literal(says)},"")', says, "text")
            self.sheet.row += 1

    def _write_result(self, before: str) -> str | None:
        """The last row: what the claim comes to, rounded down once; a word where nothing can be worked out."""
        sheet, lang, money = self.sheet, self.lang, self.claim.money
        if not self.benefit.calculator:
            self._row(words.RESULT_LINE, words.NO_SUM[lang], look="strong")
            return None
        self._beside(words.RESULT_LINE, (words.ROUNDED if money else words.WHOLE)[lang], look="strong")
        rounded = (to_the_fen if money else to_the_whole)(before)
        looks = {stop: words.STOPS[stop][lang] for stop in Stop}
        starts = {stop: f"LEFT({self.state},{len(word)})={quoted(word)}" for stop, word in looks.items()}
        expression = (
            f'IF({self.state}="",{rounded},IF({starts[Stop.REFUSED]},0,'
            f"IF({starts[Stop.WRONG]},{quoted(looks[Stop.WRONG])},{quoted(looks[Stop.MISSING])})))"
        )
        paid: Money | int = self.answer.paid or self.claim.zero
        word = {Stop.WRONG: looks[Stop.WRONG], Stop.MISSING: looks[Stop.MISSING], Stop.PART: looks[Stop.MISSING]}
        comes_to = word.get(self.stop, paid) if self.stop else paid
        sheet.formula(VALUE, expression, comes_to, "total money" if money else "total count")
        sheet.row += 1
        return sheet.elsewhere(sheet.address(VALUE, sheet.row - 1))

    # --- rows ----------------------------------------------------------------------------------------------------------------------

    def _row(self, kind: Text | None, what: str, look: str = "text") -> None:
        """A row without a value; goes on to the next."""
        self._beside(kind, what, look=look)
        self.sheet.row += 1

    def _beside(
        self, kind: Text | None, what: str | None, quote: Text | None = None, article: int | None = None, look: str = "text"
    ) -> None:
        """What stands beside the value of a row."""
        sheet, lang = self.sheet, self.lang
        sheet.number(NUMBER, self.number, "plain" if look == "text" else look)
        if kind:
            sheet.text(KIND, kind[lang], look)
        if what:
            sheet.text(WHAT, what, look)
        if quote:
            sheet.text(QUOTE, words.beside_chinese(quote, lang), "quiet")
        if article:
            sheet.number(ARTICLE, article, "plain")


def entered(answer: Answer) -> list[Input]:
    """The inputs that have a cell: those that were given or that something stands for, that are needed, or that the sum hangs on."""
    benefit = answer.benefit
    asked = [*benefit.conditions, *(field for field in benefit.questions if field.default is not None)] if benefit.calculator else []
    names = {*answer.values, *answer.missing, *(field.name for field in asked)}
    return [field for field in benefit.fields.values() if field.name in names]


def _tried(step: Step, values: dict[str, Value]) -> Sequence[Text]:
    """What a gate refuses of these values."""
    case = Case(values, [])
    step.run(case)
    return case.refusals
