"""The Python runtime that visitors download: Pyodide as npm brings it, with a compiled and trimmed standard library.

    site/runtime/<hash>/             pyodide.js pyodide.asm.js pyodide.asm.wasm python_stdlib.zip and the licences;
                                     pyodide.rest.wasm, the half of pyodide.asm.wasm that hardly anybody needs (halves/)
    site/runtime/calculator-<hash>.zip
    site/runtime/<part>-<hash>.zip   what only some uses need (parts.py); <part>-<hash>.LICENSE.txt beside it where it
                                     holds packages of others
    site/runtime/rules-*<hash>.zip   the rules (rules.py)

All names change with what they hold, so a browser may keep them for ever; and since the rules change more often than
Python, who has been here before then fetches the small files only.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from site_src.builder.archive import fingerprint, read_zip, write_zip, zipped
from site_src.builder.places import NODE_MODULES
from site_src.builder.replacing import replace_folder
from site_src.builder.runtime.bytecode import check_host, compile_archive
from site_src.builder.runtime.closure import calls, trim
from site_src.builder.runtime.halves.called import MODULE, PYODIDE, RECORD, SCRIPTS, called
from site_src.builder.runtime.halves.split import Halves, halves
from site_src.builder.runtime.packages import PACKAGES, licences, package_sources, packages_in, versions
from site_src.builder.runtime.parts import parts
from site_src.builder.runtime.rules import Files, compiled_rules, rule_archives

# Stock servers give .mjs a type that browsers refuse for scripts, hence the new name of the first.
_LOADER = "pyodide.mjs", "pyodide.js"
_NOTICE = """\
What lies in this folder, and under which licence:

pyodide.js, pyodide.asm.js, pyodide.asm.wasm, pyodide.rest.wasm   Pyodide {pyodide}, Mozilla Public License 2.0
    (LICENSE.pyodide.txt), from the npm package "pyodide"; source: github.com/pyodide/pyodide, tag {pyodide}. The two
    .wasm files are its pyodide.asm.wasm in two halves, every function as it was; pyodide.asm.js is without what nothing of this
    asks for; pyodide.js is unchanged
python_stdlib.zip   parts of the standard library of Python {python}, compiled; and of Pyodide {pyodide}, likewise,
    with a few modules of our own (MIT licence) in the place of some that a calculator never uses;
    Python Software Foundation License (LICENSE.python.txt); source: github.com/python/cpython, tag v{python}

Beside this folder, *-*.zip: the calculator (MIT licence); further parts of the standard library, compiled likewise; and
    {packages}, compiled: their licences stand in *.LICENSE.txt beside the archive that holds them
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A part of the Python code: its file below `runtime/`, and its bytes."""

    file: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """Where the runtime lies, as the worker has to know it. Paths are relative to the site's root."""

    folder: str  # with a slash at its end
    parts: Mapping[str, Archive]
    sizes: Mapping[str, int]  # uncompressed bytes: wasm, stdlib
    lock: Mapping[str, str]  # `info` of Pyodide's lock file


def build_runtime(*, wheel: Path, requests: str, site: Path, build: Path, proved: bool = True) -> Runtime:
    """Writes `site/runtime/`. `requests`: all examples of the measures, as JSON lines like those of `compute --jsonl`.

    Raises `WrongPython` on a host of another Python than the runtime's, `ClosureBroken` when the trimmed library fails.
    What was made before from the same input is taken from `build/runtime/`. Not `proved`: archives trimmed for this code count,
    whatever rules and examples they were last tried with; so a changed measure is there at once.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    check_host(lock["python"])
    module = halves_in(build)
    archives = _archives(wheel, compiled_rules(), requests, build / "runtime", lock["python"], module, proved)

    sources = dict(zip(("pyodide.asm.wasm", "pyodide.rest.wasm", "pyodide.asm.js"), module, strict=True))
    sources |= {_LOADER[1]: PYODIDE / _LOADER[0], "python_stdlib.zip": archives.pop("stdlib")}
    folder = f"runtime/{fingerprint(*sources.values())}/"
    made = build / "runtime" / "made"
    shutil.rmtree(made, ignore_errors=True)
    target = made / Path(folder).name
    target.mkdir(parents=True)
    for name, source in sources.items():
        shutil.copyfile(source, target / name)
    _licences(target, lock["python"])
    for name, data in rule_archives().archives.items():
        (made / name).write_bytes(data)
    placed = {name: _place(name, archive, made, lock["python"]) for name, archive in archives.items()}
    files = {"wasm": target / "pyodide.asm.wasm", "stdlib": target / "python_stdlib.zip"}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    replace_folder(site / "runtime", made)
    return Runtime(folder=folder, parts=placed, sizes=sizes, lock=lock)


def halves_in(build: Path) -> tuple[Path, Path, Path]:
    """Pyodide's module in its two halves and the script that starts it, kept below `build/runtime/`.

    Raises `OtherModule` after a new Pyodide."""
    key = fingerprint(MODULE, *SCRIPTS, NODE_MODULES / "terser" / "package.json", RECORD, *sorted(RECORD.parent.glob("*.py")))
    kept = build / "runtime"
    first, second, script = places = kept / f"first-{key}.wasm", kept / f"second-{key}.wasm", kept / f"script-{key}.js"
    if not all(place.exists() for place in places):
        made = halves(MODULE.read_bytes(), called(), *(source.read_text(encoding="utf-8") for source in SCRIPTS))
        first.parent.mkdir(parents=True, exist_ok=True)
        first.write_bytes(made.first)
        second.write_bytes(made.second)
        script.write_text(made.script, encoding="utf-8")
    return places


def slow_to_compress(build: Path) -> list[Path]:
    """The large files of the runtime, the largest first."""
    return list(halves_in(build))


def calls_of(*, wheel: Path, requests: str, build: Path) -> set[int]:
    """Every function of Pyodide's module that any use calls, with all examples (halves/called.py)."""
    python = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    return calls(*_whole(wheel, build / "runtime", python), compiled_rules(), requests)


