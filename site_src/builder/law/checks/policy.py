"""The checks over the whole law: text, fingerprints, quotes, numbers, references, examples."""

import hashlib
import re
from pathlib import Path

from site_src.builder.law import policy as law
from site_src.builder.law.checks.claimants import check_claimants
from site_src.builder.law.checks.combining import check_combining
from site_src.builder.law.checks.examples import differs, expected_of, said
from site_src.builder.law.checks.numbers import bind_article, bind_policy_words
from site_src.builder.law.checks.questions import check_questions
from site_src.builder.law.checks.readings import check_readings
from site_src.builder.law.source import Complaints, Place, Source


def check_policy(policy: law.Policy, official: Path, complaints: Complaints) -> None:
    """Adds a complaint for everything that does not hold.

    One mistake, one complaint: what hangs together across files is checked once every file can be read, and the examples of a
    file once nothing else is wrong in it.
    """
    whole = not complaints.found
    if whole:
        _check_ids(policy, complaints)
        whole = not complaints.found
    if whole:
        check_questions(policy, complaints)
        check_claimants(policy, complaints)
        check_combining(policy, complaints)
        _check_official_text(policy, official, complaints)
    _check_reviewed(policy.preamble, policy.source, ("preamble", "clauses"), complaints)
    total = bind_policy_words(policy, complaints)
    for article in policy.articles:
        _check_reviewed(article.clauses, article.source, ("clauses",), complaints)
        binding = bind_article(article, complaints)
        total += len(binding.tokens)
        check_readings(article, binding)
        _check_quotes(article, complaints)
        _check_names(policy, article, complaints)
        if whole:
            _check_references(policy, article, complaints)
        if not complaints.about(article.source):
            _check_examples(article, complaints)
    if total != policy.numbers and not complaints.found:
        complaints.add(policy.source, ("numbers",), f"{policy.numbers}", f"{total}, as many as stand in the text")


def fingerprint(zh: str) -> str:
    """What `reviewed` holds: the first eight hex digits of the SHA-256 of the Chinese."""
    return hashlib.sha256(zh.encode()).hexdigest()[:8]


def squeezed(text: str) -> str:
    """The text without any white space."""
    return re.sub(r"\s+", "", text)


def _check_official_text(policy: law.Policy, official: Path, complaints: Complaints) -> None:
    """The records joined in order equal the official file, white space aside."""
    theirs, ours = squeezed(official.read_text(encoding="utf-8")), squeezed(policy.text)
    if theirs == ours:
        return
    at = next(
        (place for place, pair in enumerate(zip(theirs, ours, strict=False)) if pair[0] != pair[1]),
        min(len(theirs), len(ours)),
    )
    source, path = _clause_at(policy, at)
    complaints.add(source, path, f"“{ours[at : at + 20]}” at character {at}", f"“{theirs[at : at + 20]}” as in source.zh.txt")


def _clause_at(policy: law.Policy, at: int) -> tuple[Source, Place]:
    """Where the record stands that holds a character of the joined text."""
    parts: list[tuple[Source, Place, str]] = [(policy.source, ("title",), policy.title.zh), (policy.source, ("stage",), policy.stage.zh)]
    parts += [(policy.source, ("preamble", "clauses", place), clause.zh) for place, clause in enumerate(policy.preamble)]
    for number, chapter in enumerate(policy.chapters):
        parts.append((policy.source, ("chapters", number, "heading"), chapter.heading.zh))
        for article in map(policy.article, chapter.articles):
            parts.append((article.source, ("heading",), article.heading.zh))
            parts += [(article.source, ("clauses", place), clause.zh) for place, clause in enumerate(article.clauses)]
    end = 0
    for source, path, text in parts:
        end += len(squeezed(text))
        if at < end:
            return source, path
    return policy.source, ("chapters",)


def _check_reviewed(clauses: tuple[law.Clause, ...], source: Source, path: Place, complaints: Complaints) -> None:
    for place, clause in enumerate(clauses):
        if clause.reviewed != fingerprint(clause.zh):
            found = f"{clause.reviewed}, the Chinese has changed since the English was reviewed"
            complaints.add(
                source,
                (*path, place, "reviewed"),
                found,
                f"{fingerprint(clause.zh)} once the English is reviewed again",
            )


