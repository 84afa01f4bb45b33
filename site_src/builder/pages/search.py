"""The search's index set aside: the theme would fetch it on every page, and what it fetches there names only where the index is.

`assets/page/search_worker.js` fetches it when somebody is about to search."""

import json
from pathlib import Path

from site_src.builder.archive import fingerprint

FOLDER, FETCHED, WORKERS = "search", "search_index.json", "assets/javascripts/workers"


def set_aside(folder: Path) -> None:
    """Moves the entries of a language's index to a file of their own, named by what it holds. `folder`: of the language."""
    fetched = folder / FOLDER / FETCHED
    index = json.loads(fetched.read_text(encoding="utf-8"))
    whole = folder / FOLDER / "whole.json"
    whole.write_text(json.dumps(index["docs"], ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    whole = whole.rename(whole.with_stem(f"whole-{fingerprint(whole)}"))
    (worker,) = (folder / WORKERS).glob("search.*.js")
    addresses = {name: f"../{path.relative_to(folder.parent).as_posix()}" for name, path in (("whole", whole), ("worker", worker))}
    index = {"config": index["config"] | addresses, "docs": []}
    fetched.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def entries(folder: Path) -> str:
    """The JSON text of all entries of a language's index."""
    (whole,) = (folder / FOLDER).glob("whole-*.json")
    return whole.read_text(encoding="utf-8")
