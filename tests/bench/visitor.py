"""A visitor in a real Chromium: goes to a page, types a figure key by key, and sees when its answer is painted."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Page, Playwright

from tests.bench.systems import PAGES, System
from tests.browser.find_browser import FLAGS, find_browser

_BETWEEN_KEYS = 0.1  # seconds
_TO_REST = 1.5  # seconds that a browser just started is left alone
_PATIENCE = 120  # seconds for one answer
_STAYS = 10  # figures typed after the first, before the visitor leaves
_LEAVES = 3  # seconds after the last of them; browsers keep compiled code only after a while
_FOLLOW = """(path) => {
  const links = [...document.querySelectorAll("a[href]")];
  const link = links.find(({ pathname }) => pathname.endsWith(path));
  if (!link) throw new Error(`no link to ${path}`);
  const start = performance.timeOrigin + performance.now();
  link.click();
  return start;
}"""
# When a worker began, and when it asked for each file and had it; milliseconds since 1970.
_IN_A_WORKER = """() => {
  const at = (time) => performance.timeOrigin + time;
  const stages = { "begun": at(0) };
  for (const { name, startTime, responseEnd } of performance.getEntriesByType("resource")) {
    const file = name.slice(name.lastIndexOf("/") + 1);
    stages[`asked for ${file}`] = at(startTime);
    stages[`has ${file}`] = at(responseEnd);
  }
  for (const { name, startTime } of performance.getEntriesByType("mark")) stages[name] = at(startTime);
  return stages;
}"""

Stages = dict[str, float]  # milliseconds from the navigation


@dataclass
class Visit:
    """One browser with one profile, looking at one page after another of one system."""

    page: Page
    keyboard: CDPSession
    url: str
    system: System
    _from: float = 0  # the last navigation, in milliseconds since 1970
    _focused: asyncio.Event = field(default_factory=asyncio.Event)
    _painted: asyncio.Queue[Stages] = field(default_factory=asyncio.Queue)

    async def arrive(self, text: str) -> Stages:
        """Goes to the system's first page by its address and types; milliseconds of each stage up to `painted`."""
        typing = asyncio.create_task(self._type_when_focused(text))
        await self.page.goto(self.url + self.system.paths[0], wait_until="commit")
        return await self._answered(typing, None)

    async def follow(self, text: str) -> Stages:
        """Follows a link to the second page, in the same tab, and types there."""
        typing = asyncio.create_task(self._type_when_focused(text))
        start = await self.page.evaluate(_FOLLOW, self.system.paths[1])
        return await self._answered(typing, start)

    async def stay(self) -> None:
        """Types on for a while, as somebody does who has come for an answer."""
        for _ in range(_STAYS):
            for name, text in (("0", "0"), ("Backspace", "")):
                self._press(name, text)
                await asyncio.sleep(_BETWEEN_KEYS)
        await asyncio.sleep(_LEAVES)

    async def in_workers(self) -> Stages:
        """What the page's workers tell of their time, in milliseconds since the navigation."""
        found: Stages = {}
        for worker in self.page.workers:
            name = re.sub(r"(-[0-9a-f]{12})?\..*", "", worker.url.rpartition("/")[2])
            stages = await worker.evaluate(_IN_A_WORKER)
            found |= {f"{name}: {stage}": at - self._from for stage, at in stages.items()}
        return found

    def focused(self) -> None:
        self._focused.set()

    def painted(self, stages: Stages) -> None:
        self._painted.put_nowait(stages)

    async def _answered(self, typing: asyncio.Task[None], start: float | None) -> Stages:
        try:
            found = await asyncio.wait_for(self._painted.get(), _PATIENCE)
        except TimeoutError:
            shown = await self.page.evaluate("() => document.querySelector('output')?.textContent")
            raise AssertionError(f"{self.system.name} shows {shown!r} after {_PATIENCE} s") from None
        await typing
        navigated = found.pop("navigated")
        self._from = start or navigated
        return {name: at - self._from for name, at in found.items()}

    async def _type_when_focused(self, text: str) -> None:
        self._focused.clear()
        await self._focused.wait()
        for key in text:
            self._press(key, key)
            await asyncio.sleep(_BETWEEN_KEYS)

    def _press(self, name: str, text: str) -> None:
        """Does not wait until the page has taken the key: a person types on while a page is busy."""
        key: dict[str, Any] = {"key": name, "windowsVirtualKeyCode": 8 if name == "Backspace" else ord(name)}
        for event in ({"type": "keyDown", "text": text}, {"type": "keyUp"}):
            task = asyncio.ensure_future(self.keyboard.send("Input.dispatchKeyEvent", event | key))
            _SENDING.add(task)
            task.add_done_callback(_sent)


_SENDING: set[asyncio.Future[Any]] = set()  # a task that nobody holds may vanish


def _sent(task: asyncio.Future[Any]) -> None:
    _SENDING.discard(task)
    if not task.cancelled():
        task.exception()  # a page that has gone takes no more keys


@cache
def browser() -> str:
    """The path of the browser; asked for once, outside any event loop, for looking for it may need one."""
    return find_browser() or sys.exit("no Chrome or Chromium: run `make browser`")


@asynccontextmanager
async def visiting(playwright: Playwright, system: System, url: str, profile: Path) -> AsyncIterator[Visit]:
    """A browser with that profile, at rest, before its first page."""
    context: BrowserContext = await playwright.chromium.launch_persistent_context(profile, executable_path=browser(), args=FLAGS)
    try:
        page = context.pages[0] if context.pages else await context.new_page()
        visit = Visit(page, await context.new_cdp_session(page), url, system)
        await page.expose_function("benchFocused", visit.focused)
        await page.expose_function("benchPainted", visit.painted)
        watch = (PAGES / "watch.js").read_text(encoding="utf-8")
        await page.add_init_script(f"({watch})({json.dumps(system.targets())})")
        await asyncio.sleep(_TO_REST)
        yield visit
    finally:
        await context.close()
