"""How the cells of long sheets look, by the number under which the file knows each look."""

from typing import Any

from calculator.batch.xlsx.streaming import Streaming
from calculator.export.paper import plain

BAND, YUAN, COUNT = "#E8EEF4", "#,##0.00", "#,##0"
_MOST = 500  # formats of numbers that are carried along; a workbook knows so many at most


class Styles:
    """`text` wraps, `line` does not; `quoted`: of a text that begins like a formula."""

    def __init__(self, stream: Streaming, lang: str):
        self._style = stream.style
        self._plain: dict[str, Any] = plain(lang)
        self._formats: dict[str, int] = {}
        line = self._plain | {"align": "left", "indent": 1}
        wrapped = line | {"text_wrap": True}
        self.line, self.text = self._style(**line), self._style(**wrapped)
        self.quoted, self.head = self._style(**wrapped, quote_prefix=True), self._style(**wrapped, bold=True, bg_color=BAND, bottom=1)
        self.money, self.count = self.carried(YUAN), self.carried(COUNT)

    def carried(self, number_format: str) -> int:
        """The look of a number that has its own format."""
        found = self._formats.get(number_format)
        if found is None:
            known = number_format if len(self._formats) < _MOST else "General"
            found = self._formats[number_format] = self._style(**self._plain, num_format=known)
        return found
