"""Who may claim: nothing that the finder asks or takes for said can shut out somebody whom the words of a clause, or what its page says of
them, admit.

The finder shuts somebody out for two reasons only: the clause's words name kinds of person and none of them is, or may be, theirs; or a
condition has another answer. So the kinds that words name must all be among those who may claim, and no choice may answer a condition
against the one who chose it.
"""

from site_src.builder.law import policy as law
from site_src.builder.law.claimants import can_be, kinds_named, names_a_kind, stated, ways_in
from site_src.builder.law.source import Complaints


def check_claimants(policy: law.Policy, complaints: Complaints) -> None:
    """Adds a complaint for each kind that is unknown, named and left out, or asked for what it cannot be."""
    if not _vocabulary_holds(policy, complaints):
        return
    for article in policy.articles:
        for benefit in article.benefits:
            if _kinds_hold(policy, article, benefit, complaints):
                _check_words(policy, article, benefit, complaints)
                _check_conditions(policy, article, benefit, complaints)
                _check_nobody_shut_out(policy, article, benefit, complaints)


def _expected(policy: law.Policy) -> str:
    return f"one of the applicants of policy.yaml: {', '.join(kind.id for kind in policy.applicants)}"


def _vocabulary_holds(policy: law.Policy, complaints: Complaints) -> bool:
    """Kinds and questions that policy.yaml names are in it; the reading on the industry is there, and about benefits."""
    before = len(complaints.found)
    kinds, questions = [kind.id for kind in policy.applicants], {question.id for question in policy.questions}
    for place, kind in enumerate(policy.applicants):
        if kind.id in kinds[:place]:
            complaints.add(policy.source, (*kind.path, "id"), f"the id “{kind.id}” again", "ids that are given once")
        if kind.question is not None and kind.question not in questions:
            complaints.add(policy.source, (*kind.path, "question"), f"“{kind.question}”", "a question of policy.yaml")
    others = [(one.path, one.may_be) for one in policy.applicants] + [(one.path, one.may_be) for one in policy.activities]
    for path, may_be in others:
        for id in may_be:
            if id not in kinds:
                complaints.add(policy.source, (*path, "may_be"), f"“{id}”", _expected(policy))
    for audience in policy.audiences:
        if audience.kind not in kinds:
            complaints.add(policy.source, (*audience.path, "kind"), f"“{audience.kind}”", _expected(policy))
    if policy.industry.question not in questions:
        complaints.add(policy.source, ("industry", "question"), f"“{policy.industry.question}”", "a question of policy.yaml")
    if policy.industry.reading not in {reading.id for reading in policy.readings}:
        complaints.add(policy.source, ("industry", "reading"), f"“{policy.industry.reading}”", "the id of a reading of some article")
    return len(complaints.found) == before


def _kinds_hold(policy: law.Policy, article: law.Article, benefit: law.Benefit, complaints: Complaints) -> bool:
    before, kinds = len(complaints.found), {kind.id for kind in policy.applicants}
    if not benefit.applicants:
        complaints.add(article.source, (*benefit.path, "applicants"), "nothing", "a value for “applicants”")
    for path, named in (
        ((*benefit.path, "applicants"), benefit.applicants),
        ((*benefit.claimants.path, "mentions"), benefit.claimants.mentions),
    ):
        for id in named:
            if id not in kinds:
                complaints.add(article.source, path, f"“{id}”", _expected(policy))
    return len(complaints.found) == before


def _check_words(policy: law.Policy, article: law.Article, benefit: law.Benefit, complaints: Complaints) -> None:
    """Every kind that the clause or the page names may claim, or is said to be named without claiming."""
    path, mentions = benefit.claimants.path, benefit.claimants.mentions
    claiming = kinds_named(benefit.claimants.quote.zh, policy.applicants)
    for id, word in claiming.items():
        if id not in (*benefit.applicants, *mentions):
            found = f"“{word}” and no {id} among the applicants"
            complaints.add(article.source, (*path, "quote", "zh"), found, "words that name only kinds which may claim")
    named = kinds_named(benefit.clause, policy.applicants)
    told = {
        f"of {where}": kinds_named(text, policy.applicants)
        for where, text in (("the clause", benefit.clause), ("its page", benefit.who.zh))
    }
    for where, words in told.items():
        for id, word in words.items():
            if id not in (*benefit.applicants, *mentions, *claiming):
                found = f"neither applicants nor mentions with {id}, which “{word}” {where} names"
                complaints.add(article.source, path, found, "every kind that is named")
    for id in mentions:
        if id in benefit.applicants or id not in named:
            expected = "a kind that the clause names and that may not claim"
            complaints.add(article.source, (*path, "mentions"), f"“{id}”", expected)


def _check_conditions(policy: law.Policy, article: law.Article, benefit: law.Benefit, complaints: Complaints) -> None:
    """What is said by choosing never goes against a condition; and no condition asks of a kind that may claim to be what it cannot be."""
    kinds = {kind.id: kind for kind in policy.applicants}
    asking = {kind.question: kind for kind in policy.applicants if kind.question}
    by_choice = {question for audience in policy.audiences for question in stated(policy, audience)}
    by_choice |= {question for activity in policy.activities for question in activity.answers}
    for condition in benefit.conditions:
        path = (*condition.path, "question")
        if condition.question in by_choice and not condition.field.expects:
            found = f"“{condition.question}”, which a choice answers with yes"
            complaints.add(article.source, path, found, "a question of its own, where the condition wants no")
        if (wanted := asking.get(condition.question or "")) is None:
            continue
        for id in benefit.applicants:
            if not can_be(kinds[id], wanted, kinds.values()):
                found = f"“{condition.question}”, which {id} cannot answer with yes"
                complaints.add(article.source, path, found, "a question that everybody who may claim can answer with yes")


def _check_nobody_shut_out(policy: law.Policy, article: law.Article, benefit: law.Benefit, complaints: Complaints) -> None:
    """The finder's own verdict on who: everybody whom the page lists may claim, and whoever is shut out is so by words."""
    for audience in policy.audiences:
        ways = ways_in(policy, benefit, audience)
        if audience.id in benefit.audiences and ways is not None:
            complaints.add(article.source, (*benefit.path, "applicants"), f"{audience.id} on the page only", "who is on the page may claim")
        if ways == () and not names_a_kind(policy, benefit):
            complaints.add(article.source, benefit.claimants.path, f"no words that shut out {audience.id}", "words that name a kind")
