"""The names under which the open data lies in `data/`; the page, the catalogue and the tests all read them here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from site_src.builder.places import ROOT

ARTICLE = "articles/{:02d}.json"
CHANGES = "changes.{lang}.xml"  # Atom; only where the site's address is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A file below `data/`. `media`: its type as servers and JSON-LD name it."""

    name: str
    media: str


FILES = {
    "schema": Published(name="catalogue.schema.json", media="application/schema+json"),
    "benefits": Published(name="benefits.csv", media="text/csv"),
    "article_schema": Published(name="article.schema.json", media="application/schema+json"),
    "plan_schema": Published(name="plan.schema.json", media="application/schema+json"),
    "lock": Published(name="pyodide-lock.json", media="application/json"),
    "checksums": Published(name="SHA256SUMS", media="text/plain"),
}


def wheel_name() -> str:
    """What the wheel of this version is called."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"{project['name'].replace('-', '_')}-{project['version']}-py3-none-any.whl"


def package_name() -> str:
    """The name under which the wheel installs and the lock file lists it."""
    return wheel_name().split("-")[0].replace("_", "-")
