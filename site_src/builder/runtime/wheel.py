"""The calculator as a wheel, with its generated rules inside."""

import shutil
import subprocess
import sys
from pathlib import Path

from site_src.builder.places import ROOT


def build_wheel(build: Path = ROOT / "build") -> Path:
    """Builds `build/wheel/*.whl` from the checkout, where `calculator/_rules` must have been generated; its path.

    The same sources give the same bytes: hatchling writes no times into it.
    """
    if not (ROOT / "calculator" / "_rules").exists():
        raise FileNotFoundError("calculator/_rules is not generated yet: run `python build.py rules` first.")
    folder = build / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel
