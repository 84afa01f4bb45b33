"""Where the words of each step stand in the official text and in the English, clause by clause.

The text is cut into pieces that together are the clause again, character for character; a piece that a step quotes knows
the step. Where two steps quote the same words, the piece knows both and links to the first."""

from dataclasses import dataclass, field
from itertools import pairwise

from calculator.benefit import walk
from calculator.steps.base import Step
from calculator.text import LANGUAGES
from site_src.builder.law import Article, Benefit


@dataclass(slots=True)
class Piece:
    """A run of one clause. `steps`: keys (`<benefit>-<step id>`) of the steps that quote it; `anchors`: ids that begin here."""

    text: str
    steps: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """The words of one step: from and to, in the text of the whole article without its heading."""

    start: int
    end: int
    key: str


def own_steps(benefit: Benefit) -> list[Step]:
    """The steps that stand in the benefit's own record, those inside an `each` too; article 21's are left out."""
    if benefit.rule is None:
        return []
    return [step for step in walk(benefit.rule.steps) if step.article == benefit.article]


def law_rows(article: Article) -> list[dict[str, list[Piece]]]:
    """One entry for each clause: its Chinese and its English, each as pieces."""
    return [dict(zip(LANGUAGES, sides, strict=True)) for sides in zip(*(_pieces(article, lang) for lang in LANGUAGES), strict=True)]


def _pieces(article: Article, lang: str) -> list[list[Piece]]:
    spans = sorted((span for benefit in article.benefits for span in _spans(article, benefit, lang)), key=lambda s: (s.start, -s.end))
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
    piece = Piece(text[start:end], [span.key for span in covering])
    for key in piece.steps:
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
