"""`python -m tests.bench.build`: seconds of a build from nothing, of one with nothing changed, and of a change back on screen.

All in a copy of this checkout. The change is that of an author who edits a measure while the site is served: it is back when the server
gives both the page with the new text and the page's new rules."""

import json
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.bench.checkout import build, checkout, environment

ROUNDS = 3
_PATIENCE = 180.0  # seconds
_MEASURE = "01-computing-power"
_SERVE = """
import sys
from pathlib import Path
from site_src.builder.hosting.serve import serve
serve(site=Path("site"), port=int(sys.argv[1]))
"""
_RULES = re.compile(r"rules-[\w-]+\.zip")


def measure(rounds: int = ROUNDS) -> dict[str, Any]:
    """Seconds, and of the builds the stages too; the medians of several rounds, and of the change every round."""
    folder = checkout("build")
    found: dict[str, Any] = {"from_nothing": build(folder)}
    print(f"  from nothing {found['from_nothing']['seconds']} s", flush=True)
    again = [build(folder) for _ in range(rounds)]
    found["unchanged"] = sorted(again, key=lambda one: float(one["seconds"]))[rounds // 2]
    print(f"  unchanged {found['unchanged']['seconds']} s", flush=True)
    taken = _changes(folder, rounds)
    found["changed"] = {"seconds": median(taken), "rounds_seconds": taken}
    print(f"  changed {taken} s", flush=True)
    return found


def _changes(folder: Path, rounds: int) -> list[float]:
    """Seconds from the file saved to the page and its rules given by the server, the whole build before being done."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    command = [folder / ".venv" / "bin" / "python", "-c", _SERVE, str(port)]
    log = folder / "build" / "serve.log"
    taken = []
    with log.open("w") as out, subprocess.Popen(command, cwd=folder, env=environment(), stdout=out, stderr=subprocess.STDOUT) as server:
        try:
            _until(lambda: _built(log) >= 2)  # the draft and the whole build after it
            for number in range(1, rounds + 1):
                before, builds = _rules(url), _built(log)
                changed = time.perf_counter()
                mark = _edit(folder / "measures" / f"{_MEASURE}.yaml", number)
                _until(lambda mark=mark, before=before: mark in _get(f"{url}en/articles/{_MEASURE}/") and _rules(url) not in ("", before))
                taken.append(round(time.perf_counter() - changed, 2))
                _until(lambda builds=builds: _built(log) >= builds + 2)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    return taken


def _built(log: Path) -> int:
    """How many builds have been done there."""
    return log.read_text(encoding="utf-8").count("done in")


def _edit(file: Path, number: int) -> str:
    """Another name of its first benefit, which the page and the rules both carry; what they then say."""
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    benefit = data["benefits"][0]
    name = benefit["name"]["en"]
    mark = f"{name.partition(' round ')[0]} round {number}"
    text = file.read_text(encoding="utf-8")
    assert name in text
    file.write_text(text.replace(name, mark, 1), encoding="utf-8")
    return mark


def _rules(url: str) -> str:
    """The rules that the page's calculators ask for, by a name that changes with what they hold; they are there, too."""
    names = sorted(set(_RULES.findall(_get(f"{url}en/articles/{_MEASURE}/"))))
    return " ".join(names) if names and all(_get(f"{url}runtime/{name}", whole=False) for name in names) else ""


def _get(address: str, *, whole: bool = True) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.read().decode() if whole else str(response.status)
    except OSError:
        return ""  # between two states of the site


def _until(holds: Any) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {_PATIENCE:.0f} s")
        time.sleep(0.05)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
