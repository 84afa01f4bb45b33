"""Runs inside Pyodide: answers every request and tells the answers and which files of which archive were needed.

Imports nothing that the calculator does not import itself, or it would find itself. REQUESTS is set by closure.mjs; `plan`, made
of the first request of each benefit that can be answered, and `needed_by_now` are for closure_office_probe.py, which runs next.
"""
# ruff: noqa: E402

import json
import sys
import zipimport

(archive,) = (place for place in sys.path if place.endswith("calculator.zip"))
for name in sorted(zipimport.zipimporter(archive)._get_files()):  # type: ignore[attr-defined]
    __import__(name.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))

from calculator import wire


def needed_by_now() -> list[str]:
    """Every module that came out of an archive: `/lib/python313.zip/json/__init__.pyc`."""
    specs = [module.__spec__ for module in list(sys.modules.values()) if module.__spec__ is not None]
    return sorted(str(spec.origin) for spec in specs if isinstance(spec.loader, zipimport.zipimporter))


requests: str = globals()["REQUESTS"]
answers = [wire.respond_many(requests), wire.respond("no JSON"), wire.respond_many("no JSON")]
for line in requests.splitlines():
    request = json.loads(line)
    for lang, unit in (("zh", "万元"), ("en", "元")):
        answers.append(wire.respond(json.dumps({**request, "lang": lang, "money_unit": unit})))

claims: dict[str, dict[str, object]] = {}
for line, answer in zip(requests.splitlines(), answers[0].splitlines(), strict=True):
    if json.loads(answer).get("outcome") in ("amount", "nothing"):
        request = json.loads(line)
        claims.setdefault(request["benefit"], {"benefit": request["benefit"], "year": 2026, "inputs": request["inputs"]})
plan = {"applicant": {"kind": "enterprise"}, "claims": list(claims.values())}
wrong = {error["claim"] for error in json.loads(wire.respond(json.dumps({"plan": plan, "lang": "zh"})))["errors"]}
plan["claims"] = [claim for place, claim in enumerate(claims.values()) if place not in wrong]
for lang in ("zh", "en"):
    answers.append(wire.respond(json.dumps({"plan": plan, "lang": lang, "money_unit": "元"})))
    answers.append(wire.export(json.dumps({"plan": plan, "lang": lang, "money_unit": "元", "format": "csv"})).hex())

json.dumps({"answers": answers, "needed": needed_by_now()})
