"""The browser code and styles: bundled and made small by esbuild, into `site/assets/`.

A file's name carries the hash of what is in it, `calculator-1a2b3c4d5e6f.js`, and whatever needs a file names it so: pages their
scripts and styles, scripts their worker. So a page runs with just the files that it was made with; one from before the site changed
finds its own or none, never others under the same name.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
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
    *(f"page/{name}.js" for name in ("benefits", "everywhere", "linked", "data")),
    *("calculator/calculator.js", "calculator/curve.js", "finder/finder.js", "plan/plan.js", "batch/batch.js"),
    *("embed/embed_frame.js", "embed/embed_try.js"),
)
STYLES = (
    *(
        f"styles/{name}.css"
        for name in ("everywhere", "calculator", "finder", "plan", "plan_sheet", "batch", "data", "embed_page", "print")
    ),
    *("styles/palette.css", "styles/embed.css"),  # for frames, which have not the theme's
)
CLASSIC = ("embed/embed_look.js", "page/search_worker.js")  # the one runs before its page is shown, the other brings scripts in
_LIBRARIES = ("comlink", "fflate", "workbox-core")  # bundled into them, each with its licence beside
_BUNDLE = ("--bundle", "--format=esm", "--legal-comments=eof")
# Page scripts still run, and can say so, in browsers too old for Python; the worker never starts there.
_PAGE_TARGET, _WORKER_TARGET = "es2020", "chrome97,firefox114,safari16"


def build_assets(*, runtime: Runtime, site: Path, offline: bool) -> dict[str, str]:
    """Writes `site/assets/`; returns for each file's plain name (`calculator.js`, `finder.css`, `mark.svg`) its address relative
    to the site's root: `assets/calculator-1a2b3c4d5e6f.js`.

    `offline`: whether pages have the site kept on the visitor's device. Raises `subprocess.CalledProcessError` after esbuild has said
    what is wrong, with file and line.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = _make(Path(folder), runtime, offline)
        replace_folder(site / "assets", Path(folder))
        return {plain: f"assets/{name}" for plain, name in names.items()}


def _make(target: Path, runtime: Runtime, offline: bool) -> dict[str, str]:
    """Plain names to those with a hash; the worker's first, for the scripts that start it hold it."""
    names: dict[str, str] = {}
    places = {
        "folder": f"../{runtime.folder}",
        "parts": {name: {"file": part.file, "bytes": part.size} for name, part in runtime.parts.items()},
        "bytes": dict(runtime.sizes),
        "lock": dict(runtime.lock),
    }
    _esbuild([WORKER], target, *_BUNDLE, *_defined(RUNTIME=places), target=_WORKER_TARGET)
    _name_by_content(target, names)
    worker = names[Path(WORKER).name]
    _esbuild(STYLES, target, "--bundle", *_theme_styles(), target=_PAGE_TARGET)
    _esbuild(MODULES, target, *_BUNDLE, *_defined(WORKER_FILE=worker, OFFLINE=offline), target=_PAGE_TARGET)
    _esbuild(CLASSIC, target, "--bundle", "--format=iife", target=_PAGE_TARGET)
    shutil.copyfile(SCRIPTS / "mark.svg", target / "mark.svg")
    for name in _LIBRARIES:
        shutil.copyfile(NODE_MODULES / name / "LICENSE", target / f"LICENSE.{name}.txt")
    _name_by_content(target, names)
    return names


def minify(name: str, folder: Path, *, banner: str) -> None:
    """One classic script by itself, for pages of others; `banner`: the comment at its head."""
    _esbuild([name], folder, f"--banner:js={banner}", target=_PAGE_TARGET)


def classic(name: str) -> str:
    """One script with all that it imports, as a classic one."""
    with tempfile.TemporaryDirectory() as folder:
        production = '--define:process.env.NODE_ENV="production"'
        _esbuild([name], Path(folder), "--bundle", "--format=iife", "--legal-comments=eof", production, target=_WORKER_TARGET)
        (made,) = Path(folder).iterdir()
        return made.read_text(encoding="utf-8")


def _name_by_content(folder: Path, names: dict[str, str]) -> None:
    """Renames what has no hash in its name yet, and adds it to the names."""
    for path in {path for path in folder.iterdir() if path.name not in names.values()}:
        names[path.name] = path.rename(path.with_name(f"{path.stem}-{fingerprint(path)}{path.suffix}")).name


def _theme_styles() -> list[str]:
    """What `@import "theme/…"` stands for: the theme's own files have hashes in their names."""
    folder = Path(str(files("material"))) / "templates" / "assets" / "stylesheets"
    return [f"--alias:theme/{path.name.split('.')[0]}={path}" for path in sorted(folder.glob("*.min.css"))]


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
