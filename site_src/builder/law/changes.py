"""What has changed, as readers and programs that follow the data are told: `measures/changes.yaml`, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from calculator.record import Fields, RecordError
from calculator.text import Text
from site_src.builder.law.load import Mistakes
from site_src.builder.law.source import Complaints, read_source
from site_src.builder.places import MEASURES

FILE = MEASURES / "changes.yaml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `edition`: which text of the policy it was made on; `date`: as in ISO 8601."""

    id: str
    date: str
    edition: str
    title: Text
    says: Text

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        said = {"title": self.title.as_dict(), "says": self.says.as_dict()}
        return {"id": self.id, "date": self.date, "edition": self.edition, **said}


def read_changes(edition: str, file: Path = FILE) -> tuple[Change, ...]:
    """The changes, newest first; raises `Mistakes` with everything that is wrong with the record.

    `edition`: that of the policy as it stands, which the newest change must name."""
    complaints = Complaints()
    source = read_source(file, complaints)
    changes: list[Change] = []
    for place, data in enumerate(source.data if isinstance(source.data, list) else []):
        try:
            changes.append(_change(Fields(data, (place,))))
        except RecordError as error:
            complaints.add_error(source, error)
    if not complaints.found:
        seen: set[str] = set()
        for place, change in enumerate(changes):
            if change.id in seen:
                complaints.add(source, (place, "id"), f"“{change.id}” again", "an id of its own")
            seen.add(change.id)
            if place and change.date > changes[place - 1].date:
                complaints.add(source, (place, "date"), change.date, f"a day not after {changes[place - 1].date}: the newest comes first")
        if not changes:
            complaints.add(source, (), "no change", "a list of changes")
        elif changes[0].edition != edition:
            complaints.add(source, (0, "edition"), changes[0].edition, f"{edition}, the edition of the policy")
    if complaints.found:
        raise Mistakes(complaints)
    return tuple(changes)


def _change(fields: Fields) -> Change:
    change = Change(
        id=fields.string("id"),
        date=fields.string("date"),
        edition=fields.string("edition"),
        title=fields.text("title"),
        says=fields.text("says"),
    )
    fields.end()
    if not _ID.fullmatch(change.id):
        raise fields.error("id", "small letters, figures and hyphens")
    try:
        date.fromisoformat(change.date)
    except ValueError:
        raise fields.error("date", "a day such as 2026-11-25") from None
    return change
