"""The tools are pinned, and nothing in the repository says where they are fetched from."""

import json
import re
from pathlib import Path

from site_src.builder.runtime.pack import PYODIDE

ROOT = Path(__file__).resolve().parents[1]


def test_the_lock_files_name_no_address() -> None:
    for name in ("requirements.txt", "package-lock.json", ".npmrc", "pyproject.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"index-url|find-links|registry=|\"resolved\"", text), name
    assert "://" not in (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_every_package_has_its_hash() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^\S+==.*\n.*", text, re.MULTILINE)
    assert len(pinned) > 40
    assert all("--hash=sha256:" in entry for entry in pinned)
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_npm_parts_are_exact_versions() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_one_python_everywhere() -> None:
    """The version asked for is the browser's: bytecode made here must be read there."""
    here = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    runtime = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    assert runtime.startswith(f"{here}.")
