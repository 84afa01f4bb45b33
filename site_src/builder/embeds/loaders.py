"""The loader that others' pages name together with its hash, in every version ever published: `embed@1.js`, `embed@2.js`, …

A published file never changes and is never taken away, or the pages that name it would lose their calculators; so they are kept
in `site_src/loaders/` as they were published, and a change of `assets/embed/embed.js` makes a new one (`python build.py loader`)."""

import base64
import hashlib
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from site_src.builder.assets import minify
from site_src.builder.places import SOURCE

FOLDER = SOURCE / "loaders"
NEWEST = "embed.js"
_NAME = re.compile(r"embed@(\d+)\.js")


class LoaderChanged(Exception):
    """The loader's source does not give the newest published version; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loader:
    """One published version."""

    version: int
    code: bytes

    @property
    def name(self) -> str:
        return f"embed@{self.version}.js"

    @property
    def integrity(self) -> str:
        """As the attribute `integrity` of a script takes it."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.code).digest()).decode()}"


def published() -> tuple[Loader, ...]:
    """All versions, the newest first."""
    found = ((_NAME.fullmatch(path.name), path) for path in FOLDER.iterdir())
    loaders = [Loader(version=int(match[1]), code=path.read_bytes()) for match, path in found if match]
    return tuple(sorted(loaders, key=lambda loader: -loader.version))


def check_newest() -> None:
    """Raises `LoaderChanged` when the source has changed since the newest version was published."""
    newest = published()[0]
    if _made(newest.version) != newest.code:
        raise LoaderChanged(
            f"site_src/assets/embed/{NEWEST} no longer gives {newest.name}, which is published: run `python build.py loader`"
        )


def publish() -> Loader:
    """Keeps the loader as it is now as a new version, unless it is one already; the newest version."""
    version = published()[0].version if published() else 0
    if not version or _made(version) != published()[0].code:
        (FOLDER / f"embed@{version + 1}.js").write_bytes(_made(version + 1))
    return published()[0]


def _made(version: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        minify(f"embed/{NEWEST}", Path(folder), banner=f"/* subsidy calculators: loader {version}, MIT */")
        return (Path(folder) / NEWEST).read_bytes()
