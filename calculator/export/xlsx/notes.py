"""The sheet of notes: warnings, the readings applied, what was assumed, and which text and rules it rests on."""

from calculator import catalogue
from calculator.export import words
from calculator.export.view import View, notes_of
from calculator.export.xlsx.book import Sheet
from calculator.money import Money
from calculator.text import Text

_MOST_EXACT = 10**13  # yuan: with two decimals the fifteen digits that a spreadsheet keeps


def write_notes(sheet: Sheet, view: View) -> None:
    """Writes the whole sheet: one row a note."""
    large = any(_too_long(value) for claim in view.claims for value in claim.answer.values.values())
    rows: list[tuple[Text, Text]] = [(words.NOTE, view.stamp), (words.NOTE, words.LIVE), (words.NOTE, words.APART)]
    rows += [(words.NOTE, words.TOO_LONG)] if large else []
    rows += [(words.WARNING, warning) for warning in view.warnings]
    rows += [(words.OTHER_READING, says) for says in view.readings]
    rows += [(words.NOTE, note) for note in notes_of(view)]
    edition, rules = catalogue.edition(), catalogue.rules_hash()
    rows += [(words.EDITION, Text(edition, edition)), (words.RULES, Text(rules, rules))]
    sheet.running_heads([words.KIND, words.NOTE])
    for kind, note in rows:
        sheet.text(1, kind[sheet.lang], "strong")
        sheet.text(2, note[sheet.lang])
        sheet.row += 1


def _too_long(value: object) -> bool:
    sums = value if isinstance(value, tuple) else (value,)
    return any(isinstance(sum, Money) and sum.fen >= _MOST_EXACT * 100 for sum in sums)
