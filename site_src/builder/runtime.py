"""The Python runtime that visitors download: Pyodide as npm brings it, with a compiled and trimmed standard library.

    site/runtime/<hash>/             pyodide.js pyodide.asm.js pyodide.asm.wasm python_stdlib.zip and the licences
    site/runtime/calculator-<hash>.zip
    site/runtime/office-<hash>.zip   what only exports to spreadsheets need; office-<hash>.LICENSE.txt beside it

All names change with what they hold, so a browser may keep them for ever; and since the rules change more often than
Python, who has been here before then fetches the small file only.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from site_src.builder.archive import fingerprint, read_zip, write_zip
from site_src.builder.bytecode import check_host, compile_archive
from site_src.builder.office import OURS, office_licences, office_sources, office_versions
from site_src.builder.replacing import replace_folder
from site_src.builder.runtime_closure import Parts, trim

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
# Stock servers give .mjs a type that browsers refuse for scripts, hence the new name of the first.
_FROM_NPM = {"pyodide.mjs": "pyodide.js", "pyodide.asm.js": "pyodide.asm.js", "pyodide.asm.wasm": "pyodide.asm.wasm"}
_NOTICE = """\
What lies in this folder, and under which licence:

pyodide.js, pyodide.asm.js, pyodide.asm.wasm   Pyodide {pyodide}, Mozilla Public License 2.0 (LICENSE.pyodide.txt),
    unchanged from the npm package "pyodide"; source: github.com/pyodide/pyodide, tag {pyodide}
python_stdlib.zip   parts of the standard library of Python {python}, compiled; and of Pyodide {pyodide}, likewise
    Python Software Foundation License (LICENSE.python.txt); source: github.com/python/cpython, tag v{python}

Beside this folder, office-*.zip: {office}, compiled; their licences stand in office-*.LICENSE.txt
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """Where the runtime lies, as the worker has to know it. Paths are relative to the site's root."""

    folder: str  # with a slash at its end
    calculator: str
    office: str
    sizes: Mapping[str, int]  # uncompressed bytes: wasm, stdlib, calculator, office
    lock: Mapping[str, str]  # `info` of Pyodide's lock file


def build_runtime(*, wheel: Path, requests: str, site: Path, build: Path) -> Runtime:
    """Writes `site/runtime/`. `requests`: all examples of the measures, as JSON lines like those of `compute --jsonl`.

    Raises `WrongPython` on a host of another Python than the runtime's, `ClosureBroken` when the trimmed library fails.
    What was made before from the same input is taken from `build/runtime/`.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    check_host(lock["python"])
    archives = _archives(wheel, requests, build / "runtime", lock["python"])

    sources = {new: PYODIDE / old for old, new in _FROM_NPM.items()} | {"python_stdlib.zip": archives["stdlib"]}
    folder = f"runtime/{fingerprint(*sources.values())}/"
    ours, office = (f"runtime/{name}-{fingerprint(archives[name])}.zip" for name in ("calculator", "office"))
    target = site / folder
    made = build / "runtime" / "made"
    shutil.rmtree(made, ignore_errors=True)
    (made / target.name).mkdir(parents=True)
    for name, source in sources.items():
        shutil.copyfile(source, made / target.name / name)
    _licences(made / target.name, lock["python"])
    shutil.copyfile(archives["calculator"], made / Path(ours).name)
    shutil.copyfile(archives["office"], made / Path(office).name)
    (made / Path(office).with_suffix(".LICENSE.txt").name).write_text(office_licences(lock["python"]), encoding="utf-8")
    replace_folder(site / "runtime", made)
    sizes = {
        "wasm": target / "pyodide.asm.wasm",
        "stdlib": target / "python_stdlib.zip",
        "calculator": site / ours,
        "office": site / office,
    }
    return Runtime(
        folder=folder,
        calculator=ours,
        office=office,
        lock=lock,
        sizes={name: path.stat().st_size for name, path in sizes.items()},
    )


def _archives(wheel: Path, requests: str, cache: Path, python: str) -> dict[str, Path]:
    """The compiled and trimmed standard library, calculator and office archive, by these names."""
    tools = f"{version('pyodide-build')} {version('pyodide-cli')} {python}"
    packages = _office_packages(cache)
    here = Path(__file__).parent
    names = ("bytecode.py", "runtime_closure.py", "closure.mjs", "closure_probe.py", "closure_office_probe.py")
    source = PYODIDE / "python_stdlib.zip"
    key = fingerprint(tools, source, PYODIDE / "pyodide.asm.wasm", wheel, packages, requests, *(here / name for name in names))
    found = {name: cache / f"{name}-{key}.zip" for name in ("stdlib", "calculator", "office")}
    if not all(path.exists() for path in found.values()):
        # Nobody reads docstrings of the library in a browser: 16 % fewer bytes. Ours keep theirs, and their asserts.
        stdlib, others = (_compiled(path, cache, tools) for path in (source, packages))
        everything = {name: data for name, data in compile_archive(wheel).items() if _travels(name)}
        ours = {name: data for name, data in everything.items() if not name.startswith(OURS)}
        theirs = others | {name: data for name, data in everything.items() if name.startswith(OURS)}
        parts: Parts = trim(stdlib, ours, theirs, requests, PYODIDE)
        for name, path in found.items():
            write_zip(path, getattr(parts, name))
    return found


def _office_packages(cache: Path) -> Path:
    """The sources of what exports need, as an archive named by what it holds."""
    sources = office_sources()
    path = cache / f"packages-{fingerprint(*(part for name in sorted(sources) for part in (name, sources[name])))}.zip"
    if not path.exists():
        write_zip(path, sources)
    return path


def _compiled(source: Path, cache: Path, tools: str) -> dict[str, bytes]:
    """An archive of others' sources as bytecode without docstrings, kept for the next build."""
    whole = cache / f"whole-{fingerprint(tools, source, Path(__file__).with_name('bytecode.py'))}.zip"
    if not whole.exists():
        write_zip(whole, compile_archive(source, without_docstrings=True))
    return read_zip(whole)


def _travels(name: str) -> bool:
    """Whether a file of the wheel goes to the browser: its modules do, the command line does not."""
    theirs = ("calculator/__main__.pyc", "calculator/commandline/")
    return name.startswith("calculator/") and name.endswith(".pyc") and not name.startswith(theirs)


def _licences(folder: Path, python: str) -> None:
    """The npm package holds no licence texts; two packages of the build under the same licences do."""
    pyodide = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    texts = {"LICENSE.pyodide.txt": "pyodide-build", "LICENSE.python.txt": "typing-extensions"}
    for name, package in texts.items():
        files = distribution(package).files or []
        (text,) = (file for file in files if file.match("*.dist-info/licenses/LICENSE"))
        (folder / name).write_text(text.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "NOTICE.txt").write_text(_NOTICE.format(pyodide=pyodide, python=python, office=office_versions()), encoding="utf-8")
