"""The sheet of claims: one row each, what it comes to by itself, what the rules between claims take, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calculator.export import words
from calculator.export.view import Claimed, View, why
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.claim import Place
from calculator.frozen import Frozen
from calculator.promise import promise
from calculator.steps.cells import Stop, literal, quoted, shortened, total
from calculator.text import Text, joined

_HEADS = (
    words.NUMBER, words.BENEFIT, words.ARTICLE, words.YEAR, words.BELONGS, words.GIVEN, words.AMOUNT, words.REDUCED, words.PAYABLE,
    words.PROMISE, words.PART, words.PAYEE, words.CHANGES, words.REMARK,
)  # fmt: skip
_NUMBER, _BENEFIT, _ARTICLE, _YEAR, _BELONGS, _GIVEN, _AMOUNT, _REDUCED, _PAYABLE, _KIND, _PART, _PAYEE, _CHANGES, _REMARK = range(1, 15)


class Columns(Frozen):
    """Ranges over all claims, as the summary's formulas write them."""

    year: str
    payable: str
    kind: str
    part: str
    payee: str
    changes: str


def write_claims(sheet: Sheet, view: View, places: Sequence[Place], rooms: Mapping[str, str]) -> Columns:
    """Writes the whole sheet. `rooms`: the cells of what projects leave, by project."""
    sheet.running_heads(_HEADS, (words.AMOUNT, words.REDUCED, words.PAYABLE), columns=2)
    first = sheet.row
    for (number, claim), place in zip(view.numbered, places, strict=True):
        _Row(sheet, claim, place, rooms, first).write(number)
    last = max(first, sheet.row - 1)
    sheet.filterable(len(_HEADS), 1)
    ranges = [sheet.elsewhere(sheet.span(column, first, last)) for column in (_YEAR, _PAYABLE, _KIND, _PART, _PAYEE, _CHANGES)]
    year, payable, kinds, part, payee, changes = ranges
    return Columns(year=year, payable=payable, kind=kinds, part=part, payee=payee, changes=changes)


def kind(up_to: bool, places: bool) -> Text:
    """The kind of a sum, or of a number of quota places, which are never added to sums."""
    found = promise(up_to)
    return Text(f"{found.zh}（{words.PLACES.zh}）", f"{found.en} ({words.PLACES.en})") if places else found


class _Row:
    """The row of one claim."""

    def __init__(self, sheet: Sheet, claim: Claimed, place: Place, rooms: Mapping[str, str], first: int):
        self.rooms = rooms
        self.sheet, self.lang, self.claim, self.place = sheet, sheet.lang, claim, place
        self.again = _any([sheet.span(_CHANGES, first + run[0], first + run[-1]) for run in _runs(claim.together)], place.decided)

    def write(self, number: int) -> None:
        sheet, lang, claim = self.sheet, self.lang, self.claim
        benefit = claim.answer.benefit
        sheet.number(_NUMBER, number, "plain")
        sheet.text(_BENEFIT, benefit.name[lang])
        sheet.number(_ARTICLE, benefit.article, "plain")
        sheet.number(_YEAR, claim.year, "plain")
        sheet.text(_BELONGS, "\n".join(filter(None, (claim.project, claim.cost))))
        given, changed = shortened(claim.given[lang]), words.ALREADY_CHANGED[lang]
        sheet.formula(_CHANGES, self.place.changed, 0, "count")
        sheet.formula(_GIVEN, f"IF({sheet.address(_CHANGES)}=0,{literal(given)},{literal(changed)})", given, "text", changed)
        sheet.text(_PART, words.PARTS[claim.part][lang])
        sheet.text(_PAYEE, (claim.payee or words.NOT_SEPARATE)[lang])
        if self.place.amount:
            sheet.text(_KIND, kind(benefit.up_to, not claim.money)[lang])
            self._write_sums(self.place.amount)
        self._write_remark()
        sheet.row += 1

    def _write_sums(self, amount: str) -> None:
        """By itself, less what the rules between claims take. What these would take of other entries is the calculator's to say."""
        sheet, claim, nothing = self.sheet, self.claim, self.claim.zero
        again = quoted(words.AGAIN[self.lang])
        stop = {Stop.MISSING: Stop.MISSING, Stop.PART: Stop.MISSING, Stop.WRONG: Stop.WRONG}.get(self.place.stop or Stop.REFUSED)
        alone = words.STOPS[stop][self.lang] if stop else claim.answer.paid or nothing
        own = sheet.formula(_AMOUNT, amount, alone, _look(claim))
        paid = alone if isinstance(alone, str) or claim.payable is None else claim.payable
        taken = sum((reduction.sum for reduction in claim.reductions), start=nothing)
        less = sheet.address(_REDUCED)
        if claim.room is not None:
            left = f"MIN({own},{self.rooms[claim.project or '']})"
            sheet.formula(_REDUCED, f'IF(ISNUMBER({own}),{own}-{left},"")', taken, _look(claim))
        elif taken:
            sheet.formula(_REDUCED, f'IF({self.again},"",{_figure(taken)})', taken, _look(claim))
            left = f"{own}-{less}"
        else:
            left = own
        strong = "strong money" if claim.money else "strong count"
        sheet.formula(_PAYABLE, f"IF(ISNUMBER({own}),IF({self.again},{again},{left}),{own})", paid, strong, words.AGAIN[self.lang])

    def _write_remark(self) -> None:
        """Why nothing is worked out, that the plan must be, or why less is paid than by itself."""
        lang, place = self.lang, self.place
        taken = shortened(joined([why(reduction) for reduction in self.claim.reductions], "\n", "\n")[lang])
        again, longest = words.AGAIN_WHY[lang], max(taken, words.AGAIN_WHY[lang], key=len)
        expression = f'IF({place.state}<>"",{place.state},IF({self.again},{literal(again)},{literal(taken)}))'
        self.sheet.formula(_REMARK, expression, place.says or taken, "text", longest)


def _runs(places: Sequence[int]) -> list[list[int]]:
    """The places, lowest first, in runs of neighbours: of a thousand claims that hang together a formula cannot name each."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][-1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _any(changed: Sequence[str], decided: Sequence[tuple[str, str]]) -> str:
    """An expression that is true where one of the claims that hang together was changed, or an entry that the plan decided."""
    tests = [f"{total(changed)}>0"] if changed else []
    tests += [f"{cell}<>{was}" for cell, was in decided]
    return "FALSE" if not tests else tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def _look(claim: Claimed) -> str:
    return "money" if claim.money else "count"


def _figure(value: object) -> str:
    return str(value).removesuffix(".00")
