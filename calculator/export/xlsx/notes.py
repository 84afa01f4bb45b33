"""The sheet of notes: warnings, the readings applied, what was assumed, and which text and rules it rests on."""

from collections.abc import Sequence

from calculator import catalogue
from calculator.export import words
from calculator.export.view import View, notes_of
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.claims import Columns
from calculator.export.xlsx.summary import write_as_exported
from calculator.money import Money
from calculator.text import Text

_MOST_EXACT = 10**13  # yuan: with two decimals the fifteen digits that a spreadsheet keeps


def write_notes(sheet: Sheet, view: View, columns: Columns) -> None:
    """Writes the whole sheet: one row a note."""
    large = any(_too_long(value) for claim in view.claims for value in claim.answer.values.values())
    fixed = [(words.NOTE, view.stamp), (words.NOTE, words.LIVE), (words.NOTE, words.APART)]
    fixed += [(words.NOTE, words.TOO_LONG)] if large else []
    rows: list[tuple[Text, Text]] = [(words.WARNING, warning) for warning in view.warnings]
    rows += [(words.OTHER_READING, says) for says in view.readings]
    rows += [(words.NOTE, note) for note in notes_of(view)]
    edition, rules = catalogue.edition(), catalogue.rules_hash()
    rows += [(words.EDITION, Text(edition, edition)), (words.RULES, Text(rules, rules))]
    sheet.running_heads([words.KIND, words.NOTE])
    _write(sheet, fixed)
    write_as_exported(sheet, 2, columns)
    _write(sheet, rows)


def _write(sheet: Sheet, rows: Sequence[tuple[Text, Text]]) -> None:
    for kind, note in rows:
        sheet.text(1, kind[sheet.lang], "strong")
        sheet.text(2, note[sheet.lang])
        sheet.row += 1


def _too_long(value: object) -> bool:
    sums = value if isinstance(value, tuple) else (value,)
    return any(isinstance(sum, Money) and sum.fen >= _MOST_EXACT * 100 for sum in sums)
