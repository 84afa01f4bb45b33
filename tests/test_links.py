"""Words of the law and the steps they stand for: each is linked with the other, in both languages, and carries the same numbers."""

import re
from collections.abc import Iterator
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from calculator.steps import Each
from calculator.text import LANGUAGES
from site_src.builder.law import policy as law
from site_src.builder.law.load import MEASURES, read_policy
from site_src.builder.law.source import Complaints
from site_src.builder.law.tokens import english_numbers, tokens
from site_src.builder.pages.pages import build_pages
from site_src.builder.views.quotes import Piece, labels_of, law_rows, own_steps

POLICY = read_policy(MEASURES, Complaints())
assert POLICY is not None
ARTICLES = POLICY.articles
STEPS = [
    (article, benefit, step)
    for article in ARTICLES
    for benefit in article.benefits
    for step in own_steps(benefit)
    if not isinstance(step, Each)
]


def pieces(article: law.Article, lang: str) -> list[Piece]:
    return [piece for row in law_rows(article) for piece in row[lang]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("article", "benefit", "step"), STEPS, ids=lambda one: getattr(one, "id", ""))
def test_the_linked_words_are_those_of_the_step(article: law.Article, benefit: law.Benefit, step: object, lang: str) -> None:
    key = f"{benefit.id}-{step.id}"  # type: ignore[attr-defined]
    quoting = [piece for piece in pieces(article, lang) if key in piece.steps]
    assert "".join(piece.text for piece in quoting) == step.quote[lang]  # type: ignore[attr-defined]
    assert f"quote-{key}{'' if lang == 'zh' else '-en'}" in quoting[0].anchors


@pytest.mark.parametrize(("article", "benefit", "step"), STEPS, ids=lambda one: getattr(one, "id", ""))
def test_the_linked_words_carry_the_numbers_of_the_step(article: law.Article, benefit: law.Benefit, step: object) -> None:
    key, numbers = f"{benefit.id}-{step.id}", [Fraction(number) for number in step.numbers()]  # type: ignore[attr-defined]
    said = "".join(piece.text if not piece.label else "，" for piece in pieces(article, "zh") if key in piece.steps)
    assert [token.value for token in tokens(said)] == numbers
    english = english_numbers("".join(piece.text for piece in pieces(article, "en") if key in piece.steps))
    for number in numbers:
        english.remove(number)
    assert set(english) <= {Fraction(1)}, "besides, one as a plain word"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_every_number_of_the_text_leads_somewhere(article: law.Article) -> None:
    for row in law_rows(article):
        place, linked = 0, []
        for piece in row["zh"]:
            if piece.families:
                linked.append((place, place + len(piece.text)))
            place += len(piece.text)
        for token in tokens("".join(piece.text for piece in row["zh"])):
            assert any(start < token.end and token.start < end for start, end in linked), str(token)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_what_computes_nothing_says_so_where_it_stands(article: law.Article) -> None:
    for label in labels_of(article):
        for lang in LANGUAGES:
            if label.quote[lang]:
                marked = [piece for piece in pieces(article, lang) if piece.label == label]
                assert "".join(piece.text for piece in marked) == label.quote[lang]
                assert marked[0].families[0] == label.key and label.says[lang]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_the_pieces_are_the_text(article: law.Article) -> None:
    for row, clause in zip(law_rows(article), article.clauses, strict=True):
        for lang in LANGUAGES:
            assert "".join(piece.text for piece in row[lang]) == clause[lang]


class Families(HTMLParser):
    """The ids of a page, its links within itself, and the names that its parts carry."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: dict[str, set[str]] = {}  # name of a family: the tags of its members
        self.first: set[str] = set()  # the names that words lead to
        self.kept_back = False  # inside a <template>, which is no part of the page yet
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.kept_back |= tag == "template"
        if self.kept_back:
            return
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        if (given.get("href") or "").startswith("#"):
            self.links.append((given["href"] or "")[1:])
        families = (given.get("data-steps") or "").split()
        for name in families:
            self.named.setdefault(name, set()).add(tag)
        if tag == "a" and families:
            self.first.add(families[0])

    def handle_endtag(self, tag: str) -> None:
        self.kept_back &= tag != "template"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Families]:
    assert POLICY is not None
    out = tmp_path_factory.mktemp("pages")
    build_pages(POLICY, out)
    return {file.relative_to(out).as_posix(): Families(file.read_text(encoding="utf-8")) for file in sorted(out.rglob("articles/*-*.md"))}


def names(rendered: dict[str, Families]) -> Iterator[tuple[str, str, set[str]]]:
    for file, page in rendered.items():
        for name, tags in page.named.items():
            yield file, name, tags


def test_words_and_steps_lead_to_each_other_on_the_page(rendered: dict[str, Families]) -> None:
    count = 0
    for file, name, tags in names(rendered):
        if "-ceiling" in name or "-higher-of" in name:
            continue  # of article 21, on its own page
        page = rendered[file]
        if "a" in tags:
            assert name in page.ids and f"quote-{name.removeprefix('step-')}" in page.ids, (file, name)
            assert f"quote-{name.removeprefix('step-')}" in page.links, (file, name)
            assert name in page.links or name not in page.first, (file, name)  # words of two benefits lead to the first
            count += 1
    assert count > 200


def test_no_id_stands_twice_and_both_languages_have_the_same(rendered: dict[str, Families]) -> None:
    for file, page in rendered.items():
        assert len(page.ids) == len(set(page.ids)), file
        twin = rendered[re.sub("^zh/", "en/", file)]
        assert page.ids == twin.ids or set(page.ids) == set(twin.ids)


def test_every_stretch_of_a_curve_has_its_words(rendered: dict[str, Families]) -> None:
    for file, name, tags in names(rendered):
        if "path" in tags:
            assert {"a", "li", "span"} <= tags, (file, name)
