"""Stands for Pyodide's event loop on the browser's: nothing that a calculator does ever waits."""


def _initialize_event_loop() -> None:
    """Called by Pyodide's package when it is imported."""
