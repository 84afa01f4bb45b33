"""The calculator keeps every published name: tests/contract.yaml says which."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.inputs import Input
from calculator.steps.principles import CEILING, OTHER
from calculator.steps.received import RECEIVED
from tests.second import SEVERAL

CONTRACT: list[dict[str, Any]] = yaml.load(Path(__file__).with_name("contract.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)[
    "benefits"
]
IDS = [entry["id"] for entry in CONTRACT]
COMPUTED = [entry for entry in CONTRACT if entry["calculator"] == "yes"]

each = pytest.mark.parametrize("published", CONTRACT, ids=IDS)
each_computed = pytest.mark.parametrize("published", COMPUTED, ids=[entry["id"] for entry in COMPUTED])


def test_there_are_47_benefits_of_which_41_can_be_computed() -> None:
    assert (len(CONTRACT), len(COMPUTED)) == (47, 41)


def test_the_catalogue_holds_exactly_the_published_benefits_in_their_order() -> None:
    assert list(catalogue.ids()) == IDS


@each
def test_article_name_and_kind_are_those_published(published: dict[str, Any]) -> None:
    benefit = catalogue.benefit(published["id"])
    assert str(benefit.article) == published["article"]
    assert (benefit.name.zh, _straight(benefit.name.en)) == (published["zh"], published["en"])
    assert benefit.calculator == (published["calculator"] == "yes")
    for key in ("unit", "basis", "bound"):
        assert getattr(benefit, key) == published.get(key), f"{benefit.id}: {key}"
    assert benefit.ceiling == published.get("ceiling", "no"), f"{benefit.id}: ceiling"


def _straight(text: str) -> str:
    """Only the shape of quotation marks is ours to choose."""
    return text.replace("“", '"').replace("”", '"')


@each_computed
def test_published_inputs_have_their_type_values_default_and_group(published: dict[str, Any]) -> None:
    benefit = catalogue.benefit(published["id"])
    for promised in published["inputs"]:
        field = benefit.fields.get(promised["name"])
        assert field is not None, f"{benefit.id} asks no {promised['name']}"
        assert _told(field, promised) == promised, f"{benefit.id}: {promised['name']}"
        assert field.required == ("default" not in promised and "one_of" not in promised), f"{benefit.id}: {field.name} required"


def _told(field: Input, promised: dict[str, Any]) -> dict[str, Any]:
    """Our field in the words of the published entry; what was not published is free."""
    words = {
        "name": field.name, "type": field.type, "values": list(field.values), "default": field.default,
        "one_of": field.one_of, "each": field.each,
    }  # fmt: skip
    return {key: value for key, value in words.items() if key in promised or (value and key in ("values", "default", "one_of"))}


@each_computed
def test_published_inputs_come_in_their_order(published: dict[str, Any]) -> None:
    names = [promised["name"] for promised in published["inputs"] if promised["type"] != "yes-no"]
    assert [field.name for field in catalogue.benefit(published["id"]).questions] == names


@each_computed
def test_every_other_input_is_a_condition_that_nobody_has_to_answer(published: dict[str, Any]) -> None:
    names = {promised["name"] for promised in published["inputs"]}
    for field in catalogue.benefit(published["id"]).inputs:
        if field.name not in names:
            assert field.type == "yes-no", f"{published['id']}: {field.name} asks for more than a condition"
            assert not field.required, f"{published['id']}: {field.name} must not be required"


@each_computed
def test_what_was_received_and_the_inputs_of_article_21_are_offered_where_the_contract_says_so(published: dict[str, Any]) -> None:
    offered = [field.name for field in catalogue.benefit(published["id"]).optional]
    received = [RECEIVED] if published["id"] in SEVERAL else []
    ceiling = list(CEILING) if published["ceiling"] in ("yes", "unclear") else []
    higher_of = [OTHER] if published["unit"] == "CNY" else []
    assert offered == received + ceiling + higher_of


@each_computed
def test_article_21_inputs_are_never_required(published: dict[str, Any]) -> None:
    assert not any(field.required for field in catalogue.benefit(published["id"]).optional)


@pytest.mark.parametrize("published", [entry for entry in CONTRACT if entry["calculator"] == "no"], ids=lambda entry: entry["id"])
def test_a_text_only_benefit_asks_nothing_and_computes_nothing(published: dict[str, Any]) -> None:
    benefit: Benefit = catalogue.benefit(published["id"])
    assert (benefit.fields, benefit.steps) == ({}, ())


def test_no_two_benefits_share_an_id_and_no_two_inputs_of_one_a_name() -> None:
    assert len(set(IDS)) == len(IDS)
    for benefit in catalogue.benefits():
        assert len(benefit.fields) == len(benefit.inputs) + len(benefit.optional), benefit.id
