"""Request lines through the command line of the installed wheel: one answer for each, in order, whatever is wrong with others."""

import json
import re
from typing import Any

VOUCHER = "compute-voucher"  # a benefit with a sum, a year and a condition
SPEND = "annual_compute_spend"


def lines(run: Any, *requests: Any) -> tuple[int, list[dict[str, Any]]]:
    """Requests (objects, or lines as they are) through --jsonl: the exit status and the answers."""
    text = "".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in requests)
    done = run("compute", "--jsonl", stdin=text)
    assert done.err == ""
    return done.status, [json.loads(line) for line in done.out.split("\n") if line]


def test_lines_without_errors_end_with_0(run: Any) -> None:
    status, answers = lines(run, *({"id": n, "benefit": VOUCHER, "inputs": {SPEND: n * 100}} for n in range(3)))
    assert status == 0
    assert [answer["outcome"] for answer in answers] == ["nothing", "amount", "amount"]


def test_every_line_is_answered_in_order_whatever_is_wrong_with_others(run: Any) -> None:
    good = {"id": "good", "benefit": VOUCHER, "inputs": {SPEND: "1000万"}}
    bad = [
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"benefit": 5}',
        '{"id": 1, "benefit": "nothing"}',
        "\x00",
        '{"id":2,"id":3}',
        "９",
        '{"inputs":[]}',
    ]
    status, answers = lines(run, *(part for line in bad for part in (line, good)))
    assert status == 1
    assert len(answers) == 2 * len(bad)
    assert all("error" in answer for answer in answers[0::2]), [answer for answer in answers[0::2] if "error" not in answer]
    assert all(answer["id"] == "good" and answer["amount"] == "3000000.00" for answer in answers[1::2])


def test_any_id_comes_back_with_the_answer_and_with_the_error(run: Any) -> None:
    ids: list[Any] = [0, -1, 1.5, "七", "", None, True, [1, [2]], {"a": None}, "😀", "a\u2028b"]
    requests = [{"id": id, "benefit": benefit, "inputs": {SPEND: 1}} for id in ids for benefit in (VOUCHER, "nothing")]
    _, answers = lines(run, *requests)
    assert [answer["id"] for answer in answers] == [id for id in ids for _ in range(2)]


def test_an_id_with_half_a_character_comes_back_as_it_was_escaped(run: Any) -> None:
    done = run("compute", "--jsonl", stdin='{"id":"\\ud800","benefit":"nothing"}\n')
    assert json.loads(done.out)["id"] == "\ud800"


def test_a_required_input_that_is_missing_is_an_error_of_its_line(run: Any) -> None:
    status, (answer,) = lines(run, {"id": 1, "benefit": VOUCHER, "inputs": {}})
    assert (status, answer["error"]["code"], answer["error"]["field"]) == (1, "missing-field", SPEND)


def test_a_group_of_which_nothing_is_given_is_incomplete(run: Any) -> None:
    status, (answer,) = lines(run, {"id": 1, "benefit": "graduate-talent-subsidy", "inputs": {}})
    assert (status, answer["outcome"], answer["missing"]) == (0, "incomplete", ["bachelor", "master", "doctor"])


def test_a_name_given_twice_is_an_error_that_names_it(run: Any) -> None:
    _, (answer,) = lines(run, f'{{"id":1,"benefit":"{VOUCHER}","inputs":{{"{SPEND}":1,"{SPEND}":2}}}}')
    assert (answer["error"]["code"], answer["error"]["field"]) == ("duplicate-field", SPEND)
    assert "算力券" in answer["error"]["zh"]


def test_a_request_with_a_key_of_its_own_making_is_refused_and_not_half_read(run: Any) -> None:
    _, (answer,) = lines(run, {"id": 1, "benefit": VOUCHER, "inputs": {SPEND: 1}, "input": {"funded_year": 2}})
    assert (answer["error"]["code"], answer["error"]["field"]) == ("unknown-field", "input")


def test_numbers_of_json_are_never_read_through_a_float(run: Any) -> None:
    line = '{"id":1,"benefit":"%s","inputs":{"%s":%s}}'
    _, answers = lines(run, *(line % (VOUCHER, SPEND, number) for number in ("19999999.99", "1e7", "0.1", "1.10", "33.33", "NaN")))
    assert [answer.get("amount") for answer in answers] == ["5999999.99", "3000000.00", "0.03", "0.33", "9.99", None]


def test_bytes_that_are_no_text_are_errors_of_their_line(run: Any) -> None:
    done = run(
        "compute",
        "--jsonl",
        stdin=b'\xff\xfe\n{"id":1,"benefit":"\xe7"}\n{"id":2,"benefit":"compute-voucher","inputs":{"annual_compute_spend":1}}\n',
    )
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert (done.status, len(answers), answers[2]["amount"]) == (1, 3, "0.30")


def test_no_lines_give_no_answers(run: Any) -> None:
    assert lines(run) == (0, [])


def test_both_languages_of_an_error_name_the_same_things(run: Any) -> None:
    _, answers = lines(run, *({"benefit": VOUCHER, "inputs": {SPEND: value}} for value in (-1, "x", True, [1], {"a": 1}, "1e999", 0.001)))
    for answer in answers:
        shown = [re.findall("“([^”]*)”", answer["error"][lang])[1] for lang in ("zh", "en")]
        assert shown[0] == shown[1], answer
