"""`python -m tests.bench.keystroke`: from a key to the frame painted with its answer, in a real Chromium with the worker up.

Milliseconds from the time at which the browser took the key: until the answer stands in the page, and until the frame with it is painted,
which is when the page hands it to the screen (style, layout and paint are done). The browser's own trace tells that moment: a script in
the page would hear of it late, for after a key Chromium lets no task of the page run until the frame has been presented. `nothing worked
out` is a page that just writes the typed figure where the answer would stand: no page on this machine paints an answer sooner."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from site_src.builder.hosting.http_site import SiteServer
from site_src.builder.places import ROOT
from tests.bench.systems import PAGES
from tests.bench.visitor import browser
from tests.browser.find_browser import FLAGS

KEYS = 240
ITEMS = 40  # of the long list
_APART = (0.07, 0.13)  # seconds between two keys, never in step with the screen
_FIGURE = "734912"
_PATIENCE = 120_000  # ms for the worker to come up
# Which calculator, which of its fields, and how many items a list has before anybody types.
CASES = {
    "simple rule": ("01-computing-power", "compute-voucher", "annual_compute_spend", 0),
    "largest form": ("19-events", "event-funding", "audited_event_cost", 0),
    "long list": ("04-hardware-and-robots", "hit-smart-hardware", "product_sales", ITEMS),
}
ECHO = "nothing worked out"
_SHOWN = "() => window.benchKeys.some(({ shown }) => shown)"
_TRACED = ["devtools.timeline", "blink.user_timing"]
_BEGUN = ("AnimationFrame::Render", "b")
_PAINTED = ("Layerize", "X")
_PRESENTED = ("AnimationFrame::Presentation", "n")
_ANSWER = re.compile(r"answer (\d+)")


def _type(page: Page, article: str, benefit: str, field: str, items: int) -> list[dict[str, float]]:
    """What keys.js says of each key that changed a figure, the worker being up."""
    page.goto(f"zh/articles/{article}/", wait_until="load")
    root = page.locator(f'subsidy-calculator[benefit="{benefit}"]')
    for _ in range(items - 1 if items else 0):
        root.locator(f'[data-field="{field}"] [data-add]').click()
    inputs = root.locator(f'input[name="{field}"]')
    for at in range(1, items):
        inputs.nth(at).fill(str(100 + at))
    inputs.first.focus()
    return _keys(page)


def _echo(page: Page) -> list[dict[str, float]]:
    page.goto((PAGES / "echo.html").as_uri())
    page.locator("input").focus()
    return _keys(page)


def _keys(page: Page) -> list[dict[str, float]]:
    chromium = page.context.browser
    assert chromium
    page.keyboard.press("5")
    page.wait_for_function(_SHOWN, timeout=_PATIENCE)
    page.keyboard.press("Backspace")
    page.wait_for_timeout(2000)  # whatever a first answer brings with it
    page.evaluate("() => void window.benchKeys.splice(0)")
    chromium.start_tracing(page=page, categories=_TRACED)
    chance = random.Random(6)
    keys = [*_FIGURE, *["Backspace"] * len(_FIGURE)]
    for number in range(KEYS):
        page.keyboard.press(keys[number % len(keys)])
        page.wait_for_timeout(1000 * chance.uniform(*_APART))
    page.wait_for_timeout(1000)
    trace = json.loads(chromium.stop_tracing())["traceEvents"]
    found: list[dict[str, float]] = page.evaluate("() => window.benchKeys")
    for number, frame in _frames(trace):
        found[number] |= {name: found[number]["shown"] + later for name, later in frame.items()}
    return found


def _frames(trace: list[dict[str, Any]]) -> Iterator[tuple[int, dict[str, float]]]:
    """For each key that was answered, its number and the first frame after that: when its rendering began, when it was painted and when it
    was on the screen, in milliseconds after the answer stood in the page."""
    events = sorted((event for event in trace if "ts" in event), key=lambda event: event["ts"])
    begun, layers, presented = ([one for one in events if (one["name"], one["ph"]) == what] for what in (_BEGUN, _PAINTED, _PRESENTED))
    for event in events:
        if found := _ANSWER.fullmatch(event["name"]):
            frame = next(one for one in begun if one["ts"] > event["ts"])
            paint = next(one for one in layers if one["ts"] > frame["ts"])
            screen = next(one for one in presented if one["ts"] > frame["ts"] and one["id2"] == frame["id2"])
            times = {"frame": frame["ts"], "painted": paint["ts"] + paint["dur"], "screen": screen["ts"]}
            yield int(found[1]), {name: (at - event["ts"]) / 1000 for name, at in times.items()}


def spread(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the largest."""
    ordered = sorted(values)
    at = {"p50": len(ordered) // 2, "p95": -(-len(ordered) * 95 // 100) - 1, "max": -1}
    return {name: round(ordered[place], 1) for name, place in at.items()}


def _told(keys: list[dict[str, float]]) -> dict[str, Any]:
    whole = [key for key in keys if key.keys() >= {"shown", "frame", "painted"}]
    asked = [key for key in whole if key.keys() >= {"asked", "back"}]
    parts = [("page_before_ms", "heard", "asked"), ("worker_ms", "asked", "back"), ("page_after_ms", "back", "shown")] if asked else []
    return {
        "keys": len(keys),
        "overtaken": len(keys) - len(whole),
        "answered_ahead": len(whole) - len(asked),
        "in_page_ms": spread([key["shown"] - key["down"] for key in whole]),
        "painted_ms": spread([key["painted"] - key["down"] for key in whole]),
        "on_screen_ms": spread([key["screen"] - key["down"] for key in whole]),
        "until_heard_ms": spread([key["heard"] - key["down"] for key in whole]),
        **{name: spread([key[end] - key[start] for key in asked]) for name, start, end in parts},
        "painting_ms": spread([key["painted"] - key["frame"] for key in whole]),
    }


def measure(site: Path = ROOT / "site") -> dict[str, Any]:
    """For each case, and for a page that works nothing out: p50, p95 and max of the whole and of its parts, over every key that was
    answered before the next."""
    path = browser()
    found: dict[str, Any] = {}
    with SiteServer(site) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, case in {ECHO: None, **CASES}.items():
            context = chromium.new_context(base_url=server.url)
            page = context.new_page()
            page.add_init_script(f"({(PAGES / 'keys.js').read_text(encoding='utf-8').strip()})()")
            found[name] = _told(_type(page, *case) if case else _echo(page))
            context.close()
            print(f"  {name:14}" + "  ".join(f"{part} {at}" for part, at in found[name].items()), flush=True)
        chromium.close()
    return found


if __name__ == "__main__":
    measure()
