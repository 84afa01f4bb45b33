"""Pyodide's module in two halves: nothing is lost between them, and what is unforeseen is answered as by the whole."""

import json
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from site_src.builder.archive import read_zip
from site_src.builder.runtime.closure import Run, run, unsplit
from site_src.builder.runtime.halves import called as record
from site_src.builder.runtime.halves.called import MODULE, PYODIDE, SCRIPTS, OtherModule, called
from site_src.builder.runtime.halves.reach import LONG, NEAR, between, said, unreached
from site_src.builder.runtime.halves.script import lean
from site_src.builder.runtime.halves.split import SMALL, Halves, Module, called_by, halves
from site_src.builder.runtime.halves.wasm import CODE, DATA, Reader, number, read_sections, signed, write_sections
from site_src.builder.runtime.pack import Runtime
from site_src.builder.runtime.parts import Use
from tests.running import Installed
from tests.test_runtime_build import build

# What no calculator does: names of characters, an encoding of Japan, complex numbers, two hashes.
FAR = """
import json, unicodedata, cmath, hashlib
text = [unicodedata.name("\\u5149"), "\\u30ab".encode("shift_jis").hex(), str(cmath.sqrt(-2)), hashlib.sha3_256(b"1").hexdigest()]
json.dumps([*text, unicodedata.lookup("GREEK SMALL LETTER ALPHA"), b"\\xb9\\xe2".decode("euc_kr")])
"""


@pytest.fixture(scope="module")
def made() -> Halves:
    scripts = [script.read_text(encoding="utf-8") for script in SCRIPTS]
    return halves(MODULE.read_bytes(), called(), *scripts)


def ask(folder: Path, installed: Installed, code: str, module: Halves) -> Run:
    """The answer of a probe, by the library that comes with Pyodide and the calculator as it is published."""
    runtime: Runtime = build(folder, installed)
    (folder / "probe.py").write_text(code, encoding="utf-8")
    parts = [read_zip(folder / "site" / "runtime" / part.file) for part in runtime.parts.values()]
    rules = [read_zip(path) for path in (folder / "site" / "runtime").glob("rules-all-*.zip")]
    library = read_zip(PYODIDE / "python_stdlib.zip")
    return run(Use(part="far", probes=(str(folder / "probe.py"),)), library, [*parts, *rules], "", module)


def test_what_no_calculator_does_is_answered_as_by_the_whole_once_the_second_half_is_there(
    tmp_path: Path, installed: Installed, made: Halves
) -> None:
    whole = ask(tmp_path, installed, FAR, unsplit())
    assert whole.answers[0].startswith("CJK UNIFIED IDEOGRAPH-")
    assert ask(tmp_path, installed, FAR, made).answers == whole.answers
    with pytest.raises(subprocess.CalledProcessError):
        ask(tmp_path, installed, FAR, replace(made, second=b""))  # so it is in the second half


def test_the_script_names_what_the_module_exports_and_gives_it_all_that_it_imports(made: Halves) -> None:
    module, theirs = Module(made.first), SCRIPTS[0].read_text(encoding="utf-8")
    exports = {one.name for one in module.exports}
    named = {name for name in re.findall(r'wasmExports\["(\w+)"\];', made.script) if not name.startswith("__wasm")}
    assert len(named) > 100
    assert named <= exports
    (given,) = re.findall(r"wasmImports=\{([^{}]*)\}", made.script)
    (before,) = re.findall(r"wasmImports=\{([^{}]*)\}", theirs)
    names, all_names = ({entry.split(":")[0].strip('" ') for entry in entries.split(",")} for entries in (given, before))
    assert names == all_names & {one.name for one in module.imports}
    assert len(made.script) < 0.5 * len(theirs)


def test_a_start_makes_one_module_for_all_the_functions_of_pictures(made: Halves) -> None:
    pointed = [one.name for one in Module(made.first).imports if one.module == "GOT.func" and one.name.startswith("emscripten_gl")]
    given = dict(entry.split(":") for entry in re.findall(r"wasmImports=\{([^{}]*)\}", made.script)[0].split(",") if ":" in entry)
    assert len(pointed) > 200
    assert len({given[name] for name in pointed}) == 1


