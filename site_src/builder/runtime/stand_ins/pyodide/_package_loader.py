"""Stands for Pyodide's installer of packages: nothing is ever installed, and its start asks only for these."""

from pyodide_js import loadedPackages  # type: ignore[import-not-found]  # noqa: F401  # as in webloop.py


class _Place:
    """A path that stays Python's: a string would be turned into JavaScript's on its way there, where its `__str__` is called."""

    def __init__(self, path: str):
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = _Place("/lib/site-packages")
DSO_DIR = _Place("/usr/lib")


def init_loaded_packages() -> None:
    """Called by Pyodide when it has read its list of packages."""
