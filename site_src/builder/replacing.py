"""Putting files in the place of others while a server shows them: nobody meets a file that is missing or half written."""

import os
import shutil
from pathlib import Path


def replace_file(target: Path, source: Path) -> None:
    """Puts a copy of the source in the target's place at one stroke."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.copyfile(source, half)
    half.replace(target)


def replace_folder(target: Path, source: Path) -> None:
    """Makes the target hold what the source holds, and nothing else but compressed siblings of that."""
    names = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for name in names:
        if not (target / name).exists() or (target / name).read_bytes() != (source / name).read_bytes():
            replace_file(target / name, source / name)
    for path in sorted(target.rglob("*"), reverse=True):  # what is inside a folder before the folder
        name = path.relative_to(target)
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and not ({name, name.with_suffix("")} & names):
            path.unlink()
