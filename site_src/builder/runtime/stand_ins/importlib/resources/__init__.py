"""Stands for the package that `importlib.abc` imports for old names; nothing here reads a package's files."""