def _check_quotes(article: law.Article, complaints: Complaints) -> None:
    """Every quote is verbatim in the article: Chinese in the Chinese (a benefit's in its clause, but for what a lead sentence says),
    English in the English."""
    for path, key, value in _texts(article.source.data, ()):
        if key == "quote" and isinstance(value, dict):
            inside = article.text.zh
            if path[0] == "benefits" and isinstance(path[1], int) and not _leads(article, path):
                inside = article.benefits[path[1]].clause
            _check_verbatim(article, (*path, "zh"), value.get("zh", ""), inside, complaints)
            _check_verbatim(article, (*path, "en"), value.get("en", ""), article.text.en, complaints)
        elif key in ("quote", "term", "clause") and isinstance(value, str):
            _check_verbatim(article, path, value, article.text.zh, complaints)


def _leads(article: law.Article, path: Place) -> bool:
    """Whether it is a condition of a lead sentence, which stands before the clauses of the benefits."""
    conditions = [condition for benefit in article.benefits for condition in benefit.conditions]
    return any(condition.field.direction and condition.path and condition.path == path[:4] for condition in conditions)


def _check_verbatim(article: law.Article, path: Place, words: str, inside: str, complaints: Complaints) -> None:
    if words not in inside:
        complaints.add(article.source, path, f"“{words}”", f"words of article {article.number}, verbatim")


def _texts(data: object, path: Place):  # type: ignore[no-untyped-def]
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key, value
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for place, item in enumerate(data):
            yield from _texts(item, (*path, place))


def _check_names(policy: law.Policy, article: law.Article, complaints: Complaints) -> None:
    """Activities are those of the policy."""
    allowed = {activity.id for activity in policy.activities}
    for benefit in article.benefits:
        for name in benefit.activities:
            if name not in allowed:
                expected = f"one of the activities of policy.yaml: {', '.join(sorted(allowed))}"
                complaints.add(article.source, (*benefit.path, "activities"), f"“{name}”", expected)


def _check_references(policy: law.Policy, article: law.Article, complaints: Complaints) -> None:
    """Benefits and readings that are named elsewhere exist."""
    known, readings = {benefit.id for benefit in policy.benefits}, {reading.id for reading in policy.readings}
    for benefit in article.benefits:
        for note in benefit.notes:
            if note not in readings:
                complaints.add(article.source, (*benefit.path, "notes"), f"“{note}”", "the id of a reading of some article")
    records: list[law.Reading | law.Fact] = [*article.readings, *article.facts]
    named = [((*record.path, "benefits"), name) for record in records for name in record.benefits]
    for benefit in article.benefits:
        overlaps = enumerate(overlap.benefit for overlap in benefit.overlaps)
        named += [((*benefit.path, "overlaps", place, "with"), name) for place, name in overlaps if name]
    for path, name in named:
        if name not in known:
            complaints.add(article.source, path, f"“{name}”", "the id of a benefit")


def _check_examples(article: law.Article, complaints: Complaints) -> None:
    for benefit in article.benefits:
        if benefit.rule is None:
            continue  # what it could not be read for is told, in whatever file that stands
        for example in benefit.examples:
            if (found := differs(benefit, example)) is not None:
                complaints.add(article.source, example.path, f"“{example.name.en}” gives {found}", said(expected_of(example)))
        if benefit.calculator and sum(example.shown for example in benefit.examples) != 1:
            shown = sum(example.shown for example in benefit.examples)
            complaints.add(
                article.source,
                (*benefit.path, "examples"),
                f"{shown} examples shown on the page",
                "exactly one with shown: yes",
            )


def _check_ids(policy: law.Policy, complaints: Complaints) -> None:
    """Articles, readings and names of facts are given once; every article stands in one chapter."""
    numbers = [article.number for article in policy.articles]
    in_chapters = [number for chapter in policy.chapters for number in chapter.articles]
    if sorted(in_chapters) != sorted(numbers):
        complaints.add(policy.source, ("chapters",), f"the articles {in_chapters}", f"each of {sorted(numbers)} once")
    seen: set[str] = set()
    for article in policy.articles:
        for record in article.readings:
            if record.id in seen:
                complaints.add(article.source, (*record.path, "id"), f"the id “{record.id}” again", "ids that are given once")
            seen.add(record.id)
