"""The described applicants of finder.yaml, and what its table says of whom the words of the law shut out."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
NODE = Path(sys.executable).with_name("node")
FACETS = ("who", "did", "yes", "no")
STANDINGS = ("fits", "might", "unasked", "not")  # the best first
_FILE: dict[str, Any] = yaml.load((HERE / "finder.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
CASES: list[dict[str, Any]] = _FILE["applicants"]
SHUT_OUT: list[dict[str, Any]] = [
    row | {"who": [one for given in row["who"] for one in (given if isinstance(given, list) else [given])]} for row in _FILE["shut_out"]
]


def applicant(case: dict[str, Any]) -> dict[str, list[str]]:
    """What the case chose and answered, with nothing for what it leaves out."""
    return {facet: case.get(facet, []) for facet in FACETS}


def shut_out(who: list[str], did: list[str], yes: Sequence[str] = ()) -> set[str]:
    """The benefits whose words shut out somebody with each of their identities."""
    standing = [row for row in SHUT_OUT if not set(row.get("unless", ())) & set(did) and not set(row.get("said", ())) & set(yes)]
    each = [{row["benefit"] for row in standing if one in row["who"]} for one in who]
    return set.intersection(*each) if each else set()


def run(**asked: Any) -> Any:
    """What the finder's own script answers."""
    done = subprocess.run([NODE, HERE / "finder_run.mjs"], input=json.dumps(asked), capture_output=True, check=True, text=True)
    return json.loads(done.stdout)
