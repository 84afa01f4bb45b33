"""Runs inside Pyodide: answers every request and tells the answers and which files of which archive were needed.

Imports nothing that the calculator does not import itself, or it would find itself. REQUESTS is set by closure.mjs.
"""
# ruff: noqa: E402

import json
import sys
import zipimport

(archive,) = (place for place in sys.path if place.endswith("calculator.zip"))
for name in sorted(zipimport.zipimporter(archive)._get_files()):  # type: ignore[attr-defined]
    __import__(name.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))

from calculator import wire

requests: str = globals()["REQUESTS"]
answers = [wire.respond_many(requests), wire.respond("no JSON"), wire.respond_many("no JSON")]
for line in requests.splitlines():
    request = json.loads(line)
    for lang, unit in (("zh", "万元"), ("en", "元")):
        answers.append(wire.respond(json.dumps({**request, "lang": lang, "money_unit": unit})))

specs = [module.__spec__ for module in list(sys.modules.values()) if module.__spec__ is not None]
needed = sorted(str(spec.origin) for spec in specs if isinstance(spec.loader, zipimport.zipimporter))
json.dumps({"answers": answers, "needed": needed})
