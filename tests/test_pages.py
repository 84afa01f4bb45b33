"""The pages before they are put through the site generator: both languages alike, the law unbroken, figures computed."""

from pathlib import Path

import pytest

from calculator.text import LANGUAGES
from site_src.builder.data.catalogue import catalogue
from site_src.builder.law import policy as law
from site_src.builder.pages.pages import build_pages
from site_src.builder.views.figures import figures_of
from site_src.builder.views.quotes import law_rows
from site_src.builder.views.views import Views
from site_src.builder.wording import check_words


def test_both_languages_have_the_same_words() -> None:
    check_words()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_linking_leaves_every_clause_unbroken(policy: law.Policy, lang: str) -> None:
    for article in policy.articles:
        joined = ["".join(piece.text for piece in row[lang]) for row in law_rows(article)]
        assert joined == [clause[lang] for clause in article.clauses]


@pytest.mark.parametrize(("lang", "suffix"), [("zh", ""), ("en", "-en")])
def test_every_step_has_its_words_in_the_text(policy: law.Policy, lang: str, suffix: str) -> None:
    for article in policy.articles:
        wanted = {
            f"quote-{benefit.id}-{step.id}{suffix}": step.quote[lang]
            for benefit in article.benefits
            for step in figures_of(benefit).steps
            if step.linked
        }
        pieces = [piece for row in law_rows(article) for piece in row[lang]]
        anchors = [anchor for piece in pieces for anchor in piece.anchors if not anchor.startswith("quote-says-")]
        assert sorted(anchors) == sorted(wanted), article.slug
        for anchor, words in wanted.items():
            key = anchor.removeprefix("quote-").removesuffix(suffix)
            assert "".join(piece.text for piece in pieces if key in piece.steps) == words


def test_what_only_sets_the_direction_stands_apart_from_the_conditions(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        figure = figures_of(benefit)
        fields = benefit.rule.conditions if benefit.rule and benefit.calculator else [one.field for one in benefit.conditions]
        assert [one.states for one in figure.conditions] == [field.states for field in fields if not field.direction]
        assert [one.states for one in figure.directions] == [field.states for field in fields if field.direction]


def test_ceilings_are_those_of_the_law(policy: law.Policy) -> None:
    ceilings = {benefit.id: figures_of(benefit).ceiling for benefit in policy.benefits}
    known = {
        "compute-voucher": "6000000.00",
        "rd-project-matching": "5000000.00",
        "openharmony-certification": "250000.00",
        "higher-level-park-reward": "1200000.00",
        "graduate-talent-subsidy": "130000.00",
        "event-funding": "2000000.00",
    }
    assert {id: str(found.sum) for id in known if (found := ceilings[id])} == known
    assert ceilings["national-industrial-innovation-center-matching"] is None
    assert ceilings["incubator-space"] is None


def test_every_calculator_can_be_understood_without_a_script(policy: law.Policy) -> None:
    for benefit in policy.benefits:
        figures = figures_of(benefit)
        if benefit.rule and benefit.rule.questions:
            assert figures.worked, f"{benefit.id} has no worked example"
            assert figures.table and len(figures.table.rows) >= 2, f"{benefit.id} has no table of amounts"


def test_pages_are_the_same_in_both_languages_and_written_only_when_changed(policy: law.Policy, tmp_path: Path) -> None:
    pages = build_pages(policy, tmp_path)
    files = {lang: {path.relative_to(tmp_path / lang) for path in (tmp_path / lang).rglob("*.md")} for lang in LANGUAGES}
    assert files["zh"] == files["en"] == {Path(page.file) for page in pages}
    stale = tmp_path / "zh" / "gone.md"
    stale.write_text("left from an earlier build", encoding="utf-8")
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md") if path != stale}
    build_pages(policy, tmp_path)
    assert times == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}


def test_absolute_addresses_only_with_a_site_address(policy: law.Policy, tmp_path: Path) -> None:
    build_pages(policy, tmp_path / "plain")
    assert not [path for path in (tmp_path / "plain").rglob("*.md") if "alternates" in path.read_text(encoding="utf-8")]
    build_pages(policy, tmp_path / "known", "https://example.org/policy/")
    text = (tmp_path / "known" / "en" / "benefits.md").read_text(encoding="utf-8")
    assert '"zh-CN": "https://example.org/policy/zh/benefits/"' in text


def test_the_catalogue_leads_to_every_benefit(policy: law.Policy) -> None:
    data = catalogue(policy, Views(policy))
    assert [article["number"] for article in data["articles"]] == list(range(1, 23))
    benefits = [benefit for article in data["articles"] for benefit in article["benefits"]]
    assert len(benefits) == 47
    assert benefits[0]["url"] == {
        "zh": "zh/articles/01-computing-power/#compute-voucher",
        "en": "en/articles/01-computing-power/#compute-voucher",
    }


def test_an_article_names_every_stated_overlap_and_of_the_others_only_the_closest(
    policy: law.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_src.builder.views.views.ALIKE", 1)
    views = Views(policy)
    overlaps = {(benefit.id, one.benefit) for benefit in policy.benefits for one in benefit.overlaps if one.benefit}
    for article in policy.articles:
        here = {benefit.id for benefit in article.benefits}
        stated = {(b if a in here else a) for a, b in overlaps if {a, b} & here} - here
        doing = {activity for benefit in article.benefits for activity in benefit.activities}
        common = [len(doing & set(one.activities)) for one in policy.benefits if one.id not in here | stated]
        related = [entry.id for entry in views.related(article)]
        assert set(related[: len(stated)]) == stated
        others = [len(doing & set(policy.benefit(id).activities)) for id in related[len(stated) :]]
        assert others == ([max(common)] if any(common) else [])
