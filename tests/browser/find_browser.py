"""Finds the browser for the tests: an installed Chrome or Chromium, else the one that Playwright downloads.

`python -m tests.browser.find_browser --install` gets one where there is none, and fonts for Chinese on Debian.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator

from tests.programs import apt, may_use_apt, starts

FLAGS = [  # as a test wants it: no first visits, updates or other traffic of its own
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
_ON_A_MAC = ("Google Chrome", "Chromium")
_NONE = "No Chrome or Chromium was found and none could be fetched: install one, then run this again."


def find_browser() -> str | None:
    """The path of a browser that starts, or None."""
    return next((path for path in _candidates() if starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from (found for name in _NAMES if (found := shutil.which(name)))
    yield from (f"/Applications/{name}.app/Contents/MacOS/{name}" for name in _ON_A_MAC)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own


def _install() -> bool:
    """Whether a browser is there in the end."""
    if find_browser():
        return True
    print("no browser found: trying Playwright's download", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find_browser():
        return True
    if may_use_apt():
        print("that did not do: trying apt-get install chromium", flush=True)
        apt("chromium", "fonts-noto-cjk")
    return find_browser() is not None


def _has_chinese_font() -> bool:
    """Taken for granted where nothing can tell: tests pass without, only screenshots would show boxes."""
    if not shutil.which("fc-list"):
        return True
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


if __name__ == "__main__":
    if "--install" in sys.argv:
        if not _install():
            sys.exit(_NONE)
        if not _has_chinese_font() and may_use_apt():
            apt("fonts-noto-cjk")
    print(f"browser: {find_browser() or sys.exit(_NONE)}")
