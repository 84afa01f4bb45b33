"""Pyodide's WebAssembly in two halves: what a visitor's Python needs, and the rest, fetched if it is ever called after all.

Both halves are the same module with the same functions under the same numbers; each has the code of its own, byte for byte as it
came, and calls what the other has through one table, `CALLS`. A call of the first half that finds nothing there calls entry 0 of the
table first, which fetches the second half and starts it; that fills its places (assets/runtime/second_half.js). So an
unforeseen call costs a wait, and never an answer. Which functions are called is found by running the probes; which data they
can reach, by following what they name (reach.py).

What travels no longer at all: the names under which Pyodide's scripts never ask for anything. They serve libraries loaded later,
which the calculator has none of, and the start spent much of its time on them.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from site_src.builder.runtime.halves import wasm
from site_src.builder.runtime.halves.reach import Runs, between, said, unreached
from site_src.builder.runtime.halves.script import STUB, lean
from site_src.builder.runtime.halves.settle import Settled, settle
from site_src.builder.runtime.halves.wasm import (
    CALL,
    CALL_INDIRECT,
    CONST,
    END,
    GLOBAL_GET,
    GLOBAL_SET,
    IF,
    IS_NULL,
    LOCAL_GET,
    REF_FUNC,
    TABLE_GET,
    UNREACHABLE,
    Export,
    Reader,
    Signature,
    number,
    signed,
    sized,
    vector,
)

HIDDEN = "-"  # begins the names that are none of Pyodide's: the other half's (assets/runtime/second_half.js)
CALLS = f"{HIDDEN}calls"  # the table; the second half imports it, and all else that is the first one's, from the module `FIRST_HALF`
FIRST_HALF = "first"
SMALL = 150  # bytes
_NEVER = b"\x00" + UNREACHABLE + END  # no locals


@dataclass(frozen=True, slots=True)
class Halves:
    """Both as binaries: the first as Pyodide's own, the second to be started with what the first exports; and the script that starts
    the first. A whole module has no second half."""

    first: bytes
    second: bytes
    script: str


class Module:
    """A module with one funcref table that it imports, taken apart as far as is needed here."""

    def __init__(self, binary: bytes):
        self.sections = wasm.read_sections(binary)
        part = dict(self.sections)
        self.types = wasm.read_types(part[wasm.TYPE])
        self.imports = wasm.read_imports(part[wasm.IMPORT])
        self.type_of = wasm.read_numbers(part[wasm.FUNCTION])
        self.exports = wasm.read_exports(part[wasm.EXPORT])
        self.code = wasm.read_code(part[wasm.CODE])
        self.imported = self._imported(wasm.FUNC)
        self.tables = self._imported(wasm.TABLE_KIND) + wasm.count(part[wasm.TABLE])
        self.first_global = self._imported(wasm.GLOBAL_KIND)
        self.globals = _read_globals(part[wasm.GLOBAL])

    def _imported(self, kind: int) -> int:
        return sum(1 for one in self.imports if one.kind == kind)

    def section(self, kind: int) -> bytes:
        return dict(self.sections)[kind]

    def signature(self, function: int) -> Signature:
        return self.types[self.type_of[function]]


def marked(binary: bytes) -> bytes:
    """The module with a global for each function of its own, exported as `-called<n>`, that is 1 once the function has been called."""
    module = Module(binary)
    first = module.first_global + len(module.globals)
    functions = range(len(module.code))
    marks = [wasm.I32 + b"\x01" + CONST + signed(0) + END for _ in functions]
    names = [Export(f"{HIDDEN}called{n}", wasm.GLOBAL_KIND, first + n).raw for n in functions]

    def mark(function: int, code: bytes) -> bytes:
        at = wasm.locals_of(code)
        return code[:at] + CONST + signed(1) + GLOBAL_SET + number(first + function) + code[at:]

    return _with(
        module,
        {
            wasm.GLOBAL: vector([*module.globals, *marks]),
            wasm.EXPORT: vector([*(one.raw for one in module.exports), *names]),
            wasm.CODE: wasm.write_code(mark(n, code) for n, code in enumerate(module.code)),
        },
    )


def halves(binary: bytes, called: Collection[int], script: str, others: str = "") -> Halves:
    """The module in two halves. `called`: functions by their number after the imported ones; `script`: Pyodide's that starts the
    module; `others`: further scripts that may use it.

    Raises `ValueError` where the module is not made as Pyodide's is.
    """
    settled, data = settle(binary, script)
    module = Module(settled)
    called = frozenset(called) | _small(module)
    exports = _wanted(module, script + others)
    gaps = _gaps(module, called, exports, data, script)
    places = {function: 1 + place for place, function in enumerate(sorted(range(len(module.code)), key=lambda n: (n not in called, n)))}
    return Halves(
        first=_first(module, called, places, exports, _segments(data, between(gaps, len(data.data)))),
        second=_second(module, called, places, _segments(data, gaps)),
        script=lean(script, others, {one.name for one in module.imports}, {one.name for one in exports}),
    )


def _small(module: Module) -> set[int]:
    """Functions of a few instructions that are called by their address: most free or visit a kind of object, which happens whenever
    memory is swept, so that no run of the probes shows all of them."""
    pointed = {index - module.imported for index in _elements(module.section(wasm.ELEMENT))}
    return {n for n in pointed if n >= 0 and len(module.code[n]) <= SMALL}


def _gaps(module: Module, called: frozenset[int], exports: list[Export], data: Settled, script: str) -> Runs:
    """The data that the functions called, the exports and the script cannot reach."""
    size = len(data.data)
    values = [Reader(raw, 3).signed() for raw in module.globals]
    used = {one.index for one in exports if one.kind == wasm.GLOBAL_KIND} | numbers_after(GLOBAL_GET, (module.code[n] for n in called))
    roots = {values[index - module.first_global] for index in used if 0 <= index - module.first_global < len(values)}
    roots |= {int(digits) - data.start for digits in re.findall(r'Module\["\w+"\]=(\d+);', script)}
    roots |= said((module.code[n] for n in called), size)
    return unreached(size, data.pointers, roots, {*values, *said(module.code, size)})


def _segments(data: Settled, runs: Runs) -> bytes:
    """Data segments that put these runs where they belong."""
    return vector([b"\x00" + CONST + signed(data.start + start) + END + sized(bytes(data.data[start:end])) for start, end in runs])


def _first(module: Module, called: frozenset[int], places: dict[int, int], exports: list[Export], data: bytes) -> bytes:
    outside = {one.index for one in exports if one.kind == wasm.FUNC} | set(_elements(module.section(wasm.ELEMENT)))
    within = called_by([module.code[n] for n in called])
    reached = {index - module.imported for index in outside | within}
    load = CONST + signed(0) + CALL_INDIRECT + number(module.types.index(Signature(b"", b""))) + number(module.tables)

    def body(function: int, code: bytes) -> bytes:
        if function in called:
            return code
        if function not in reached:
            return _NEVER
        place = CONST + signed(places[function])
        missing = place + TABLE_GET + number(module.tables) + IS_NULL + IF + load + END
        return b"\x00" + missing + _through(module, function, places)

    shared = [Export(f"{HIDDEN}global{n}", wasm.GLOBAL_KIND, module.first_global + n) for n in range(len(module.globals))]
    shared += [Export(f"{HIDDEN}table{n}", wasm.TABLE_KIND, n) for n in range(1, module.tables)]
    shared.append(Export(CALLS, wasm.TABLE_KIND, module.tables))
    table = wasm.FUNCREF + b"\x00" + number(1 + len(module.code))
    tables = Reader(module.section(wasm.TABLE))
    return _with(
        module,
        {
            wasm.TABLE: number(tables.number() + 1) + tables.data[tables.at :] + table,
            wasm.EXPORT: vector([one.raw for one in (*exports, *shared)]),
            wasm.ELEMENT: _plus(module.section(wasm.ELEMENT), _fill(module, sorted(called), 1)),
            wasm.CODE: wasm.write_code(body(n, code) for n, code in enumerate(module.code)),
            wasm.DATA_COUNT: number(wasm.count(data)),
            wasm.DATA: data,
        },
    )


def _wanted(module: Module, scripts: str) -> list[Export]:
    """What the module offers and somebody could ask for: it imports that itself, or the scripts say a name of it more often than once."""
    names = {one.name: {one.name} for one in module.exports} | {one.name: {one.name} for one in module.imports}
    said = set(re.findall(r"[A-Za-z_$][\w$]*", STUB.sub("", scripts))) | {one.name for one in module.imports}
    for stub in STUB.finditer(scripts):
        names.setdefault(stub["name"], set()).update(name for name in (stub["variable"], stub["property"]) if name)
    return [one for one in module.exports if names[one.name] & said]


def _second(module: Module, called: frozenset[int], places: dict[int, int], data: bytes) -> bytes:
    cold = [n for n in range(len(module.code)) if n not in called]
    reached = {index - module.imported for index in called_by([module.code[n] for n in cold])}

    def body(function: int, code: bytes) -> bytes:
        if function not in called:
            return code
        return b"\x00" + _through(module, function, places) if function in reached else _NEVER

    def shared(name: str, kind: int, raw: bytes) -> bytes:
        return sized(FIRST_HALF.encode()) + sized(name.encode()) + bytes([kind]) + raw

    imports = [one.raw for one in module.imports]
    imports += [shared(f"{HIDDEN}global{n}", wasm.GLOBAL_KIND, raw[:2]) for n, raw in enumerate(module.globals)]
    tables = Reader(module.section(wasm.TABLE))
    imports += [shared(f"{HIDDEN}table{n + 1}", wasm.TABLE_KIND, tables.take(3)) for n in range(tables.number())]
    imports.append(shared(CALLS, wasm.TABLE_KIND, wasm.FUNCREF + b"\x00" + number(1 + len(module.code))))
    return wasm.write_sections(
        [
            (wasm.TYPE, module.section(wasm.TYPE)),
            (wasm.IMPORT, vector(imports)),
            (wasm.FUNCTION, module.section(wasm.FUNCTION)),
            (wasm.ELEMENT, vector([_fill(module, cold, 1 + len(called))])),
            (wasm.CODE, wasm.write_code(body(n, code) for n, code in enumerate(module.code))),
            (wasm.DATA, data),
        ]
    )


def _through(module: Module, function: int, places: dict[int, int]) -> bytes:
    """A call of a function with one's own arguments, through the table, to the end of the code."""
    arguments = b"".join(LOCAL_GET + number(n) for n in range(len(module.signature(function).params)))
    return arguments + CONST + signed(places[function]) + CALL_INDIRECT + number(module.type_of[function]) + number(module.tables) + END


