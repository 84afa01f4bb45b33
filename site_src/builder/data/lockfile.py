"""The calculator for those who run Pyodide themselves: the wheel with its checksum, and a lock file that lists it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pyodide_lock import PackageSpec, PyodideLockSpec
from pyodide_lock.utils import parse_top_level_import_name

from site_src.builder.data.files import package_name
from site_src.builder.places import NODE_MODULES

PYODIDE = NODE_MODULES / "pyodide"


def write_lock(wheel: Path, target: Path, site_url: str = "") -> None:
    """Pyodide's own lock file with the wheel added to it, so that `import calculator` finds the package.

    Without a site's address the wheel is named alone and found beside the lock file. With one it is named by its whole address,
    so that `packageBaseUrl` may be where somebody's own Pyodide lies, with all its other packages."""
    spec = PyodideLockSpec.from_json(PYODIDE / "pyodide-lock.json")
    _, version, *_ = wheel.name.split("-")
    spec.packages[package_name()] = PackageSpec(
        name=package_name(),
        version=version,
        file_name=f"{site_url}data/{wheel.name}" if site_url else wheel.name,
        install_dir="site",
        sha256=sha256(wheel),
        imports=parse_top_level_import_name(wheel) or [],
    )
    spec.to_json(target, indent=1)


def sha256(file: Path) -> str:
    """The checksum of a file, as 64 hex digits."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
