"""On what a measurement was made: a table of figures means little without it."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.browser.find_browser import find_browser


def machine() -> dict[str, Any]:
    """Processor, cores, memory in whole GB, and the versions of what runs."""
    return {
        "processor": _line("/proc/cpuinfo", r"model name\s*:\s*(.+)") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(_line("/proc/meminfo", r"MemTotal:\s*(\d+)") or 0) / 1024**2),
        "system": _line("/etc/os-release", r'PRETTY_NAME="?([^"\n]+)') or platform.system(),
        "python": platform.python_version(),
        "browser": _browser(),
        "mkdocs_material": version("mkdocs-material"),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _line(file: str, pattern: str) -> str:
    """What the pattern finds in a file that only some systems have."""
    path = Path(file)
    found = re.search(pattern, path.read_text(encoding="utf-8")) if path.exists() else None
    return found[1].strip() if found else ""


def _browser() -> str:
    path = find_browser()
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout if path else ""
    found = re.search(r"(?:Chromium|Google Chrome) [\d.]+", told)
    return found[0] if found else ""
