"""`sw.js` at the root of the site: the service worker with the names of all that it may keep.

With OFFLINE=no in the environment of the build it is one that takes away what an earlier one kept, and itself; `recipes/sw-off.js` is
the same for a host that did not build the site.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from calculator.text import LANGUAGES
from site_src.builder.archive import fingerprint
from site_src.builder.assets import classic

SCRIPT, OFF, OFFLINE_PAGE = "sw.js", "sw-off.js", "offline.html"
_NAMED = re.compile(r"^runtime/[0-9a-f]{12}/|[-.][0-9a-f]{8,}\.[^/]*$")  # as in assets/offline/whole.js
_SENT = re.compile(r"(assets|runtime|embed|zh|en)/|(index|offline)\.html$")
_SMALL = re.compile(r"^(assets/(?!LICENSE)|runtime/rules-(?!all))")  # and of the runtime only rules: Python is kept when it has been used
_SHOWN = re.compile(r"\.(html?|json|js|css|svg|png|ico|woff2)$")
_ASIDE = re.compile(r"/404\.html$|\.map$|/lunr\.(?!stemmer|multi|" + "|".join(LANGUAGES) + r")[^/]*$|/(tinyseg|wordcut)\.js$")


def wanted() -> bool:
    """Whether the host of this build wants the site to be kept on visitors' devices."""
    return os.environ.get("OFFLINE", "yes") != "no"


def write_service_worker(site: Path) -> None:
    """Writes `sw.js` and `sw-off.js`; after all that visitors see, which it names."""
    off = classic("offline/off.js")
    (site / OFF).write_text(off, encoding="utf-8")
    told = f"const SITE={json.dumps(manifest(site), ensure_ascii=False, separators=(',', ':'))};\n"
    (site / SCRIPT).write_text(told + classic("offline/sw.js") if wanted() else off, encoding="utf-8")


def manifest(site: Path) -> dict[str, object]:
    """What `SITE` is in the service worker: see assets/globals.d.ts."""
    files = {path: site / path for path in _files(site)}
    named = [path for path in files if _NAMED.search(path)]
    pages = {
        lang: [_address(path) for path in files if path.startswith(f"{lang}/") and _SHOWN.search(path) and not _ASIDE.search(path)]
        for lang in LANGUAGES
    }
    always = ["", OFFLINE_PAGE, *(path for path in named if _SMALL.search(path))]
    return {
        "build": fingerprint(*(part for path, file in files.items() for part in (path, file))),
        "offline": OFFLINE_PAGE,
        "always": always,
        "pages": pages,
        "digests": {
            path: _digest(site / path) for path in dict.fromkeys([*always, *(path for of in pages.values() for path in of), *named])
        },
    }


def _files(site: Path) -> Iterator[str]:
    """Everything that a visitor's browser can be sent, without what is only for programs and servers."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix not in (".br", ".gz") and _SENT.match(name):
            yield name


def _digest(path: Path) -> str:
    """As assets/offline/whole.js finds it in what it was sent."""
    return hashlib.sha256((path / "index.html" if path.is_dir() else path).read_bytes()).hexdigest()[:16]


def _address(path: str) -> str:
    return path.removesuffix("index.html")
