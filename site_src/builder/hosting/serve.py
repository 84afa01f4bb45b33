"""`make serve`: the site at http://127.0.0.1:8000/, built again whenever a source changes."""

import os
import subprocess
import sys
from pathlib import Path

from watchfiles import DefaultFilter, watch

from site_src.builder.hosting.http_site import SiteServer
from site_src.builder.places import ROOT

SOURCES = ("measures", "calculator", "site_src", "build.py", "mkdocs.yml", "package-lock.json")
PORT = 8000
DEBOUNCE = 100  # ms without another change before a build begins


def serve(*, site: Path = ROOT / "site", port: int = PORT) -> None:
    """Builds, serves and builds again until interrupted. A build that fails says why and leaves the last good site up.

    Each build is a process of its own, so that a change in the build's own code counts too. What is shown first is a draft; the whole
    build follows beside it, for as long as nothing else changes.
    """
    whole = _build() if _build("--draft").wait() == 0 else None
    with SiteServer(site, port=port) as server:
        print(f"\n{server.url}   (Ctrl-C to stop; pages show changes when loaded again)", flush=True)
        try:
            for changes in watch(*(ROOT / name for name in SOURCES), watch_filter=_Sources(), debounce=DEBOUNCE):
                names = sorted({Path(path).relative_to(ROOT).as_posix() for _, path in changes})
                print(f"\nchanged: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}", flush=True)
                if whole:
                    whole.terminate()
                    whole.wait()
                whole = None
                if _build("--draft").wait() == 0:
                    server.renew_policy()
                    print(server.url, flush=True)
                    whole = _build()
        except KeyboardInterrupt:
            print("\nstopped")


def _build(*how: str) -> subprocess.Popen[bytes]:
    # Without what visitors' browsers keep: an author would see an earlier page.
    return subprocess.Popen([sys.executable, ROOT / "build.py", "site", *how], env=os.environ | {"OFFLINE": "no"})


class _Sources(DefaultFilter):
    """Not what the build itself writes among the sources."""

    def __call__(self, change: object, path: str) -> bool:
        return super().__call__(change, path) and "calculator/_rules" not in Path(path).as_posix()  # type: ignore[arg-type]
