"""The plan's page before a browser: what it carries of the law, its words, and its modules on their own."""

import base64
import json
import re
import subprocess
import sys
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator import catalogue
from calculator.plan import plan_json
from calculator.text import LANGUAGES
from calculator.wire import respond
from site_src.builder.law import policy as law
from site_src.builder.pages.plans import EXAMPLE, Planner
from site_src.builder.views.views import Views
from site_src.builder.wording import words

ROOT = Path(__file__).resolve().parents[1]
SUMS = {"元": Decimal(1), "万元": Decimal(10_000)}


@pytest.fixture(scope="module")
def planner(policy: law.Policy) -> Planner:
    return Planner(Views(policy))


@pytest.fixture(scope="module")
def types(planner: Planner) -> dict[str, dict[str, str]]:
    """The inputs that the page asks for each claim, with their types."""
    found: dict[str, dict[str, str]] = {}
    for id, entry in planner.views.entries.items():
        form = planner.form(entry, "zh")
        found[id] = {one.name: one.type for one in (*form.asked, *form.conditions, *form.shared)} if form else {}
    return found


def run(planner: Planner, types: dict[str, dict[str, str]], **cases: Any) -> dict[str, Any]:
    about = {key: value for key, value in planner.data("zh").items() if key != "example"}
    asked = {"about": about, "types": types, "texts": [], "plans": [], "links": [], "states": [], "drafts": [], **cases}
    done = subprocess.run(
        [Path(sys.executable).with_name("node"), ROOT / "tests" / "plan_run.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_every_benefit_can_be_added_under_its_chapter(planner: Planner, policy: law.Policy) -> None:
    entries = [entry for _, entries in planner.chapters for entry in entries]
    assert [entry.id for entry in entries] == [benefit.id for benefit in policy.benefits]
    kinds = set(catalogue.applicants())
    assert all(planner.kinds(entry) and set(planner.kinds(entry)) <= kinds for entry in entries)
    assert set().union(*(planner.kinds(entry) for entry in entries)) == kinds, "nobody is left without a benefit"


def test_a_claim_is_asked_for_all_but_what_follows_from_the_plan(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    derived = {"funded_year", *planner.ceiling}
    assert set(planner.data("zh")["derived"]) == {"funded_year"}
    for benefit in catalogue.benefits():
        assert set(types[benefit.id]) == set(benefit.fields) - derived
    names = {one.name for one in planner.project_fields("en")}
    assert names == set(planner.ceiling)


def test_a_claim_offers_the_years_of_the_term_and_those_at_its_edges_and_says_what_its_year_is(planner: Planner) -> None:
    for entry in planner.views.entries.values():
        rule = entry.record.rule
        if rule is None or not entry.record.calculator:
            continue
        context = planner._claim(entry, "en")
        known = {*range(planner.term.first, planner.term.last + 1), *planner.term.edges[rule.combining.period]}
        assert context["years"] == sorted(known)
        assert bool(context["year"]) is (rule.combining.period in ("previous-year", "following-year", "after-recognition")), entry.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_a_good_plan_with_both_kinds_of_sums(planner: Planner, lang: str) -> None:
    plan = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    answer = plan_json(json.dumps(plan))
    assert answer["totals"]["exact"] != "0.00" != answer["totals"]["up_to"] and set(answer["totals"]["by_year"]) == {"2026", "2027", "2028"}
    assert any(claim["reduced_by"] for claim in answer["claims"])
    reply = planner.example(lang)
    assert reply["plan"]["totals"] == answer["totals"]
    assert reply["normal"] == plan, "as it would be saved"
    drawn = planner.picture(lang)
    assert drawn.inside.count("timeline__bar--exact") == 3 and drawn.inside.count("timeline__bar--up-to") == 1
    assert all(text in drawn.label for year in reply["shown"]["years"] for text in (year["year"], year["exact"]))


def test_all_words_of_the_page_are_used() -> None:
    site = ROOT / "site_src"
    templates = "".join(file.read_text(encoding="utf-8") for file in (site / "templates").rglob("*.j2"))
    scripts = "".join(file.read_text(encoding="utf-8") for file in (site / "assets").rglob("*.js"))
    builder = "".join(file.read_text(encoding="utf-8") for file in (site / "builder").rglob("*.py"))
    said = words("en")["plan"]
    loop = re.search(r"for way in \((.*?)\)", templates)
    for name in said["page"]:
        used = (
            re.search(rf"\bp\.{name}\b|p\['{name}'\]", templates) or f'"plan.page.{name}"' in builder or (loop and f'"{name}"' in loop[1])
        )
        assert used, f"page word {name} is not used"
    for part in ("script", "sheet"):
        for name in said[part]:
            assert re.search(rf"\"{name}\"|\b{name}:", scripts) or f".script.{name}" in templates, f"{part} word {name} is not used"
    for name in said["calculator"]:
        assert f"say.{name}" in templates or f'plan["{name}"]' in scripts, f"calculator word {name} is not used"


@settings(max_examples=1, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sums=st.lists(st.tuples(st.decimals(0, 10**15, places=2), st.sampled_from(list(SUMS)), st.sampled_from(list(SUMS))), min_size=200))
def test_a_sum_moves_into_another_unit_without_losing_anything(
    planner: Planner, types: dict[str, dict[str, str]], sums: list[tuple[Decimal, str, str]]
) -> None:
    moved = run(planner, types, texts=[[f"{sum:f}", start, end] for sum, start, end in sums])["moved"]
    for (sum, start, end), text in zip(sums, moved, strict=True):
        assert re.fullmatch(r"\d+(\.\d+)?", text) and Decimal(text) * SUMS[end] == sum * SUMS[start]


def test_other_texts_keep_their_own_unit(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    texts = {"1,200": "1,200万元", "１２": "１２万元", "RMB 3m": "RMB 3m", "约5": "约5", "0.5亿": "0.5亿", " 7 ": "70000"}
    assert run(planner, types, texts=[[text, "万元", "元"] for text in texts])["moved"] == list(texts.values())


def test_a_plan_goes_through_draft_link_and_the_other_language_unchanged(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    plans: list[Any] = [
        {"applicant": {"kind": "enterprise"}, "claims": []},
        json.loads(EXAMPLE.read_text(encoding="utf-8")),
        {
            "applicant": {"kind": "park-operator", "holds": ["district-park-recognition"]},
            "projects": [{"id": "大模型 α", "actual_project_investment": "999999999999999.99", "higher_level_funding": "0"}, {"id": "p2"}],
            "already_funded": [{"benefit": "cloud-adoption-subsidy", "years": [2024, 2025]}],
            "claims": [
                {
                    "benefit": "rd-project-matching",
                    "year": 2027,
                    "inputs": {"grant_received": ["1", "0.01"], "applicant": "enterprise"},
                    "project": "p2",
                },
                {"benefit": "above-scale-reward", "year": 2030, "inputs": {"first_entry": True, "growth_percent": "-3.25"}, "cost": "a 1"},
            ],
        },
    ]  # fmt: skip
    found = run(planner, types, plans=plans)
    for plan, there, link in zip(plans, found["round"], found["links"], strict=True):
        assert link == {"plan": plan, "edition": "edition 1", "whole": True}
        assert there["left"] == []
        for written in (there["plan"], there["there"]):
            answer = json.loads(respond(json.dumps({"plan": written, "lang": "zh", "money_unit": "元"})))
            assert answer["errors"] == [] and same(answer["normal"], plan)


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same plan, whether a choice is left to its default or made."""
    normal = json.loads(respond(json.dumps({"plan": other, "lang": "zh", "money_unit": "元"})))["normal"]
    return json.dumps(explicit(one), sort_keys=True) == json.dumps(explicit(normal), sort_keys=True)


def explicit(plan: dict[str, Any]) -> dict[str, Any]:
    for claim in plan["claims"]:
        defaults = {one.name: one.default for one in catalogue.benefit(claim["benefit"]).inputs if one.default and one.type == "choice"}
        claim["inputs"] = defaults | claim["inputs"]
    return plan


def test_what_is_no_plan_or_has_no_place_here_is_told(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    odd = {
        "applicant": {"kind": "emperor"},
        "claims": [{"benefit": "philosophers-stone"}, {"benefit": "compute-voucher", "year": 2026, "inputs": {"gold": "1"}}, None, "x"],
    }
    none, text, listed, strange = run(planner, types, plans=[None, "plan", {"claims": {}}, odd])["round"]
    assert none is text is listed is None
    assert strange["left"] == ["philosophers-stone", "gold"]
    assert [claim["benefit"] for claim in strange["plan"]["claims"]] == ["compute-voucher"]
    assert strange["plan"]["applicant"]["kind"] == next(iter(catalogue.applicants()))


def test_the_sums_of_a_project_given_with_a_claim_become_a_project(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    inputs = {"annual_compute_spend": "10000000", "actual_project_investment": "9000000", "higher_level_funding": "8000000"}
    plan = {"applicant": {"kind": "enterprise"}, "claims": [{"benefit": "compute-voucher", "year": 2026, "inputs": inputs}]}
    (found,) = run(planner, types, plans=[plan])["round"]
    assert found["left"] == [] and len(found["plan"]["projects"]) == 1
    before, after = (plan_json(json.dumps(one))["totals"] for one in (plan, found["plan"]))
    assert before == after and before["exact"] == "1000000.00"


def test_a_second_claim_on_a_benefit_begins_with_the_year_of_the_first(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    def claim(benefit: str, key: str = "", year: str = "") -> dict[str, Any]:
        return {"key": key, "benefit": benefit, "year": year, "project": "", "cost": "", "fields": {}}

    rent = "rent-subsidy-other-park"
    claims = [claim("compute-voucher", "c1", "2027"), claim("compute-voucher"), claim(rent), claim(rent), claim("compute-voucher")]
    draft = {"unit": "万元", "kind": "enterprise", "holds": [], "funded": [], "projects": [], "claims": claims}
    assert run(planner, types, drafts=[draft])["years"] == [["2027", "2027", "2026", "2026", "2027"]]


def test_a_link_that_is_not_whole_is_not_read(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    assert run(planner, types, links=["", "#", "#calc=x", "#plans"])["broken"] == [None] * 4
    broken = ["#plan=", "#plan=%00", "#plan=AAAA", "#plan=" + "A" * 100_001, "#plan=W10=", "plan"]
    assert run(planner, types, links=broken)["broken"] == [{"edition": "", "whole": False}] * len(broken), "they were cut off"
    changed = [link + "&end" for link in broken[:-1]]
    assert run(planner, types, links=changed)["broken"] == [{"edition": "", "whole": True}] * len(changed), "they were changed"


@pytest.mark.parametrize("depth", [60, 3_000, 9_000, 100_000])
def test_a_link_or_a_file_nested_deeper_than_any_plan_is_none(planner: Planner, types: dict[str, dict[str, str]], depth: int) -> None:
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    nested = packed.compress(('{"claims":' + "[" * depth + "]" * depth + "}").encode()) + packed.flush()
    link = f"#plan={base64.urlsafe_b64encode(nested).decode().rstrip('=')}&v=2&e=edition%201&end"
    assert run(planner, types, links=[link])["broken"] == [{"edition": "edition 1", "whole": True}], "it holds no plan"


ODD_NAMES = ("constructor", "__proto__", "toString", "hasOwnProperty", "toJSON", "valueOf")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_plan_may_name_anything_and_loses_nothing_for_it(planner: Planner, types: dict[str, dict[str, str]], name: str) -> None:
    spend = {"annual_compute_spend": "1000万元"}
    known = {"benefit": "compute-voucher", "year": 2026, "inputs": spend}
    odd = {name: "1"}
    plan = {
        "applicant": {"kind": "enterprise", "holds": [name, odd]},
        "projects": [{"id": name, name: "7万元"}],
        "claims": [{**known, "inputs": {**spend, **odd}, "cost": odd}, {**known, "benefit": name}, {**known, "benefit": odd, "year": odd}],
    }
    (found,) = run(planner, types, plans=[plan])["round"]
    assert {name, json.dumps(odd, separators=(",", ":"))} <= set(found["left"]), "it is told"
    assert [claim["inputs"] for claim in found["plan"]["claims"]] == [spend]
    assert found["plan"]["projects"] == [{"id": name, name: "7万元"}], "Python names it, with its place"


def test_undo_and_redo_walk_the_same_way_back_and_forth(planner: Planner, types: dict[str, dict[str, str]]) -> None:
    moves = ["a", "b", "undo", "undo", "undo", "redo", "redo", "redo", "undo", "c", "redo", "c", "undo"]
    assert run(planner, types, states=[moves])["walks"] == [["a", "b", "a", "0", "0", "a", "b", "b", "a", "c", "c", "c", "a"]]
