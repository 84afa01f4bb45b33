"""Runs inside Pyodide after a_plan.py: plans, sound and not, and the sound one as separated values."""

import json

from calculator import wire

plan = globals()["plan"]
unsound = {"applicant": {"kind": "no kind"}, "claims": [*plan["claims"], {"benefit": "no benefit"}, "no claim"], "no": "field"}
answers = []
for lang in ("zh", "en"):
    asked = {"lang": lang, "money_unit": "元"}
    answers += [wire.respond(json.dumps({**asked, "plan": one})) for one in (plan, unsound, {**plan, "claims": []}, None)]
    answers.append(wire.export(json.dumps({**asked, "plan": plan, "format": "csv"})).hex())
json.dumps(answers)
