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
_LONG_AGO = "1980-01-01T00:00:00"  # as in the archive around it
_BAND = PatternFill("solid", start_color="FFE8EEF4")
_LINE = Border(bottom=Side(style="thin", color="FFB8C4D0"))
_PAGES = Text("第&P页，共&N页", "Page &P of &N")
_YUAN = Text('#,##0.00"元"', '"RMB "#,##0.00')
_FONT = Text("Microsoft YaHei", "Calibri")


class Sheet:
    """One sheet. Rows and columns count from 1; `row` is the next free one."""

    def __init__(self, book: "Book", title: str, widths: tuple[int, ...]):
        self.book, self.lang, self.title = book, book.lang, title
        self.sheet = book.workbook.create_sheet(title)
        self.row = 1
        self.values = book.values.setdefault(title, {})
        self.widen(1, widths)

    def widen(self, first: int, widths: tuple[int, ...]) -> None:
        """Sets the widths of columns from `first` on, in characters."""
        for column, width in enumerate(widths, first):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

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
            cell.value, cell.data_type, cell.style = writable(text), "s", look
            cell.quotePrefix = begins_like_a_formula(text)

    def number(self, column: int, value: Number, look: str | None = None) -> str:
        """A number as it is; its address."""
        cell = self.sheet.cell(self.row, column)
        cell.value = _decimal(value)
        cell.style = look or ("money" if isinstance(value, Money) else "count")
        return str(cell.coordinate)

    def formula(self, column: int, expression: str, comes_to: Money | Fraction | int, look: str | None = None) -> str:
        """A formula, written without its equals sign, and what it comes to; its address."""
        cell = self.sheet.cell(self.row, column)
        cell.value = f"={expression}"
        cell.style = look or ("money" if isinstance(comes_to, Money) else "count")
        self.values[str(cell.coordinate)] = f"{_decimal(comes_to):f}"
        return str(cell.coordinate)

    def heads(self, heads: list[Text]) -> None:
        """A row of column heads."""
        for column, head in enumerate(heads, 1):
            self.text(column, head[self.lang], "head")
        self.row += 1

    def running_heads(self, heads: list[Text]) -> None:
        """The same, in sight while the rest moves, and on every page that is printed."""
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self.sheet.freeze_panes = f"A{self.row + 1}"
        self.heads(heads)

    def filterable(self, columns: int, first: int) -> None:
        """Lets a reader choose rows, from the heads down to the last row written."""
        self.sheet.auto_filter.ref = f"A{first}:{self.address(columns, max(first, self.row - 1))}"

    def band(self, columns: int, look: str) -> None:
        """Gives a look to all cells of the row, the empty ones too."""
        for column in range(1, columns + 1):
            self.sheet.cell(self.row, column).style = look


class Book:
    """The workbook, its looks and its four sheets."""

    def __init__(self, lang: str):
        self.lang = lang
        self.workbook: Any = Workbook()
        self.workbook.remove(self.workbook.active)
        self.values: dict[str, dict[str, str]] = {}
        font, top = _FONT[lang], {"vertical": "top"}
        wrapped, right = Alignment(wrap_text=True, **top), Alignment(horizontal="right", **top)
        bold, grey = Font(name=font, size=10, bold=True), Font(name=font, size=10, color="FF5A6672")
        plain, yuan = Font(name=font, size=10), _YUAN[lang]
        for style in (
            NamedStyle("text", font=plain, alignment=wrapped),
            NamedStyle("quiet", font=grey, alignment=wrapped),
            NamedStyle("strong", font=bold, alignment=wrapped),
            NamedStyle("title", font=Font(name=font, size=16, bold=True)),
            NamedStyle("head", font=bold, alignment=wrapped, fill=_BAND, border=_LINE),
            NamedStyle("claim", font=bold, alignment=wrapped, fill=_BAND),
            NamedStyle("money", font=plain, alignment=right, number_format=yuan),
            NamedStyle("count", font=plain, alignment=right, number_format="#,##0"),
            NamedStyle("plain", font=plain, alignment=right, number_format="0"),
            NamedStyle("percent", font=plain, alignment=right, number_format="General"),
            NamedStyle("quiet money", font=grey, alignment=right, number_format=yuan),
            NamedStyle("strong money", font=bold, alignment=right, number_format=yuan, border=_LINE),
            NamedStyle("strong count", font=bold, alignment=right, number_format="#,##0", border=_LINE),
        ):
            self.workbook.add_named_style(style)

    def sheets(self) -> tuple[Sheet, Sheet, Sheet, Sheet]:
        """Summary, claims, steps and notes, in the order of the tabs."""
        lang = self.lang
        return (
            Sheet(self, words.SUMMARY[lang], (44, 24, 30)),
            Sheet(self, words.CLAIMS[lang], (6, 26, 7, 8, 14, 14, 32, 20, 20)),
            Sheet(self, words.STEPS[lang], (6, 8, 8, 60, 22, 44, 7, 44)),
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
