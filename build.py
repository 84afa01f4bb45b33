"""The build as a table of contents: read and check the law, pack the calculator, render the pages, compress.

    python build.py check    the law and everything said about it, checked
    python build.py rules    and the calculator's generated package
    python build.py wheel    and the wheel, into build/wheel/
    python build.py site     and the whole site, into site/
    python build.py called   find anew which functions of Pyodide the calculator calls
    python build.py loader   keep the loader for others' pages as a new version, where it has changed
    python build.py serve    build, serve http://127.0.0.1:8000/ and build again on change

With --draft the site is there sooner, to look at and not to publish: nothing is compressed, and Python for the browser is as it was
last trimmed for this code, without having worked out every example.

SITE_URL (optional): the address the site will have; with it pages carry canonical and alternate addresses.
OFFLINE=no (optional): the site is not kept on visitors' devices, and what an earlier build had kept there is taken away.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from site_src.builder.embeds.loaders import LoaderChanged, publish
from site_src.builder.law.changes import read_changes
from site_src.builder.law.load import Mistakes, load_policy
from site_src.builder.law.policy import Policy
from site_src.builder.law.requests import example_requests
from site_src.builder.law.rules import write_rules
from site_src.builder.pages.mkdocs import SiteFailed
from site_src.builder.runtime.bytecode import WrongPython
from site_src.builder.runtime.halves.called import OtherModule

ROOT = Path(__file__).resolve().parent
BUILD, SITE = ROOT / "build", ROOT / "site"


def main() -> int:
    """Runs one command and ends with 0, or with 1 after mistakes of an author."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("check", "rules", "wheel", "site", "called", "loader", "serve"))
    parser.add_argument("--draft", action="store_true")
    given = parser.parse_args()
    command = given.command
    try:
        if command == "serve":
            from site_src.builder.hosting.serve import serve

            serve(site=SITE)
            return 0
        if command == "loader":
            print(f"the newest version is {publish().name}")
            return 0
        start = time.perf_counter()
        with stage("law: read and check"):
            policy = load_policy()
            read_changes(policy.edition)
        if command != "check":
            with stage("rules: what the calculator carries"):
                write_rules(policy.rules)
        if command == "wheel":
            build_wheel()
        if command == "called":
            record_calls(policy)
        if command == "site":
            build_site(policy, draft=given.draft)
        print(f"done in {time.perf_counter() - start:.1f} s")
    except Mistakes as mistakes:
        print(f"\n{mistakes}\n{len(mistakes.complaints)} to put right in measures/", file=sys.stderr)
        return 1
    except (WrongPython, OtherModule, SiteFailed, LoaderChanged, subprocess.CalledProcessError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Prints a stage's name and how long it took."""
    print(f"{name} …", end=" ", flush=True)
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:.1f} s", flush=True)


def build_wheel() -> Path:
    """The stage that packs the calculator as a wheel; its path."""
    from site_src.builder.runtime import wheel

    with stage("wheel: the calculator with its rules"):
        return wheel.build_wheel(BUILD)


def record_calls(policy: Policy) -> None:
    """The stage that runs every use in the whole of Pyodide."""
    from site_src.builder.runtime.halves.called import record
    from site_src.builder.runtime.pack import calls_of

    wheel = build_wheel()
    with stage("called: every use in the whole of Pyodide"):
        record(calls_of(wheel=wheel, requests=example_requests(policy), build=BUILD))


def build_site(policy: Policy, *, draft: bool) -> None:
    """Everything below `site/`, once the slowest files to compress have been begun with."""
    from site_src.builder.hosting.precompress import ahead, precompress
    from site_src.builder.runtime.pack import slow_to_compress

    with nullcontext() if draft else ahead(slow_to_compress(BUILD), BUILD):
        build_parts(policy, draft)
    if not draft:
        with stage("compress: .br and .gz"):
            precompress(site=SITE, build=BUILD)


def build_parts(policy: Policy, draft: bool) -> None:
    """One part of the site after the other."""
    from site_src.builder.assets import build_assets
    from site_src.builder.data.data import write_open_data
    from site_src.builder.embeds.frames import build_embeds
    from site_src.builder.hosting.header_recipes import write_header_recipes
    from site_src.builder.hosting.service_worker import wanted, write_service_worker
    from site_src.builder.pages.mkdocs import build_site as build_documents
    from site_src.builder.pages.pages import build_pages, with_slash
    from site_src.builder.runtime.pack import build_runtime

    address = os.environ.get("SITE_URL", "")
    wheel = build_wheel()
    with stage("runtime: Pyodide, trimmed and compiled"):
        runtime = build_runtime(wheel=wheel, requests=example_requests(policy), site=SITE, build=BUILD, proved=not draft)
    with stage("assets: scripts and styles"):
        assets = build_assets(runtime=runtime, site=SITE, offline=wanted())
    with stage("pages: both languages"):
        pages = build_pages(policy, BUILD / "pages", address)
    with stage("site: MkDocs, two passes"):
        build_documents(policy, pages, BUILD, SITE, assets, address)
    with stage("embeds: the loader and the pages for frames"):
        build_embeds(policy, SITE, assets)
    with stage("data: what programs read"):
        write_open_data(policy, [page.path for page in pages], wheel, SITE, with_slash(address))
    with stage("offline: the service worker"):
        write_service_worker(SITE)
    with stage("headers: recipes for hosts"):
        write_header_recipes(site=SITE)


if __name__ == "__main__":
    sys.exit(main())
