"""What only exports to spreadsheets need: openpyxl and what it needs, as the tools have it installed, and its licences."""

from importlib.metadata import distribution
from pathlib import Path

_PACKAGES = ("openpyxl", "et-xmlfile")
_HERE = Path(__file__).parent
# The part of the calculator that imports openpyxl: it travels with it.
OURS = "calculator/export/xlsx/"


def office_sources() -> dict[str, bytes]:
    """The Python files of the packages by their names, and the module that runs when the archive has arrived."""
    found = {"office_start.py": (_HERE / "office_start.py").read_bytes()}
    for package in _PACKAGES:
        for file in distribution(package).files or []:
            if file.suffix == ".py":
                found[file.as_posix()] = Path(str(file.locate())).read_bytes()
    return found


def office_versions() -> str:
    """`openpyxl 3.1.5, et-xmlfile 2.0.0`."""
    return ", ".join(f"{package} {distribution(package).version}" for package in _PACKAGES)


def office_licences(python: str) -> str:
    """What the archive holds and under which licences, with their full texts."""
    head = (
        f"{office_versions()}: Expat (MIT) licences, below; the modules are compiled, otherwise unchanged.\n"
        f"Beside them parts of the standard library of Python {python} (Python Software Foundation License), compiled.\n"
    )
    texts = [head]
    for package in _PACKAGES:
        for file in distribution(package).files or []:
            if file.name.startswith("LICEN") and ".dist-info" in file.parts[0]:
                texts.append(f"{package}: {file.name}\n\n{file.read_text(encoding='utf-8')}")
    return ("\n" + "-" * 80 + "\n\n").join(texts)
