"""Programs of other makers that tests need: whether one starts, and how Debian gets one."""

import os
import shutil
import subprocess
from pathlib import Path


def starts(path: str) -> bool:
    """Whether it does: some systems have a program of the name that only says where to get it."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=120, check=False).returncode == 0
    except OSError:
        return False


def may_use_apt() -> bool:
    """Whether packages of Debian may be installed here."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None and os.geteuid() == 0


def apt(*packages: str) -> None:
    """Installs packages of Debian; whether they are there then is for whoever asked to see."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, env=quiet)
