"""`python -m tests.bench.search`: from a key in the search to its results painted, in a real Chromium, for the real measures and for ten
times as many, in both languages. Loading is told apart: from the click into the field to the first results of a first word."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from calculator.text import LANGUAGES
from site_src.builder.hosting.http_site import SiteServer
from site_src.builder.places import ROOT
from tests.bench.checkout import PLACE, build
from tests.bench.keystroke import spread
from tests.bench.systems import PAGES
from tests.bench.tenfold import made
from tests.bench.visitor import browser
from tests.browser.find_browser import FLAGS

_WORDS = {
    "zh": ("算力券", "人工智能", "贷款贴息", "人才住房", "首版次软件"),
    "en": ("compute voucher", "loan interest", "talent housing", "first version"),
}
_APART = 150  # ms between two keys
_PATIENCE = 60_000  # ms
_PAINTED = "() => window.benchKeys.some(({ painted, items }) => painted && items)"


def _press(keyboard: CDPSession, key: str) -> None:
    """A key down and up; one for each Chinese character too, as an input method leaves it."""
    text = "" if key == "Backspace" else key
    code = {"windowsVirtualKeyCode": 8} if key == "Backspace" else {}
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "text": text, **code})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, **code})


def _searched(page: Page, lang: str) -> dict[str, Any]:
    keyboard = page.context.new_cdp_session(page)
    page.goto(f"{lang}/", wait_until="networkidle")
    begun = page.evaluate("() => performance.now()")
    page.locator(".md-search__input").click()
    _press(keyboard, _WORDS[lang][0][0])
    page.wait_for_function(_PAINTED, timeout=_PATIENCE)
    loaded = page.evaluate("() => Math.max(...window.benchKeys.map(({ painted }) => painted ?? 0))") - begun
    _press(keyboard, "Backspace")
    page.wait_for_timeout(1000)
    page.evaluate("() => void window.benchKeys.splice(0)")
    for word in _WORDS[lang]:
        for key in (*word, *["Backspace"] * len(word)):
            _press(keyboard, key)
            page.wait_for_timeout(_APART)
    page.wait_for_timeout(1000)
    keys = page.evaluate("() => window.benchKeys")
    whole = [key for key in keys if key.get("painted") and key["items"]]
    assert whole, f"no results in {lang}"
    return {
        "keys": len(keys),
        "keys_with_results": len(whole),
        "loading_ms": round(loaded, 1),
        "found_ms": spread([key["found"] - key["down"] for key in whole]),
        "results_ms": spread([key["painted"] - key["down"] for key in whole]),
    }


def measure(site: Path = ROOT / "site") -> dict[str, Any]:
    """For each size and language p50, p95 and max in ms, the time for loading, and the bytes of the index."""
    tenfold = PLACE / "tenfold" / "site"
    if not (tenfold / "en" / "index.html").exists():
        build(made("tenfold"))
    return {"real": _of(site), "tenfold": _of(tenfold)}


def _of(site: Path) -> dict[str, Any]:
    path = browser()
    found: dict[str, Any] = {}
    with SiteServer(site) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for lang in LANGUAGES:
            page = chromium.new_context(base_url=server.url).new_page()
            page.add_init_script(f"({(PAGES / 'search.js').read_text(encoding='utf-8').strip()})()")
            (index,) = (site / lang / "search").glob("whole-*.json")
            packed = index.with_name(index.name + ".br")
            found[lang] = _searched(page, lang) | {"index_bytes": index.stat().st_size, "index_sent_bytes": packed.stat().st_size}
            print(f"  {lang} {found[lang]}", flush=True)
            page.context.close()
        chromium.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
