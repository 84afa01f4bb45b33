"""Pyodide's data with the addresses in it: the half megabyte of instructions that puts them there at each start need not travel.

The module is made to be placed anywhere, but Pyodide's script always places it at the same address. What the instructions
compute from that is written into the data now; those that need to know more are left to run.
"""

import re
from dataclasses import dataclass, field

from site_src.builder.runtime.halves import wasm
from site_src.builder.runtime.halves.wasm import Reader

MEMORY, TABLE = "__memory_base", "__table_base"
_FUNCTION = "__wasm_apply_data_relocs"
_BASE = re.compile(r'__(_memory_base|_table_base)=new WebAssembly\.Global\(\{value:"i32",mutable:false\},(\d+)\)')


@dataclass(frozen=True, slots=True)
class Address:
    """A number of bytes after a base; `base` is None for a plain number, and another name for what only the start knows."""

    base: str | None
    offset: int

    def plus(self, other: "Address", sign: int = 1) -> "Address":
        if self.base and other.base:
            raise ValueError("An address that is worked out of two.")
        return Address(self.base or other.base, self.offset + sign * other.offset)


@dataclass(slots=True)
class Settled:
    """The data as it stands in memory from `start` on; `pointers`: where in it an address of it stands, and which, both from `start` on."""

    start: int
    data: bytearray
    pointers: dict[int, int] = field(default_factory=dict)


def settle(binary: bytes, script: str) -> tuple[bytes, Settled]:
    """The module without the instructions that are not needed now, and the data. `script`: Pyodide's own, which says where they lie.

    Raises `ValueError` where the module is not made as Pyodide's is.
    """
    bases = {f"_{name}": int(base) for name, base in _BASE.findall(script)}
    sections = wasm.read_sections(binary)
    part = dict(sections)
    imports = wasm.read_imports(part[wasm.IMPORT])
    names = [one.name for one in imports if one.kind == wasm.GLOBAL_KIND]
    (function,) = (one.index for one in wasm.read_exports(part[wasm.EXPORT]) if one.name == _FUNCTION)
    place = function - sum(1 for one in imports if one.kind == wasm.FUNC)
    code = wasm.read_code(part[wasm.CODE])
    settled = Settled(bases[MEMORY], _data(part[wasm.DATA], names))
    code[place] = _settle(code[place], names, bases, settled)
    return wasm.write_sections((kind, wasm.write_code(code) if kind == wasm.CODE else content) for kind, content in sections), settled


def _data(section: bytes, names: list[str]) -> bytearray:
    """The bytes of the one data segment."""
    reader = Reader(section)
    if (reader.number(), reader.number(), reader.take(1)) != (1, 0, wasm.GLOBAL_GET) or names[reader.number()] != MEMORY:
        raise ValueError("Not one data segment at the base of the memory.")
    reader.take(1)
    return bytearray(reader.sized())


def _settle(code: bytes, names: list[str], bases: dict[str, int], settled: Settled) -> bytes:
    """Writes into the data what can be; what is left of the function."""
    reader = Reader(code, wasm.locals_of(code))
    left = [code[: reader.at]]
    start = reader.at
    stack: list[Address] = []
    while (instruction := reader.take(1)) != wasm.END:
        match instruction:
            case wasm.GLOBAL_GET:
                stack.append(Address(names[reader.number()], 0))
            case wasm.CONST:
                stack.append(Address(None, reader.signed()))
            case wasm.ADD | wasm.SUBTRACT:
                second, first = stack.pop(), stack.pop()
                stack.append(first.plus(second, 1 if instruction == wasm.ADD else -1))
            case wasm.STORE:
                reader.number()
                offset, value, where = reader.number(), stack.pop(), stack.pop()
                if stack or where.base != MEMORY:
                    raise ValueError("What is stored is not one number in the data.")
                if value.base is None or value.base in bases:
                    at = where.offset + offset
                    settled.data[at : at + 4] = ((bases[value.base] if value.base else 0) + value.offset).to_bytes(4, "little")
                    if value.base == MEMORY:
                        settled.pointers[at] = value.offset
                else:
                    left.append(code[start : reader.at])
                start = reader.at
            case other:
                raise ValueError(f"An instruction that puts no address into the data: {other.hex()}.")
    return b"".join(left) + wasm.END
