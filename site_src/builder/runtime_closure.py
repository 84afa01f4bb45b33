"""Which files of the standard library the calculator needs in the browser: found by running it, never listed by hand."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_src.builder.archive import write_zip

_HERE = Path(__file__).parent


class ClosureBroken(Exception):
    """The trimmed library does not answer as the whole one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run of the requests answered, and which files it read."""

    answers: list[str]
    needed: list[str]  # as "/lib/python313.zip/json/__init__.pyc"


def trim(
    stdlib: Mapping[str, bytes], calculator: Mapping[str, bytes], requests: str, pyodide: Path
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The parts of the compiled standard library and of the compiled calculator that are used when Pyodide starts, when
    every module of the calculator is imported and when every request (JSON lines) is answered, in both languages.

    Then all of it is run once more with only those parts; raises `ClosureBroken` unless each answer is the same.
    """
    whole = _run(stdlib, calculator, requests, pyodide)
    names = {place.split(".zip/", 1)[1] for place in whole.needed}
    kept = {name: data for name, data in stdlib.items() if name in names}
    ours = {name: data for name, data in calculator.items() if name in names}
    try:
        trimmed = _run(kept, ours, requests, pyodide)
    except subprocess.CalledProcessError as error:
        raise ClosureBroken(f"The trimmed standard library does not start:\n{error.stderr[-2000:]}") from error
    if trimmed.answers != whole.answers:
        raise ClosureBroken("The trimmed standard library gives other answers than the whole one.")
    return kept, ours


def _run(stdlib: Mapping[str, bytes], calculator: Mapping[str, bytes], requests: str, pyodide: Path) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, name) for name in ("stdlib.zip", "calculator.zip", "requests.jsonl")]
        write_zip(places[0], stdlib)
        write_zip(places[1], calculator)
        places[2].write_text(requests, encoding="utf-8")
        node = Path(sys.executable).with_name("node")
        command = [node, _HERE / "closure.mjs", pyodide, *places, _HERE / "closure_probe.py"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return Run(**json.loads(done.stdout.splitlines()[-1]))
