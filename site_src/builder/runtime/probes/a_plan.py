"""Runs inside Pyodide before others: `plan`, made of the first request of each benefit that can be answered."""

import json
from typing import Any

from calculator import wire

_requests: str = globals()["REQUESTS"]
_claims: dict[str, dict[str, Any]] = {}
for line, answer in zip(_requests.splitlines(), wire.respond_many(_requests).splitlines(), strict=True):
    if json.loads(answer).get("outcome") in ("amount", "nothing"):
        request = json.loads(line)
        _claims.setdefault(request["benefit"], {"benefit": request["benefit"], "year": 2026, "inputs": request["inputs"]})
plan: dict[str, Any] = {"applicant": {"kind": "enterprise"}, "claims": list(_claims.values())}
_wrong = {error["claim"] for error in json.loads(wire.respond(json.dumps({"plan": plan, "lang": "zh"})))["errors"]}
plan["claims"] = [claim for place, claim in enumerate(_claims.values()) if place not in _wrong]
