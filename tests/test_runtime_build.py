"""The build of what the browser downloads: the same bytes each time, compiled for its Python, and nothing missing."""

import gzip
import json
import zipfile
from importlib.metadata import version
from pathlib import Path

import brotli
import pytest

from site_src.builder import runtime_closure
from site_src.builder.archive import fingerprint, read_zip, write_zip
from site_src.builder.bytecode import WrongPython, check_host, compile_archive
from site_src.builder.precompress import precompress
from site_src.builder.replacing import replace_folder
from site_src.builder.runtime import PYODIDE, Runtime, build_runtime
from site_src.builder.runtime_closure import ClosureBroken, Run, trim
from tests.running import Installed

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
        "python_stdlib.zip",
        "LICENSE.pyodide.txt",
        "LICENSE.python.txt",
        "NOTICE.txt",
    }
    kept = read_zip(tmp_path / "one" / "site" / first.folder / "python_stdlib.zip")
    assert all(name.endswith(".pyc") for name in kept)
    assert len(kept) < 0.4 * len(read_zip(PYODIDE / "python_stdlib.zip"))
    ours = read_zip(tmp_path / "one" / "site" / first.calculator)
    assert {"calculator/wire.pyc", "calculator/_rules.pyc"} <= ours.keys()
    assert not any("__main__" in name or "commandline" in name for name in ours)
    office = read_zip(tmp_path / "one" / "site" / first.office)
    assert {"openpyxl/__init__.pyc", "office_start.pyc", "calculator/export/xlsx/__init__.pyc"} <= office.keys()
    assert not office.keys() & (kept.keys() | ours.keys()), "what is there already is not fetched again"
    assert not any("xlsx" in name or "openpyxl" in name for name in kept.keys() | ours.keys())
    licences = (tmp_path / "one" / "site" / first.office).with_suffix(".LICENSE.txt").read_text(encoding="utf-8")
    notice = (tmp_path / "one" / "site" / first.folder / "NOTICE.txt").read_text(encoding="utf-8")
    for name in ("openpyxl", "et-xmlfile"):
        assert all(f"{name} {version(name)}" in text for text in (licences, notice))
    assert licences.count("Permission is hereby granted") == 2


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


@pytest.mark.parametrize("broken", [0, 1])
def test_a_library_trimmed_too_far_fails_the_build(monkeypatch: pytest.MonkeyPatch, broken: int) -> None:
    """For what is fetched at first and for what workbooks need."""
    good = Run(answers=["1"], needed=["/lib/python313.zip/a.pyc"])
    bad = Run(answers=["2"], needed=[])
    runs = iter([(good, good), (bad, good) if broken == 0 else (good, bad)])
    monkeypatch.setattr(runtime_closure, "_run", lambda *_: next(runs))
    with pytest.raises(ClosureBroken, match="other answers"):
        trim({"a.pyc": b"", "b.pyc": b""}, {}, {}, REQUESTS, PYODIDE)


def test_what_is_needed_later_alone_goes_into_the_later_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Run(answers=[], needed=["/lib/python313.zip/a.pyc", "/lib/calculator.zip/c/one.pyc"])
    later = Run(answers=[], needed=[*first.needed, "/lib/python313.zip/b.pyc", "/lib/office.zip/o.pyc", "/lib/office.zip/c/two.pyc"])
    monkeypatch.setattr(runtime_closure, "_run", lambda *_: (first, later))
    stdlib, ours = {"a.pyc": b"a", "b.pyc": b"b", "unused.pyc": b""}, {"c/one.pyc": b"1"}
    parts = trim(stdlib, ours, {"o.pyc": b"o", "c/two.pyc": b"2", "unused too.pyc": b""}, REQUESTS, PYODIDE)
    assert (parts.stdlib, parts.calculator) == ({"a.pyc": b"a"}, ours)
    assert parts.office == {"b.pyc": b"b", "o.pyc": b"o", "c/two.pyc": b"2"}


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
