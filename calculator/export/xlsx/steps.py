"""The sheet of steps: for each claim what was given, then a row a step, each a formula over the cells above it."""

from decimal import Decimal

from calculator.answer import Outcome, sentence
from calculator.case import Line
from calculator.export import words
from calculator.export.view import Claimed, View
from calculator.export.xlsx.book import Sheet
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.inversion import base_of
from calculator.money import Money
from calculator.problems import Problems, problem
from calculator.sheet import written
from calculator.steps.cells import Cells, to_the_fen, to_the_whole
from calculator.text import Text

_NUMBER, _YEAR, _KIND, _WHAT, _AMOUNT, _QUOTE, _ARTICLE, _CHINESE = range(1, 9)
_MOST_ROWS = 999_000  # a little less than a sheet holds; and six digits keep the longest formula within 8192 characters


class Place(Frozen, kw_only=False):
    """Where the claims sheet finds a claim: what it comes to by itself, and an expression for its base, if it has one."""

    amount: str | None
    base: str | None


def write_steps(sheet: Sheet, view: View) -> list[Place]:
    """Writes the whole sheet; the places of the claims, in their order. Raises `Problems` for more rows than a sheet holds."""
    rows = sum(len(claim.answer.lines) + sum(_rows(value) for _, value in claim.values) + 3 for claim in view.claims)
    if rows > _MOST_ROWS:
        most = Text(f"计算步骤不超过{_MOST_ROWS}行的方案", f"a plan with at most {_MOST_ROWS} rows of steps")
        raise Problems([problem("too-large", field="claims", given=rows, expected=most)])
    heads = [words.NUMBER, words.YEAR, words.KIND, words.WHAT, words.VALUE, words.QUOTE, words.ARTICLE]
    sheet.running_heads(heads if sheet.lang == "zh" else [*heads, words.CHINESE])
    places = [_Block(sheet, number, claim).write() for number, claim in enumerate(view.claims, 1)]
    sheet.filterable(_ARTICLE, 1)
    return places


def _rows(value: Value) -> int:
    return len(value) if isinstance(value, tuple) else 1


class _Block:
    """The rows of one claim."""

    def __init__(self, sheet: Sheet, number: int, claim: Claimed):
        self.sheet, self.lang, self.number, self.claim = sheet, sheet.lang, number, claim
        self.given: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {}
        self.results: dict[int, str] = {}  # of a list, what each item has come to so far
        # the first step inside an `each` starts from an item of its list
        self.starts = {step.inner[0].id: step.of for step in claim.answer.benefit.steps if step.inner}

    def write(self) -> Place:
        answer = self.claim.answer
        self.sheet.band(_ARTICLE if self.lang == "zh" else _CHINESE, "claim")
        self.row(None, answer.benefit.name, look="claim")
        for input, value in self.claim.values:
            self.write_given(input, value)
        before = ""
        for line in answer.lines:
            before = self.write_line(line, before)
        for reason in answer.reasons if answer.settled is Outcome.NOTHING else ():
            self.row(words.REASON_LINE, sentence(reason))
        return Place(self.write_result(before), self.base())

    def row(self, kind: Text | None, what: Text, quote: Text | None = None, article: int | None = None, look: str = "text") -> None:
        """A row without its number; goes on to the next."""
        self.beside(kind, what, quote, article, look)
        self.sheet.row += 1

    def beside(self, kind: Text | None, what: Text, quote: Text | None, article: int | None, look: str = "text") -> None:
        sheet, lang = self.sheet, self.lang
        sheet.number(_NUMBER, self.number, "plain" if look == "text" else look)
        sheet.number(_YEAR, self.claim.year, "plain" if look == "text" else look)
        if kind:
            sheet.text(_KIND, kind[lang], look)
        sheet.text(_WHAT, what[lang], look)
        if quote:
            sheet.text(_QUOTE, quote[lang], "quiet")
            if lang != "zh":
                sheet.text(_CHINESE, quote.zh, "quiet")
        if article:
            sheet.number(_ARTICLE, article, "plain")

    def write_given(self, input: Input, value: Value) -> None:
        if isinstance(value, tuple):
            for place, item in enumerate(value, 1):
                label = Text(f"{input.label.zh}，第{place}项", f"{input.label.en}, item {place}") if len(value) > 1 else input.label
                self.lists.setdefault(input.name, []).append(self.write_value(input, label, item))
        else:
            self.given[input.name] = self.write_value(input, input.label, value)

    def write_value(self, input: Input, label: Text, value: Value) -> str:
        sheet = self.sheet
        self.beside(self.origin(input), label, input.quote, self.claim.answer.benefit.article if input.quote else None)
        address = sheet.address(_AMOUNT)
        if isinstance(value, Decimal):
            sheet.number(_AMOUNT, value, "percent")
        elif isinstance(value, Money) or (isinstance(value, int) and not isinstance(value, bool)):
            sheet.number(_AMOUNT, value)
        else:
            sheet.text(_AMOUNT, written(input, value)[self.lang])
        sheet.row += 1
        return address

    def origin(self, input: Input) -> Text:
        if input.name in self.claim.asked:
            return words.GIVEN_LINE
        from_plan = input in self.claim.answer.benefit.optional or input.type == "year-of-funding"
        return words.PLAN_LINE if from_plan else words.DEFAULT_LINE

    def write_line(self, line: Line, before: str) -> str:
        """The row of a step; the cell in which the running value then stands."""
        step, item = line.step, line.item[0] if line.item else 1
        if step.id in self.starts:
            before = self.lists[self.starts[step.id] or ""][item - 1]
        elif step.of in self.given and not step.gate:
            before = self.given[step.of or ""]
        cells = Cells(before, self.given, tuple(self.results.values()), self.lang)
        expression = step.formula(line, cells)
        kind = words.CHECK_LINE if expression is None else words.STEP_LINE
        self.beside(kind, sentence(line.sentence), step.quote, step.article)
        if expression is not None:
            assert line.after is not None
            before = self.results[item] = self.sheet.formula(
                _AMOUNT, expression, line.after, "finer money" if isinstance(line.after, Money) else None
            )
        self.sheet.row += 1
        return before

    def write_result(self, before: str) -> str | None:
        """The last row: what the claim comes to, rounded down once; where no step gives a sum it is the nothing of the answer."""
        answer, sheet = self.claim.answer, self.sheet
        if answer.amount is None:
            self.row(words.RESULT_LINE, words.NO_SUM, look="strong")
            return None
        money = self.claim.money
        self.beside(words.RESULT_LINE, words.ROUNDED if money else words.WHOLE, None, None, "strong")
        paid = answer.paid or (Money(0) if money else 0)
        rounded = (to_the_fen if money else to_the_whole)(before) if before else "0"
        sheet.formula(_AMOUNT, rounded, paid, "strong money" if money else "strong count")
        sheet.row += 1
        return sheet.elsewhere(sheet.address(_AMOUNT, sheet.row - 1))

    def base(self) -> str | None:
        name = base_of(self.claim.answer.benefit) if self.claim.answer.benefit.calculator else None
        if cells := self.lists.get(name or ""):  # they stand one below the other
            first = self.sheet.elsewhere(cells[0])
            return first if len(cells) == 1 else f"SUM({first}:{cells[-1]})"
        return self.sheet.elsewhere(self.given[name]) if name in self.given else None
