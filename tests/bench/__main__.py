"""`make bench`: measures one part after the other into build/bench.json. Nothing is asserted about time.

    python -m tests.bench                  all parts
    python -m tests.bench start answers    only these; what the file says of the others stays

Each part is a module beside this one whose `measure()` gives plain data, and can be run alone as well.
"""

import importlib
import json
import sys
from datetime import date

from site_src.builder.places import BUILD
from tests.bench.machine import machine
from tests.bench.rivals.install import install

PARTS = ("start", "parts", "answers", "batch", "keystroke", "weight", "lighthouse", "build", "tenfold", "search")
RESULT = BUILD / "bench.json"


def main(names: list[str]) -> None:
    if unknown := sorted(set(names) - set(PARTS)):
        sys.exit(f"no part of the bench: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    install()
    found = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    for name in names or PARTS:
        print(f"\n{name} …", flush=True)
        data = importlib.import_module(f"tests.bench.{name}").measure()
        found |= {name: data | {"date": date.today().isoformat(), "machine": machine()}}
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")  # what was measured stays


if __name__ == "__main__":
    main(sys.argv[1:])
