"""How the cells of a workbook of results look, by the number that a file knows each look by."""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.datetime import from_ISO8601

from calculator.text import Text

FONT = Text("Microsoft YaHei", "Calibri")
BAND = PatternFill("solid", start_color="FFE8EEF4")
YUAN = "#,##0.00"
_LONG_AGO = "1980-01-01T00:00:00"
_MOST_FORMATS = 500  # of numbers that are carried along; a workbook knows so many at most


class Looks:
    """The workbook under construction and the looks of its cells."""

    def __init__(self, lang: str, title: str):
        self.workbook: Any = Workbook()
        self.workbook.remove(self.workbook.active)
        properties = self.workbook.properties
        properties.creator, properties.title = "guangming-calculator", title
        properties.created = properties.modified = from_ISO8601(_LONG_AGO)  # no clock: the same rows give the same file
        self.font, self.bold = Font(name=FONT[lang], size=10), Font(name=FONT[lang], size=10, bold=True)
        self._scratch = self.workbook.create_sheet("scratch")
        self._formats: dict[str, int] = {}
        self.text = self._look()
        self.quoted = self._look(quoted=True)
        self.head = self._look(self.bold, BAND)
        self.money, self.count = self._look(format=YUAN), self._look(format="#,##0")

    def format(self, number_format: str) -> int:
        """The look of a number that is carried along with its own format."""
        found = self._formats.get(number_format)
        if found is None:
            plain = number_format if len(self._formats) < _MOST_FORMATS else "General"
            found = self._formats[number_format] = self._look(format=plain)
        return found

    def done(self) -> None:
        """Takes away what was only needed for making the looks."""
        self.workbook.remove(self._scratch)

    def _look(self, font: Font | None = None, fill: PatternFill | None = None, format: str = "General", quoted: bool = False) -> int:
        cell = self._scratch.cell(1, 1)
        cell.style = "Normal"
        cell.font, cell.number_format, cell.alignment = font or self.font, format, Alignment(vertical="top")
        cell.fill = fill or PatternFill()
        cell.quotePrefix = quoted
        return int(cell.style_id)
