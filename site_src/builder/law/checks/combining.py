"""What a plan rests on: kinds of payees that exist, one-off rewards that can be told apart, overlaps that agree, a known term."""

from datetime import date

from site_src.builder.law import policy as law
from site_src.builder.law.source import Complaints

NEEDS_WORDS = ("previous-year", "following-year", "after-recognition")  # periods whose year could be taken for that of the application


def check_combining(policy: law.Policy, complaints: Complaints) -> None:
    """Adds a complaint for each of them that does not hold."""
    kinds = [kind.id for kind in policy.applicants]
    expected = f"one of the applicants of policy.yaml: {', '.join(kinds)}"
    if all(article.term is None for article in policy.articles):
        complaints.add(policy.source, (), "no article with a term", "a `term` in the article on how long the policy is in force")
    _check_edges(policy, complaints)
    _check_origins(policy, complaints)
    named = {overlap.benefit for benefit in policy.benefits for overlap in benefit.overlaps if overlap.benefit}
    known = named <= {benefit.id for benefit in policy.benefits}  # a name that was mistyped is told where it stands
    for article in policy.articles:
        for benefit in article.benefits:
            _check_benefit(article, benefit, kinds, expected, complaints)
            if known:
                _check_overlaps(policy, article, benefit, complaints)


def _check_edges(policy: law.Policy, complaints: Complaints) -> None:
    """The policy ends before its last year does, so something is said of that year for every period of a benefit."""
    if not policy.rules.get("term"):
        return
    last = int(policy.rules["term"]["last"])
    for article in policy.articles:
        for period, edges in article.term.edges.items() if article.term else ():
            if last not in edges:
                path = ("term", "edges", period)
                complaints.add(article.source, path, f"nothing of {last}", f"what becomes of a claim of {last}, in which the policy ends")


def _check_origins(policy: law.Policy, complaints: Complaints) -> None:
    """Policies of the city lapse on a day, and an overlap comes from one that there is."""
    known = [origin.id for origin in policy.origins]
    for place, origin in enumerate(policy.origins):
        try:
            date.fromisoformat(origin.until)
        except ValueError:
            complaints.add(policy.source, ("origins", place, "until"), f"“{origin.until}”", "a day such as 2026-12-18")
    for article in policy.articles:
        for benefit in article.benefits:
            for place, overlap in enumerate(benefit.overlaps):
                if overlap.origin is not None and overlap.origin not in known:
                    path = (*benefit.path, "overlaps", place, "from")
                    complaints.add(article.source, path, f"“{overlap.origin}”", "the id of an origin of policy.yaml")


def _check_benefit(article: law.Article, benefit: law.Benefit, kinds: list[str], expected: str, complaints: Complaints) -> None:
    """The kinds and the choice that the record of a benefit with a calculator names."""
    if benefit.rule is None or not benefit.calculator:
        return
    record = benefit.rule.combining
    data = article.source.data["benefits"][benefit.path[1]]
    if not data.get("period"):
        complaints.add(article.source, (*benefit.path, "period"), "nothing", "a value for “period”")
    if record.period in NEEDS_WORDS and record.year is None:
        complaints.add(
            article.source,
            (*benefit.path, "year"),
            "nothing",
            f"what the year of a claim is the year of, since its period is {record.period}",
        )
    if record.payee and record.payee.kind not in kinds:
        complaints.add(article.source, (*benefit.path, "payee", "kind"), f"“{record.payee.kind}”", expected)
    choices = [field.name for field in benefit.rule.questions if field.type == "choice"]
    if record.once and record.once.by and record.once.by not in choices:
        found = f"“{record.once.by}”"
        complaints.add(article.source, (*benefit.path, "once", "by"), found, "the name of an input of this benefit that is a choice")


def _check_overlaps(policy: law.Policy, article: law.Article, benefit: law.Benefit, complaints: Complaints) -> None:
    """Two benefits that overlap say so of each other, once, with the same rule; a disagreement is told at the later of the two."""
    order = [other.id for other in policy.benefits]
    for place, overlap in enumerate(benefit.overlaps):
        if overlap.benefit is None:
            continue  # another measure of Guangming or of the city
        path = (*benefit.path, "overlaps", place)
        if overlap.benefit in {other.benefit for other in benefit.overlaps[:place]}:
            complaints.add(article.source, (*path, "with"), f"“{overlap.benefit}” again", "one overlap with each benefit")
        theirs = {other.benefit: other.rule for other in policy.benefit(overlap.benefit).overlaps}
        if benefit.id not in theirs:
            complaints.add(article.source, (*path, "with"), f"“{overlap.benefit}”", f"a benefit with an overlap with {benefit.id} in turn")
        elif theirs[benefit.id] != overlap.rule and order.index(overlap.benefit) < order.index(benefit.id):
            expected = f"“{theirs[benefit.id]}”, as {overlap.benefit} has it"
            complaints.add(article.source, (*path, "rule"), f"“{overlap.rule}”", expected)
