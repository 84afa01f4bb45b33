"""Workbooks of the batch on paper, and their properties."""

from decimal import Decimal
from typing import Any

from calculator import catalogue
from calculator.export.origin import Origin
from calculator.text import Text

FONT = Text("Microsoft YaHei", "Calibri")
A4 = 9
_SIDE, _FOOT = Decimal("0.4"), Decimal("0.7")  # inches
_PAGES = Text("第&P页，共&N页", "Page &P of &N")
_LINE = 150  # characters that stand beside each other on A4 laid across, unreduced
_SMALLEST = 70  # per cent: characters of 7 points


def on_paper(sheet: Any, width: int, lang: str, origin: Origin) -> None:
    """A4 laid across, with what must stand on every page. So many characters are put on one page beside each other where they stay
    readable; else the columns go on on the pages to the right, which come before those below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_FOOT)
    if width * _SMALLEST <= _LINE * 100:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(_SMALLEST)
        sheet.print_across()
    day = f"&C&8 {origin.day.isoformat()}" if origin.day else ""
    stamp = catalogue.principles().budget[lang].replace("&", "&&")
    sheet.set_footer(f"&L&8{stamp}{day}&R&8{_PAGES[lang]}")


def described(book: Any, title: str, lang: str, origin: Origin) -> None:
    """The properties of the document."""
    stamp = catalogue.principles().budget[lang]
    book.set_properties({"author": "guangming-calculator", "title": title, "comments": stamp, "created": origin.stamped})
