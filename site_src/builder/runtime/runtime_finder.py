"""Travels in the first archive: finds modules in those that come later, also further ones of a package that began in another."""

import sys
from importlib.machinery import ModuleSpec
from zipimport import zipimporter

_archives: list[str] = []


class _Finder:
    """Asked after the path, so what has arrived before stays what it is."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Looks by the module's whole name, wherever the package that holds it came from."""
        folder = name.rpartition(".")[0].replace(".", "/")
        specs = (zipimporter(f"{archive}/{folder}").find_spec(name) for archive in _archives)
        return next((spec for spec in specs if spec is not None), None)


def add(archive: str) -> None:
    """Modules of this archive can be imported from now on."""
    if not _archives:
        sys.meta_path.append(_Finder)
    _archives.append(archive)
