"""`python -m tests.bench.lighthouse`: Lighthouse's four scores, on its phone with its slow line, for the main pages in both languages.

The site is served compressed, under its own strict headers. The speed score, which varies from run to run, is the median of several;
`held_back_by` names the audits that keep a page from 100, with Lighthouse's own estimate."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from site_src.builder.hosting.http_site import SiteServer
from tests.bench.rivals.install import MODULES, TOOLS, install
from tests.bench.weight import addresses
from tests.browser.find_browser import find_browser

ROUNDS = 3
PAGES = ("home", "measure", "finder", "planner")
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_TIMES = {
    "first-contentful-paint": "first_paint_ms",
    "largest-contentful-paint": "largest_paint_ms",
    "total-blocking-time": "blocking_ms",
    "speed-index": "speed_index_ms",
    "interactive": "interactive_ms",
}


def _audit(url: str, categories: tuple[str, ...]) -> dict[str, Any]:
    """One run in a new profile."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(TOOLS / "node"),
            str(MODULES / "lighthouse" / "cli" / "index.js"),
            url,
            f"--only-categories={','.join(categories)}",
            "--output=json",
            f"--output-path={report}",
            "--quiet",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": find_browser() or ""}, stdout=subprocess.DEVNULL)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def _failures(report: dict[str, Any]) -> dict[str, str]:
    audits = report["audits"]
    named = (one["id"] for category in report["categories"].values() for one in category["auditRefs"])
    return {
        name: audits[name].get("displayValue") or ""
        for name in sorted(set(named))
        if (audits[name]["score"] or 0) < 1 and audits[name]["score"] is not None
    }


def measure(rounds: int = ROUNDS, site: Path = Path("site"), pages: tuple[str, ...] = PAGES) -> dict[str, Any]:
    """For each page its scores from 0 to 100, the times behind the first of them in ms, and what holds it back."""
    install()
    found: dict[str, Any] = {}
    with SiteServer(site) as server:
        for name, path in addresses(site).items():
            if name.split()[1] not in pages:
                continue
            whole = _audit(server.url + path, _CATEGORIES)
            runs = [whole, *(_audit(server.url + path, _CATEGORIES[:1]) for _ in range(rounds - 1))]
            speeds = [round(run["categories"]["performance"]["score"] * 100) for run in runs]
            found[name] = {
                "scores": {each: round(whole["categories"][each]["score"] * 100) for each in _CATEGORIES}
                | {"performance": statistics.median(speeds)},
                "rounds_performance": speeds,
                **{said: round(statistics.median(run["audits"][audit]["numericValue"] for run in runs)) for audit, said in _TIMES.items()},
                "layout_shift": round(statistics.median(run["audits"]["cumulative-layout-shift"]["numericValue"] for run in runs), 4),
                "held_back_by": _failures(whole),
            }
    return found


def main() -> None:
    rounds, *pages = sys.argv[1:] or [str(ROUNDS)]
    for name, one in measure(int(rounds), pages=tuple(pages) or PAGES).items():
        scores = "  ".join(f"{each} {score:.0f}" for each, score in one["scores"].items())
        print(f"{name:14}{scores}   {one['rounds_performance']}")
        print(f"{'':14}" + "  ".join(f"{said} {one[said]}" for said in [*_TIMES.values(), "layout_shift"]))
        print(f"{'':14}" + "; ".join(f"{audit} {value}".strip() for audit, value in one["held_back_by"].items()), flush=True)


if __name__ == "__main__":
    main()
