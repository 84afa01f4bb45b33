"""Which data the functions of one half can reach, as a linker would find it: from what they name, through the addresses in the data.

Data that only other functions name is left out of the first half, and comes with the second, which those functions bring. Tables
of Chinese, Japanese and Korean encodings and the names of all characters are a third of Pyodide's data, and a calculator reads none.
Each place that anything names begins an object, which reaches to the next such place. Only long runs of objects that
nobody can reach are left out, and never what is near one that somebody can: a compiler may write the address of a
table's fifth entry less five entries.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from site_src.builder.runtime.halves.wasm import CONST, Reader

NEAR = 4096  # bytes on both sides of what can be reached
LONG = 16384  # bytes that are worth a gap
_LOADS_AND_STORES = range(0x28, 0x3F)
_WIDEST = 4  # of the alignments, as a power of 2

Runs = list[tuple[int, int]]  # from, to


def said(functions: Iterable[bytes], size: int) -> set[int]:
    """Every place in the data that the code can name: each byte that could begin such an instruction counts as one, so none is missed."""
    found = set()
    for code in functions:
        for at, byte in enumerate(code):
            if byte == CONST[0]:
                found.add(_number(code, at + 1, signed=True))
            elif byte in _LOADS_AND_STORES and at + 1 < len(code) and code[at + 1] <= _WIDEST:
                found.add(_number(code, at + 2, signed=False))
    return {place for place in found if 0 < place < size}


def _number(code: bytes, at: int, *, signed: bool) -> int:
    tail = code[at : at + 5]
    if not any(byte < 128 for byte in tail):
        return -1  # no number of 32 bits
    reader = Reader(tail)
    return reader.signed() if signed else reader.number()


def unreached(size: int, pointers: Mapping[int, int], roots: Iterable[int], named: Iterable[int]) -> Runs:
    """The long runs of data that nothing reaches from the roots. `pointers`: from where to where; `named`: whatever anything names."""
    starts = sorted({0, *(place for place in (*named, *roots, *pointers.values()) if 0 <= place < size)})
    wheres = sorted(pointers)
    ends = [*starts[1:], size]
    reached: set[int] = set()
    waiting = list(roots)
    while waiting:
        place = waiting.pop()
        number = bisect_right(starts, place) - 1
        if number in reached or not 0 <= place < size:
            continue
        reached.add(number)
        inside = wheres[bisect_left(wheres, starts[number]) : bisect_left(wheres, ends[number])]
        waiting += [pointers[where] for where in inside]
    edges = [0, *(edge for number in sorted(reached) for edge in (starts[number] - NEAR, ends[number] + NEAR)), size]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start >= LONG]


def between(runs: Runs, size: int) -> Runs:
    """What the runs leave of the data."""
    edges = [0, *(edge for run in runs for edge in run), size]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
