"""Which files of the standard library the calculator needs in the browser: found by running it, never listed by hand."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_src.builder.archive import write_zip

_HERE = Path(__file__).parent
_PROBES = ("closure_probe.py", "closure_office_probe.py")

Files = Mapping[str, bytes]  # bytecode by name: `json/__init__.pyc`


class ClosureBroken(Exception):
    """The trimmed library does not answer as the whole one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the requests, or the exports after them, answered, and which files had been read by then."""

    answers: list[str]
    needed: list[str]  # as "/lib/python313.zip/json/__init__.pyc"

    def names(self) -> set[str]:
        """The same as "json/__init__.pyc": no two archives hold a file of one name."""
        return {place.split(".zip/", 1)[1] for place in self.needed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The three archives of bytecode: the standard library, the calculator, and what only workbooks need of both and of others."""

    stdlib: dict[str, bytes]
    calculator: dict[str, bytes]
    office: dict[str, bytes]


def trim(stdlib: Files, calculator: Files, office: Files, requests: str, pyodide: Path) -> Parts:
    """The parts that are used: of the standard library and the calculator, when Pyodide starts, when every module of the
    calculator is imported and when every request (JSON lines) is answered, in both languages; of all three, when workbooks are made.

    Then all of it is run once more with only those parts; raises `ClosureBroken` unless each answer is the same.
    """
    whole, exports = _run(stdlib, calculator, office, requests, pyodide)
    first = whole.names()
    further = exports.names() - first
    parts = Parts(
        stdlib=_some(stdlib, first),
        calculator=_some(calculator, first),
        office=_some({**stdlib, **calculator, **office}, further),
    )
    try:
        trimmed = _run(parts.stdlib, parts.calculator, parts.office, requests, pyodide)
    except subprocess.CalledProcessError as error:
        raise ClosureBroken(f"The trimmed standard library does not start:\n{error.stderr[-2000:]}") from error
    if [run.answers for run in trimmed] != [whole.answers, exports.answers]:
        raise ClosureBroken("The trimmed standard library gives other answers than the whole one.")
    return parts


def _some(files: Files, names: Iterable[str]) -> dict[str, bytes]:
    wanted = set(names)
    return {name: data for name, data in files.items() if name in wanted}


def _run(stdlib: Files, calculator: Files, office: Files, requests: str, pyodide: Path) -> tuple[Run, Run]:
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, name) for name in ("stdlib.zip", "calculator.zip", "office.zip", "requests.jsonl")]
        for place, files in zip(places, (stdlib, calculator, office), strict=False):
            write_zip(place, files)
        places[3].write_text(requests, encoding="utf-8")
        node = Path(sys.executable).with_name("node")
        command = [node, _HERE / "closure.mjs", pyodide, *places, *(_HERE / probe for probe in _PROBES)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    first, second = (Run(**json.loads(line)) for line in done.stdout.splitlines()[-2:])
    return first, second
