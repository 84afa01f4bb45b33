"""What the commands share: the exit statuses, reading name=value, and saying what is wrong."""

import argparse
import json
import sys
from typing import Any

from calculator.benefit import Benefit
from calculator.problems import Problems, problem
from calculator.text import Text
from calculator.unseen import trimmed

ANSWERED, SOME_WRONG, UNUSABLE = 0, 1, 2
INTERRUPTED = 130  # as shells tell it


def given_in(benefit: Benefit, pairs: list[str]) -> dict[str, Any]:
    """name=value pairs as inputs; the name of a list is repeated."""
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = trimmed(name)
        if not equals:
            raise Problems([problem("bad-request", benefit=benefit.name, given=pair, expected=Text("名称=值", "name=value"))])
        field = benefit.fields.get(name)
        if field is not None and field.type == "money-list":
            found.setdefault(name, []).append(value)
        elif name in found:
            raise Problems([problem("duplicate-field", benefit=benefit.name, field=name, label=field.label if field else None)])
        else:
            found[name] = value
    return found


def refuse(error: Problems, options: argparse.Namespace) -> int:
    """Says everything that is wrong with one request."""
    if options.json:
        as_json({"error": error.problems[0].as_dict(), "errors": [p.as_dict() for p in error.problems]})
    else:
        for found in error.problems:
            print(found.message[options.lang], file=sys.stderr)
    return SOME_WRONG


def as_json(value: Any) -> None:
    """Prints a value as JSON that people can read, too."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
