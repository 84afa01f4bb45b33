"""Ten times as many measures: what the build then costs, and what each kind of page loads.

Both builds begin with nothing and check, prove and compress everything; the measures of the larger are made up (made_up.py)."""

import json
import re
import statistics
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.checkout import PLACE, build, checkout
from tests.bench.made_up import multiply

TIMES = 10
PAGES = {
    "home": "",
    "measure": "articles/01-computing-power/",
    "finder": "find/",
    "planner": "plan/",
    "batch": "batch/",
    "benefits": "benefits/",
}
_RULES = re.compile(r"rules-[\w-]+\.zip:\d+")


def measure(rounds: int = 1) -> dict[str, Any]:
    """Seconds of each build, their ratio, and bytes as they are sent with brotli, at once and ten times."""
    taken: dict[str, list[dict[str, Any]]] = {"real": [], "tenfold": []}
    for number in range(rounds):
        for name in reversed(taken) if number % 2 else taken:
            taken[name].append(build(made(name)))
    loads = {name: {page: _loaded(made(name, anew=False) / "site", path) for page, path in PAGES.items()} for name in taken}
    medians = {
        name: {key: statistics.median(one[key] for one in found) for key in ("seconds", "processor_seconds")}
        for name, found in taken.items()
    }
    return {
        "times": TIMES,
        "builds": taken,
        "medians": medians,
        "ratio_of_seconds": round(medians["tenfold"]["seconds"] / medians["real"]["seconds"], 2),
        "ratio_of_processor_seconds": round(medians["tenfold"]["processor_seconds"] / medians["real"]["processor_seconds"], 2),
        "loads": {page: {name: loads[name][page] for name in taken} for page in PAGES},
    }


def made(name: str, *, anew: bool = True) -> Path:
    """The checkout with as many measures; a fresh one, or the one that was built in last."""
    folder = checkout(name) if anew else PLACE / name
    if anew and name == "tenfold":
        multiply(folder / "measures", TIMES)
    return folder


def _loaded(site: Path, path: str) -> dict[str, int]:
    """What the Chinese page costs before anybody touches it, and the rules that its first calculator asks for then."""
    page = site / "zh" / path / "index.html"
    text = page.read_text(encoding="utf-8")
    asked = re.search(r'"rules": ?"([^"]+)"|data-rules="([^"]+)"', text)
    named = _RULES.findall(asked[0]) if asked else []
    rules = [site / "runtime" / name.partition(":")[0] for name in named]
    return {"page_bytes": _sent(page), "page_unpacked_bytes": len(text.encode()), "rules_bytes": sum(map(_sent, rules))}


def _sent(file: Path) -> int:
    packed = file.with_name(file.name + ".br")
    return (packed if packed.exists() else file).stat().st_size


def table(result: dict[str, Any]) -> Iterable[str]:
    """The result for people."""
    for name, found in result["medians"].items():
        yield f"{name:12}{found['seconds']:8.1f} s{found['processor_seconds']:8.1f} s of processors"
    yield f"{'ratio':12}{result['ratio_of_seconds']:8.2f}  {result['ratio_of_processor_seconds']:8.2f}"
    for page, found in result["loads"].items():
        cells = (f"{found[name]['page_bytes']:9,} + {found[name]['rules_bytes']:7,}" for name in found)
        yield f"  {page:10}" + "   ".join(cells) + "   page + rules, bytes"


if __name__ == "__main__":
    found = measure()
    print("\n".join(table(found)))
    print(json.dumps(found["builds"], indent=1))
