"""The finder's questions: each is used, each that is named exists, and what it states holds for every condition that it asks for."""

from site_src.builder.law import policy as law
from site_src.builder.law.source import Complaints


def check_questions(policy: law.Policy, complaints: Complaints) -> None:
    """Adds a complaint for each question that is unknown, unused, or said to hold where a condition wants the opposite."""
    known = {question.id for question in policy.questions}
    asked: dict[str, set[bool]] = {}
    for article in policy.articles:
        for condition in (one for benefit in article.benefits for one in benefit.conditions):
            if condition.question is None:
                continue
            asked.setdefault(condition.question, set()).add(condition.field.expects)
            if condition.question not in known and condition.field.article is None:
                complaints.add(article.source, (*condition.path, "question"), f"“{condition.question}”", "a question of policy.yaml")
    for article in policy.articles:
        for place, entry in enumerate(article.source.data.get("asks", [])):
            if (named := entry["condition"].get("question")) not in known:
                found = f"“{named}”" if named else "nothing"
                complaints.add(article.source, ("asks", place, "condition", "question"), found, "a question of policy.yaml")
    for facet in (*policy.audiences, *policy.activities):
        for id in facet.answers:
            if id not in known:
                complaints.add(policy.source, (*facet.path, "answers"), f"“{id}”", "a question of policy.yaml")
    for place, question in enumerate(policy.questions):
        path = ("questions", place)
        if question.id in {other.id for other in policy.questions[:place]}:
            complaints.add(policy.source, (*path, "id"), f"the id “{question.id}” again", "ids that are given once")
        if question.id not in asked and set(asked) <= known:  # a name that was mistyped is told where it stands
            complaints.add(policy.source, (*path, "id"), f"“{question.id}”, which no condition names", "a question that a condition names")
        elif question.states and len(asked.get(question.id, ())) > 1:
            expected = "no states: some conditions want yes, others no, so each states its own"
            complaints.add(policy.source, (*path, "states"), "one fact", expected)
