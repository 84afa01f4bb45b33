"""`python -m tests.bench.rivals.install`: the rivals' packages in build/bench, at the pinned versions, when a lock file has changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PLACE = ROOT / "build" / "bench"
MODULES = PLACE / "node_modules"
PYTHON = PLACE / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOOLS = Path(sys.executable).parent  # node and npm come with the checkout's own environment


def _npm() -> None:
    """Without install scripts: none of these packages needs one."""
    for file in (HERE / "package.json", HERE / "package-lock.json", ROOT / ".npmrc"):
        shutil.copy(file, PLACE)
    search = os.pathsep.join((str(TOOLS), os.environ["PATH"]))
    npm = [shutil.which("npm", path=search) or "npm", "ci", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(npm, cwd=PLACE, env=os.environ | {"PATH": search}, check=True)


def _pip() -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(PLACE / ".venv")], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(HERE / "requirements.txt")], check=True)


def install() -> None:
    """What is installed already stays; each half has a stamp that names the lock file it came from."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for lock, there, make in (("package-lock.json", MODULES, _npm), ("requirements.txt", PYTHON, _pip)):
        stamp, wanted = PLACE / f"{lock}.sha256", hashlib.sha256((HERE / lock).read_bytes()).hexdigest()
        if there.exists() and stamp.exists() and stamp.read_text() == wanted:
            continue
        stamp.unlink(missing_ok=True)  # an interrupted installation is begun again
        make()
        stamp.write_text(wanted)


if __name__ == "__main__":
    install()
