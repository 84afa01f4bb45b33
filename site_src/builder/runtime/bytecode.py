"""Python source archives to bytecode archives, with pyodide-build's `pyodide py-compile`."""

import marshal
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import CodeType

from site_src.builder.archive import read_zip


class WrongPython(Exception):
    """Bytecode made here would not be read there."""


def check_host(runtime_python: str) -> None:
    """Raises `WrongPython` unless this Python writes bytecode that the runtime's Python (such as `3.13.2`) reads."""
    here = "{}.{}".format(*sys.version_info)
    if runtime_python.split(".")[:2] != here.split("."):
        raise WrongPython(f"The build runs on Python {here} and the browser runtime on {runtime_python}: make .venv with that one.")


def compile_archive(path: Path, *, without_docstrings: bool = False) -> dict[str, bytes]:
    """The files of a .zip or .whl with each .py turned into a .pyc.

    Bytecode is bound to no time stamp: SOURCE_DATE_EPOCH makes py_compile note a hash of the source instead, which
    nothing checks where the source is not present. `without_docstrings` also leaves out asserts (as `python -OO`). Which line each
    instruction came from is left out of all: there are no lines to show in a browser, and they are a third of the bytes.
    """
    settings = {"SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "2" if without_docstrings else ""}
    settings["PYTHONPATH"] = ""  # our build.py is not the package `build` that the tool imports
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        pyodide = Path(sys.executable).with_name("pyodide")
        command = [str(pyodide), "py-compile", "--silent", "--no-keep", "--compression-level", "0", str(copy)]
        subprocess.run(command, check=True, env=os.environ | settings)
        (compiled,) = Path(folder).iterdir()
        return {name: _pyc_without_lines(data) if name.endswith(".pyc") else data for name, data in read_zip(compiled).items()}


_HEADER = 16  # bytes of a .pyc before its code


def _pyc_without_lines(pyc: bytes) -> bytes:
    return pyc[:_HEADER] + marshal.dumps(without_lines(marshal.loads(pyc[_HEADER:])))


def without_lines(code: CodeType) -> CodeType:
    """The same code, which no longer tells the lines that it came from."""
    inner = tuple(without_lines(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)
