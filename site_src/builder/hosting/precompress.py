"""`.br` and `.gz` siblings beside the site's files, for servers that send them instead of compressing at each request."""

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

import brotli

from site_src.builder.replacing import replace_file

SUFFIXES = {".css", ".csv", ".htm", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".xml", ".zip"}
PLAIN = {"sw.js", "sw-off.js"}  # a host may put the one in the place of the other; a sibling left behind would go on being sent
_SMALLEST = 1024  # bytes; below that a sibling saves less than a packet
RUNTIME_QUALITY = 11  # slow, once for each new Python
_QUALITY = 9


def precompress(*, site: Path, build: Path) -> int:
    """Writes the siblings of every file worth it; the number of files that have them.

    Kept in `build/compressed/` by content, so what did not change costs a copy. Two at a time: both compressors work
    outside Python's lock.
    """
    cache = build / "compressed"
    for sibling in [*site.rglob("*.br"), *site.rglob("*.gz")]:
        if not sibling.with_suffix("").exists():
            sibling.unlink()
    # The largest first, so that none is left to one thread at the end.
    files = sorted(_worth_it(site), key=lambda path: -path.stat().st_size)
    with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        return sum(pool.map(lambda path: write_siblings(path, cache, _quality(path, site)), files))


@contextmanager
def ahead(runtime: Iterable[Path], build: Path) -> Iterator[None]:
    """Compresses files of the runtime beside whatever is done meanwhile, for they alone take longer than all the others."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        packed = [aside.submit(_packed, path.read_bytes(), build / "compressed", RUNTIME_QUALITY) for path in runtime]
        yield
    for one in packed:
        one.result()


def _worth_it(site: Path) -> Iterable[Path]:
    for path in site.rglob("*"):
        if path.suffix in SUFFIXES and path.name not in PLAIN and path.is_file() and path.stat().st_size > _SMALLEST:
            yield path


def _quality(path: Path, site: Path) -> int:
    return RUNTIME_QUALITY if path.relative_to(site).parts[0] == "runtime" else _QUALITY


def write_siblings(path: Path, cache: Path, quality: int) -> int:
    """Puts both siblings of one file beside it, out of the cache where it has them; 1, the files done. `quality` is brotli's."""
    for packed in _packed(path.read_bytes(), cache, quality):
        replace_file(path.with_name(path.name + packed.suffix), packed)
    return 1


def _packed(content: bytes, cache: Path, quality: int) -> tuple[Path, Path]:
    """Both siblings of a file with that content, in the cache."""
    key = f"{hashlib.sha256(content).hexdigest()[:24]}-{quality}"
    br, gz = cache / f"{key}.br", cache / f"{key}.gz"
    if not br.exists():
        _write(br, brotli.compress(content, quality=quality))
    if not gz.exists():
        _write(gz, gzip.compress(content, compresslevel=9, mtime=0))
    return br, gz


def _write(path: Path, content: bytes) -> None:
    """All or nothing, so that a build broken off leaves no half file behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.part")  # two files may hold the same
    half.write_bytes(content)
    half.replace(path)
