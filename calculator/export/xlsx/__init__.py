"""A plan as a workbook whose arithmetic can be followed, cell by cell. The only part of the package that needs openpyxl."""

from calculator.export.view import View
from calculator.export.xlsx.book import Book
from calculator.export.xlsx.claims import write_claims
from calculator.export.xlsx.notes import write_notes
from calculator.export.xlsx.steps import write_steps
from calculator.export.xlsx.summary import write_summary

__all__ = ["workbook"]


def workbook(view: View, lang: str) -> bytes:
    """The bytes of the .xlsx: summary, claims, steps, notes, each over the next. The same plan gives the same bytes."""
    book = Book(lang)
    summary, claims, steps, notes = book.sheets()
    places = write_steps(steps, view)
    columns = write_claims(claims, view, places)
    write_summary(summary, view, columns)
    write_notes(notes, view)
    return book.saved(view.stamp)
