"""Where something that is taken away comes from: the day, the address of the site, and the address that leads back to the very thing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from calculator.frozen import Frozen

_MOST = 30_000  # characters that a cell holds, and a few less
_SCHEMES = ("https://", "http://")
_LONG_AGO = datetime(1980, 1, 1)  # of a file that knows no day: the same rows give the same file


class Origin(Frozen):
    """`day` as the reader's calendar has it; `site`: the address of the site; `link`: what opens the same plan or page again."""

    day: date | None = None
    site: str | None = None
    link: str | None = None

    @property
    def stamped(self) -> datetime:
        """The time that a file's properties carry: midnight of the day."""
        return datetime(self.day.year, self.day.month, self.day.day) if self.day else _LONG_AGO


def origin_of(request: Mapping[str, Any]) -> Origin:
    """From a page's request: `date` as 2026-03-01, `site`, `link`. What is no date or no address of the web is left out."""
    try:
        day = date.fromisoformat(str(request.get("date")))
    except ValueError:
        day = None
    return Origin(day=day, site=_address(request.get("site")), link=_address(request.get("link")))


def _address(given: Any) -> str | None:
    return given if isinstance(given, str) and given.startswith(_SCHEMES) and len(given) <= _MOST else None
