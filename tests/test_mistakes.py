"""An author's mistakes and what is said to them: the real measures, one edit each, the whole message word for word."""

import shutil
from pathlib import Path

import pytest
import yaml

from calculator.steps import KINDS, Each
from calculator.steps.scope import SCOPES
from site_src.builder.law import policy as law
from site_src.builder.law.load import MEASURES, Mistakes, load_policy

CASES: list[dict[str, str]] = yaml.load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture
def measures(tmp_path: Path) -> Path:
    """The measures, in a folder of the same name, so that messages name the files as they do for an author."""
    return Path(shutil.copytree(MEASURES, tmp_path / "measures"))


@pytest.fixture(scope="session")
def lists(policy: law.Policy) -> dict[str, str]:
    """The lists that a message repeats; they grow, so the cases name them."""
    return {
        "<kinds>": ", ".join(kind.kind for kind in (*KINDS, Each)),
        "<scopes>": ", ".join(SCOPES),
        "<applicants>": ", ".join(name.id for name in policy.applicants),
        "<activities>": ", ".join(sorted(name.id for name in policy.activities)),
    }


def line_of(text: str, words: str) -> int:
    """The line on which the words begin; they must stand there once."""
    assert text.count(words) == 1, f"“{words}” stands there {text.count(words)} times: bring the case up to date"
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_mistake_is_told_with_its_place_what_was_found_and_what_was_expected(
    case: dict[str, str], measures: Path, lists: dict[str, str]
) -> None:
    edited = measures / case["file"]
    text = edited.read_text(encoding="utf-8")
    line_of(text, case["old"])
    text = text.replace(case["old"], case["new"])
    edited.write_text(text, encoding="utf-8")
    at = line_of(text, case.get("at") or case["new"])
    with pytest.raises(Mistakes) as mistakes:
        load_policy(measures)
    says = case["says"]
    for word, names in lists.items():
        says = says.replace(word, names)
    assert str(mistakes.value).splitlines() == [f"measures/{case['file']}:{at}:{said}" for said in says.splitlines()]


def test_every_mistake_is_told_at_once(measures: Path) -> None:
    growth, leaders = measures / "11-growth.yaml", measures / "10-leading-enterprises.yaml"
    growth.write_text(growth.read_text(encoding="utf-8").replace("{fixed: 10万元", "{fixed: 11万元"), encoding="utf-8")
    leaders.write_text(leaders.read_text(encoding="utf-8").replace("activities: [title]", "activities: [giant]"), encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        load_policy(measures)
    told = [(complaint.file, complaint.path) for complaint in mistakes.value.complaints]
    assert told == [
        ("measures/10-leading-enterprises.yaml", "benefits[0].activities"),
        ("measures/11-growth.yaml", "benefits[0].steps[1].fixed"),
    ]


def test_bytes_that_are_no_text_are_told_with_their_line(measures: Path) -> None:
    growth = measures / "11-growth.yaml"
    growth.write_bytes(growth.read_bytes().replace(b"slug: growth", b"slug: gro\xffwth"))
    with pytest.raises(Mistakes, match=r"^measures/11-growth\.yaml:2: found a byte that is no UTF-8, expected UTF-8 text$"):
        load_policy(measures)


def test_an_article_that_is_gone_is_missed(measures: Path) -> None:
    (measures / "20-scope.yaml").unlink()
    with pytest.raises(Mistakes) as mistakes:
        load_policy(measures)
    assert [complaint.path for complaint in mistakes.value.complaints] == ["chapters"], str(mistakes.value)


def test_the_measures_as_they_stand_are_loaded(measures: Path) -> None:
    assert len(load_policy(measures).benefits) == 47


def test_no_mistake_is_tried_twice() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 25
