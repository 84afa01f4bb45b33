"""One YAML file as plain texts, lists and mappings, with the line of every value."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from calculator.record import RecordError, dotted

Place = tuple[str | int, ...]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, order=True)
class Complaint:
    """One mistake of an author: where it stands, what was found, what was expected."""

    file: str
    line: int
    path: str
    found: str
    expected: str

    def __str__(self) -> str:
        at = f" {self.path}:" if self.path else ""
        return f"{self.file}:{self.line}:{at} found {self.found}, expected {self.expected}"


@dataclass
class Complaints:
    """All mistakes of a run, so that an author sees them at once."""

    found: list[Complaint] = field(default_factory=list)

    def add(self, source: "Source", path: Place, found: str, expected: str) -> None:
        complaint = Complaint(source.name, source.line(path), dotted(path), found, expected)
        if complaint not in self.found:
            self.found.append(complaint)

    def about(self, source: "Source") -> bool:
        """Whether something is wrong in that file."""
        return any(complaint.file == source.name for complaint in self.found)

    def add_error(self, source: "Source", error: RecordError) -> None:
        self.add(source, error.path, error.found, error.expected)


@dataclass(frozen=True)
class Source:
    """A file that was read. `name` is how messages call it: `measures/01-….yaml`."""

    name: str
    data: Any
    lines: dict[Place, int]

    def line(self, path: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_source(path: Path, complaints: Complaints) -> Source:
    """Reads a file; every scalar stays text, so that `no`, `3.10` and dates are what the author typed."""
    name = f"{path.parent.name}/{path.name}"
    source = Source(name, {}, {})
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        complaints.found.append(Complaint(name, line, "", "a byte that is no UTF-8", "UTF-8 text"))
        return source
    except yaml.reader.ReaderError as error:
        found = f"the control character U+{ord(text[error.position]):04X}"
        complaints.found.append(Complaint(name, text.count("\n", 0, error.position) + 1, "", found, "text without it"))
        return source
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        complaints.found.append(
            Complaint(name, mark.line + 1 if mark else 1, "", f"what YAML calls “{error.problem}”", "YAML that can be read")
        )
        return source
    if node is None:
        complaints.add(source, (), "an empty file", "a mapping")
        return source
    data = _plain(node, (), source, complaints)
    return Source(name, data, source.lines)


def _plain(node: yaml.Node, path: Place, source: Source, complaints: Complaints) -> Any:
    source.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), source, complaints) for place, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        inside = (*path, key.value)
        if key.value in found:
            first = source.lines[inside]
            source.lines[inside] = key.start_mark.line + 1
            complaints.add(source, inside, f"the key “{key.value}” again (first on line {first})", "each key once")
        else:
            found[key.value] = _plain(value, inside, source, complaints)
            source.lines[inside] = key.start_mark.line + 1
    return found
