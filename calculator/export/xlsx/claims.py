"""The sheet of claims: one row each, what it comes to by itself, what every rule takes, and what is left."""

from collections.abc import Sequence
from fractions import Fraction

from calculator.export import words
from calculator.export.view import Claimed, View, why
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.steps import Place
from calculator.frozen import Frozen
from calculator.inversion import base_of
from calculator.money import Money
from calculator.text import joined

_BEFORE = (words.NUMBER, words.BENEFIT, words.ARTICLE, words.YEAR, words.PROJECT, words.COST, words.GIVEN, words.BASE, words.AMOUNT)
_AFTER = (words.PAYABLE, words.UNIT, words.PROMISE, words.PART, words.PAYEE, words.WHY)
_YEAR, _BASE, _AMOUNT = 4, 8, 9


class Columns(Frozen, kw_only=False):
    """Ranges over all claims, as the summary's formulas write them."""

    year: str
    payable: str
    unit: str
    promise: str
    part: str
    payee: str


def write_claims(sheet: Sheet, view: View, places: Sequence[Place]) -> Columns:
    """Writes the whole sheet. Only rules that took something have a column."""
    occurring = {reduction.rule for claim in view.claims for reduction in claim.reductions}
    rules = [rule for rule in words.RULE_NAMES if rule in occurring]
    after = _AMOUNT + len(rules) + 1
    sheet.widen(_AMOUNT + 1, (*(15 for _ in rules), 15, 7, 10, 14, 11, 38))
    sheet.running_heads([*_BEFORE, *(words.RULE_NAMES[rule] for rule in rules), *_AFTER], columns=2)
    for number, (claim, place) in enumerate(zip(view.claims, places, strict=True), 1):
        _write(sheet, number, claim, place, rules, after)
    sheet.filterable(after + len(_AFTER) - 1, 1)
    last = max(2, sheet.row - 1)
    ranges = [sheet.elsewhere(sheet.fixed(column, 2, last)) for column in (_YEAR, *range(after, after + 5))]
    return Columns(*ranges)


def _write(sheet: Sheet, number: int, claim: Claimed, place: Place, rules: Sequence[str], after: int) -> None:
    lang, benefit = sheet.lang, claim.answer.benefit
    sheet.number(1, number, "plain")
    sheet.text(2, benefit.name[lang])
    sheet.number(3, benefit.article, "plain")
    sheet.number(_YEAR, claim.year, "plain")
    sheet.text(5, claim.project or "")
    sheet.text(6, claim.cost or "")
    sheet.text(7, claim.given[lang])
    if place.base:
        sheet.formula(_BASE, place.base, _base(claim))
    sheet.text(after + 3, words.PARTS[claim.part][lang])
    sheet.text(after + 4, (claim.payee or words.NOT_SEPARATE)[lang])
    sheet.text(after + 5, joined([why(reduction) for reduction in claim.reductions], "\n", "\n")[lang])
    if place.amount and claim.payable is not None:
        _write_sums(sheet, claim, place.amount, rules, after)
    sheet.row += 1


def _write_sums(sheet: Sheet, claim: Claimed, amount: str, rules: Sequence[str], after: int) -> None:
    lang, nothing = sheet.lang, claim.zero
    sheet.formula(_AMOUNT, amount, claim.answer.paid or nothing)
    for column, rule in enumerate(rules, _AMOUNT + 1):
        taken = [reduction.sum for reduction in claim.reductions if reduction.rule == rule]
        if taken:
            sheet.number(column, sum(taken, start=nothing))  # all of one unit
    cuts = f"-SUM({sheet.address(_AMOUNT + 1)}:{sheet.address(after - 1)})" if rules else ""
    assert claim.payable is not None
    sheet.formula(after, f"{sheet.address(_AMOUNT)}{cuts}", claim.payable, "strong money" if claim.money else "strong count")
    sheet.text(after + 1, (words.YUAN if claim.money else words.PLACES)[lang])
    sheet.text(after + 2, (words.UP_TO if claim.answer.benefit.up_to else words.EXACT)[lang])


def _base(claim: Claimed) -> Money | Fraction | int:
    value = claim.answer.values[base_of(claim.answer.benefit) or ""]
    if isinstance(value, tuple):
        return sum(value, start=Money(0))
    assert isinstance(value, Money | int)
    return value