def _fill(module: Module, functions: list[int], start: int) -> bytes:
    """An element segment that puts functions into the table from a place on."""
    indexes = [number(module.imported + n) for n in functions]
    return b"\x02" + number(module.tables) + CONST + signed(start) + END + b"\x00" + vector(indexes)


def _plus(section: bytes, entry: bytes) -> bytes:
    reader = Reader(section)
    return number(reader.number() + 1) + section[reader.at :] + entry


def _elements(section: bytes) -> Iterator[int]:
    """The functions of the one element segment."""
    reader = Reader(section)
    if (reader.number(), reader.number(), reader.take(1)) != (1, 0, GLOBAL_GET):
        raise ValueError("Not one element segment at a base that is imported.")
    reader.number()
    reader.take(1)
    yield from (reader.number() for _ in range(reader.number()))


def numbers_after(instruction: bytes, functions: Iterable[bytes]) -> set[int]:
    """Every number that stands behind such an instruction: each byte that could be one counts, so none is missed."""
    found = set()
    for code in functions:
        at = code.find(instruction)
        while at >= 0:
            tail = code[at + 1 : at + 6]
            if any(byte < 128 for byte in tail):
                found.add(Reader(tail).number())
            at = code.find(instruction, at + 1)
    return found


def called_by(functions: Collection[bytes]) -> set[int]:
    """The numbers of all functions that the code can call or name."""
    return numbers_after(CALL, functions) | numbers_after(REF_FUNC, functions)


def _read_globals(section: bytes) -> list[bytes]:
    """Each global with the constant that it begins with."""
    reader = Reader(section)
    found = []
    for _ in range(reader.number()):
        start = reader.at
        reader.take(2)
        if reader.take(1) != CONST:
            raise ValueError("A global that begins with something else than a number.")
        reader.signed()
        if reader.take(1) != END:
            raise ValueError("A global that is worked out.")
        found.append(section[start : reader.at])
    return found


def _with(module: Module, other: dict[int, bytes]) -> bytes:
    return wasm.write_sections((kind, other.get(kind, content)) for kind, content in module.sections)
