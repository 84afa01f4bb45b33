"""The build as a table of contents: load and check the law, generate the rules, render the pages, pack the runtime."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_src.builder.load import MEASURES, Mistakes, load_policy
from site_src.builder.rules import write_rules

ROOT = Path(__file__).resolve().parent


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Prints a stage's name and how long it took."""
    print(f"{name} …", end=" ", flush=True)
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:.1f} s", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("check", "rules", "wheel", "site", "serve"))
    command = parser.parse_args().command
    try:
        with stage("law: read and check"):
            policy = load_policy(MEASURES)
        with stage("rules: what the calculator carries"):
            write_rules(policy.rules)
    except Mistakes as mistakes:
        print(f"\n{mistakes}\n{len(mistakes.complaints)} mistakes in the measures", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
