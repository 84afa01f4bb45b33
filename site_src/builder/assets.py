"""The browser code and styles: bundled and made small by esbuild, into `site/assets/`.

File names stay the same from build to build; what refers to a file adds `?v=<hash>`. So a new version is fetched at once,
and a page that a browser kept from before still finds its script.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from site_src.builder.archive import fingerprint
from site_src.builder.replacing import replace_folder
from site_src.builder.runtime import Runtime

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "site_src" / "assets"
# The scripts that a page or a worker loads; every other module is bundled into those that import it.
WORKER = "worker.js"
PAGE_SCRIPTS = (
    *("calculator.js", "engine.js", "benefits.js", "finder.js", "plan.js", "batch.js"),
    *("curve.js", "linked.js", "explained.js", "data.js"),
)
EMBED_SCRIPTS = ("embed_frame.js", "embed_try.js")
EARLY_SCRIPTS = ("embed_look.js",)  # classic ones, which run before their page is shown
_LIBRARIES = ("comlink", "fflate")  # bundled into them, each with its licence beside
# Page scripts still run, and can say so, in browsers too old for Python; the worker never starts there.
_PAGE_TARGET, _WORKER_TARGET = "es2020", "chrome97,firefox114,safari16"


def build_assets(*, runtime: Runtime, site: Path) -> dict[str, str]:
    """Writes `site/assets/`; returns for each file's name (`calculator.js`, `site.css`, `mark.svg`) its address relative
    to the site's root, with its version: `assets/calculator.js?v=1a2b3c4d5e6f`.

    Raises `subprocess.CalledProcessError` after esbuild has said what is wrong, with file and line.
    """
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder), runtime)
        replace_folder(site / "assets", Path(folder))
        return {path.name: f"assets/{_versioned(path)}" for path in sorted(Path(folder).iterdir())}


def _make(target: Path, runtime: Runtime) -> None:
    for source in sorted(SOURCES.iterdir()):
        if source.suffix == ".css":
            _esbuild(source, target / source.name, target=_PAGE_TARGET)
        elif source.is_file() and source.suffix not in (".js", ".ts"):
            shutil.copyfile(source, target / source.name)
    places = {
        "folder": f"../{runtime.folder}",
        "parts": {name: {"file": f"../{part.path}", "bytes": part.size} for name, part in runtime.parts.items()},
        "bytes": dict(runtime.sizes),
        "lock": dict(runtime.lock),
    }
    worker = target / WORKER
    _bundle(WORKER, worker, target=_WORKER_TARGET, constants={"RUNTIME": places})
    constants = {"WORKER_FILE": _versioned(worker)}
    for name in (*PAGE_SCRIPTS, *EMBED_SCRIPTS):
        _bundle(name, target / name, target=_PAGE_TARGET, constants=constants)
    for name in EARLY_SCRIPTS:
        _esbuild(SOURCES / name, target / name, "--bundle", "--format=iife", target=_PAGE_TARGET)
    for name in _LIBRARIES:
        shutil.copyfile(ROOT / "node_modules" / name / "LICENSE", target / f"LICENSE.{name}.txt")


def minify(source: Path, out: Path, *, banner: str) -> None:
    """One classic script by itself, for pages of others; `banner`: the comment at its head."""
    _esbuild(source, out, f"--banner:js={banner}", target=_PAGE_TARGET)


def _versioned(path: Path) -> str:
    return f"{path.name}?v={fingerprint(path)}"


def _bundle(name: str, out: Path, *, target: str, constants: Mapping[str, object]) -> None:
    defines = [f"--define:{key}={json.dumps(value)}" for key, value in constants.items()]
    _esbuild(SOURCES / name, out, "--bundle", "--format=esm", "--legal-comments=eof", *defines, target=target)


def _esbuild(source: Path, out: Path, *options: str, target: str) -> None:
    node = Path(sys.executable).with_name("node")
    esbuild = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
    command: list[str | Path] = [
        node,
        esbuild,
        source,
        f"--outfile={out}",
        "--minify",
        "--log-level=warning",
        f"--target={target}",
        *options,
    ]
    subprocess.run(command, check=True, cwd=ROOT)
