"""Copies of this checkout, to build in as often as a measurement needs it without touching what is here."""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from site_src.builder.places import ROOT

PLACE = ROOT / "build" / "bench" / "checkouts"
_INSTALLED = (".venv", "node_modules")


def checkout(name: str) -> Path:
    """A fresh copy of what git knows of, as it stands here, with the installed packages; without anything built."""
    folder = PLACE / name
    shutil.rmtree(folder, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for file in filter(None, listed.split("\0")):
        if (ROOT / file).exists():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, folder / file)
    for installed in _INSTALLED:
        (folder / installed).symlink_to(ROOT / installed)
    return folder


def build(folder: Path, *how: str) -> dict[str, Any]:
    """Builds the site there. Seconds on the clock and of all processors; `stages_s`: what the build says of its parts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [folder / ".venv" / "bin" / "python", "build.py", "site", *how]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}")
    took = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    lines = [line.partition(" … ") for line in done.stdout.splitlines() if " … " in line]
    stages = {name.partition(":")[0]: float(told.split()[-2]) for name, _, told in lines}
    return {"seconds": round(took, 2), "processor_seconds": round(used, 2), "stages_s": stages}


def environment() -> dict[str, str]:
    """The copies import what lies in them."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SITE_URL")}
