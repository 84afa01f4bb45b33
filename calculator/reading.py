"""Words of the law that can be read in more than one way, where the way chosen changes what one calculation gives."""

from __future__ import annotations

from calculator.frozen import Frozen
from calculator.record import Fields
from calculator.steps import AtMost, Step, Years, read_steps
from calculator.steps.principles import COUNTS
from calculator.steps.scope import SCOPES
from calculator.text import Text

BASES = ("formula", "fixed", "maximum")
BOUNDS = ("exact", "up-to")


class Sharing(Frozen):
    """What another reading changes where several claims meet, and never in one calculation.

    `per`: whom and what the outermost limit counts for; `consecutive`: whether the years of funding follow one another; `apart`: limits
    of one pool hold each by itself; `one_of`: of the benefits with this word one applicant has one a year; `anew`: years funded before
    the plan do not count."""

    per: tuple[str, ...] = ()
    consecutive: bool | None = None
    apart: bool = False
    one_of: str | None = None
    anew: bool = False

    def applied(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps of a benefit as this reading has them."""
        limits = [place for place, step in enumerate(steps) if isinstance(step, AtMost)]
        found = []
        for place, step in enumerate(steps):
            if isinstance(step, AtMost):
                step = step.but(per=self.per) if self.per and place == limits[-1] else step
                step = step.but(pool=None) if self.apart else step
            elif isinstance(step, Years) and self.consecutive is not None:
                step = step.but(consecutive=self.consecutive)
            found.append(step)
        return tuple(found)


class Option(Frozen):
    """One way to read the words, and what is different when it is taken.

    `steps`, `basis`, `bound`, and `counts` (whose funding the ceiling of article 21 counts) replace what the benefit has;
    `waives` names conditions that then need not hold, `asks` conditions that hold only then. `sharing`: what shows in a plan alone."""

    name: str
    says: Text
    steps: tuple[Step, ...] | None = None
    basis: str | None = None
    bound: str | None = None
    counts: str | None = None
    waives: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    sharing: Sharing | None = None

    @property
    def changes(self) -> bool:
        """Whether one calculation may give something else."""
        return any((self.steps, self.basis, self.bound, self.counts, self.waives, self.asks))


class Reading(Frozen):
    """An ambiguity by its id in the policy's list, with the option that is applied."""

    id: str
    question: Text
    note: Text  # what goes with an answer while the applied option is taken
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
            note=fields.text("note"),
            options=tuple(_option(entry, article, f"{fields.string('id')}-") for entry in fields.each("options")),
            applied=fields.string("applied"),
        )
        fields.end()
        return read


def _sharing(fields: Fields) -> Sharing | None:
    if not any(fields.has(key) for key in ("per", "consecutive", "apart", "one_of", "anew")):
        return None
    per = fields.strings("per")
    if not set(per) <= set(SCOPES):
        raise fields.error("per", "a list of " + ", ".join(SCOPES))
    return Sharing(
        per=per,
        consecutive=fields.flag("consecutive") if fields.has("consecutive") else None,
        apart=fields.flag("apart"),
        one_of=fields.string("one_of") if fields.has("one_of") else None,
        anew=fields.flag("anew"),
    )


def _option(fields: Fields, article: int, prefix: str) -> Option:
    name = fields.string("name")
    read = Option(
        name=name,
        says=Text(fields.string("zh"), fields.string("en")),
        steps=read_steps(fields, "steps", article, f"{prefix}{name}-") if fields.has("steps") else None,
        basis=fields.one_of("basis", BASES) if fields.has("basis") else None,
        bound=fields.one_of("bound", BOUNDS) if fields.has("bound") else None,
        counts=fields.one_of("counts", COUNTS) if fields.has("counts") else None,
        waives=fields.strings("waives"),
        asks=fields.strings("asks"),
        sharing=_sharing(fields),
    )
    fields.end()
    return read
