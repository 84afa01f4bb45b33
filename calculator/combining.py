"""What a plan has to know of a benefit beyond its own sum: who may claim it, who is paid, how often, and beside what."""

from __future__ import annotations

from collections.abc import Mapping

from calculator.frozen import Frozen
from calculator.record import Fields
from calculator.steps.scope import SCOPES
from calculator.text import Text

PERIODS = ("year", "previous-year", "following-year", "after-recognition", "open")
OVERLAP_RULES = ("once", "one-a-year", "not-stated", "both")


class Payee(Frozen):
    """Whom the money goes to, where that is not the one who claims; `kind` is the applicant who would be paid directly."""

    kind: str
    name: Text


class Once(Frozen):
    """A title or a one-off reward: one payment for what `per` names; with `by`, one for each value of that input."""

    per: tuple[str, ...]
    by: str | None
    quote: Text


class Overlap(Frozen):
    """Another benefit of the policy that touches this one. `rule`: what follows where both are claimed."""

    benefit: str
    rule: str
    says: Text


class Combining(Frozen):
    """`applicants`: the kinds that the clause admits. `period`: how the year of a claim stands to the base of its sum."""

    applicants: tuple[str, ...] = ()
    payee: Payee | None = None
    period: str = "open"
    once: Once | None = None
    overlaps: tuple[Overlap, ...] = ()

    @classmethod
    def read(cls, fields: Fields) -> Combining:
        """Takes its keys out of a benefit's record."""
        return cls(
            applicants=fields.strings("applicants"),
            payee=_payee(fields.fields("payee")) if fields.has("payee") else None,
            period=fields.one_of("period", PERIODS, "open"),
            once=_once(fields.fields("once")) if fields.has("once") else None,
            overlaps=tuple(_overlap(entry) for entry in fields.each("overlaps")),
        )


class Term(Frozen):
    """The years in which the policy is in force. In the `last` it ends before the year does: `cases` says by period what that means."""

    article: int
    first: int
    last: int
    quote: Text
    cases: Mapping[str, Text]

    @classmethod
    def read(cls, fields: Fields) -> Term:
        cases = fields.fields("cases")
        term = cls(
            article=fields.whole("article"),
            first=fields.whole("first"),
            last=fields.whole("last"),
            quote=fields.text("quote"),
            cases={period: cases.text(period) for period in PERIODS},
        )
        cases.end()
        fields.end()
        return term


def _payee(fields: Fields) -> Payee:
    payee = Payee(kind=fields.string("kind"), name=Text(fields.string("zh"), fields.string("en")))
    fields.end()
    return payee


def _once(fields: Fields) -> Once:
    per = fields.strings("per")
    if not per or not set(per) <= set(SCOPES):
        raise fields.error("per", "a list of " + ", ".join(SCOPES))
    once = Once(per=per, by=fields.string("by") if fields.has("by") else None, quote=fields.text("quote"))
    fields.end()
    return once


def _overlap(fields: Fields) -> Overlap:
    overlap = Overlap(
        benefit=fields.string("with"),
        rule=fields.one_of("rule", OVERLAP_RULES),
        says=Text(fields.string("zh"), fields.string("en")),
    )
    fields.end()
    return overlap
