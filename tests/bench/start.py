"""From navigation to the first answer: the site, a bare page with Pyodide and PyScript, in turn, in new and in known browsers.

`python -m tests.bench.start [rounds]` measures; with `--stages` it tells where the site's own time goes instead.

Each visitor goes to the field in the first frame that shows it and types a figure key by key, 100 ms between keys, without
waiting for the page; the time ends when the answer to the whole figure is painted, and each system must show the same. Cold: a
new profile. Warm: the same profile in a browser started anew, after the first visitor typed on for two seconds and stayed for
three. Second page: the next one in the same tab, by its link. The three have the same server, with the same caching and with
`.br` siblings of the same quality. The bare page begins to load Pyodide at once, and fetches the wheel meanwhile; PyScript
unpacks the wheel as one of its `files`, which spares it micropip. Neither waits for a visitor's sign, as the site does.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.async_api import Playwright, async_playwright

from site_src.builder.hosting.http_site import Line, SiteServer
from site_src.builder.places import ROOT
from tests.bench.systems import FIRST, SECOND, System, is_runtime, systems
from tests.bench.visitor import Stages, Visit, browser, visiting

LINES = {"unthrottled": None, "20 Mbit/s, 40 ms": (20e6 / 8, 0.04)}  # bytes a second, seconds before each answer
VISITS = ("cold", "warm", "second_page")
_BASE = "bare"


def measure(rounds: int = 5, site: Path = ROOT / "site") -> dict[str, Any]:
    """Medians and rounds in milliseconds for each line, system and visit, their ratios to the bare page, and the bytes of a first visit."""
    compared = systems(site)
    browser()
    times = {line: asyncio.run(_rounds(compared, line, rounds)) for line in LINES}
    return {"rounds": rounds, "figure": FIRST.text, "answer": FIRST.headline, "times": times, "bytes": asyncio.run(_bytes(compared))}


async def _rounds(compared: list[System], line: str, rounds: int) -> dict[str, Any]:
    found: dict[str, dict[str, list[float]]] = {system.name: {visit: [] for visit in VISITS} for system in compared}
    async with async_playwright() as playwright:
        for number in range(rounds):
            turn = number % len(compared)  # nobody is always the first
            for system in compared[turn:] + compared[:turn]:
                for visit, stages in (await _three(playwright, system, line)).items():
                    found[system.name][visit].append(round(stages["painted"], 1))
                print(f"  {line}, round {number + 1}: {system.name} {[found[system.name][visit][-1] for visit in VISITS]} ms", flush=True)
    medians = {name: {visit: statistics.median(taken) for visit, taken in visits.items()} for name, visits in found.items()}
    return {
        name: {
            visit: {
                "median_ms": medians[name][visit],
                "rounds_ms": taken,
                "ratio_to_bare": round(medians[name][visit] / medians[_BASE][visit], 3),
            }
            for visit, taken in visits.items()
        }
        for name, visits in found.items()
    }


def _server(system: System, line: str, *, compress: bool = True) -> SiteServer:
    speed = LINES[line]
    return SiteServer(system.folder, policy=system.policy, compress=compress, line=Line(*speed) if speed else None)


async def _three(playwright: Playwright, system: System, line: str, *, workers: bool = False) -> dict[str, Stages]:
    """The stages of the cold visit, the warm one and the second page of that; on request with what the page's workers tell."""

    async def all_of(visit: Visit, stages: Stages) -> Stages:
        return stages | (await visit.in_workers() if workers else {})

    with _server(system, line) as server, tempfile.TemporaryDirectory() as profile:
        async with visiting(playwright, system, server.url, Path(profile)) as visit:
            cold = await all_of(visit, await visit.arrive(FIRST.text))
            await visit.stay()
        async with visiting(playwright, system, server.url, Path(profile)) as visit:
            warm = await all_of(visit, await visit.arrive(FIRST.text))
            second = await all_of(visit, await visit.follow(SECOND.text))
    return {"cold": cold, "warm": warm, "second_page": second}


async def _bytes(compared: list[System]) -> dict[str, Any]:
    """Bytes of bodies at a first visit, from a server that compresses and from one that does not; on the slow line, which does not
    send ahead what the browser then refuses."""
    found: dict[str, Any] = {}
    async with async_playwright() as playwright:
        for host, compress in (("compressing", True), ("plain", False)):
            found[host] = {system.name: await _fetched(playwright, system, compress) for system in compared}
            base = found[host][_BASE]["runtime_bytes"]
            for name in found[host]:
                found[host][name]["runtime_ratio_to_bare"] = round(found[host][name]["runtime_bytes"] / base, 3)
    return found


async def _fetched(playwright: Playwright, system: System, compress: bool) -> dict[str, Any]:
    with _server(system, "20 Mbit/s, 40 ms", compress=compress) as server, tempfile.TemporaryDirectory() as profile:
        async with visiting(playwright, system, server.url, Path(profile)) as visit:
            cold = await visit.arrive(FIRST.text)
            await visit.stay()
        sent = dict(server.sent)
    runtime = {path: size for path, size in sent.items() if is_runtime(path)}
    return {
        "runtime_bytes": sum(runtime.values()),
        "page_bytes": sum(sent.values()) - sum(runtime.values()),
        "cold_ms": round(cold["painted"], 1),
        "runtime_files_bytes": runtime,
    }


def table(result: dict[str, Any]) -> Iterable[str]:
    """The result for people."""
    for line, found in result["times"].items():
        yield f"{line:26}{'cold':>18}{'warm':>18}{'second page':>18}"
        for name, visits in found.items():
            cells = (f"{visits[visit]['median_ms']:8,.0f} ms {visits[visit]['ratio_to_bare']:5.2f}" for visit in VISITS)
            yield f"  {name:24}" + "".join(f"{cell:>18}" for cell in cells)
    for host, found in result["bytes"].items():
        yield f"bytes, {host} server"
        for name, sizes in found.items():
            runtime = f"runtime {sizes['runtime_bytes']:11,} {sizes['runtime_ratio_to_bare']:5.2f}"
            yield f"  {name:24}{runtime}   page {sizes['page_bytes']:10,}   cold {sizes['cold_ms']:,.0f} ms"


async def _stages(compared: list[System], rounds: int) -> None:
    """Prints the median of each stage of the site's own visits: milliseconds since the navigation, and since the stage before."""
    async with async_playwright() as playwright:
        for line in LINES:
            taken = [await _three(playwright, compared[0], line, workers=True) for _ in range(rounds)]
            for visit in VISITS:
                print(f"{line}, {visit.replace('_', ' ')}")
                names = dict.fromkeys(stage for found in taken for stage in found[visit])
                medians = {stage: statistics.median(found[visit][stage] for found in taken if stage in found[visit]) for stage in names}
                before = 0.0
                for stage, at in sorted(medians.items(), key=lambda entry: entry[1]):
                    print(f"  {stage:44}{at:8,.0f}{at - before:+8,.0f}")
                    before = at


def main() -> None:
    parser = argparse.ArgumentParser(description="the time to a first answer")
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--stages", action="store_true", help="where the site's own time goes")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    how = parser.parse_args()
    if how.stages:
        compared = systems(how.site)
        browser()
        asyncio.run(_stages(compared, how.rounds))
    else:
        print("\n".join(table(measure(how.rounds, how.site))))


if __name__ == "__main__":
    main()
