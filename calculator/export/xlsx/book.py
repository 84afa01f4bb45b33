"""The workbook under construction: its sheets, how cells look, and what each formula comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from calculator.export import words
from calculator.export.harmless import begins_like_a_formula, spelled, writable
from calculator.export.origin import Origin
from calculator.export.paper import described, on_a4, plain
from calculator.export.xlsx.measure import LINE, height
from calculator.money import Money
from calculator.text import Text

Number = Money | Fraction | Decimal | int
Value = Number | str

_TOP = Decimal("0.5")  # inches
_ALL, _KEPT = 100, 2  # lines of a text that is there, and of one that may come to be there
_TITLE_LINE = 24  # points
_YUAN = Text('#,##0.00"元"', '"RMB "#,##0.00')
_FINER = Text('#,##0.00####"元"', '"RMB "#,##0.00####')  # before the one rounding, a sum may have parts of a fen
_BESIDE = {"zh": 5, "en": 7}  # characters that stand beside the digits of a sum, and a little air
_BAND, _ENTRY, _LINE, _GREY, _RED = "#E8EEF4", "#FFF9E0", "#B8C4D0", "#5A6672", "#A3261B"
# What a reader may do on a protected sheet besides changing the entries. There is no password: who must change more, can.
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}


class _Written(NamedTuple):
    """A text, its columns, the lines that it may take, and how high one is."""

    text: str
    column: int
    across: int
    most: int
    line: int


class Sheet:
    """One sheet. Rows and columns count from 1; `row` is the one being written."""

    def __init__(self, book: Book, title: str, widths: Sequence[int]):
        self.book, self.lang, self.title = book, book.lang, title
        self.sheet: Any = book.workbook.add_worksheet(title)
        self.row = 1
        self._widths = dict(enumerate(widths, 1))
        self._texts: dict[int, list[_Written]] = {}  # by row

    def address(self, column: int, row: int | None = None) -> str:
        """`$E$7`, in the row being written unless another is named; it stays when rows are sorted or copied."""
        return f"${xl_col_to_name(column - 1)}${row or self.row}"

    def span(self, column: int, first: int, last: int) -> str:
        """The cells of a column from one row to another."""
        return f"{self.address(column, first)}:{self.address(column, last)}"

    def elsewhere(self, address: str) -> str:
        """The address as another sheet writes it."""
        return f"'{self.title}'!{address}"

    def text(self, column: int, text: str, look: str = "text", across: int = 1) -> None:
        """A text, which stays one whatever it begins with; over so many columns."""
        if not text:
            return
        text = writable(text)
        format = self.book.look(look, quoted=begins_like_a_formula(text))
        if across > 1:
            self.sheet.merge_range(self.row - 1, column - 1, self.row - 1, column + across - 2, "", format)
        self.sheet.write_string(self.row - 1, column - 1, text, format)
        self._note(column, text, across, line=_TITLE_LINE if look == "title" else LINE)

    def number(self, column: int, value: Number, look: str | None = None) -> str:
        """A number as it is; its address."""
        self.sheet.write_number(self.row - 1, column - 1, decimal(value), self.book.look(look or _look_of(value)))
        self.fit(column, value)
        return self.address(column)

    def blank(self, column: int, look: str) -> str:
        """A cell with nothing in it; its address."""
        self.sheet.write_blank(self.row - 1, column - 1, None, self.book.look(look))
        return self.address(column)

    def formula(self, column: int, expression: str, comes_to: Value, look: str | None = None, longest: str = "") -> str:
        """A formula, written without its equals sign, and what it comes to; its address. `longest`: the longest text that it may show."""
        value = writable(comes_to) if isinstance(comes_to, str) else decimal(comes_to)
        format = self.book.look(look or _look_of(comes_to))
        self.sheet.write_formula(self.row - 1, column - 1, f"={spelled(expression)}", format, value)
        if isinstance(comes_to, str):
            self._note(column, comes_to)
            self._note(column, longest, most=_KEPT)
        else:
            self.fit(column, comes_to)
        return self.address(column)

    def fit(self, column: int, value: Number) -> None:
        """Makes room for a sum, which a narrow column would show as a row of hashes."""
        if isinstance(value, Money):
            self._widths[column] = max(self._widths.get(column, 0), len(f"{decimal(value):,.2f}") + _BESIDE[self.lang])

    def heads(self, heads: Sequence[Text], sums: Sequence[Text] = ()) -> None:
        """A row of column heads; those of `sums` stand above the last digit."""
        for column, head in enumerate(heads, 1):
            self.text(column, head[self.lang], "head right" if head in sums else "head")
        self.row += 1

    def running_heads(self, heads: Sequence[Text], sums: Sequence[Text] = (), columns: int = 0) -> None:
        """The same, in sight with the first `columns` while the rest moves, and on every page that is printed."""
        self.sheet.repeat_rows(self.row - 1)
        self.sheet.freeze_panes(self.row, columns)
        self.heads(heads, sums)

    def filterable(self, columns: int, first: int) -> None:
        """Lets a reader choose rows, from the heads down to the last row written."""
        self.sheet.autofilter(first - 1, 0, max(first, self.row - 1) - 1, columns - 1)

    def band(self, columns: int, look: str) -> None:
        """Gives a look to all cells of the row, the empty ones too."""
        for column in range(1, columns + 1):
            self.blank(column, look)

    def validate(self, address: str, rule: Mapping[str, Any]) -> None:
        """What may be typed into a cell; anything else is refused with a sentence."""
        self.sheet.data_validation(address, dict(rule))

    def finish(self) -> None:
        """Widths and heights, once all is written: not every spreadsheet finds them by itself."""
        for column, width in self._widths.items():
            self.sheet.set_column(column - 1, column - 1, width)
        for row, texts in self._texts.items():
            self.sheet.set_row(row - 1, max(height(one.text, self._width(one.column, one.across), one.most, one.line) for one in texts))

    def _width(self, column: int, across: int) -> int:
        return sum(self._widths.get(one, 8) for one in range(column, column + across))

    def _note(self, column: int, text: str, across: int = 1, most: int = _ALL, line: int = LINE) -> None:
        self._texts.setdefault(self.row, []).append(_Written(text, column, across, most, line))


class Book:
    """The workbook, its looks and its sheets, in the order of the tabs."""

    def __init__(self, lang: str):
        self.lang = lang
        self._file = BytesIO()
        self.workbook: Any = Workbook(self._file, {"in_memory": True, "strings_to_numbers": False})
        self._looks: dict[tuple[str, bool], Any] = {}
        self._named = _looks(lang)
        self.summary = Sheet(self, words.SUMMARY[lang], (58, 22, 22))
        self.claims = Sheet(self, words.CLAIMS[lang], (5, 20, 6, 6, 12, 30, 14, 14, 14, 10, 11, 10, 9, 34))
        self.steps = Sheet(self, words.STEPS[lang], (5, 10, 44, 16, 16, 34, 36, 5))
        self.figures = Sheet(self, words.FIGURES[lang], (30, 5, 46, 16, 56))
        self.notes = Sheet(self, words.NOTES[lang], (16, 110))

    def look(self, name: str, quoted: bool = False) -> Any:
        """A look by its name; `quoted`: of a text that begins like a formula."""
        if (name, quoted) not in self._looks:
            self._looks[name, quoted] = self.workbook.add_format(self._named[name] | ({"quote_prefix": True} if quoted else {}))
        return self._looks[name, quoted]

    def saved(self, stamp: Text, origin: Origin) -> bytes:
        """The file, each sheet protected without a password and set up for A4 paper, with the stamp at the foot of every page."""
        lang = self.lang
        described(self.workbook, words.TITLE[lang], stamp, lang, origin)
        for sheet in (self.summary, self.claims, self.steps, self.figures, self.notes):
            sheet.finish()
            sheet.sheet.protect("", _ALLOWED)
            if sheet is not self.summary:  # which is narrow, and has to be read on one page
                sheet.sheet.set_landscape()
            sheet.sheet.fit_to_pages(1, 0)
            on_a4(sheet.sheet, stamp, lang, top=_TOP)
        self.workbook.close()
        return self._file.getvalue()


def _looks(lang: str) -> dict[str, dict[str, Any]]:
    base = plain(lang)
    wrapped = base | {"align": "left", "text_wrap": True}
    right, bold, grey = base | {"align": "right", "indent": 1}, {"bold": True}, {"font_color": _GREY}
    yuan, line = {"num_format": _YUAN[lang]}, {"bottom": 1, "bottom_color": _LINE}
    entry = right | {"bg_color": _ENTRY, "border": 1, "border_color": _LINE, "locked": False}
    return {
        "text": wrapped,
        "quiet": wrapped | grey,
        "strong": wrapped | bold,
        "alert": wrapped | {"font_color": _RED, "bold": True},
        "title": base | bold | {"font_size": 16},
        "head": wrapped | bold | {"bg_color": _BAND} | line,
        "head right": wrapped | bold | {"bg_color": _BAND, "align": "right", "indent": 1} | line,
        "claim": wrapped | bold | {"bg_color": _BAND},
        "money": right | yuan,
        "count": right | {"num_format": "#,##0"},
        "plain": wrapped | {"num_format": "0"},
        "rate": right | {"num_format": "0%"},
        "finer rate": right | {"num_format": "0.0#########%"},
        "finer money": right | {"num_format": _FINER[lang]},
        "quiet money": right | grey | yuan,
        "quiet text": right | grey | {"text_wrap": True},
        "quiet count": right | grey | {"num_format": "#,##0"},
        "quiet percent": right | grey | {"num_format": 'General"%"'},
        "strong money": right | bold | yuan,
        "strong count": right | bold | {"num_format": "#,##0"},
        "total money": right | bold | yuan | line,
        "total count": right | bold | {"num_format": "#,##0"} | line,
        "entry money": entry | yuan,
        "entry count": entry | {"num_format": "#,##0"},
        "entry percent": entry | {"num_format": 'General"%"'},
        "entry text": entry | {"text_wrap": True},
    }


def _look_of(value: Value) -> str:
    return "text" if isinstance(value, str) else "money" if isinstance(value, Money) else "count"


def decimal(value: Number) -> Decimal:
    """A number as a spreadsheet keeps it; what has no end is cut far behind what it could keep."""
    if isinstance(value, Money):
        value = Fraction(value.fen, 100)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)
