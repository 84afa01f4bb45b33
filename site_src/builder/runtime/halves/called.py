"""Which of Pyodide's functions the calculator calls: found by running all probes, and kept in called.json. So a changed law or a changed
calculator leaves the halves as they are, and nobody fetches Python anew for it.

    python build.py called    after a new Pyodide, or when a page is seen to fetch the second half
"""

import json
from collections.abc import Iterable
from pathlib import Path

from site_src.builder.archive import fingerprint
from site_src.builder.places import NODE_MODULES

PYODIDE = NODE_MODULES / "pyodide"
MODULE = PYODIDE / "pyodide.asm.wasm"
SCRIPTS = (PYODIDE / "pyodide.asm.js", PYODIDE / "pyodide.mjs")  # all that use it; the first starts it
RECORD = Path(__file__).with_suffix(".json")


class OtherModule(Exception):
    """What is recorded is of another version of Pyodide."""


def called() -> frozenset[int]:
    """The numbers of the functions, after the imported ones."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    if record["module"] != fingerprint(MODULE):
        raise OtherModule("Pyodide has changed: run `python build.py called`.")
    return frozenset(record["called"])


def record(functions: Iterable[int]) -> None:
    """Keeps them in the place of those before."""
    RECORD.write_text(json.dumps({"module": fingerprint(MODULE), "called": sorted(functions)}) + "\n", encoding="utf-8")
