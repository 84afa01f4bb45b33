"""Reads the measures into records. Every mistake found on the way is a complaint with its file and line; all are gathered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from calculator.benefit import Principles
from calculator.combining import OVERLAP_RULES, edges_of
from calculator.inputs import condition_from
from calculator.record import Fields, RecordError
from calculator.text import Text
from site_src.builder.law import policy as law
from site_src.builder.law.rules import COMBINING, Compiled, compile_rules
from site_src.builder.law.source import Complaints, Source, read_source
from site_src.builder.places import MEASURES

_TEXT_ONLY = ("in-kind", "investment", "discretionary")
_PROMISES = ("exact", "up-to", *reversed(_TEXT_ONLY))


class Mistakes(Exception):
    """The measures are not right; one line for each mistake."""

    def __init__(self, complaints: Complaints):
        super().__init__("\n".join(str(complaint) for complaint in sorted(complaints.found)))
        self.complaints = sorted(complaints.found)


def load_policy(folder: Path = MEASURES) -> law.Policy:
    """The policy, fully checked; raises `Mistakes` with all of them."""
    from site_src.builder.law.checks.policy import check_policy

    complaints = Complaints()
    policy = read_policy(folder, complaints)
    if policy is not None:
        check_policy(policy, folder / "source.zh.txt", complaints)
    if complaints.found or policy is None:
        raise Mistakes(complaints)
    return policy


def read_policy(folder: Path, complaints: Complaints) -> law.Policy | None:
    """The records as far as they can be read; None when the measures are too broken to go on."""
    files = sorted(folder.glob("[0-9]*-*.yaml"))
    sources = [read_source(path, complaints) for path in files]
    head = read_source(folder / "policy.yaml", complaints)
    terms = read_source(folder / "glossary.yaml", complaints)
    articles = [read for source in sources if source.data and (read := _guarded(_article, source, source.data, (), complaints))]
    sound = [article.source for article in articles]  # the others have their complaints; these can still be checked
    principles = next((source for source in sound if "rules" in source.data), None)
    if principles is None or "edition" not in head.data:
        return None
    compiled = compile_rules(head, sound, principles, complaints)
    if compiled is None:
        return None
    with_rules = tuple(_with_rules(article, compiled) for article in articles)
    found = [_guarded(_term, terms, data, (place,), complaints) for place, data in enumerate(terms.data)]
    glossary = tuple(term for term in found if term)
    return _guarded(
        lambda fields, source: _policy(fields, source, with_rules, glossary, compiled.principles, compiled.rules),
        head, head.data, (), complaints,
    )  # fmt: skip


def _guarded[Read](
    read: Callable[[Fields, Source], Read],
    source: Source,
    data: Any,
    path: tuple[str | int, ...],
    complaints: Complaints,
) -> Read | None:
    try:
        fields = Fields(data, path)
        record = read(fields, source)
        fields.end()
        return record
    except RecordError as error:
        complaints.add_error(source, error)
        return None


def _with_rules(article: law.Article, compiled: Compiled) -> law.Article:
    """The article with the calculator's record of each benefit and what other articles ask of it; its own readings of what it asks
    concern the benefits that it asks it of, and those whose clause asks the same."""
    benefits = []
    for benefit in article.benefits:
        asked = [one for one in compiled.asked if benefit.id in one.benefits]
        added = tuple(_condition(Fields(one.condition | {"article": str(one.article)})) for one in asked)
        benefits.append(replace(benefit, rule=compiled.benefits.get(benefit.id), conditions=(*added, *benefit.conditions)))
    concerned = {one.note: one.noted for one in compiled.asked if one.article == article.number}
    readings = tuple(replace(reading, benefits=concerned.get(reading.id, reading.benefits)) for reading in article.readings)
    return replace(article, benefits=tuple(benefits), readings=readings)


def _with_audiences(article: law.Article, audiences: tuple[law.Named, ...]) -> law.Article:
    """The benefits with the audiences that are of a kind which may claim."""
    return replace(
        article,
        benefits=tuple(
            replace(benefit, audiences=tuple(one.id for one in audiences if one.kind in benefit.applicants)) for benefit in article.benefits
        ),
    )


def _policy(
    fields: Fields,
    source: Source,
    articles: tuple[law.Article, ...],
    glossary: tuple[law.Term, ...],
    principles: Principles,
    rules: dict[str, Any],
) -> law.Policy:
    origin, preamble = fields.fields("source"), fields.fields("preamble")
    standing, pending = fields.text("standing"), fields.text("status")
    audiences = tuple(_named(entry, entry.string("kind")) for entry in fields.each("audiences"))
    report = fields.raw("report")
    return law.Policy(
        id=fields.string("id"),
        edition=fields.string("edition"),
        checked=fields.string("checked"),
        found=fields.text("found"),
        title=fields.text("title"),
        stage=fields.text("stage"),
        status=Text(f"{standing.zh}。{pending.zh}", f"{standing.en}. {pending.en}"),
        standing=standing,
        pending=pending,
        effect=fields.text("effect"),
        report=report if isinstance(report, str) else "",
        numbers=fields.whole("numbers"),
        source_name=origin.text("name"),
        source_note=origin.text("note"),
        preamble=tuple(_clause(entry) for entry in preamble.each("clauses")),
        preamble_words=tuple(_word(entry) for entry in preamble.each("words")),
        chapters=tuple(_chapter(entry) for entry in fields.each("chapters")),
        applicants=tuple(_kind(entry) for entry in fields.each("applicants")),
        audiences=audiences,
        industry=_industry(fields.fields("industry")),
        activities=tuple(_named(entry) for entry in fields.each("activities")),
        promises=tuple(_named(entry) for entry in fields.each("promises")),
        questions=tuple(_question(entry) for entry in fields.each("questions")),
        origins=tuple(_origin(entry) for entry in fields.each("origins")),
        articles=tuple(_with_audiences(article, audiences) for article in articles),
        glossary=glossary,
        principles=principles,
        rules=rules,
        source=source,
    )


def _article(fields: Fields, source: Source) -> law.Article:
    number = fields.whole("article")
    for key in ("rules", "asks"):
        fields.left.discard(key)  # read by the calculator's own record, in rules.py
    return law.Article(
        number=number,
        slug=fields.string("slug"),
        title=fields.text("title"),
        heading=fields.text("heading"),
        clauses=tuple(_clause(entry) for entry in fields.each("clauses")),
        summary=fields.text("summary"),
        words=tuple(_word(entry) for entry in fields.each("words")),
        facts=tuple(_fact(entry) for entry in fields.each("facts")),
        term=_in_force(fields.fields("term")) if fields.has("term") else None,
        benefits=tuple(_benefit(entry, number) for entry in fields.each("benefits")),
        readings=tuple(_reading(entry, number) for entry in fields.each("readings")),
        drafting=tuple(_drafting(entry) for entry in fields.each("drafting")),
        source=source,
    )


def _done[Record](fields: Fields, record: Record) -> Record:
    fields.end()
    return record


def _clause(f: Fields) -> law.Clause:
    return _done(f, law.Clause(zh=f.string("zh"), en=f.string("en"), reviewed=f.string("reviewed"), path=f.path))


def _word(f: Fields) -> law.Word:
    return _done(f, law.Word(quote=f.string("quote"), says=f.text("says"), path=f.path))


def _fact(f: Fields) -> law.Fact:
    return _done(
        f,
        law.Fact(
            name=f.string("name"), value=f.string("value"), quote=f.text("quote"), says=f.text("says"),
            benefits=f.strings("benefits"), path=f.path,
        ),
    )  # fmt: skip


def _in_force(f: Fields) -> law.InForce:
    edges = edges_of(f.fields("edges"))
    return _done(
        f,
        law.InForce(
            start=f.string("from"), end=f.string("until"), quote=f.text("quote"), transition=f.text("transition"), edges=edges, path=f.path
        ),
    )


def _benefit(f: Fields, article: int) -> law.Benefit:
    calculator = f.flag("calculator")
    conditions = tuple(_condition(entry) for entry in f.each("conditions"))
    for key in ("unit", "basis", "bound", "ceiling", "matching", "inputs", "steps", *COMBINING):
        f.left.discard(key)  # the computing part is read by the calculator's own record, in rules.py
    return _done(
        f,
        law.Benefit(
            id=f.string("id"),
            article=article,
            name=f.text("name"),
            clause=f.string("clause"),
            calculator=calculator,
            promise=f.one_of("promise", _PROMISES),
            applicants=f.strings("applicants"),
            claimants=_claimants(f.fields("claimants")),
            activities=f.strings("activities"),
            who=f.text("who"),
            how_much=f.text("how_much"),
            how_long=f.text("how_long"),
            undefined=tuple(_done(e, law.Undefined(term=e.string("term"), en=e.string("en"))) for e in f.each("undefined")),
            overlaps=tuple(_overlap(entry) for entry in f.each("overlaps")),
            conditions=conditions,
            notes=f.strings("notes"),
            examples=tuple(_example(entry) for entry in f.each("examples")),
            path=f.path,
        ),
    )


def _claimants(f: Fields) -> law.Claimants:
    unstated = f.text("unstated") if f.has("unstated") else None
    return _done(f, law.Claimants(quote=f.text("quote"), mentions=f.strings("mentions"), unstated=unstated, path=f.path))


def _condition(f: Fields) -> law.Condition:
    question = f.string("question") if f.has("question") else None
    asked = Fields({key: value for key, value in f.data.items() if key != "question"}, f.path)
    return law.Condition(field=condition_from(asked), question=question, path=f.path)


def _overlap(f: Fields) -> law.Overlap:
    benefit = f.string("with") if f.has("with") else None
    rule = f.one_of("rule", OVERLAP_RULES) if benefit else None
    origin = f.string("from") if f.has("from") else None
    return _done(f, law.Overlap(benefit=benefit, rule=rule, says=Text(f.string("zh"), f.string("en")), origin=origin))


def _origin(f: Fields) -> law.Origin:
    return _done(f, law.Origin(id=f.string("id"), until=f.string("until"), says=f.text("says"), path=f.path))


def _example(f: Fields) -> law.Example:
    """Exactly one of gives, outcome, missing and refused says what comes out."""
    inputs = dict(f.fields("inputs").data)
    said = [key for key in ("gives", "outcome", "missing", "refused") if f.has(key)]
    if len(said) != 1:
        raise f.error("gives", "exactly one of gives, outcome, missing, refused")
    outcomes = {"gives": "amount", "missing": "incomplete", "refused": "refused"}
    return _done(
        f,
        law.Example(
            name=f.text("name"),
            inputs=inputs,
            outcome=outcomes.get(said[0]) or f.one_of("outcome", ("nothing", "amount", "incomplete", "text-only")),
            gives=f.string("gives") if f.has("gives") else None,
            missing=f.strings("missing"),
            refused=f.string("refused") if f.has("refused") else None,
            field=f.string("field") if f.has("field") else None,
            shown=f.flag("shown"),
            path=f.path,
        ),
    )


def _reading(f: Fields, article: int) -> law.Reading:
    if f.has("at_input"):
        f.text("at_input")  # goes into the hints of inputs, in asked.py
    options = tuple(_option(entry) for entry in f.each("options"))
    names = tuple(option.name for option in options)
    return _done(
        f,
        law.Reading(
            id=f.string("id"),
            article=article,
            benefits=f.strings("benefits"),
            quote=f.string("quote") if f.has("quote") else None,
            question=f.text("question"),
            options=options,
            applied=f.one_of("applied", names),
            why=f.text("why"),
            note=f.text("note"),
            not_least=f.text("not_least") if f.has("not_least") else None,
            plain=f.flag("plain"),
            worked=f.text("worked") if f.has("worked") else None,
            path=f.path,
        ),
    )


def _option(f: Fields) -> law.Option:
    instead = dict(f.fields("instead").data) if f.has("instead") else {}
    return _done(f, law.Option(name=f.string("name"), says=Text(f.string("zh"), f.string("en")), instead=instead))


def _drafting(f: Fields) -> law.Drafting:
    quote = f.string("quote") if f.has("quote") else None
    return _done(f, law.Drafting(id=f.string("id"), quote=quote, says=Text(f.string("zh"), f.string("en")), path=f.path))


def _chapter(f: Fields) -> law.Chapter:
    articles = tuple(int(number) for number in f.strings("articles"))
    return _done(f, law.Chapter(number=f.whole("number"), heading=f.text("heading"), articles=articles))


def _named(f: Fields, kind: str | None = None) -> law.Named:
    says = f.text("says") if f.has("says") else None
    return _done(
        f,
        law.Named(
            id=f.string("id"), name=f.text("name"), says=says, kind=kind, answers=f.strings("answers"), may_be=f.strings("may_be"),
            path=f.path,
        ),
    )  # fmt: skip


def _kind(f: Fields) -> law.Kind:
    question = f.string("question") if f.has("question") else None
    return _done(
        f,
        law.Kind(
            id=f.string("id"), name=f.text("name"), words=f.strings("words"), may_be=f.strings("may_be"), question=question, path=f.path
        ),
    )


def _industry(f: Fields) -> law.Industry:
    return _done(f, law.Industry(question=f.string("question"), reading=f.string("reading"), path=f.path))


def _question(f: Fields) -> law.Question:
    states = f.text("states") if f.has("states") else None
    fails = f.text("fails") if states else None
    return _done(f, law.Question(id=f.string("id"), ask=f.text("ask"), states=states, fails=fails, path=f.path))


def _term(f: Fields, _: Source) -> law.Term:
    return law.Term(id=f.string("id"), zh=f.string("zh"), en=f.string("en"), official=f.flag("official"), says=f.text("says"))
