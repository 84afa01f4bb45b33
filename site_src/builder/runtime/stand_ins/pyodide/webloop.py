"""Stands for Pyodide's event loop on the browser's: nothing that a calculator does ever waits."""

# Imported as in what it stands for: the memory of Python is kept only where the same objects of JavaScript are held in the same order.
from pyodide_js._api import scheduleCallback  # type: ignore[import-not-found]  # noqa: F401


def _initialize_event_loop() -> None:
    """Called by Pyodide's package when it is imported."""
