"""What a plan has to know of a benefit beyond its own sum: who may claim it, who is paid, how often, and beside what."""

from __future__ import annotations

from collections.abc import Mapping

from calculator.frozen import Frozen
from calculator.record import Fields
from calculator.steps.scope import SCOPES
from calculator.text import Text

PARTS = INSIDE, OPEN, OUTSIDE = "inside", "open", "outside"  # of a plan; best first
PERIODS = ("year", "previous-year", "following-year", "after-recognition", "open")
OVERLAP_RULES = ("once", "not-stated", "both")


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


class Year(Frozen):
    """What the year of a claim is the year of, where it could be taken for another: of the rent, not of the application."""

    label: Text
    hint: Text


class Combining(Frozen):
    """`applicants`: the kinds that the clause admits. `period`: how the year of a claim stands to the base of its sum."""

    applicants: tuple[str, ...] = ()
    payee: Payee | None = None
    period: str = "open"
    year: Year | None = None
    once: Once | None = None
    overlaps: tuple[Overlap, ...] = ()

    @classmethod
    def read(cls, fields: Fields) -> Combining:
        """Takes its keys out of a benefit's record."""
        return cls(
            applicants=fields.strings("applicants"),
            payee=_payee(fields.fields("payee")) if fields.has("payee") else None,
            period=fields.one_of("period", PERIODS, "open"),
            year=_year(fields.fields("year")) if fields.has("year") else None,
            once=_once(fields.fields("once")) if fields.has("once") else None,
            overlaps=tuple(_overlap(entry) for entry in fields.each("overlaps")),
        )


class Edge(Frozen):
    """A year at the edge of the term, for benefits of one period: the part of a plan that a claim of that year is in, and why."""

    part: str
    says: Text


class Term(Frozen):
    """The years in which the policy is in force; it begins and ends within a year. `edges`: by period and year what that means.

    `transition`: how years funded before it count."""

    article: int
    first: int
    last: int
    quote: Text
    transition: Text
    edges: Mapping[str, Mapping[int, Edge]]

    def edge(self, period: str, year: int) -> Edge | None:
        """What is said of a claim of that year, where something is."""
        return self.edges.get(period, {}).get(year)

    def part(self, period: str, year: int) -> str:
        """Where a claim belongs: inside the term, open (a guide decides), or outside."""
        edge = self.edge(period, year)
        if edge is not None:
            return edge.part
        return INSIDE if self.first <= year <= self.last else OUTSIDE

    @classmethod
    def read(cls, fields: Fields) -> Term:
        edges = fields.fields("edges")
        term = cls(
            article=fields.whole("article"),
            first=fields.whole("first"),
            last=fields.whole("last"),
            quote=fields.text("quote"),
            transition=fields.text("transition"),
            edges=edges_of(edges),
        )
        fields.end()
        return term


def edges_of(fields: Fields) -> dict[str, dict[int, Edge]]:
    """By period of a benefit and year of a claim."""
    found = {period: _edges(fields.fields(period)) for period in PERIODS}
    fields.end()
    return found


def _edges(fields: Fields) -> dict[int, Edge]:
    found = {}
    for year in sorted(fields.data):
        if not year.isdecimal():
            raise fields.error(year, "years as keys")
        edge = fields.fields(year)
        found[int(year)] = Edge(part=edge.one_of("part", PARTS), says=Text(edge.string("zh"), edge.string("en")))
        edge.end()
    fields.end()
    return found


def _payee(fields: Fields) -> Payee:
    payee = Payee(kind=fields.string("kind"), name=Text(fields.string("zh"), fields.string("en")))
    fields.end()
    return payee


def _year(fields: Fields) -> Year:
    year = Year(label=fields.text("label"), hint=fields.text("hint"))
    fields.end()
    return year


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
