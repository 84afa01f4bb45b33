"""Gives the readings of the articles to the benefits whose calculation they change: by id, by how a benefit stands to the
ceiling, or by what another article asks of it."""

from dataclasses import dataclass, field
from typing import Any

from calculator.record import RecordError
from site_src.builder.law.source import Complaints, Place, Source


@dataclass
class Attached:
    """Where each reading of a benefit came from, so that a mistake in it is told at its own line."""

    came: dict[str, list[tuple[Source, Place, tuple[str, ...]]]] = field(default_factory=dict)

    def place(self, id: str, error: RecordError) -> tuple[Source, Place] | None:
        """The file and the place of a mistake in a reading of that benefit; None when it is not in a reading."""
        if error.path[:1] != ("readings",):
            return None
        source, path, keys = self.came[id][int(error.path[1])]
        rest = error.path[2:]
        if rest[:1] == ("options",) and len(rest) > 1 and keys[int(rest[1])]:
            rest = (*rest[:2], "instead", keys[int(rest[1])], *rest[2:])
        return source, (*path, *rest)


def attach(articles: list[Source], by_id: dict[str, dict[str, Any]], asks: dict[str, set[str]], complaints: Complaints) -> Attached:
    """Adds `readings` to the data of the benefits; each option carries what its `instead` says for that benefit. `asks`: the names of
    what other articles ask of a benefit, by its id."""
    attached = Attached()
    for source in articles:
        for number, reading in enumerate(source.data.get("readings", [])):
            place: Place = ("readings", number)
            named = _named(reading, by_id, asks, source, place, complaints)
            for id, data in by_id.items():
                if keys := {id, f"ceiling-{data.get('ceiling')}", *asks.get(id, ())} & named:
                    chosen = tuple(next(iter(sorted(keys & set(option.get("instead", {})))), "") for option in reading["options"])
                    data.setdefault("readings", []).append(_entry(reading, chosen))
                    attached.came.setdefault(id, []).append((source, place, chosen))
    return attached


def _entry(reading: dict[str, Any], chosen: tuple[str, ...]) -> dict[str, Any]:
    options = [
        {key: option[key] for key in ("name", "zh", "en")} | (option["instead"][key] if key else {})
        for option, key in zip(reading["options"], chosen, strict=True)
    ]
    return {key: reading[key] for key in ("id", "question", "note")} | {"options": options, "applied": reading["applied"]}


def _named(
    reading: dict[str, Any],
    by_id: dict[str, dict[str, Any]],
    asks: dict[str, set[str]],
    source: Source,
    place: Place,
    complaints: Complaints,
) -> set[str]:
    """What the reading changes, by the keys of `instead`; a complaint for what cannot be changed."""
    known = {id for id, data in by_id.items() if data.get("calculator") == "yes"} | {"ceiling-yes", "ceiling-unclear"}
    known.update(*asks.values())
    found: set[str] = set()
    for number, option in enumerate(reading["options"]):
        for key, changes in option.get("instead", {}).items():
            path = (*place, "options", number, "instead", key)
            if key not in known:
                expected = (
                    "the id of a benefit with a calculator, ceiling-yes, ceiling-unclear or the name of what an article asks of benefits"
                )
                complaints.add(source, path, f"“{key}”", expected)
            elif not isinstance(changes, dict) or not changes:
                complaints.add(
                    source, path, "no change", "steps, basis, bound, counts, waives, asks, per, consecutive, apart, one_of or anew"
                )
            elif option["name"] == reading["applied"]:
                complaints.add(source, path, "a change by the reading that is applied", "changes under the other readings only")
            else:
                found.add(key)
    return found
