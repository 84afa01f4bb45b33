"""WebAssembly's binary format as far as a module is taken apart and put together again: sections, vectors, numbers.

What stands inside a function is never read as instructions: it travels byte for byte. (WebAssembly core specification, chapter 5.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, GLOBAL, EXPORT, ELEMENT, DATA_COUNT, CODE, DATA = 0, 1, 2, 3, 4, 6, 7, 9, 12, 10, 11
FUNC, TABLE_KIND, MEMORY, GLOBAL_KIND, TAG = range(5)  # what is imported and exported
I32, FUNCREF = b"\x7f", b"\x70"
UNREACHABLE, IF, END, CALL, CALL_INDIRECT = b"\x00", b"\x04\x40", b"\x0b", b"\x10", b"\x11"
LOCAL_GET, GLOBAL_GET, GLOBAL_SET, TABLE_GET, STORE = b"\x20", b"\x23", b"\x24", b"\x25", b"\x36"
CONST, ADD, SUBTRACT, IS_NULL, REF_FUNC = b"\x41", b"\x6a", b"\x6b", b"\xd1", b"\xd2"  # of i32
_HEAD = b"\0asm\1\0\0\0"


@dataclass(slots=True)
class Reader:
    """Reads on from `at`."""

    data: bytes
    at: int = 0

    def take(self, length: int) -> bytes:
        found = self.data[self.at : self.at + length]
        self.at += length
        return found

    def byte(self) -> int:
        (found,) = self.take(1)
        return found

    def number(self) -> int:
        """An unsigned number (LEB128)."""
        found = shift = 0
        while True:
            byte = self.byte()
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    def signed(self) -> int:
        """A signed number (LEB128)."""
        start = self.at
        found = self.number()
        bits = 7 * (self.at - start)
        return found - (1 << bits) if found >> (bits - 1) & 1 else found

    def sized(self) -> bytes:
        """Bytes behind their length: a name, a function's code, a section."""
        return self.take(self.number())

    @property
    def more(self) -> bool:
        return self.at < len(self.data)


def number(value: int) -> bytes:
    """An unsigned number (LEB128)."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def signed(value: int) -> bytes:
    """A signed number (LEB128)."""
    found = bytearray()
    while not -64 <= value < 64:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value & 127)
    return bytes(found)


def sized(data: bytes) -> bytes:
    """Bytes behind their length."""
    return number(len(data)) + data


def vector(items: Sequence[bytes]) -> bytes:
    """Entries behind their number."""
    return number(len(items)) + b"".join(items)


def read_sections(module: bytes) -> list[tuple[int, bytes]]:
    """The sections in their order, each as its id and its content. Raises `ValueError` for what is no module."""
    if not module.startswith(_HEAD):
        raise ValueError("This is no WebAssembly module of version 1.")
    reader = Reader(module, len(_HEAD))
    found = []
    while reader.more:
        found.append((reader.byte(), reader.sized()))
    return found


def write_sections(sections: Iterable[tuple[int, bytes]]) -> bytes:
    """A module of these sections."""
    return _HEAD + b"".join(bytes([kind]) + sized(content) for kind, content in sections)


@dataclass(frozen=True, slots=True)
class Import:
    """What a module needs of others: a function, table, memory, global or tag."""

    module: str
    name: str
    kind: int
    raw: bytes  # the whole entry


def read_imports(content: bytes) -> list[Import]:
    """The entries of the section."""
    reader = Reader(content)
    found = []
    for _ in range(reader.number()):
        start = reader.at
        module, name, kind = reader.sized().decode(), reader.sized().decode(), reader.byte()
        match kind:
            case 0:
                reader.number()
            case 1 | 2:
                if kind == TABLE_KIND:
                    reader.byte()
                for _ in range(1 + (reader.byte() & 1)):  # a limit, and with the flag another
                    reader.number()
            case 3 | 4:
                reader.take(2)
        found.append(Import(module, name, kind, content[start : reader.at]))
    return found


@dataclass(frozen=True, slots=True)
class Export:
    """What a module offers under a name; `index` counts those of its kind, imported ones first."""

    name: str
    kind: int
    index: int

    @property
    def raw(self) -> bytes:
        return sized(self.name.encode()) + bytes([self.kind]) + number(self.index)


def read_exports(content: bytes) -> list[Export]:
    """The entries of the section."""
    reader = Reader(content)
    return [Export(reader.sized().decode(), reader.byte(), reader.number()) for _ in range(reader.number())]


@dataclass(frozen=True, slots=True)
class Signature:
    """A function's type: one byte for each value that it takes and gives."""

    params: bytes
    results: bytes


def read_types(content: bytes) -> list[Signature]:
    """The types of functions; all that there are before garbage collection came to WebAssembly."""
    reader = Reader(content)
    found = []
    for _ in range(reader.number()):
        if reader.byte() != 0x60:
            raise ValueError("A type that is no function's.")
        found.append(Signature(reader.sized(), reader.sized()))
    return found


def read_numbers(content: bytes) -> list[int]:
    """A vector of numbers."""
    reader = Reader(content)
    return [reader.number() for _ in range(reader.number())]


def read_code(content: bytes) -> list[bytes]:
    """Each function with its locals, without its length."""
    reader = Reader(content)
    return [reader.sized() for _ in range(reader.number())]


def write_code(functions: Iterable[bytes]) -> bytes:
    """The code section."""
    return vector([sized(function) for function in functions])


def locals_of(function: bytes) -> int:
    """The length of the part that declares its locals, before the first instruction."""
    reader = Reader(function)
    for _ in range(reader.number()):
        reader.number()
        reader.byte()
    return reader.at


def count(content: bytes) -> int:
    """How many entries a section has."""
    return Reader(content).number()
