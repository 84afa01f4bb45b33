"""The browser code and styles: bundled and made small by esbuild, into `site/assets/`.

File names stay the same from build to build; what refers to a file adds `?v=<hash>`. So a new version is fetched at once,
and a page that a browser kept from before still finds its script.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from site_src.builder.archive import fingerprint
from site_src.builder.places import NODE_MODULES, ROOT, SOURCE
from site_src.builder.replacing import replace_folder
from site_src.builder.runtime.pack import Runtime

SCRIPTS = SOURCE / "assets"  # a folder for each part of the site; file names are flat in what is built
# What a page or a worker loads; every other module is bundled into those that import it.
WORKER = "runtime/worker.js"
MODULES = (
    "runtime/engine.js",
    *(f"page/{name}.js" for name in ("benefits", "explained", "linked", "data")),
    *("calculator/calculator.js", "calculator/curve.js", "finder/finder.js", "plan/plan.js", "batch/batch.js"),
    *("embed/embed_frame.js", "embed/embed_try.js"),
)
EARLY = ("embed/embed_look.js",)  # classic ones, which run before their page is shown
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
    places = {
        "folder": f"../{runtime.folder}",
        "parts": {name: {"file": f"../{part.path}", "bytes": part.size} for name, part in runtime.parts.items()},
        "bytes": dict(runtime.sizes),
        "lock": dict(runtime.lock),
    }
    bundle = ("--bundle", "--format=esm", "--legal-comments=eof")
    styles = [str(path.relative_to(SCRIPTS)) for path in sorted(SCRIPTS.glob("styles/*.css"))]
    _esbuild(styles, target, target=_PAGE_TARGET)
    _esbuild([WORKER], target, *bundle, *_defined(RUNTIME=places), target=_WORKER_TARGET)
    worker = _versioned(target / Path(WORKER).name)
    _esbuild(MODULES, target, *bundle, *_defined(WORKER_FILE=worker), target=_PAGE_TARGET)
    _esbuild(EARLY, target, "--bundle", "--format=iife", target=_PAGE_TARGET)
    shutil.copyfile(SCRIPTS / "mark.svg", target / "mark.svg")
    for name in _LIBRARIES:
        shutil.copyfile(NODE_MODULES / name / "LICENSE", target / f"LICENSE.{name}.txt")


def minify(name: str, folder: Path, *, banner: str) -> None:
    """One classic script by itself, for pages of others; `banner`: the comment at its head."""
    _esbuild([name], folder, f"--banner:js={banner}", target=_PAGE_TARGET)


def _versioned(path: Path) -> str:
    return f"{path.name}?v={fingerprint(path)}"


def _defined(**constants: object) -> list[str]:
    return [f"--define:{name}={json.dumps(value)}" for name, value in constants.items()]


def _esbuild(names: Sequence[str], folder: Path, *options: str, target: str) -> None:
    """All of them in one run, each to a file of its own in the folder."""
    node = Path(sys.executable).with_name("node")
    esbuild = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    entries = [f"{Path(name).stem}={SCRIPTS / name}" for name in names]
    command: list[str | Path] = [
        node,
        esbuild,
        *entries,
        f"--outdir={folder}",
        "--minify",
        "--log-level=warning",
        f"--target={target}",
        *options,
    ]
    subprocess.run(command, check=True, cwd=ROOT)
