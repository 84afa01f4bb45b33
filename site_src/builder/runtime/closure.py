"""Which files of the standard library, the calculator and other packages each use needs in the browser: found by running it."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from site_src.builder.archive import write_zip
from site_src.builder.runtime.halves.called import MODULE, PYODIDE, SCRIPTS
from site_src.builder.runtime.halves.split import Halves, marked
from site_src.builder.runtime.parts import FIRST, USES, Use

_HERE = Path(__file__).parent

Files = Mapping[str, bytes]  # bytecode by name: `json/__init__.pyc`


class ClosureBroken(Exception):
    """With the trimmed archives something is not answered as with the whole ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the probes of a use answered, and which files had been read by then."""

    answers: list[str]
    needed: list[str]  # as "/lib/python313.zip/json/__init__.pyc"
    called: Sequence[int] = ()  # the module's functions, after the imported ones; none where the module does not mark them

    def names(self) -> set[str]:
        """The same as "json/__init__.pyc": no two archives hold a file of one name."""
        return {place.split(".zip/", 1)[1] for place in self.needed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """What travels: the standard library as far as it is always needed, and each archive by its name."""

    stdlib: dict[str, bytes]
    parts: dict[str, dict[str, bytes]]


def trim(stdlib: Files, others: Files, rules: Files, requests: str, module: Halves) -> Trimmed:
    """What each use needs of the standard library and of all other code, when it has answered the requests (JSON lines) by the rules.

    Then every use is run once more with its own archives alone, and on the halves of Pyodide's module; raises `ClosureBroken` unless
    each answer is the same.
    """
    whole = _each(lambda use: run(use, stdlib, [others, rules], requests, unsplit()))
    names: dict[str, set[str]] = {use.part: set() for use in USES}
    for use, found in zip(USES, whole, strict=True):
        names[use.part] |= found.names().difference(*(names[part] for part in _before(use)))
    _bring_together(names)
    every = {**stdlib, **others}
    trimmed = Trimmed(
        stdlib=_some(stdlib, names[FIRST]),
        parts={part: _some(others if part == FIRST else every, some) for part, some in names.items()},
    )

    def again(use: Use) -> Run:
        archives = [trimmed.parts[part] for part in dict.fromkeys((*_before(use), use.part))]
        try:
            return run(use, trimmed.stdlib, [*archives, rules], requests, module)
        except subprocess.CalledProcessError as error:
            raise ClosureBroken(f"The trimmed archives do not run ({use.part}):\n{error.stderr[-2000:]}") from error

    for use, before, after in zip(USES, whole, _each(again), strict=True):
        if before.answers != after.answers:
            raise ClosureBroken(f"The trimmed archives give other answers than the whole ones ({use.part}).")
    return trimmed


def calls(stdlib: Files, others: Files, rules: Files, requests: str) -> set[int]:
    """Every function of Pyodide's module that any use calls."""
    module = replace(unsplit(), first=marked(MODULE.read_bytes()))
    return set().union(*(found.called for found in _each(lambda use: run(use, stdlib, [others, rules], requests, module))))


def unsplit() -> Halves:
    """Pyodide's module and script as npm brings them."""
    return Halves(MODULE.read_bytes(), b"", SCRIPTS[0].read_text(encoding="utf-8"))


def _bring_together(names: dict[str, set[str]]) -> None:
    """What two archives hold though each may be fetched without the other moves into the last one that comes before both, so that it is
    fetched once; not into the first, which every visitor fetches."""
    order = list(names)
    for name in sorted({name for some in names.values() for name in some}):
        holding = [part for part in order if name in names[part]]
        before = set.intersection(*(set(_before(use)) for use in USES if use.part in holding)) - {FIRST}
        if len(holding) > 1 and before:
            for part in holding:
                names[part].discard(name)
            names[max(before, key=order.index)].add(name)


def _before(use: Use) -> tuple[str, ...]:
    """The archives that are there before the one of this use."""
    return () if use.part == FIRST else (FIRST, *use.beside)


def _each(once: Callable[[Use], Run]) -> list[Run]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(once, USES))


def _some(files: Files, names: Iterable[str]) -> dict[str, bytes]:
    wanted = set(names)
    return {name: data for name, data in files.items() if name in wanted}


def run(use: Use, stdlib: Files, archives: Sequence[Files], requests: str, module: Halves) -> Run:
    """The probes of a use, in a Pyodide of that module.

    Raises `subprocess.CalledProcessError` where they do not run; its `stderr` says why."""
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, f"{number}.zip") for number in range(1 + len(archives))]
        for place, files in zip(places, (stdlib, *archives), strict=True):
            write_zip(place, files)
        asked, first, rest = (Path(folder, name) for name in ("requests.jsonl", MODULE.name, "second.wasm"))
        asked.write_text(requests, encoding="utf-8")
        first.write_bytes(module.first)
        rest.write_bytes(module.second)
        for name in ("pyodide.mjs", "pyodide-lock.json"):
            shutil.copyfile(PYODIDE / name, Path(folder, name))
        Path(folder, SCRIPTS[0].name).write_text(module.script, encoding="utf-8")
        node = Path(sys.executable).with_name("node")
        probes = [_HERE / "probes" / name for name in (*use.probes, "needed.py")]
        start = [node, _HERE / "closure.mjs", Path(folder), first, rest if module.second else ""]
        command: list[str | Path] = [*start, places[0], asked, *places[1:], "--", *probes]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    answers, needed, called = (json.loads(line) for line in done.stdout.splitlines()[-3:])
    return Run(answers=answers, needed=needed, called=called)
