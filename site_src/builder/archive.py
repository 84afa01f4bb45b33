"""Zip archives that come out the same, byte for byte, whenever they hold the same files."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can write down


def read_zip(path: Path) -> dict[str, bytes]:
    """Name and bytes of each file in the archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files stored, not deflated: what carries them (.br, .gz) then packs them better as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zipped(files))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The same without a file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), files[name])
    return whole.getvalue()


def fingerprint(*parts: bytes | str | Path) -> str:
    """Twelve hex digits that stand for the parts; a path stands for the bytes of its file."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode() if isinstance(part, str) else part
        whole.update(hashlib.sha256(content).digest())  # so that ("ab", "c") and ("a", "bc") differ
    return whole.hexdigest()[:12]
