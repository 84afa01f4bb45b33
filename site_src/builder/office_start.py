"""Travels in the office archive and runs there once: packages of which that archive holds some more modules learn where they lie."""

import sys
import zipimport

(archive,) = (place for place in sys.path if place.endswith("office.zip"))
names = {name.replace("\\", "/") for name in zipimport.zipimporter(archive)._get_files()}  # type: ignore[attr-defined]
folders = {"/".join(parts[:depth]) for parts in (name.split("/") for name in names) for depth in range(1, len(parts))}
for folder in sorted(folders):  # outer packages first
    if f"{folder}/__init__.pyc" not in names:
        package = folder.replace("/", ".")
        __import__(package)
        sys.modules[package].__path__.append(f"{archive}/{folder}")
