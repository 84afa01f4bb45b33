"""The build of what the browser downloads: the same bytes each time, compiled for its Python, and nothing missing."""

import ast
import gzip
import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import brotli
import pytest

from calculator import catalogue
from site_src.builder.archive import fingerprint, read_zip, write_zip
from site_src.builder.hosting.precompress import precompress
from site_src.builder.replacing import replace_folder
from site_src.builder.runtime import closure as runtime_closure
from site_src.builder.runtime import pack, runtime_finder
from site_src.builder.runtime.bytecode import WrongPython, check_host, compile_archive
from site_src.builder.runtime.closure import ClosureBroken, Run, Trimmed, trim
from site_src.builder.runtime.halves.called import PYODIDE
from site_src.builder.runtime.halves.split import Halves
from site_src.builder.runtime.pack import Runtime, build_runtime
from site_src.builder.runtime.parts import Use, parts
from site_src.builder.runtime.rules import rule_archives
from tests.running import Installed

ROOT = Path(__file__).resolve().parents[1]
REQUESTS = json.dumps({"id": 1, "benefit": "compute-voucher", "inputs": {"annual_compute_spend": "2000万元"}}) + "\n"


def build(folder: Path, installed: Installed) -> Runtime:
    return build_runtime(wheel=installed.wheel, requests=REQUESTS, site=folder / "site", build=folder / "build")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, installed: Installed) -> None:
    """The second is built from nothing too; the folder is named by what is in it."""
    first, second = build(tmp_path / "one", installed), build(tmp_path / "two", installed)
    assert first == second
    names = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one" / "site").rglob("*") if path.is_file())
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)
    assert {path.name for path in (tmp_path / "one" / "site" / first.folder).iterdir()} == {
        "pyodide.js",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "pyodide.rest.wasm",
        "python_stdlib.zip",
        "LICENSE.pyodide.txt",
        "LICENSE.python.txt",
        "NOTICE.txt",
    }
    kept = read_zip(tmp_path / "one" / "site" / first.folder / "python_stdlib.zip")
    assert all(name.endswith(".pyc") for name in kept)
    assert len(kept) < 0.4 * len(read_zip(PYODIDE / "python_stdlib.zip"))
    site = tmp_path / "one" / "site"
    held = {name: read_zip(site / "runtime" / part.file) for name, part in first.parts.items()}
    assert list(held) == ["calculator", "plan", "batch", "workbook-writer", "workbook-reader"]
    assert all((site / "runtime" / part.file).stat().st_size == part.size for part in first.parts.values())
    assert {"calculator/wire.pyc", "calculator/catalogue.pyc", "calculator/inversion.pyc", "runtime_finder.pyc"} <= held[
        "calculator"
    ].keys()
    assert {"calculator/plan.pyc", "calculator/export/table.pyc"} <= held["plan"].keys()
    assert {"calculator/batch/door.pyc", "csv.pyc"} <= held["batch"].keys()
    assert {"xlsxwriter/__init__.pyc", "calculator/export/xlsx/__init__.pyc"} <= held["workbook-writer"].keys()
    assert {"openpyxl/__init__.pyc", "calculator/batch/xlsx/reading.pyc"} <= held["workbook-reader"].keys()
    every = [*kept, *(name for part in held.values() for name in part)]
    assert len(every) == len(set(every)), "nothing is fetched twice"
    assert all(data == (site / "runtime" / name).read_bytes() for name, data in rule_archives().archives.items())
    assert not any("_rules" in name for name in every), "what changes with the law is no part of the code"
    assert not any("__main__" in name or "commandline" in name for name in every)
    assert not (left := imported_by(every) - set(every)), f"no use of parts.py has imported these: {left}"
    licences = "".join(file.read_text(encoding="utf-8") for file in (site / "runtime").glob("*.LICENSE.txt"))
    assert len(list((site / "runtime").glob("*.LICENSE.txt"))) == 2, "only beside what holds packages of others"
    notice = (site / first.folder / "NOTICE.txt").read_text(encoding="utf-8")
    for name in ("openpyxl", "et-xmlfile", "xlsxwriter"):
        assert all(f"{name} {version(name)}" in text for text in (licences, notice))
    assert licences.count("Permission is hereby granted") == 2
    assert licences.count("Redistribution and use in source and binary forms") == 1


def test_rules_travel_by_article_and_once(tmp_path: Path) -> None:
    """What is for all of them lies apart, and tables have one archive with everything."""
    found = rule_archives()
    for name, data in found.archives.items():
        (tmp_path / name).write_bytes(data)
        assert name.rpartition("-")[2] == f"{fingerprint(data)}.zip"
    held = {name: set(read_zip(tmp_path / name)) for name in found.archives}
    for id in catalogue.ids():
        module = f"calculator/_rules/{id.replace('-', '_')}.pyc"
        article = catalogue.benefit(id).article
        assert [name for name in held if module in held[name]] == [found.whole, found.articles[article]]
        assert found.of(article).split() == [f"{name}:{len(found.archives[name])}" for name in (found.general, found.articles[article])]
    assert held[found.general] == {"calculator/_rules/__init__.pyc"}
    assert held[found.index] == {"calculator/_rules/_index.pyc"}
    assert held[found.whole] == set().union(*(held[name] for name in held if name != found.whole))


