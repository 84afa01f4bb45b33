"""The picture of a plan for a page that needs no script: drawn by the script that draws it in the page, written as markup."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

_DRAWING = Path(__file__).with_name("plan_picture.mjs")


@dataclass(frozen=True, slots=True)
class Picture:
    """An `<svg>` with its text alternative."""

    view_box: str
    label: str
    inside: Markup


def picture(reply: dict[str, Any], words: dict[str, Any], name: str) -> Picture:
    """The years of a reply as bars. `name`: what tells its ids from those of another picture on the page."""
    drawn = json.loads(_drawn(json.dumps({"reply": reply, "words": words, "name": name}, ensure_ascii=False)))
    inside = "".join(_markup(shape) for shape in drawn["shapes"])
    return Picture(f"0 0 {drawn['width']} {drawn['height']}", drawn["label"], Markup(inside))


@cache
def _drawn(request: str) -> str:
    node = Path(sys.executable).with_name("node")
    return subprocess.run([node, _DRAWING], input=request, check=True, capture_output=True, encoding="utf-8").stdout


def _markup(shape: dict[str, Any]) -> str:
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in shape["attributes"].items())
    inside = escape(shape.get("text") or "") + "".join(_markup(one) for one in shape.get("inside", ()))
    return f"<{shape['tag']}{attributes}>{inside}</{shape['tag']}>"
