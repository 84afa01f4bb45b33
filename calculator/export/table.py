"""A plan as separated values: one row a claim, with its arithmetic as a sentence. Opens in spreadsheets as it is."""

from collections.abc import Sequence

from calculator.export import words
from calculator.export.harmless import harmless
from calculator.export.view import Claimed, View, why
from calculator.money import Money
from calculator.sheet import plain
from calculator.text import joined

_BOM = "\ufeff"  # without it spreadsheets read Chinese as something else
_COLUMNS = (
    words.NUMBER, words.ID, words.BENEFIT, words.ARTICLE, words.YEAR, words.PROJECT, words.COST, words.GIVEN, words.AMOUNT,
    words.REDUCED, words.PAYABLE, words.UNIT, words.PROMISE, words.PART, words.PAYEE, words.HOW, words.WHY, words.ESTIMATE,
)  # fmt: skip


def table(view: View, lang: str) -> bytes:
    """UTF-8 with its mark at the start, lines ended by CR LF, every field in quotation marks. Sums in plain yuan."""
    rows = [[column[lang] for column in _COLUMNS]]
    rows += [_row(number, claim, view.stamp[lang], lang) for number, claim in view.numbered]
    return (_BOM + "".join(_line(row) for row in rows)).encode("utf-8")


def _row(number: int, claim: Claimed, stamp: str, lang: str) -> list[str]:
    benefit = claim.answer.benefit
    promise = words.UP_TO if benefit.up_to else words.EXACT
    return [
        str(number),
        benefit.id,
        benefit.name[lang],
        str(benefit.article),
        str(claim.year),
        claim.project or "",
        claim.cost or "",
        claim.given[lang],
        claim.answer.amount or "",
        "" if claim.payable is None else str(_sum(claim)),
        "" if claim.payable is None else str(claim.payable),
        "" if claim.payable is None else (words.YUAN if claim.money else words.PLACES)[lang],
        "" if claim.payable is None else promise[lang],
        words.PARTS[claim.part][lang],
        (claim.payee or words.NOT_SEPARATE)[lang],
        (words.NO_SUM if claim.payable is None else plain(claim.answer))[lang],
        joined([why(reduction) for reduction in claim.reductions], "", " ")[lang],
        stamp,
    ]


def _sum(claim: Claimed) -> Money | int:
    """All that was taken from a claim."""
    return sum((reduction.sum for reduction in claim.reductions), start=claim.zero)


def _line(fields: Sequence[str]) -> str:
    return ",".join('"' + harmless(" ".join(field.split())).replace('"', '""') + '"' for field in fields) + "\r\n"
