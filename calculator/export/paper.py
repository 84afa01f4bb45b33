"""What every workbook has in common: its font, its paper with what stands on every page, and its properties. `sheet` and `book` are
XlsxWriter's."""

from decimal import Decimal
from typing import Any

from calculator.export.origin import Origin
from calculator.text import Text

_FONT = Text("Microsoft YaHei", "Calibri")
_A4 = 9
_SIDE, _FOOT = Decimal("0.4"), Decimal("0.7")  # inches
_PAGES = Text("第&P页，共&N页", "Page &P of &N")


def plain(lang: str) -> dict[str, Any]:
    """The format that all others begin with."""
    return {"font_name": _FONT[lang], "font_size": 10, "valign": "top"}


def on_a4(sheet: Any, stamp: Text, lang: str, top: Decimal = _SIDE, middle: str = "") -> None:
    """A4, with the stamp and the number of the page at its foot, and `middle` between them; `top`: the margin, in inches."""
    sheet.set_paper(_A4)
    sheet.set_margins(left=_SIDE, right=_SIDE, top=top, bottom=_FOOT)
    between = f"&C&8 {middle}" if middle else ""  # digits right behind the size would be part of it
    sheet.set_footer(f"&L&8{stamp[lang].replace('&', '&&')}{between}&R&8{_PAGES[lang]}")


def described(book: Any, title: str, stamp: Text, lang: str, origin: Origin) -> None:
    """The properties of the document."""
    book.set_properties({"author": "guangming-calculator", "title": title, "comments": stamp[lang], "created": origin.stamped})
