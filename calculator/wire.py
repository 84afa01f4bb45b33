"""JSON in, JSON out: the only door for the browser, embeds and batches. Nothing raises; every request gets an answer or a named error."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from calculator import catalogue
from calculator.evaluation import evaluate, not_left_out
from calculator.jsontext import Mapping, dumps, parse
from calculator.problems import Problems, problem
from calculator.sheet import sheet
from calculator.text import Text
from calculator.unseen import without_ends
from calculator.what_if import turned

MONEY_UNITS = {"元": 1, "万元": 10_000}
MOST_CHARACTERS = 1_000_000  # of one request; longer ones are mistakes and would only be slow

_REQUEST = Text(
    '一个JSON对象，如{"id":1,"benefit":"…","inputs":{}}',
    'a JSON object such as {"id": 1, "benefit": "…", "inputs": {}}',
)
_ENGLISH = re.compile(r'"lang"\s*:\s*"en"')
_NO_KEY = Text("请求里没有这一栏", "a request has no such key")
_KEYS = frozenset(("id", "benefit", "inputs"))


def _echoed(line: str) -> Any:
    """The id as it came; when one of its numbers cannot be written again as JSON, its numbers come back as text."""
    try:
        id = json.loads(line, parse_constant=str)["id"]
        json.dumps(id, allow_nan=False)
        return id
    except ValueError:  # 1e999, or thousands of digits
        return json.loads(line, parse_int=str, parse_float=str, parse_constant=str)["id"]


def compute_line(line: str) -> dict[str, Any]:
    """The answer to one request line of the contract: the answer object with the same id, or an error with it."""
    id: Any = None
    line = without_ends(line)
    try:
        request = _request(line)
        id = request.get("id")
        if not isinstance(id, str | int | None):
            id = _echoed(line)
        inputs = request.get("inputs", {})
        if not isinstance(inputs, dict):
            raise _bad("inputs")
        if request.repeated:
            raise Problems([problem("duplicate-field", field=request.repeated, expected=_REQUEST)])
        if stray := sorted(set(request) - _KEYS):
            raise Problems([problem("unknown-field", field=stray[0], expected=_REQUEST, why=_NO_KEY)])
        benefit = catalogue.benefit(request.get("benefit"))
        if name := getattr(inputs, "repeated", None):
            known = benefit.fields.get(name)
            raise Problems([problem("duplicate-field", benefit=benefit.name, field=name, label=known.label if known else None)])
        answer = evaluate(benefit, inputs)
        if left_out := not_left_out(answer.benefit, answer):
            raise Problems(left_out)
        return {"id": id, **answer.as_dict()}
    except Problems as error:
        return {"id": id, "error": error.problems[0].as_dict()}


def _request(line: str) -> Mapping:
    if len(line) > MOST_CHARACTERS:
        raise _bad(None)
    try:
        request = parse(line)
    except ValueError:
        raise _bad(None) from None
    if not isinstance(request, Mapping):
        raise _bad(None)
    return request


def _bad(field: str | None) -> Problems:
    return Problems([problem("bad-request", field=field, expected=_REQUEST)])


def compute_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One answer for each request line, in order; empty lines are skipped."""
    return (compute_line(line) for line in lines if without_ends(line).strip())


def respond_many(jsonl: str) -> str:
    """Request lines to answer lines."""
    return "".join(dumps(answer) + "\n" for answer in compute_lines(jsonl.split("\n")))


def respond(text: str) -> str:
    """What a page needs for one calculator: the answer object and finished sentences in the reader's language.

    Takes `{"benefit", "lang", "inputs", "money_unit"}` with texts as typed; see `sheet` for what comes back. With `wanted`,
    a sum or a number of places as text, the answer is instead what it takes to get it: see `what_if.turned`. With `plan`, it
    is a whole plan: see `planning.door`.
    """
    lang = "en" if _ENGLISH.search(text) else "zh"  # what cannot be read is refused in the reader's language, too
    try:
        request = parse(text)
        lang = "en" if request.get("lang") == "en" else "zh"
        unit = MONEY_UNITS.get(str(request.get("money_unit")), 1)
        if "plan" in request:
            from calculator.planning.door import planned  # only the planner's page waits for it to be read

            return dumps(planned(request["plan"], lang, unit))
        benefit, inputs = catalogue.benefit(request.get("benefit")), request.get("inputs") or {}
        if "wanted" in request:
            return dumps({"turned": turned(benefit, request["wanted"], inputs, lang, unit)})
        return dumps(sheet(benefit, inputs, lang, unit))
    except Problems as error:
        problems = [{"field": p.field, "index": p.index, "code": p.code, "message": p.message[lang]} for p in error.problems]
    except (ValueError, AttributeError, RecursionError, ArithmeticError):
        bad = _bad(None).problems[0]
        problems = [{"field": None, "index": None, "code": bad.code, "message": bad.message[lang]}]
    return dumps({"answer": None, "errors": problems, "echo": {}, "headline": problems[0]["message"]})


def export(text: str) -> bytes:
    """A plan as a file: takes `{"plan", "lang", "money_unit", "format"}`, the format being csv or xlsx; and `date`, `site` and `link`,
    which a workbook tells.

    Raises `Problems` for a plan that cannot be read, and `ExtraMissing` where the library for xlsx is not there."""
    from calculator.export.origin import origin_of
    from calculator.planning.door import exported

    request = parse(text)
    unit = MONEY_UNITS.get(str(request.get("money_unit")), 1)
    lang = "en" if request.get("lang") == "en" else "zh"
    return exported(request["plan"], str(request.get("format")), lang, unit, origin_of(request))
