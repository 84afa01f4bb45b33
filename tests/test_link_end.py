"""Links that carry figures: one that was cut off anywhere is known for it, and what was glued behind is no part of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calculator import catalogue, jsontext
from calculator.wire import compute_line, respond
from site_src.builder.pages.plans import EXAMPLE

ROOT = Path(__file__).resolve().parents[1]
EDITION = "draft-2026"
FIELDS = {"annual_compute_spend": ["15000000"], "grant_received": ["12000000", "3000000.5"], "applicant": ["research-institute"]}
PLAN = json.loads(EXAMPLE.read_text(encoding="utf-8"))
# What chat apps, mail and people leave behind a link; the first as browsers write it.
GLUED = [
    "%E3%80%82",
    "。",
    "）",
    ")",
    ".",
    "，谢谢",
    "，请查收 2026年",
    " see you",
    "%20thanks",
    "！",
    "'",
    '"',
    "&",
    "&amp;x=1",
    "#",
    "end",
    "2026",
    "\u200b",
]


def run(**cases: Any) -> dict[str, Any]:
    asked = {"edition": EDITION, "calculators": [], "plans": [], "hashes": [], "texts": [], "answers": [], **cases}
    done = subprocess.run(
        [Path(sys.executable).with_name("node"), ROOT / "tests" / "link_run.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def sealed() -> tuple[str, str]:
    """A link to a calculator and one to a plan, as they are made."""
    made = run(calculators=[["compute-voucher", FIELDS]], plans=[PLAN])
    return made["calculators"][0], made["plans"][0]


def of_before(edition: str = EDITION) -> str:
    """A link to a calculator as it was made before there was an end mark."""
    pairs = "".join(f"&{name}={value}" for name, values in sorted(FIELDS.items()) for value in values)
    return f"#calc=compute-voucher{pairs}&e={edition}"


def test_a_link_comes_back_as_it_was_made() -> None:
    calculator, plan = sealed()
    found = run(hashes=[calculator, plan])
    assert found["read"][0] == {
        "benefit": "compute-voucher",
        "edition": EDITION,
        "fields": sorted(map(list, FIELDS.items())),
        "whole": True,
    }
    assert found["readPlan"] == [None, {"plan": PLAN, "edition": EDITION, "whole": True}]


def test_a_link_that_was_cut_off_anywhere_says_so_and_gives_no_figure() -> None:
    calculator, plan = sealed()
    cuts = [calculator[:length] for length in range(2, len(calculator))]
    for cut, found in zip(cuts, run(hashes=cuts)["read"], strict=True):
        assert (found["whole"], found["fields"]) == (False, []), cut
    lengths = [*range(3, 60), *range(60, len(plan) - 60, 37), *range(len(plan) - 60, len(plan))]
    cuts = [plan[:length] for length in lengths]
    for cut, found in zip(cuts, run(hashes=cuts)["readPlan"], strict=True):
        assert found["whole"] is False and "plan" not in found, cut


def test_text_glued_behind_a_link_is_no_part_of_it() -> None:
    for place, link in enumerate(sealed()):
        kind = ("read", "readPlan")[place]
        (right,) = run(hashes=[link])[kind]
        assert run(hashes=[link + text for text in GLUED])[kind] == [right] * len(GLUED)


def test_a_link_made_before_there_was_a_mark_is_whole_if_its_edition_is() -> None:
    link = of_before()
    whole, *others = run(hashes=[link, *(link + text for text in ("%E3%80%82", "。", ")", "，谢谢", " see you"))])["read"]
    assert whole["whole"] and dict(whole["fields"]) == FIELDS and whole["edition"] == EDITION
    assert others == [whole] * len(others), "what is glued behind is no other edition"
    cuts = [link[:length] for length in range(2, len(link))]
    assert not [cut for cut, found in zip(cuts, run(hashes=cuts)["read"], strict=True) if found["whole"] or found["fields"]]
    (other,) = run(hashes=[of_before("edition-of-long-ago")])["read"]
    assert (other["whole"], other["edition"]) == (True, "edition-of-long-ago")


def test_a_link_written_by_hand_needs_no_more_than_the_mark() -> None:
    (found,) = run(hashes=["#calc=compute-voucher&annual_compute_spend=1&end"])["read"]
    assert found == {"benefit": "compute-voucher", "edition": "", "fields": [["annual_compute_spend", ["1"]]], "whole": True}


def test_an_edition_in_the_middle_is_no_end() -> None:
    (found,) = run(hashes=[f"#calc=compute-voucher&e={EDITION}&annual_compute_spend=1"])["read"]
    assert not found["whole"]


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"])
def test_a_name_that_every_object_has_is_a_name_like_others(name: str) -> None:
    (found,) = run(hashes=[f"#calc=compute-voucher&{name}=1&annual_compute_spend=2&{name}=3&end"])["read"]
    assert found["fields"] == [[name, ["1", "3"]], ["annual_compute_spend", ["2"]]]


def test_an_address_about_something_else_is_no_link() -> None:
    assert run(hashes=["", "#", "#text", "#calculator", "#plans", "#p", "#compute-voucher"])["read"] == [None] * 7
    assert run(hashes=["", "#text", "#planned", "#p"])["readPlan"] == [None] * 4, "where the page has such a heading"


def test_a_link_is_answered_for_by_its_own_calculator_or_by_one_that_says_what_became_of_it() -> None:
    here = ["corpus-purchase-funding", "cloud-adoption-subsidy", "compute-voucher"]
    cases = {
        "#calc=compute-voucher&v=2&x=1&end": "compute-voucher",
        "#calc=compute-voucher&v=2&x": "compute-voucher",
        "#calc=comp": "compute-voucher",
        "#calc=c": "corpus-purchase-funding",
        "#ca": "corpus-purchase-funding",
        "#calc=little-giant-reward&x=1&end": "corpus-purchase-funding",
    }
    assert run(answers=[[hash, here] for hash in cases])["answering"] == list(cases.values())


def test_no_input_has_a_name_that_links_keep_for_themselves() -> None:
    reserved = run()["reserved"]
    names = {name for benefit in catalogue.benefits() for name in benefit.fields}
    assert not [name for name in names if name in (*reserved, "calc", "plan") or name.startswith("end")]


# ---- nested


@pytest.mark.parametrize("depth", [51, 3_000, 9_000, 100_000, 400_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_json_deeper_than_anything_asked_for_is_refused_before_anybody_goes_down(depth: int, opening: str, closing: str) -> None:
    nested = opening * depth + "1" + closing * depth
    assert run(texts=[nested, opening * depth])["deep"] == [True, True]
    assert jsontext.too_deep(nested)
    assert compute_line('{"id":1,"benefit":"compute-voucher","inputs":' + nested + "}")["error"]["code"] == "bad-request"
    for lang, words in {"zh": "请求", "en": "request"}.items():
        answer = json.loads(respond(f'{{"lang":"{lang}","plan":{nested}}}'))
        assert words in answer["headline"] and answer["errors"][0]["code"] == "bad-request"


def test_brackets_in_texts_count_for_nothing() -> None:
    texts = [
        '"' + "[{" * 1000 + '"',
        '["\\"' + "[" * 1000 + '"]',
        '"' + '\\"[' * 100_000,
        "[]" * 1000,
        "[" * 50 + "]" * 50,
        json.dumps(PLAN),
    ]
    assert run(texts=texts)["deep"] == [False] * len(texts)
    assert not any(map(jsontext.too_deep, texts))


# ---- the reader's language


@pytest.mark.parametrize("number", ["1e999999999999", "-1e999999999999", "1e-999999999999", "1e99999999999999999999999", "9" * 5000])
def test_a_number_beyond_all_measure_is_refused_where_it_stands_and_in_the_readers_language(number: str) -> None:
    for lang in ("zh", "en"):
        plan = f'{{"claims":[{{"benefit":"compute-voucher","year":2026,"inputs":{{"annual_compute_spend":{number}}}}}]}}'
        answer = json.loads(respond(f'{{"lang":"{lang}","money_unit":"元","plan":{plan}}}'))
        (error,) = [one for one in answer["errors"] if one["path"].startswith("claims")]
        assert error["path"] == "claims[0].inputs.annual_compute_spend"
        assert (lang == "zh") == any("一" <= letter <= "鿿" for letter in error["message"])


@pytest.mark.parametrize("broken", ["{", '{"lang":"en"', '{"lang":"en","plan":NaN1}', '{ "lang" : "en" , "plan": tru }'])
def test_what_cannot_be_read_at_all_is_refused_in_the_readers_language(broken: str) -> None:
    message = json.loads(respond(broken))["headline"]
    assert ("expected a JSON object" in message) == ("en" in broken)
