"""The sheet that a workbook of results opens with: what the rows come to, by formulas over them, and what that rests on."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from calculator import catalogue
from calculator.batch import words
from calculator.batch.bins import spread
from calculator.batch.run import Run
from calculator.batch.summary import HEADS, SUMS_FIRST, Figure, kept, stated, summary_of
from calculator.batch.xlsx.over import FILLED, Condition, Over, between
from calculator.batch.xlsx.paper import on_paper
from calculator.batch.xlsx.styles import BAND, COUNT, YUAN
from calculator.batch.xlsx.widths import height_of
from calculator.export.origin import Origin
from calculator.export.paper import described, plain
from calculator.money import Money
from calculator.steps.cells import quoted
from calculator.text import Text, capital

_BINS = 20
_FIRST, _SUM, _COUNT, _ID = 48, 20, 11, 30  # characters
_WIDTHS = {words.BENEFIT: _FIRST, words.ID: _ID} | dict.fromkeys(
    (words.EXACT_SUM, words.EXACT_DOUBTFUL, words.UP_TO_SUM, words.UP_TO_DOUBTFUL), _SUM
)
_OUTCOMES = {capital(said): outcome for outcome, said in words.OUTCOMES.items()}
_LOOKS: dict[str, dict[str, Any]] = {
    "": {},
    "bold": {"bold": True},
    "head": {"bold": True, "bg_color": BAND, "bottom": 1, "text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "alert": {"bold": True, "font_color": "#A3261B", "text_wrap": True},
    "sentence": {"text_wrap": True},
    "link": {"font_color": "#0B57A4", "underline": 1},
}
_KINDS: dict[str, dict[str, Any]] = {
    "": {},
    "money": {"num_format": YUAN},
    "count": {"num_format": COUNT},
    "beside": {"align": "left", "indent": 1},
    "over": {"align": "right"},  # heads of figures
}
_FEWEST = 6  # columns that sentences run across


class _Formula(NamedTuple):
    expression: str
    comes_to: Figure


_Cell = Figure | _Formula


def write_summary(book: Any, run: Run, sheets: Sequence[tuple[str, int]], places: Mapping[str, str], lang: str, origin: Origin) -> None:
    """Adds the sheet behind those of the results; the workbook opens with it."""
    described(book, words.SUMMARY_TITLE[lang], catalogue.principles().budget, lang, origin)
    _Summary(book, run, Over(sheets, places, lang), lang, origin).write()


class _Summary:
    def __init__(self, book: Any, run: Run, over: Over, lang: str, origin: Origin):
        self.run, self.over, self.lang, self.origin = run, over, lang, origin
        self.totals, self.summary = run.totals, summary_of(run.totals)
        self.heads = kept(self.summary, SUMS_FIRST)
        self.widths = [_WIDTHS.get(head, _COUNT) for head in self.heads]
        self.widths[1] = max(_SUM, self.widths[1])
        self.widths += [_COUNT] * (_FEWEST - len(self.widths))
        self.sheet, self.last = book.add_worksheet(words.TOTALS[lang]), 0
        self.looks = {
            (look, kind): book.add_format(plain(lang) | own | number) for look, own in _LOOKS.items() for kind, number in _KINDS.items()
        }

    def write(self) -> None:
        """All parts, in the order in which they are read."""
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, width)
        self._top()
        self._doubtful()
        self._counted(words.ERRORS, [(said, code, rows) for said, code, rows in self.summary.errors], self._errors_of)
        self._counted(words.LEFT_OPEN, [(said, "", rows) for said, rows in self.summary.left_open], None)
        self._sentences(words.DECISIONS, stated(self.run))
        self._spread()
        self._sentences(words.NOTES, [words.APART, words.EACH_ROW])
        self.sheet.hide_gridlines(2)
        on_paper(self.sheet, sum(self.widths), self.lang, self.origin)
        self.sheet.activate()

    def _top(self) -> None:
        self._row((words.SUMMARY_TITLE,), "title", points=26)
        self._sentence(catalogue.principles().budget, "alert")
        for label, said in (
            (words.DAY, self.origin.day.isoformat() if self.origin.day else ""),
            (words.SITE, self.origin.site or ""),
            (words.EDITION, catalogue.edition()),
            (words.RULES, catalogue.rules_hash()),
        ):
            if said:
                self._row((label,), across=Text(said, said))
        self._gap()
        whole = dict(zip(HEADS, self.summary.whole, strict=True))
        figures = [head for head in SUMS_FIRST if head in self.heads and head not in (words.BENEFIT, words.ROWS, words.ID, words.ARTICLE)]
        figures = [head for head in figures if head not in _OUTCOMES]
        below = self.last + 4 + len(figures) + 2 + len(self.summary.benefits) + 1  # the last row of the table, which holds the totals
        totals = self.totals
        answered, wrong = f"${self._letter(words.ROWS)}${below}", self.over.count((words.OUTCOME, quoted(words.WRONG[self.lang])))
        self._row((words.WHOLE, None), "head")
        self._row((words.ALL_ROWS, _Formula(f"{answered}+{wrong}", totals.rows)))
        self._row((words.ANSWERED_ROWS, _Formula(answered, totals.rows - totals.wrong)))
        self._row((words.WRONG_ROWS, _Formula(wrong, totals.wrong)))
        for head in figures:
            self._row((head, _Formula(f"${self._letter(head)}${below}", whole[head])), "bold")
        self._gap()
        self._benefits(below)

    def _benefits(self, below: int) -> None:
        self._row(self.heads, "head")
        first = self.last + 1
        for figures in self.summary.benefits:
            row = dict(zip(HEADS, figures, strict=True))
            self._row([self._of(head, row[head]) for head in self.heads])
        assert self.last + 1 == below, "the figures above point to this row"
        whole = dict(zip(HEADS, self.summary.whole, strict=True))
        summed = [(head, whole[head]) for head in self.heads]
        self._row([
            figure if figure is None or isinstance(figure, Text)
            else _Formula(f"SUM({letter}{first}:{letter}{self.last})" if first <= self.last else "0", figure)
            for (head, figure), letter in zip(summed, _LETTERS, strict=False)
        ], "head")  # fmt: skip
        self._gap()

    def _of(self, head: Text, figure: Figure) -> _Cell:
        """A cell of the row of a benefit, whose name stands in the first cell of the row."""
        if figure is None or isinstance(figure, Text) or head == words.ARTICLE:
            return figure
        ours: Condition = (words.ANSWERED, f"$A{self.last + 1}")
        doubtful: Condition = (words.DOUBT, FILLED)
        if head in _OUTCOMES:
            return _Formula(self.over.count(ours, (words.OUTCOME, quoted(words.OUTCOMES[_OUTCOMES[head]][self.lang]))), figure)
        if head in (words.ROWS, words.DOUBTFUL_ROWS):
            return _Formula(self.over.count(ours, *([doubtful] if head == words.DOUBTFUL_ROWS else [])), figure)
        asked = [doubtful] if head in (words.EXACT_DOUBTFUL, words.UP_TO_DOUBTFUL) else []
        return _Formula(self.over.sum(words.AMOUNT, ours, *asked), figure)

    def _doubtful(self) -> None:
        rows = self.totals.doubtful
        if not rows:
            return
        self._row((words.DOUBTFUL_ROW, words.AMOUNT, words.DOUBT), "head")
        for one in rows:
            name = Text(f"第{one.number}行", f"Row {one.number}")
            asked = Text("".join(asked.zh for asked in one.asked), " ".join(asked.en for asked in one.asked))
            said = one.benefit.name + Text("：", ": ") + asked
            self._row((name, _Formula(self.over.cell(one.place, words.AMOUNT), one.paid)), across=said)
            self.sheet.write_url(self.last - 1, 0, f"internal:{self.over.cell(one.place)}", self.looks["link", ""], name[self.lang])
        if more := self.totals.doubtful_rows - len(rows):
            self._sentence(Text(f"还有{more:,}行，在结果表的“存疑”一列中。", f"{more:,} more: see the column “Doubtful” of the results."))
        self._gap()

    def _counted(self, heading: Text, counted: Sequence[tuple[Text, str, int]], formula: Callable[[str], str] | None) -> None:
        if not counted:
            return
        self._row((heading, words.ROWS, words.ERROR_CODE if formula else None), "head")
        for said, code, rows in counted:
            self._row((said, _Formula(formula(code), rows) if formula else rows, Text(code, code) if code else None), "sentence")
        self._gap()

    def _errors_of(self, code: str) -> str:
        return self.over.count((words.ERROR_CODE, quoted(code)))

    def _spread(self) -> None:
        for total in self.totals.benefits:
            bins = spread(_BINS, total.bins)
            if not bins:
                continue
            name = total.benefit.name
            self._row((name + Text("：", ": ") + words.RANGE, words.ROWS), "head")
            ours: Condition = (words.ANSWERED, quoted(name[self.lang]))
            for one in bins:
                low, high = between(one.low, one.high)
                expression = self.over.count(ours, (words.AMOUNT, low), (words.AMOUNT, high))
                self._row((one.name, _Formula(expression, one.rows[0])))
            self._gap()

    def _sentences(self, heading: Text, sentences: Sequence[Text]) -> None:
        if sentences:
            self._row((heading,), "head")
            for said in sentences:
                self._sentence(said)
            self._gap()

    def _sentence(self, said: Text, look: str = "sentence") -> None:
        self._row((), look, across=said)

    def _gap(self) -> None:
        self.last += 1

    def _letter(self, head: Text) -> str:
        return _LETTERS[self.heads.index(head)]

    def _row(self, cells: Sequence[_Cell], look: str = "", across: Text | None = None, points: int = 0) -> None:
        """A row; behind its cells a sentence over the columns that are left."""
        row, texts = self.last, list[str]()
        for place, cell in enumerate(cells):
            figure = cell.comes_to if isinstance(cell, _Formula) else cell
            format = self.looks[look, "money" if isinstance(figure, Money) else "count" if isinstance(figure, int) else ""]
            value = Decimal(str(figure)) if isinstance(figure, Money) else figure[self.lang] if isinstance(figure, Text) else figure
            texts.append(figure[self.lang] if isinstance(figure, Text) else "")
            if isinstance(cell, _Formula):
                self.sheet.write_formula(row, place, f"={cell.expression}", format, value)
            elif isinstance(figure, Text):
                self.sheet.write_string(row, place, figure[self.lang], self.looks[look, _kind(figure, place, look)])
            elif value is None:
                self.sheet.write_blank(row, place, None, format)
            else:
                self.sheet.write_number(row, place, value, format)
        widths = self.widths
        if across is not None:
            said, format = across[self.lang], self.looks[look or "sentence", "beside" if cells else ""]
            self.sheet.merge_range(row, len(cells), row, len(widths) - 1, "", format)
            self.sheet.write_string(row, len(cells), said, format)
            texts.append(said)
            widths = [*widths[: len(cells)], sum(widths[len(cells) :])]
        if points or (points := height_of(texts, widths)):
            self.sheet.set_row(row, points)
        self.last += 1


def _kind(text: Text, place: int, look: str) -> str:
    return "" if not place else "beside" if look != "head" or text in _TEXTS else "over"


_TEXTS = (words.ID, words.DOUBT, words.ERROR_CODE)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
