"""The workbook under construction: its sheets, how cells look, and what each formula comes to."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_ISO8601

from calculator.export import words
from calculator.export.harmless import begins_like_a_formula, writable
from calculator.export.xlsx.archive import packed
from calculator.money import Money
from calculator.text import Text

Number = Money | int | Decimal
A4, LANDSCAPE = 9, "landscape"
_STYLE = "plan {}"  # so that no name is one that spreadsheets give a style of their own
_LONG_AGO = "1980-01-01T00:00:00"  # as in the archive around it
_BAND = PatternFill("solid", start_color="FFE8EEF4")
_LINE = Border(bottom=Side(style="thin", color="FFB8C4D0"))
_PAGES = Text("第&P页，共&N页", "Page &P of &N")
_YUAN = Text('#,##0.00"元"', '"RMB "#,##0.00')
_FINER = Text('#,##0.00####"元"', '"RMB "#,##0.00####')  # before the one rounding, a sum may have parts of a fen
_FONT = Text("Microsoft YaHei", "Calibri")


class Sheet:
    """One sheet. Rows and columns count from 1; `row` is the next free one."""

    def __init__(self, book: "Book", title: str, widths: tuple[int, ...]):
        self.book, self.lang, self.title = book, book.lang, title
        self.sheet = book.workbook.create_sheet(title)
        self.row, self.widths = 1, dict[int, int]()
        self.values = book.values.setdefault(title, {})
        self.widen(1, widths)

    def widen(self, first: int, widths: tuple[int, ...]) -> None:
        """Sets the least widths of columns from `first` on, in characters."""
        for column, width in enumerate(widths, first):
            self.widths[column] = max(width, self.widths.get(column, 0))
            self.sheet.column_dimensions[get_column_letter(column)].width = self.widths[column]

    def look(self, cell: Any, look: str) -> None:
        cell.style = _STYLE.format(look)

    def fixed(self, column: int, first: int, last: int) -> str:
        """A range of rows that stays when its formula is copied."""
        letter = get_column_letter(column)
        return f"${letter}${first}:${letter}${last}"

    def address(self, column: int, row: int | None = None) -> str:
        """`E7`, in the row being written unless another is named."""
        return f"{get_column_letter(column)}{row or self.row}"

    def elsewhere(self, address: str) -> str:
        """The address as another sheet writes it."""
        return f"'{self.title}'!{address}"

    def text(self, column: int, text: str, look: str = "text") -> None:
        """A text, which stays one whatever it begins with."""
        if text:
            cell = self.sheet.cell(self.row, column)
            cell.value, cell.data_type = writable(text), "s"
            self.look(cell, look)
            cell.quotePrefix = begins_like_a_formula(text)

    def number(self, column: int, value: Number, look: str | None = None) -> str:
        """A number as it is; its address."""
        cell = self.sheet.cell(self.row, column)
        cell.value = _decimal(value)
        self.look(cell, look or ("money" if isinstance(value, Money) else "count"))
        self.fit(column, value)
        return str(cell.coordinate)

    def formula(self, column: int, expression: str, comes_to: Money | Fraction | int, look: str | None = None) -> str:
        """A formula, written without its equals sign, and what it comes to; its address."""
        cell = self.sheet.cell(self.row, column)
        cell.value = f"={expression}"
        self.look(cell, look or ("money" if isinstance(comes_to, Money) else "count"))
        self.fit(column, comes_to)
        self.values[str(cell.coordinate)] = f"{_decimal(comes_to):f}"
        return str(cell.coordinate)

    def fit(self, column: int, value: Number | Fraction) -> None:
        """Makes room for a sum, which a narrow column would show as a row of hashes."""
        if isinstance(value, Money):
            self.widen(column, (len(f"{_decimal(value):,.2f}") + 7,))

    def heads(self, heads: list[Text]) -> None:
        """A row of column heads."""
        for column, head in enumerate(heads, 1):
            self.text(column, head[self.lang], "head")
        self.row += 1

    def running_heads(self, heads: list[Text], columns: int = 0) -> None:
        """The same, in sight with the first `columns` while the rest moves, and on every page that is printed."""
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self.sheet.freeze_panes = self.address(columns + 1, self.row + 1)
        self.heads(heads)

    def filterable(self, columns: int, first: int) -> None:
        """Lets a reader choose rows, from the heads down to the last row written."""
        self.sheet.auto_filter.ref = f"A{first}:{self.address(columns, max(first, self.row - 1))}"

    def band(self, columns: int, look: str) -> None:
        """Gives a look to all cells of the row, the empty ones too."""
        for column in range(1, columns + 1):
            self.look(self.sheet.cell(self.row, column), look)


class Book:
    """The workbook, its looks and its four sheets."""

    def __init__(self, lang: str):
        self.lang = lang
        self.workbook: Any = Workbook()
        self.workbook.remove(self.workbook.active)
        self.values: dict[str, dict[str, str]] = {}
        font, top = _FONT[lang], {"vertical": "top"}
        wrapped, right = Alignment(horizontal="left", wrap_text=True, **top), Alignment(horizontal="right", **top)
        bold, grey = Font(name=font, size=10, bold=True), Font(name=font, size=10, color="FF5A6672")
        plain, yuan = Font(name=font, size=10), _YUAN[lang]
        for name, style in {
            "text": NamedStyle(font=plain, alignment=wrapped),
            "quiet": NamedStyle(font=grey, alignment=wrapped),
            "strong": NamedStyle(font=bold, alignment=wrapped),
            "title": NamedStyle(font=Font(name=font, size=16, bold=True)),
            "head": NamedStyle(font=bold, alignment=wrapped, fill=_BAND, border=_LINE),
            "claim": NamedStyle(font=bold, alignment=wrapped, fill=_BAND),
            "money": NamedStyle(font=plain, alignment=right, number_format=yuan),
            "count": NamedStyle(font=plain, alignment=right, number_format="#,##0"),
            "plain": NamedStyle(font=plain, alignment=wrapped, number_format="0"),
            "percent": NamedStyle(font=plain, alignment=right, number_format="General"),
            "finer money": NamedStyle(font=plain, alignment=right, number_format=_FINER[lang]),
            "quiet money": NamedStyle(font=grey, alignment=right, number_format=yuan),
            "strong money": NamedStyle(font=bold, alignment=right, number_format=yuan, border=_LINE),
            "strong count": NamedStyle(font=bold, alignment=right, number_format="#,##0", border=_LINE),
        }.items():
            style.name = _STYLE.format(name)
            self.workbook.add_named_style(style)

    def sheets(self) -> tuple[Sheet, Sheet, Sheet, Sheet]:
        """Summary, claims, steps and notes, in the order of the tabs."""
        lang = self.lang
        return (
            Sheet(self, words.SUMMARY[lang], (60, 24, 24)),
            Sheet(self, words.CLAIMS[lang], (5, 20, 8, 7, 11, 11, 26, 15, 15)),
            Sheet(self, words.STEPS[lang], (5, 7, 13, 56, 18, 36, 8, 36)),
            Sheet(self, words.NOTES[lang], (16, 110)),
        )

    def saved(self, stamp: Text) -> bytes:
        """The file, with each sheet set up for A4 paper and the stamp at the foot of every page."""
        properties = self.workbook.properties
        properties.creator, properties.title = "guangming-calculator", words.TITLE[self.lang]
        properties.created = properties.modified = from_ISO8601(_LONG_AGO)  # no clock: the same plan gives the same file
        for sheet in self.workbook.worksheets:
            sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, LANDSCAPE
            sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
            sheet.oddFooter.left.text, sheet.oddFooter.right.text = stamp[self.lang], _PAGES[self.lang]
            sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
        return packed(self.workbook, self.values)


def _decimal(value: Money | Fraction | Decimal | int) -> Decimal:
    """A number as a spreadsheet keeps it; what has no end is cut far behind what it could keep."""
    if isinstance(value, Money):
        value = Fraction(value.fen, 100)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)
