"""What a plan rests on: kinds of applicants that exist, one-off rewards that can be told apart, overlaps that agree, a known term."""

from site_src.builder import law
from site_src.builder.source import Complaints


def check_combining(policy: law.Policy, complaints: Complaints) -> None:
    """Adds a complaint for each of them that does not hold."""
    kinds = [kind.id for kind in policy.applicants]
    expected = f"one of the applicants of policy.yaml: {', '.join(kinds)}"
    for place, kind in enumerate(kinds):
        if kind in kinds[:place]:
            complaints.add(policy.source, ("applicants", place, "id"), f"the id “{kind}” again", "ids that are given once")
    for audience in policy.audiences:
        if audience.kind not in kinds:
            complaints.add(policy.source, (*audience.path, "kind"), f"“{audience.kind}”", expected)
    if all(article.term is None for article in policy.articles):
        complaints.add(policy.source, (), "no article with a term", "a `term` in the article on how long the policy is in force")
    for article in policy.articles:
        for benefit in article.benefits:
            _check_benefit(article, benefit, kinds, expected, complaints)
            _check_overlaps(policy, article, benefit, complaints)


def _check_benefit(article: law.Article, benefit: law.Benefit, kinds: list[str], expected: str, complaints: Complaints) -> None:
    """The kinds and the choice that the record of a benefit with a calculator names."""
    if benefit.rule is None or not benefit.calculator:
        return
    record = benefit.rule.combining
    data = article.source.data["benefits"][benefit.path[1]]
    for key in ("applicants", "period"):
        if not data.get(key):
            complaints.add(article.source, (*benefit.path, key), "nothing", f"a value for “{key}”")
    named = [("applicants", kind) for kind in record.applicants] + ([("payee", record.payee.kind)] if record.payee else [])
    for key, kind in named:
        if kind not in kinds:
            complaints.add(article.source, (*benefit.path, key), f"“{kind}”", expected)
    choices = [field.name for field in benefit.rule.questions if field.type == "choice"]
    if record.once and record.once.by and record.once.by not in choices:
        named_choice = "the name of an input of type choice" + (f": {', '.join(choices)}" if choices else "; this benefit has none")
        complaints.add(article.source, (*benefit.path, "once", "by"), f"“{record.once.by}”", named_choice)


def _check_overlaps(policy: law.Policy, article: law.Article, benefit: law.Benefit, complaints: Complaints) -> None:
    """Two benefits that overlap say so of each other, with the same rule."""
    for place, overlap in enumerate(benefit.overlaps):
        if overlap.benefit not in {other.id for other in policy.benefits}:
            continue  # none is named, or it has its complaint
        back = [theirs.rule for theirs in policy.benefit(overlap.benefit).overlaps if theirs.benefit == benefit.id]
        path = (*benefit.path, "overlaps", place)
        if not back:
            complaints.add(article.source, (*path, "with"), f"“{overlap.benefit}”", f"a benefit with an overlap with {benefit.id} in turn")
        elif back != [overlap.rule]:
            expected = f"“{back[0]}”, as {overlap.benefit} has it" if len(back) == 1 else f"one overlap with it in {overlap.benefit}"
            complaints.add(article.source, (*path, "rule"), f"“{overlap.rule}”", expected)
