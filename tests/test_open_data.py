"""The open data before it is served: schemas and what they describe, the table read back, the examples worked out from their files."""

import csv
import hashlib
import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyodide_lock import PyodideLockSpec

from calculator import catalogue as rules
from calculator.export.harmless import begins_like_a_formula
from calculator.text import LANGUAGES
from calculator.wire import compute_line
from site_src.builder.data.data import write_open_data
from site_src.builder.data.files import FILES, package_name, wheel_name
from site_src.builder.data.schema import article_schema, catalogue_schema
from site_src.builder.law import policy as law
from site_src.builder.law.checks.numbers import bind_policy_words
from site_src.builder.law.source import Complaints
from site_src.builder.views.views import Views
from tests.running import Installed
from tests.test_contract import CONTRACT

URL = "https://example.org/policy/"
NUMBERS = 159  # of the official text, as shared/policy counts them


@pytest.fixture(scope="module")
def root(policy: law.Policy, installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Below it everything, as for a site that may stand anywhere."""
    folder = tmp_path_factory.mktemp("anywhere")
    write_open_data(policy, ["", "benefits/"], installed.wheel, folder)
    return folder


@pytest.fixture(scope="module")
def known(policy: law.Policy, installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for a site whose address is known."""
    folder = tmp_path_factory.mktemp("known")
    write_open_data(policy, ["", "benefits/"], installed.wheel, folder, URL)
    return folder


def loaded(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def listed(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = loaded(root / "data" / "catalogue.json")
    return found


@pytest.fixture(scope="module")
def articles(root: Path, listed: dict[str, Any]) -> list[dict[str, Any]]:
    return [loaded(root / article["data"]) for article in listed["articles"]]


def closed(schema: Any) -> Any:
    """The schema without room for keys that it does not describe."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(value) for key, value in schema.items()}
    if isinstance(found.get("properties"), dict) and "required" in found:
        found["additionalProperties"] = False
    return found


# ---- schemas


@pytest.mark.parametrize("schema", [catalogue_schema(), article_schema()], ids=["catalogue", "article"])
def test_each_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


def test_the_published_schemas_describe_every_key_of_the_data(root: Path, known: Path) -> None:
    for folder in (root, known):
        data = folder / "data"
        pairs = [("catalogue.schema.json", "catalogue.json"), *(("article.schema.json", f"articles/{n:02d}.json") for n in range(1, 23))]
        for schema, file in pairs:
            found = loaded(data / file)
            for one in (loaded(data / schema), closed(loaded(data / schema))):
                errors = [f"{file}: {list(error.path)}: {error.message[:200]}" for error in Draft202012Validator(one).iter_errors(found)]
                assert not errors, errors
            assert (data / file).parent.joinpath(found["$schema"]).resolve() == data.resolve() / schema


def test_the_schema_refuses_what_is_no_catalogue(listed: dict[str, Any]) -> None:
    valid = Draft202012Validator(catalogue_schema())
    for change in (
        lambda one: one.pop("rules"),
        lambda one: one["articles"][0]["benefits"][0].update(promise="certain"),
        lambda one: one["articles"][0]["benefits"][0]["ceiling"].update(amount=6000000),
        lambda one: one["articles"][0]["benefits"][0]["url"].update(zh="/zh/"),
        lambda one: one.update(official=True),
    ):
        wrong = deepcopy(listed)
        change(wrong)
        assert not valid.is_valid(wrong)


def test_a_catalogue_of_a_later_version_still_fits(listed: dict[str, Any]) -> None:
    later = deepcopy(listed)
    later["articles"][0]["benefits"][0]["new_name"] = later["new_name"] = 1
    assert Draft202012Validator(catalogue_schema()).is_valid(later)


# ---- the catalogue


def test_the_catalogue_says_of_each_benefit_what_the_contract_fixes(listed: dict[str, Any]) -> None:
    benefits = {benefit["id"]: benefit for article in listed["articles"] for benefit in article["benefits"]}
    assert list(benefits) == [entry["id"] for entry in CONTRACT]
    for entry in CONTRACT:
        benefit = benefits[entry["id"]]
        rule = rules.benefit(entry["id"])
        assert benefit["calculator"] == rule.calculator
        if rule.calculator:
            assert {one["name"] for key in ("inputs", "conditions", "optional") for one in benefit[key]} == set(rule.fields)
            assert (benefit["unit"], benefit["bound"], benefit["project_ceiling"]) == (rule.unit, rule.bound, rule.ceiling)
            assert benefit["applicants"] == list(rule.combining.applicants)
        assert benefit["applicants"], "somebody may claim it"


def test_every_id_that_the_catalogue_refers_to_is_in_it(listed: dict[str, Any], articles: list[dict[str, Any]]) -> None:
    ids = {kind: {one["id"] for one in listed[kind]} for kind in ("applicants", "audiences", "activities", "promises")}
    benefits = [benefit for article in listed["articles"] for benefit in article["benefits"]]
    names = {benefit["id"] for benefit in benefits}
    readings = {reading["id"] for article in articles for reading in article["readings"]}
    for benefit in benefits:
        assert benefit["promise"] in ids["promises"]
        assert all(set(benefit[kind]) <= ids[kind] for kind in ("applicants", "audiences", "activities"))
        assert {one["benefit"] for one in benefit.get("overlaps", [])} <= names
        assert set(benefit["readings"]) <= readings
    assert {one["kind"] for one in listed["audiences"]} <= ids["applicants"]
    assert sorted(n for chapter in listed["chapters"] for n in chapter["articles"]) == list(range(1, 23))
    assert all(article["number"] in listed["chapters"][article["chapter"] - 1]["articles"] for article in listed["articles"])


def test_the_catalogue_is_honest_about_the_draft(listed: dict[str, Any], policy: law.Policy) -> None:
    assert (listed["in_force"], listed["official"]) == (False, False)
    assert listed["status"] == policy.status.as_dict()
    assert (listed["edition"], listed["rules"]) == (rules.edition(), rules.rules_hash())


# ---- articles


def test_the_articles_together_are_the_official_text(articles: list[dict[str, Any]], policy: law.Policy) -> None:
    for found, article in zip(articles, policy.articles, strict=True):
        assert found["text"]["zh"] == article.text.zh == found["heading"]["zh"] + "".join(one["zh"] for one in found["clauses"])
        assert found["text"]["zh"] in policy.text
        assert found["sha256"] == hashlib.sha256(found["text"]["zh"].encode()).hexdigest()
        for clause in found["clauses"]:
            assert clause["fingerprint"] == hashlib.sha256(clause["zh"].encode()).hexdigest()[:8]


def test_every_number_of_the_text_stands_in_its_place_and_is_bound(articles: list[dict[str, Any]], policy: law.Policy) -> None:
    for article in articles:
        steps = {(benefit["id"], step["id"]): step for benefit in article["benefits"] for step in benefit["steps"]}
        facts = {fact["name"] for fact in article["facts"]}
        for number in article["numbers"]:
            assert article["text"]["zh"][number["start"] : number["end"]] == number["text"]
            bound = number["bound"]
            if bound["to"] == "step":
                assert number["value"] in steps[bound["benefit"], bound["step"]]["numbers"]
            elif bound["to"] == "fact":
                assert bound["name"] in facts
            elif bound["to"] == "word":
                assert number["text"] in bound["quote"] and bound["zh"] and bound["en"]
            else:
                assert number is article["numbers"][0], "the number of the heading comes first"
    assert sum(len(article["numbers"]) for article in articles) + bind_policy_words(policy, Complaints()) == NUMBERS


def test_each_step_quotes_the_article_it_rests_on(articles: list[dict[str, Any]]) -> None:
    texts = {article["number"]: article["text"]["zh"] for article in articles}
    steps = [step for article in articles for benefit in article["benefits"] for step in benefit["steps"]]
    assert len(steps) > 150
    assert not [step for step in steps if step["quote"]["zh"] not in texts[step["article"]]]


def test_the_examples_in_the_files_come_out_as_they_say(articles: list[dict[str, Any]]) -> None:
    run = 0
    for article in articles:
        for benefit in article["benefits"]:
            for example in benefit["examples"]:
                line = json.dumps({"id": 0, "benefit": benefit["id"], "inputs": example["inputs"]}, ensure_ascii=False)
                answer, run = compute_line(line), run + 1
                said = f"{benefit['id']}: {example['name']['en']}"
                if "error" in answer:
                    assert example["outcome"] in ("refused", "incomplete"), said
                    assert answer["error"]["code"] == example.get("refused", "missing-field"), said
                    assert answer["error"]["field"] in [example.get("field"), *example.get("missing", [])], said
                else:
                    assert answer["outcome"] == example["outcome"], said
                    assert answer["amount"] == example.get("gives", answer["amount"]), said
                    assert answer["missing"] == example.get("missing", []), said
    assert run > 800


# ---- the table


def test_the_table_reads_back_as_the_catalogue_has_it(root: Path, listed: dict[str, Any]) -> None:
    raw = (root / "data" / "benefits.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == raw.count(b"\n")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    benefits = [benefit for article in listed["articles"] for benefit in article["benefits"]]
    assert [row["id"] for row in rows] == [benefit["id"] for benefit in benefits]
    for row, benefit in zip(rows, benefits, strict=True):
        assert None not in row and None not in row.values(), "no row is longer or shorter than the head"
        for lang in LANGUAGES:
            assert row[f"name_{lang}"] == benefit["name"][lang]
            assert row[f"how_much_{lang}"] == benefit["how_much"][lang]
            assert row[f"url_{lang}"] == benefit["url"][lang]
            conditions = row[f"conditions_{lang}"].split("；" if lang == "zh" else "; ")
            counting = [one for one in benefit["conditions"] if one["counts"]]
            assert len(conditions) >= sum(not one["direction"] for one in counting)
            directions = [one["states"][lang] for one in counting if one["direction"]]
            assert row[f"directions_{lang}"] == {"zh": "；", "en": "; "}[lang].join(directions), "what only sets the direction stands apart"
            assert not set(directions) & set(conditions)
        assert row["clause_zh"] == benefit["clause"]
        assert row["ceiling_yuan"] == ((benefit.get("ceiling") or {}).get("amount", ""))
        assert row["rules"] == listed["rules"]


def test_every_column_of_the_table_stands_in_both_languages(root: Path) -> None:
    head = (root / "data" / "benefits.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    alone = {name for name in head if name.endswith("_zh")} - {f"{name[:-3]}_zh" for name in head if name.endswith("_en")}
    assert alone == {"clause_zh"}, "only the official text has no English of its own here"


def test_no_cell_of_the_table_is_a_formula(root: Path) -> None:
    text = (root / "data" / "benefits.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not [cell for cell in cells if begins_like_a_formula(cell)]


# ---- packages and checksums


def test_the_lock_file_lists_the_wheel_and_its_checksum(root: Path, known: Path) -> None:
    for folder, address in ((root, ""), (known, f"{URL}data/")):
        spec = PyodideLockSpec.from_json(folder / "data" / "pyodide-lock.json")
        package = spec.packages[package_name()]
        wheel = folder / "data" / wheel_name()
        assert package.file_name == address + wheel_name()
        assert package.sha256 == hashlib.sha256(wheel.read_bytes()).hexdigest()
        assert (package.imports, package.depends) == (["calculator"], [])
        assert len(spec.packages) > 300, "Pyodide's own packages stay in it"
        assert loaded(folder / "data" / "catalogue.json")["packages"][package_name()] == {
            "url": f"data/{wheel_name()}",
            "sha256": package.sha256,
        }
    PyodideLockSpec.from_json(root / "data" / "pyodide-lock.json").check_wheel_filenames()


def test_the_checksums_are_those_of_every_file(root: Path) -> None:
    data = root / "data"
    lines = (data / FILES["checksums"].name).read_text(encoding="utf-8").splitlines()
    files = {file.relative_to(data).as_posix() for file in data.rglob("*") if file.is_file()} - {FILES["checksums"].name}
    assert {line.split("  ")[1] for line in lines} == files
    subprocess.run(["sha256sum", "--check", "--quiet", FILES["checksums"].name], cwd=data, check=True)


def test_the_same_law_gives_the_same_bytes(policy: law.Policy, installed: Installed, root: Path, tmp_path: Path) -> None:
    write_open_data(policy, ["", "benefits/"], installed.wheel, tmp_path)
    files = sorted(file.relative_to(root) for file in root.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file())
    assert not [str(file) for file in files if (root / file).read_bytes() != (tmp_path / file).read_bytes()]


def test_views_and_catalogue_agree_on_the_ceilings(policy: law.Policy, listed: dict[str, Any]) -> None:
    figures = Views(policy).figures
    found = {benefit["id"]: benefit.get("ceiling") for article in listed["articles"] for benefit in article["benefits"]}
    assert {id: one["amount"] if one else None for id, one in found.items()} == {
        id: str(one.ceiling.sum) if one.ceiling else None for id, one in figures.items()
    }
