"""Every example of every measure comes out, in this Python and through the installed wheel; and the examples try every limit."""

import json
from typing import Any

import pytest

from calculator.benefit import walk
from site_src.builder.law import policy as law
from site_src.builder.law.checks.examples import expected_of, outcome_of, said
from site_src.builder.law.load import MEASURES, read_policy
from site_src.builder.law.source import Complaints
from tests.gaps import gaps
from tests.running import Installed

READ = read_policy(MEASURES, Complaints())
assert READ is not None, "the measures cannot be read: run `python build.py check`"
COMPUTED = [benefit for benefit in READ.benefits if benefit.calculator]
EXAMPLES = [(benefit, example) for benefit in COMPUTED for example in benefit.examples]
# answers whose example says no outcome of its own: a request line with something missing is an error there
MISSING = "missing-field"


def _name(value: Any) -> str:
    return value.id if isinstance(value, law.Benefit) else value.name.en


@pytest.mark.parametrize(("benefit", "example"), EXAMPLES, ids=_name)
def test_example_comes_out(benefit: law.Benefit, example: law.Example) -> None:
    assert benefit.rule is not None
    found, expected = outcome_of(benefit.rule, example.inputs), expected_of(example)
    assert found == expected, f"{benefit.id}: {example.name.zh}: {said(found)}, expected {said(expected)}"


@pytest.fixture(scope="module")
def answers(installed: Installed) -> list[dict[str, Any]]:
    """All examples in one run of the installed wheel; the id of each request is its place."""
    requests = [
        json.dumps({"id": place, "benefit": benefit.id, "inputs": example.inputs}, ensure_ascii=False)
        for place, (benefit, example) in enumerate(EXAMPLES)
    ]
    run = installed.calculator("compute", "--jsonl", stdin="\n".join(requests) + "\n")
    assert run.err == ""
    assert run.status == 1, "there are refusals among the examples, so the status is 1"
    return [json.loads(line) for line in run.out.splitlines()]


def test_the_wheel_answers_each_example_once_and_in_order(answers: list[dict[str, Any]]) -> None:
    assert [answer["id"] for answer in answers] == list(range(len(EXAMPLES)))


def test_every_example_comes_out_through_the_wheel(answers: list[dict[str, Any]]) -> None:
    wrong = []
    for (benefit, example), answer in zip(EXAMPLES, answers, strict=True):
        found, expected = _told(answer), _expected_of_a_line(benefit, example)
        if found != expected:
            wrong.append(f"{benefit.id}: {example.name.zh}: {found}, expected {expected}")
    assert not wrong, "\n".join(wrong)


def _told(answer: dict[str, Any]) -> tuple[Any, ...]:
    if "error" in answer:
        return "refused", answer["error"]["code"], answer["error"]["field"]
    return answer["outcome"], answer["amount"], tuple(answer["missing"])


def _expected_of_a_line(benefit: law.Benefit, example: law.Example) -> tuple[Any, ...]:
    assert benefit.rule is not None
    if example.refused:
        return "refused", example.refused, example.field
    if example.missing and not set(example.missing) <= set(benefit.rule.group):
        return "refused", MISSING, example.missing[0]
    zero = {"CNY": "0.00", "places": "0"}[str(benefit.rule.unit)]
    return example.outcome, zero if example.outcome == "nothing" else example.gives, example.missing


@pytest.mark.parametrize("benefit", COMPUTED, ids=_name)
def test_the_examples_leave_no_limit_year_level_or_condition_untried(benefit: law.Benefit) -> None:
    missing = gaps(benefit)
    assert not missing, f"{benefit.id} has no example of: " + "; ".join(missing)


@pytest.mark.parametrize("benefit", COMPUTED, ids=_name)
def test_one_example_is_the_one_shown_and_it_pays(benefit: law.Benefit) -> None:
    assert [example.outcome for example in benefit.examples if example.shown] == ["amount"]


@pytest.mark.parametrize("benefit", COMPUTED, ids=_name)
def test_no_example_is_told_twice(benefit: law.Benefit) -> None:
    for lang in ("zh", "en"):
        names = [example.name[lang] for example in benefit.examples]
        assert len(names) == len(set(names)), f"{benefit.id}: {sorted(n for n in names if names.count(n) > 1)}"


def test_every_kind_of_step_is_used_and_so_tried() -> None:
    from calculator.steps import KINDS

    used = {type(step) for benefit in COMPUTED if benefit.rule for step in walk(benefit.rule.steps)}
    assert set(KINDS) <= used, f"never used: {[kind.kind for kind in KINDS if kind not in used]}"


def test_nothing_of_the_checkout_stands_behind_the_installed_wheel(installed: Installed) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import calculator; print(calculator.__file__)"
    run = installed.python(code, str(installed.target))
    assert run.out.strip() == str(installed.target / "calculator" / "__init__.py"), run.err


def test_the_wheel_is_pure_python_and_carries_its_rules_and_types(installed: Installed) -> None:
    assert installed.wheel.name.endswith("-py3-none-any.whl")
    files = {path.relative_to(installed.target).as_posix() for path in (installed.target / "calculator").rglob("*")}
    assert {"calculator/_rules/__init__.py", "calculator/_rules/_index.py", "calculator/py.typed", "calculator/__main__.py"} <= files
    assert not (installed.target / "site_src").exists()
    assert not (installed.target / "tests").exists()