def test_a_script_that_is_not_made_as_pyodides_is_said_to_be_none() -> None:
    with pytest.raises(ValueError, match="nothing like this"):
        lean("", "", set(), set())


def test_both_halves_hold_every_function_once_and_as_it_was(made: Halves) -> None:
    whole, first, second = Module(MODULE.read_bytes()), read_code(made.first), read_code(made.second)
    settled = next(one.index - whole.imported for one in whole.exports if one.name == "__wasm_apply_data_relocs")
    there = [(one == code, other == code) for one, other, code in zip(first, second, whole.code, strict=True)]
    lost = [n for n, places in enumerate(there) if not any(places) and n != settled]
    assert not lost
    assert all(there[n][0] for n in called() - {settled})
    assert sum(len(code) for code in first) < 0.5 * sum(len(code) for code in whole.code)


def read_code(half: bytes) -> list[bytes]:
    reader = Reader(dict(read_sections(half))[CODE])
    return [reader.sized() for _ in range(reader.number())]


def test_both_halves_hold_all_data_once(made: Halves) -> None:
    """Of the bytes of the whole that are not zero, none is left out; those of addresses are settled in both."""
    runs = sorted(run for half in (made.first, made.second) for run in data_of(half))
    assert runs[0][0] == 1024, "where Pyodide begins"
    assert all(start + len(data) == following for (start, data), (following, _) in pairwise(runs))
    whole = Reader(dict(read_sections(MODULE.read_bytes()))[DATA])
    whole.take(5)
    assert sum(len(data) for _, data in runs) == len(whole.sized())


def data_of(half: bytes) -> list[tuple[int, bytes]]:
    reader = Reader(dict(read_sections(half))[DATA])
    found = []
    for _ in range(reader.number()):
        reader.take(2)
        start = reader.signed()
        reader.take(1)
        found.append((start, reader.sized()))
    return found


def test_a_module_put_together_again_is_the_same_bytes() -> None:
    assert write_sections(read_sections(MODULE.read_bytes())) == MODULE.read_bytes()


def test_what_is_no_module_is_refused() -> None:
    with pytest.raises(ValueError, match="no WebAssembly module"):
        read_sections(b"<!doctype html>")


@pytest.mark.parametrize("value", [0, 1, 63, 64, 127, 128, 8191, 8192, 2**31 - 1])
def test_numbers_are_read_as_they_were_written(value: int) -> None:
    assert Reader(number(value)).number() == value
    assert Reader(signed(value)).signed() == value
    assert Reader(signed(-value)).signed() == -value


def test_no_call_and_no_place_is_missed_whatever_stands_before() -> None:
    call, constant, load = b"\x10" + number(300), b"\x41" + signed(70_000), b"\x28\x02" + number(80_000)
    for before in (b"", b"\x10", b"\x41", b"\x28", b"\x10\x41\x28\x02"):
        code = before + call + before + constant + before + load + b"\x0b"
        assert 300 in called_by([code])
        assert {70_000, 80_000} <= said([code], 100_000)


def test_data_is_left_out_only_far_from_what_can_be_reached() -> None:
    """Three objects: the first is named, and points into the third."""
    size = 10 * LONG
    second, third = 2 * LONG, 6 * LONG
    (gap, rest) = unreached(size, {8: third}, {0}, {0, second, third, third + LONG})
    assert gap == (second + NEAR, third - NEAR)
    assert rest == (third + LONG + NEAR, size)
    assert between([gap, rest], size) == [(0, gap[0]), (gap[1], rest[0])]
    assert not unreached(size, {}, {0, second, third, third + LONG}, ())


def test_another_pyodide_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "called.json"
    other.write_text(json.dumps({"module": "0" * 12, "called": [1]}), encoding="utf-8")
    monkeypatch.setattr(record, "RECORD", other)
    with pytest.raises(OtherModule, match=r"build\.py called"):
        called()


def test_small_functions_that_have_an_address_are_in_the_first_half(made: Halves) -> None:
    whole, first = Module(MODULE.read_bytes()), read_code(made.first)
    small = [n for n, code in enumerate(whole.code) if len(code) <= SMALL and first[n] == code]
    assert len(small) > len([n for n in called() if len(whole.code[n]) <= SMALL]) + 1000
