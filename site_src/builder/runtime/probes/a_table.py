"""Runs inside Pyodide before others: `table`, one row for each request, and `through`, a table's way through all that a page asks."""

import json
from collections.abc import Callable
from typing import Any

from calculator import wire
from calculator.batch.door import Door
from calculator.batch.names import inputs

wire.respond_many("")  # with all that it needs
_requests = [json.loads(line) for line in globals()["REQUESTS"].splitlines()]
_names = [*inputs()]


def _cell(value: Any) -> str:
    text = ";".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"'


_rows = [["benefit", *_names], *([request["benefit"], *(request["inputs"].get(name) for name in _names)] for request in _requests)]
table: str = "".join(",".join(map(_cell, row)) + "\r\n" for row in _rows) + "名称,=1+1\r\n"


class _Bytes:
    def __init__(self, data: bytes):
        self.data = data

    def to_bytes(self) -> bytes:
        return self.data


def through(data: bytes, lang: str, kind: str) -> list[str]:
    """What is told and what is written."""
    door = Door.over(lambda start, stop: _Bytes(data[start:stop]), len(data), lang)
    ask: Callable[..., str] = lambda do, **more: door.respond(json.dumps({"do": do, "kind": kind, **more}))  # noqa: E731
    told = [ask("open")]
    look = json.loads(told[0])
    if look.get("wanting") == "":
        told += [ask("start", rows=None), ask("go", rows=10, spent=5), ask("totals"), ask("go", rows=10**6, spent=9), ask("end")]
        told += [door.take().hex(), ask("match", matching=look["matching"]), ask("open", benefit="none")]
    told += [ask("template", benefit=_requests[0]["benefit"]), door.take().hex()]
    return told