def test_the_names_of_rules_follow_from_the_rules_alone() -> None:
    """A page and the archive that it names may be made by two processes."""
    code = "from site_src.builder.runtime.rules import rule_archives; print(*rule_archives().archives)"
    seeds = ({"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)} for seed in ("1", "2"))
    others = [subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=os.environ | seed, text=True).split() for seed in seeds]
    assert others == [[*rule_archives().archives]] * 2


def test_changed_examples_are_on_screen_at_once_and_proved_when_asked(
    tmp_path: Path, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was trimmed for the same code serves meanwhile."""
    proved: list[str] = []

    def trimmed(stdlib: object, others: dict[str, bytes], rules: object, requests: str, module: object) -> Trimmed:
        proved.append(requests)
        return Trimmed(stdlib={"a.pyc": b"a"}, parts={name: {f"{name}.pyc": name.encode()} for name in parts()})

    monkeypatch.setattr(pack, "trim", trimmed)
    monkeypatch.setattr(pack, "compile_archive", lambda path, **_: {})

    def made(requests: str, **how: bool) -> Runtime:
        return build_runtime(wheel=installed.wheel, requests=requests, site=tmp_path / "site", build=tmp_path / "build", **how)

    runtimes = [made("1", proved=False), made("2", proved=False), made("2"), made("2"), made("1")]
    assert proved == ["1", "2"], "the first for want of any; then each set of examples once"
    assert all(runtime == runtimes[0] for runtime in runtimes)


def imported_by(names: list[str]) -> set[str]:
    """The modules of the calculator that these of its files import at any time, also where no probe came by."""
    ours = {path.relative_to(ROOT).with_suffix(".pyc").as_posix() for path in (ROOT / "calculator").rglob("*.py")}
    found = set()
    for name in ours.intersection(names):
        for node in ast.walk(ast.parse((ROOT / name).with_suffix(".py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    paths = {module.replace(".", "/") for module in found}
    return ours & {path + end for path in paths for end in (".pyc", "/__init__.pyc")}


def test_another_python_is_refused_in_one_sentence() -> None:
    with pytest.raises(WrongPython) as refused:
        check_host("3.14.2")
    assert str(refused.value) == "The build runs on Python 3.13 and the browser runtime on 3.14.2: make .venv with that one."
    check_host("3.13.99")


def test_bytecode_has_no_time_in_it(tmp_path: Path) -> None:
    write_zip(tmp_path / "some.zip", {"some.py": b'"""Said."""\nassert True\n', "some.txt": b"text"})
    plain = compile_archive(tmp_path / "some.zip")
    assert plain == compile_archive(tmp_path / "some.zip")
    assert sorted(plain) == ["some.pyc", "some.txt"]
    assert b"Said." in plain["some.pyc"]
    assert b"Said." not in compile_archive(tmp_path / "some.zip", without_docstrings=True)["some.pyc"]


def test_archives_do_not_depend_on_the_order_or_the_day(tmp_path: Path) -> None:
    write_zip(tmp_path / "one.zip", {"a": b"1", "b": b"2"})
    write_zip(tmp_path / "two.zip", {"b": b"2", "a": b"1"})
    assert fingerprint(tmp_path / "one.zip") == fingerprint(tmp_path / "two.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def runs(monkeypatch: pytest.MonkeyPatch, whole: dict[str, Run], trimmed: dict[str, Run]) -> None:
    """Puts these runs, by the last probe of their use, in the place of real ones: first with all files, then with those of the parts."""
    seen: set[str] = set()

    def run(use: Use, *_: object) -> Run:
        probe = use.probes[-1]
        first = probe not in seen
        seen.add(probe)
        return (whole if first else trimmed)[probe]

    uses = (
        Use(part="calculator", probes=("one",)),
        Use(part="plan", probes=("some", "plan")),
        Use(part="office", probes=("some", "plan book"), beside=("plan",)),
        Use(part="office", probes=("other book",)),
    )
    monkeypatch.setattr(runtime_closure, "USES", uses)
    monkeypatch.setattr(runtime_closure, "run", run)


def run(*names: str, answer: str = "1") -> Run:
    return Run(answers=[answer], needed=[f"/lib/some.zip/{name}" for name in names])


WHOLE = {
    "one": run("a.pyc", "c/one.pyc"),
    "plan": run("a.pyc", "c/one.pyc", "c/plan.pyc", "csv.pyc"),
    "plan book": run("a.pyc", "c/one.pyc", "c/plan.pyc", "csv.pyc", "o.pyc", "c/book.pyc"),
    "other book": run("a.pyc", "c/one.pyc", "csv.pyc", "o.pyc"),
}


@pytest.mark.parametrize("broken", WHOLE)
def test_an_archive_trimmed_too_far_fails_the_build(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """Whichever it is."""
    runs(monkeypatch, WHOLE, WHOLE | {broken: run(answer="2")})
    with pytest.raises(ClosureBroken, match="other answers"):
        trim({}, {}, {}, REQUESTS, Halves(b"", b"", ""))


def test_each_archive_holds_what_is_not_there_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second use of an archive does not have beside it what the first one has."""
    runs(monkeypatch, WHOLE, WHOLE)
    stdlib = {"a.pyc": b"a", "csv.pyc": b"s", "unused.pyc": b""}
    others = {"c/one.pyc": b"1", "c/plan.pyc": b"p", "o.pyc": b"o", "c/book.pyc": b"b", "unused too.pyc": b""}
    trimmed = trim(stdlib, others, {"c/_rules/one.pyc": b"r"}, REQUESTS, Halves(b"", b"", ""))
    assert trimmed.stdlib == {"a.pyc": b"a"}
    assert trimmed.parts == {
        "calculator": {"c/one.pyc": b"1"},
        "plan": {"c/plan.pyc": b"p", "csv.pyc": b"s"},
        "office": {"o.pyc": b"o", "c/book.pyc": b"b", "csv.pyc": b"s"},
    }


def test_what_two_archives_hold_apart_moves_into_the_one_before_both(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {"one": run("a.pyc"), "plan": run("a.pyc", "p.pyc"), "table": run("a.pyc", "p.pyc", "s.pyc"), "book": run("a.pyc", "s.pyc")}
    runs(monkeypatch, whole, whole)
    uses = [Use(part="calculator", probes=("one",)), Use(part="plan", probes=("plan",))]
    uses += [Use(part=name, probes=(name,), beside=("plan",)) for name in ("table", "book")]
    monkeypatch.setattr(runtime_closure, "USES", tuple(uses))
    trimmed = trim({"a.pyc": b"", "s.pyc": b""}, {"p.pyc": b""}, {}, REQUESTS, Halves(b"", b"", ""))
    assert {name: set(files) for name, files in trimmed.parts.items()} == {
        "calculator": set(),
        "plan": {"p.pyc", "s.pyc"},
        "table": set(),
        "book": set(),
    }


def test_a_package_may_be_split_over_archives(tmp_path: Path) -> None:
    """Of `p`, one module lies in the first archive and one in each of two later ones; its `q` begins in the third, which comes first."""
    for name, modules in {
        "first": ("p/__init__.py", "p/one.py"),
        "second": ("p/two.py", "p/q/more.py"),
        "third": ("p/q/__init__.py", "p/three.py"),
    }.items():
        write_zip(tmp_path / f"{name}.zip", dict.fromkeys(modules, b""))
    code = """if True:
        import sys
        sys.path[:0] = [sys.argv[1], sys.argv[2] + "/first.zip"]
        import runtime_finder
        import p.one
        try:
            import p.two
        except ModuleNotFoundError:
            for name in ("third", "second"):
                runtime_finder.add(f"{sys.argv[2]}/{name}.zip")
        import p.two, p.three, p.q, p.q.more
        print([module.__name__ for module in (p.one, p.two, p.three, p.q, p.q.more)])
        import p.four
    """
    folder = Path(runtime_finder.__file__).parent
    done = subprocess.run([sys.executable, "-I", "-c", code, folder, tmp_path], capture_output=True, text=True)
    assert done.stdout == "['p.one', 'p.two', 'p.three', 'p.q', 'p.q.more']\n", done.stderr
    assert "ModuleNotFoundError: No module named 'p.four'" in done.stderr


def test_siblings_hold_the_same_and_stale_ones_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    text = b"<p>1000</p>" * 200
    (site / "page.html").write_bytes(text)
    (site / "small.html").write_bytes(b"<p>")
    (site / "gone.html.br").write_bytes(b"")
    assert precompress(site=site, build=tmp_path / "build") == 1
    assert brotli.decompress((site / "page.html.br").read_bytes()) == text
    assert gzip.decompress((site / "page.html.gz").read_bytes()) == text
    assert sorted(path.name for path in site.iterdir()) == ["page.html", "page.html.br", "page.html.gz", "small.html"]


def test_a_folder_is_replaced_without_a_moment_of_nothing(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, files in (
        (old, {"same.js": "1", "same.js.br": "b", "stale.js": "1", "gone/stale.js.gz": "g"}),
        (new, {"same.js": "1", "sub/more.js": "2"}),
    ):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    before = (old / "same.js").stat().st_ino
    replace_folder(old, new)
    assert sorted(path.relative_to(old).as_posix() for path in old.rglob("*")) == ["same.js", "same.js.br", "sub", "sub/more.js"]
    assert (old / "same.js").stat().st_ino == before, "what is the same is left alone"
