"""Stands for the package of the event loop: Pyodide names it at its start, and nothing that a calculator does ever waits."""