def _place(name: str, archive: Path, folder: Path, python: str) -> Archive:
    """Copies an archive to the name that says what is in it, with the licences of others beside it."""
    target = folder / f"{name}-{fingerprint(archive)}.zip"
    shutil.copyfile(archive, target)
    if packages := packages_in(read_zip(archive)):
        target.with_suffix(".LICENSE.txt").write_text(licences(packages, python), encoding="utf-8")
    return Archive(file=target.name, size=target.stat().st_size)


def _archives(
    wheel: Path, rules: Files, requests: str, cache: Path, python: str, module: tuple[Path, Path, Path], proved: bool
) -> dict[str, Path]:
    """The compiled and trimmed standard library as `stdlib`, and the archive of each part by its name.

    They are kept by the code that they come from; beside them, which rules and examples they have been proved with."""
    source, packages, code = _library(cache), _packages(cache), _code(wheel, cache)
    here = Path(__file__).parent
    how = [*(here / name for name in ("bytecode.py", "closure.py", "parts.py", "closure.mjs")), *sorted(here.glob("probes/*"))]
    key = fingerprint(_tools(python), source, MODULE, code, packages, *how)
    found = {name: cache / f"{name}-{key}.zip" for name in ("stdlib", *parts())}

    def proof() -> Path:
        return cache / f"proved-{fingerprint(zipped(rules), requests, *module, *found.values())}"

    if not all(path.exists() for path in found.values()) or (proved and not proof().exists()):
        first, second, script = module
        made = Halves(first.read_bytes(), second.read_bytes(), script.read_text(encoding="utf-8"))
        trimmed = trim(*_whole(wheel, cache, python), rules, requests, made)
        for name, files in (("stdlib", trimmed.stdlib), *trimmed.parts.items()):
            write_zip(found[name], files)
        proof().touch()
    return found


def _whole(wheel: Path, cache: Path, python: str) -> tuple[Files, Files]:
    """The standard library and all other code, compiled and not yet trimmed."""
    # Nobody reads docstrings of the library in a browser: 16 % fewer bytes. Ours keep theirs, and their asserts.
    sources = ((_library(cache), True), (_packages(cache), True), (_code(wheel, cache), False))
    stdlib, others, ours = (_compiled(path, cache, _tools(python), bare) for path, bare in sources)
    return stdlib, {**others, **ours}


def _tools(python: str) -> str:
    return f"{version('pyodide-build')} {version('pyodide-cli')} {python}"


def _library(cache: Path) -> Path:
    """The standard library and Pyodide's Python side as npm brings them, with what stands for some of their modules (stand_ins/)."""
    folder = Path(__file__).with_name("stand_ins")
    ours = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}
    theirs = read_zip(PYODIDE / "python_stdlib.zip")
    if strangers := sorted(set(ours) - set(theirs)):
        raise FileNotFoundError(f"these stand for nothing in Pyodide's library any more: {', '.join(strangers)}")
    return _kept("library", theirs | ours, cache)


def _code(wheel: Path, cache: Path) -> Path:
    """The sources of the calculator without its rules, as an archive named by what it holds."""
    return _kept("code", {name: data for name, data in read_zip(wheel).items() if name.endswith(".py") and "/_rules/" not in name}, cache)


def _packages(cache: Path) -> Path:
    """The sources of others' packages and of our finder of modules, as an archive named by what it holds."""
    return _kept("packages", package_sources() | {"runtime_finder.py": Path(__file__).with_name("runtime_finder.py").read_bytes()}, cache)


def _kept(name: str, sources: Mapping[str, bytes], cache: Path) -> Path:
    path = cache / f"{name}-{fingerprint(*(part for name in sorted(sources) for part in (name, sources[name])))}.zip"
    if not path.exists():
        write_zip(path, sources)
    return path


def _compiled(source: Path, cache: Path, tools: str, without_docstrings: bool) -> dict[str, bytes]:
    """An archive of sources as bytecode, kept for the next build."""
    whole = cache / f"whole-{fingerprint(tools, str(without_docstrings), source, Path(__file__).with_name('bytecode.py'))}.zip"
    if not whole.exists():
        write_zip(whole, compile_archive(source, without_docstrings=without_docstrings))
    return read_zip(whole)


def _licences(folder: Path, python: str) -> None:
    """The npm package holds no licence texts; two packages of the build under the same licences do."""
    pyodide = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    texts = {"LICENSE.pyodide.txt": "pyodide-build", "LICENSE.python.txt": "typing-extensions"}
    for name, package in texts.items():
        files = distribution(package).files or []
        (text,) = (file for file in files if file.match("*.dist-info/licenses/LICENSE"))
        (folder / name).write_text(text.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "NOTICE.txt").write_text(_NOTICE.format(pyodide=pyodide, python=python, packages=versions(PACKAGES)), encoding="utf-8")
