"""Runs inside Pyodide after a probe: every module that came out of an archive, as `/lib/python313.zip/json/__init__.pyc`."""

import json
import sys
import zipimport

specs = [module.__spec__ for module in list(sys.modules.values()) if module.__spec__ is not None]
json.dumps(sorted(str(spec.origin) for spec in specs if isinstance(spec.loader, zipimport.zipimporter)))
