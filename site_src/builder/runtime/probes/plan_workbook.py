"""Runs inside Pyodide after a_plan.py: the plan as a workbook in each language."""

import json

from calculator import wire

plan = globals()["plan"]
requests = [json.dumps({"plan": plan, "lang": lang, "money_unit": "元", "format": "xlsx"}) for lang in ("zh", "en")]
json.dumps([wire.export(request).hex() for request in requests])
