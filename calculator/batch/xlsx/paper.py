"""Sheets of the batch on paper."""

from typing import Any

from calculator import catalogue
from calculator.export.origin import Origin
from calculator.export.paper import on_a4

_LINE = 150  # characters that stand beside each other on A4 laid across, unreduced
_SMALLEST = 70  # per cent: characters of 7 points


def on_paper(sheet: Any, width: int, lang: str, origin: Origin) -> None:
    """A4 laid across, with what must stand on every page. So many characters are put on one page beside each other where they stay
    readable; else the columns go on on the pages to the right, which come before those below."""
    sheet.set_landscape()
    if width * _SMALLEST <= _LINE * 100:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(_SMALLEST)
        sheet.print_across()
    on_a4(sheet, catalogue.principles().budget, lang, middle=origin.day.isoformat() if origin.day else "")
