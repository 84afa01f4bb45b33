"""Whatever comes in at the doors of `calculator.wire`, an answer or a named error comes out: never an exception, never a hang."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import catalogue, jsontext, wire
from calculator.problems import CODES

OUTCOMES = {"amount", "nothing", "incomplete", "text-only"}
NAMES = sorted({name for benefit in catalogue.benefits() for name in benefit.fields})

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(), st.text(max_size=12),
    st.sampled_from(("1000万元", "是", "true", "enterprise", "national", "1,5", "-3", "RMB 10 million", "", "1e999999", "NaN", "0.001")),
)  # fmt: skip
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=6
)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    benefit = draw(st.sampled_from(catalogue.benefits()))
    names = st.sampled_from(sorted(benefit.fields) or NAMES) | st.sampled_from(NAMES)
    return {"id": draw(JSON), "benefit": benefit.id, "inputs": draw(st.dictionaries(names, JSON, max_size=6))}


def strict(text: str) -> Any:
    """JSON as the standard has it: no NaN, no Infinity."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def check(line: str) -> dict[str, Any]:
    """One request line through the door; what comes out has the form of the contract."""
    answer = strict(jsontext.dumps(wire.compute_line(line)))
    assert "id" in answer
    if "error" in answer:
        error = answer["error"]
        assert set(error) == {"code", "field", "zh", "en"}
        assert error["code"] in CODES
        assert error["zh"].endswith("。") and error["en"].endswith("."), error
        assert len(error["en"]) < 2000, "an error repeats too much of what was given"
    else:
        assert answer["outcome"] in OUTCOMES
        assert (answer["amount"] is None) == (answer["outcome"] in ("incomplete", "text-only"))
        assert (answer["outcome"] == "incomplete") == bool(answer["missing"])
    return dict(answer)


@settings(max_examples=600)
@given(requests())
def test_any_json_for_inputs_gives_an_answer_or_a_named_error(request: dict[str, Any]) -> None:
    check(json.dumps(request))


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(("id", "benefit", "inputs", "lang", "other")), JSON, max_size=4))
def test_any_json_object_for_a_request_gives_an_answer_or_a_named_error(request: dict[str, Any]) -> None:
    check(json.dumps(request))


@settings(max_examples=200)
@given(st.text(max_size=40) | JSON.map(json.dumps))
def test_any_line_gives_an_answer_or_a_named_error(line: str) -> None:
    check(line)


@settings(max_examples=300)
@given(requests(), st.sampled_from(("zh", "en", None, ["en"])), st.sampled_from(("元", "万元", None, ["元"], 5)))
def test_the_page_s_door_answers_anything_in_finished_sentences(request: dict[str, Any], lang: Any, unit: Any) -> None:
    out = strict(wire.respond(json.dumps(request | {"lang": lang, "money_unit": unit})))
    assert out["headline"]
    assert bool(out["errors"]) == (out["answer"] is None)
    for error in out["errors"]:
        assert error["code"] in CODES and error["message"][-1] in ".。"
        assert (error["message"][-1] == ".") == (lang == "en"), "the error is in the other language"


DEEP = 100_000
ONE_OF_EACH = {field.type: (benefit.id, field.name) for benefit in catalogue.benefits() for field in benefit.fields.values()}


@pytest.mark.parametrize(
    "value",
    [
        "1e999999", "1e99999999", "-1e99999999", "1e-99999999", "9" * 4000, "9" * 100_000, "-" + "9" * 100_000, "0." + "3" * 100_000,
        '"' + "9" * 100_000 + '"', '"1' + ",000" * 10_000 + '"', '"' + "万" * 10_000 + '"', '"' + "1亿" * 5_000 + '"',
        '"' + " " * 100_000 + '"',
               "[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP, "[" * 900 + "]" * 900, "[" + "1," * 50_000 + "1]",
        "NaN", "-Infinity",
        "[[1]]", "[true]", "[null]", "[]", "{}", '"\\ud800"', '"\\u0000"', "01", "1.", "+1", "'1'",
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_monstrous_values_are_answered_at_once(value: str) -> None:
    assert len(ONE_OF_EACH) == 7, "one input of every type"
    start = time.monotonic()
    for benefit, name in ONE_OF_EACH.values():
        assert "error" in check(f'{{"id":1,"benefit":"{benefit}","inputs":{{"{name}":{value}}}}}'), f"{benefit} {name}"
    assert time.monotonic() - start < 10


def test_a_request_with_thousands_of_names_takes_no_time() -> None:
    names = ",".join(f'"n{place}":1' for place in range(50_000))
    start = time.monotonic()
    answer = check(f'{{"id":7,"benefit":"{catalogue.ids()[0]}","inputs":{{{names},"z":1,"z":2}}}}')
    assert (answer["id"], answer["error"]["code"], answer["error"]["field"]) == (7, "duplicate-field", "z")
    assert time.monotonic() - start < 10


def test_a_request_beyond_a_million_characters_is_refused() -> None:
    assert check(json.dumps({"id": 1, "benefit": "x" * 1_000_001}))["error"]["code"] == "bad-request"


@pytest.mark.parametrize(
    "id", ["null", "0", "-7", "1.5", '"七"', '"\\ud83d\\ude00"', "true", "[1,[2]]", '{"a":{"b":null}}', "9" * 60, '"' + "x" * 500 + '"']
)
def test_an_id_comes_back_as_it_came(id: str) -> None:
    for benefit in ("nothing-of-the-kind", catalogue.ids()[0]):
        assert check(f'{{"id":{id},"benefit":"{benefit}"}}')["id"] == json.loads(id)


@pytest.mark.parametrize("id", ["1e999", "NaN", "[Infinity]", "9" * 5000])
def test_an_id_that_json_cannot_write_comes_back_as_text(id: str) -> None:
    told = check(f'{{"id":{id},"benefit":"nothing-of-the-kind"}}')["id"]
    assert told in (id, [id.strip("[]")])


def test_lines_are_split_at_line_ends_only() -> None:
    """A JSON text may hold U+2028 as it is; that is no end of a line."""
    request = json.dumps({"id": "a\u2028b\u0085c", "benefit": "nothing-of-the-kind"}, ensure_ascii=False)
    out = wire.respond_many(f"{request}\n\n{request}\r\n")
    assert [strict(line)["id"] for line in out.split("\n") if line] == ["a\u2028b\u0085c"] * 2
