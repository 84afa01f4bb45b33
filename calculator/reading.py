"""Words of the law that can be read in more than one way, where the way chosen changes what one calculation gives."""

from __future__ import annotations

from dataclasses import dataclass

from calculator.record import Fields
from calculator.steps import Step, read_steps
from calculator.steps.principles import COUNTS
from calculator.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to read the words. What is not None replaces what the benefit has when this way is taken:
    its own steps, the kind of promise, or how the ceiling of article 21 counts."""

    name: str
    says: Text
    steps: tuple[Step, ...] | None = None
    bound: str | None = None
    counts: str | None = None

    @property
    def changes(self) -> bool:
        return self.steps is not None or self.bound is not None or self.counts is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An ambiguity by its id in the policy's list, with the option that is applied."""

    id: str
    question: Text
    options: tuple[Option, ...]
    applied: str

    @property
    def others(self) -> tuple[Option, ...]:
        """The options that would give something else."""
        return tuple(option for option in self.options if option.changes and option.name != self.applied)

    def key(self, option: Option) -> str:
        """How a request names an option: `A8:per-product`."""
        return f"{self.id}:{option.name}"

    @classmethod
    def read(cls, fields: Fields, article: int) -> Reading:
        read = cls(
            id=fields.string("id"),
            question=fields.text("question"),
            options=tuple(_option(entry, article, f"{fields.string('id')}-") for entry in fields.each("options")),
            applied=fields.string("applied"),
        )
        fields.end()
        return read


def _option(fields: Fields, article: int, prefix: str) -> Option:
    name = fields.string("name")
    read = Option(
        name=name,
        says=Text(fields.string("zh"), fields.string("en")),
        steps=read_steps(fields, "steps", article, f"{prefix}{name}-") if fields.has("steps") else None,
        bound=fields.one_of("bound", ("exact", "up-to")) if fields.has("bound") else None,
        counts=fields.one_of("counts", COUNTS) if fields.has("counts") else None,
    )
    fields.end()
    return read
