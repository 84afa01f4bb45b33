"""Runs `python -m calculator` as somebody does who installed the wheel and has no checkout."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# -I leaves out the current folder, PYTHONPATH and the user's own packages; -S leaves out the environment's packages, where the
# checkout is installed in editable form. Only the folder of the installed wheel is put back.
_START = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('calculator', run_name='__main__', alter_sys=True)"


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Installed:
    """The installed wheel: the file, the folder it was installed into, an empty folder to run in."""

    wheel: Path
    target: Path
    empty: Path

    def python(self, *arguments: str, stdin: str | bytes = "") -> Run:
        """Runs isolated Python code, in a locale that knows ASCII only."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        utf8 = "0" if all(argument.isascii() for argument in arguments) else "1"  # needed by the system to hand over Chinese arguments
        command = [sys.executable, "-I", "-S", "-X", f"utf8={utf8}", "-c", *arguments]
        plain = {"PATH": os.defpath, "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, input=data, cwd=self.empty, env=plain, capture_output=True, timeout=60)
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def calculator(self, *arguments: str, stdin: str | bytes = "") -> Run:
        """`python -m calculator` with these arguments."""
        return self.python(_START, str(self.target), *arguments, stdin=stdin)
