"""Runs inside Pyodide, with REQUESTS set by closure.mjs: everything that is asked of single calculators, and what is answered.

Imports nothing that the calculator does not import itself, or it would find itself; so do the other probes.
"""

import json

from calculator import wire

requests: str = globals()["REQUESTS"]
answers = [wire.respond_many(requests), wire.respond("no JSON"), wire.respond_many("no JSON")]
for line in requests.splitlines():
    request = json.loads(line)
    for lang, unit in (("zh", "万元"), ("en", "元")):
        answers.append(wire.respond(json.dumps({**request, "lang": lang, "money_unit": unit})))
        for wanted in ("1", "1000", "no sum"):
            answers.append(wire.respond(json.dumps({**request, "lang": lang, "money_unit": unit, "wanted": wanted})))
json.dumps(answers)
