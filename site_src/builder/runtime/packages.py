"""Packages of others that the calculator can use, as the tools have them installed, and their licences."""

from collections.abc import Iterable
from importlib.metadata import distribution, version
from pathlib import Path

PACKAGES = ("openpyxl", "et-xmlfile", "xlsxwriter")


def package_sources() -> dict[str, bytes]:
    """The Python files of all packages by their names."""
    return {
        file.as_posix(): Path(str(file.locate())).read_bytes()
        for package in PACKAGES
        for file in distribution(package).files or []
        if file.suffix == ".py"
    }


def packages_in(names: Iterable[str]) -> list[str]:
    """The packages some of whose modules are among the files of these names (`openpyxl/__init__.pyc`)."""
    tops = {name.partition("/")[0] for name in names}
    return [package for package in PACKAGES if package.replace("-", "_") in tops]


def versions(packages: Iterable[str]) -> str:
    """`openpyxl 3.1.5, et-xmlfile 2.0.0`."""
    return ", ".join(f"{package} {version(package)}" for package in packages)


def licences(packages: Iterable[str], python: str) -> str:
    """What an archive holds of these packages and under which licences, with their full texts."""
    packages = list(packages)
    head = (
        f"{versions(packages)}: their licences stand below; the modules are compiled, otherwise unchanged.\n"
        f"Beside them parts of the standard library of Python {python} (Python Software Foundation License), compiled.\n"
    )
    texts = [head]
    for package in packages:
        for file in distribution(package).files or []:
            if file.name.startswith("LICEN") and ".dist-info" in file.parts[0]:
                texts.append(f"{package}: {file.name}\n\n{file.read_text(encoding='utf-8')}")
    return ("\n" + "-" * 80 + "\n\n").join(texts)
