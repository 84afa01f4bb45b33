"""Where the words of each step stand in the official text and in the English, clause by clause.

The text is cut into pieces that together are the clause again, character for character; a piece that a step quotes knows
the step. Where two steps quote the same words, the piece knows both and links to the first. Facts and words that compute
nothing are pieces too, and say what they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from calculator.benefit import walk
from calculator.steps.base import Step
from calculator.text import LANGUAGES, Text
from site_src.builder.law.policy import Article, Benefit, Clause, Word


@dataclass(frozen=True, slots=True)
class Label:
    """A number or a number word of an article that computes nothing, and what it is instead. `quote.en`: empty for a word."""

    key: str
    quote: Text
    says: Text


@dataclass(slots=True)
class Piece:
    """A run of one clause. `steps`: keys (`<benefit>-<step id>`) of the steps that quote it; `label`: what it says instead of
    computing; `anchors`: ids that begin here."""

    text: str
    steps: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    label: Label | None = None

    @property
    def families(self) -> list[str]:
        """The names by which the page knows all that belongs together."""
        return ([self.label.key] if self.label else []) + [f"step-{key}" for key in self.steps]


@dataclass(frozen=True, slots=True)
class Span:
    """The words of one step: from and to, in the text of the whole article without its heading."""

    start: int
    end: int
    key: str
    label: Label | None = None


def labels_of(article: Article) -> list[Label]:
    """The facts and the words of an article, in the order of the record."""
    facts = [Label(f"says-{fact.name}", fact.quote, fact.says) for fact in article.facts]
    return facts + [Label(f"says-word-{n}", Text(word.quote, ""), word.says) for n, word in enumerate(article.words, 1)]


def word_pieces(clause: Clause, words: Sequence[Word]) -> dict[str, list[Piece]]:
    """A clause of the preamble: its Chinese cut at its number words, its English whole."""
    spans = [
        Span(at, at + len(word.quote), "", Label("", Text(word.quote, ""), word.says))
        for word in words
        if (at := clause.zh.find(word.quote)) >= 0
    ]
    zh = [_piece(clause.zh, 0, start, end, spans, set(), "") for start, end in _cuts(clause.zh, 0, spans)]
    return {"zh": zh, "en": [Piece(clause.en)]}


def own_steps(benefit: Benefit) -> list[Step]:
    """The steps that stand in the benefit's own record, those inside an `each` too; article 21's are left out."""
    if benefit.rule is None:
        return []
    return [step for step in walk(benefit.rule.steps) if step.article == benefit.article]


def law_rows(article: Article) -> list[dict[str, list[Piece]]]:
    """One entry for each clause: its Chinese and its English, each as pieces."""
    return [dict(zip(LANGUAGES, sides, strict=True)) for sides in zip(*(_pieces(article, lang) for lang in LANGUAGES), strict=True)]


def _pieces(article: Article, lang: str) -> list[list[Piece]]:
    found = [span for benefit in article.benefits for span in _spans(article, benefit, lang)] + _label_spans(article, lang)
    spans = sorted(found, key=lambda s: (s.start, -s.end))
    suffix = "" if lang == "zh" else "-en"
    begun: set[str] = set()
    rows, place = [], 0
    for clause in article.clauses:
        text = clause[lang]
        rows.append([_piece(text, place, start, end, spans, begun, suffix) for start, end in _cuts(text, place, spans)])
        place += len(text)
    return rows


def _cuts(text: str, place: int, spans: list[Span]) -> list[tuple[int, int]]:
    ends = {0, len(text)} | {at - place for span in spans for at in (span.start, span.end) if 0 < at - place < len(text)}
    return list(pairwise(sorted(ends)))


def _piece(text: str, place: int, start: int, end: int, spans: list[Span], begun: set[str], suffix: str) -> Piece:
    covering = [span for span in spans if span.start <= place + start and place + end <= span.end]
    covering.sort(key=lambda span: span.end - span.start)
    label = next((span.label for span in covering if span.label), None)
    piece = Piece(text[start:end], [span.key for span in covering if not span.label], label=label)
    for key in [span.key for span in covering if span.key]:
        if key not in begun:
            begun.add(key)
            piece.anchors.append(f"quote-{key}{suffix}")
    return piece


def _spans(article: Article, benefit: Benefit, lang: str) -> list[Span]:
    from calculator.steps import Each

    found = []
    for step in own_steps(benefit):
        if not isinstance(step, Each):  # its words are those of the steps inside it
            start = _find(article, benefit, step, lang)
            found.append(Span(start, start + len(step.quote[lang]), f"{benefit.id}-{step.id}"))
    return found


def _label_spans(article: Article, lang: str) -> list[Span]:
    whole = "".join(clause[lang] for clause in article.clauses)
    quoted = [(label, label.quote[lang]) for label in labels_of(article) if label.quote[lang]]
    return [Span(at, at + len(quote), label.key, label) for label, quote in quoted if (at := whole.find(quote)) >= 0]


def _find(article: Article, benefit: Benefit, step: Step, lang: str) -> int:
    """In the benefit's own clause; a step taken over from another benefit (同等标准) is found where that one's words stand."""
    whole = "".join(clause.zh for clause in article.clauses)
    inside = whole.index(benefit.clause)
    if step.quote.zh not in benefit.clause:
        inside = next(whole.index(other.clause) for other in article.benefits if step.quote.zh in other.clause)
    at = whole.index(step.quote.zh, inside)
    if lang == "zh":
        return at
    chinese = english = 0
    for clause in article.clauses:
        if chinese <= at < chinese + len(clause.zh):
            break
        chinese, english = chinese + len(clause.zh), english + len(clause.en)
    return "".join(clause.en for clause in article.clauses).index(step.quote.en, english)
