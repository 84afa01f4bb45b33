"""`make bench`: rows a second of a whole table in the page, into separated values and into a workbook. A number as argument: rows."""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from site_src.builder.hosting.http_site import SiteServer
from tests.bench.batch import ROWS, table
from tests.browser.find_browser import FLAGS, find_browser

_LONG = 600_000  # ms


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    browser = find_browser() or sys.exit("no Chrome or Chromium: run `make browser`")
    with tempfile.TemporaryDirectory() as folder, SiteServer(Path("site")) as server, sync_playwright() as playwright:
        source = Path(folder, "in.csv")
        table(source, rows)
        running = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = running.new_page()
        page.goto(server.url + "zh/batch/")
        page.set_input_files("#batch-file", source)
        page.locator("[data-start]").click(timeout=_LONG)
        start = time.monotonic()
        page.locator("#batch-result").wait_for(timeout=_LONG)
        plain = time.monotonic() - start
        start = time.monotonic()
        with page.expect_download(timeout=_LONG):
            page.locator("[data-download=xlsx]").click()
        book = time.monotonic() - start
        print(f"in the page   {rows:12,} rows{rows / plain:12,.0f} rows/s to csv{rows / book:12,.0f} rows/s to xlsx", flush=True)
        running.close()


if __name__ == "__main__":
    main()
