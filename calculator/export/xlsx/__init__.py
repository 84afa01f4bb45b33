"""A plan as a workbook whose arithmetic can be followed and changed, cell by cell. The only part of the export that needs XlsxWriter."""

from calculator.export.origin import Origin
from calculator.export.view import View
from calculator.export.xlsx.book import Book
from calculator.export.xlsx.claims import write_claims
from calculator.export.xlsx.figures import Figures
from calculator.export.xlsx.notes import write_notes
from calculator.export.xlsx.steps import write_steps
from calculator.export.xlsx.summary import write_summary

__all__ = ["workbook"]


def workbook(view: View, lang: str, origin: Origin | None = None) -> bytes:
    """The bytes of the .xlsx: summary, claims, steps, the numbers of the law, notes; each over the next. The same plan from the same
    place on the same day gives the same bytes."""
    book, origin = Book(lang), origin or Origin()
    figures = Figures(book.figures)
    places = write_steps(book.steps, figures, view)
    columns = write_claims(book.claims, view, places, figures.rooms(view))
    write_summary(book.summary, view, columns, origin)
    write_notes(book.notes, view, columns)
    return book.saved(view.stamp, origin)
