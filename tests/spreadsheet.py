"""A real spreadsheet for the tests: LibreOffice without a window works workbooks out anew and prints them.

`python -m tests.spreadsheet --install` gets it where there is none.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.programs import apt, may_use_apt, starts

_NAMES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_STORED = re.compile(rb"(</f>)<v>[^<]*</v>")
_AT_ONCE = 100  # files that one start is given; of hundreds it leaves some out without a word
NONE = "No LibreOffice was found and none could be fetched: install LibreOffice Calc, then run this again."


@cache
def find_spreadsheet() -> str | None:
    """The path of LibreOffice, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name)) and starts(path)), None)


def unvalued(data: bytes) -> bytes:
    """The workbook without the values that its formulas were saved with, so that whoever opens it has to work them out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            part = source.read(info)
            target.writestr(info.filename, _STORED.sub(rb"\1", part) if "/sheet" in info.filename else part)
    return out.getvalue()


def recalculated(books: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them, every formula worked out anew; by the names they were given."""
    return _converted({name: unvalued(data) for name, data in books.items()}, "xlsx", "xlsx:Calc MS Excel 2007 XML")


def printed(books: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workbooks as PDF, page by page as they come out of a printer."""
    return _converted(books, "pdf", "pdf")


def _converted(books: Mapping[str, bytes], suffix: str, filter: str) -> dict[str, bytes]:
    path = find_spreadsheet()
    assert path is not None, NONE
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        target.mkdir()
        files = {name: source / f"{number}.xlsx" for number, name in enumerate(books)}
        for name, file in files.items():
            file.write_bytes(books[name])
        profile = f"-env:UserInstallation=file://{folder}/profile"  # one of its own, so that two tests do not meet
        command = [path, profile, "--headless", "--norestore", "--convert-to", filter, "--outdir", str(target)]
        for some in _slices(list(files.values()), _AT_ONCE):
            subprocess.run([*command, *map(str, some)], check=True, capture_output=True, timeout=1200)
        return {name: (target / file.with_suffix(f".{suffix}").name).read_bytes() for name, file in files.items()}


def _slices[One](all: list[One], size: int) -> Iterable[list[One]]:
    return (all[start : start + size] for start in range(0, len(all), size))


def _install() -> None:
    if find_spreadsheet() is None and may_use_apt():
        print("no LibreOffice found: trying apt-get install libreoffice-calc", flush=True)
        apt("libreoffice-calc")
        find_spreadsheet.cache_clear()


if __name__ == "__main__":
    if "--install" in sys.argv:
        _install()
    print(f"spreadsheet: {find_spreadsheet() or sys.exit(NONE)}")
