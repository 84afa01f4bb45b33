"""The archives of Python code that visitors download, by what they are used for: each is fetched when something first needs it.

What lies in which is found by running the probes, never listed by hand. A new use is one line in `USES`; which request of a page
needs which archive stands in `assets/runtime/needs.js`.
"""

from dataclasses import dataclass

FIRST = "calculator"  # always there; what it needs of the standard library travels apart, since that changes less often


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Something done with the calculator: `part` is the archive that brings what it needs beyond the first one and those `beside`.

    `probes`: scripts in probes/, run in this order in a Python of their own; the value of the last in Python is what they answered.
    """

    part: str
    probes: tuple[str, ...]
    beside: tuple[str, ...] = ()


# A use comes after those whose archives it has beside it. Two uses may fill one archive.
USES = (
    Use(part=FIRST, probes=("calculator.py", "worker.mjs")),
    Use(part="plan", probes=("a_plan.py", "worker_plan.mjs", "plan.py")),
    Use(part="batch", probes=("a_table.py", "worker_table.mjs", "batch.py"), beside=("plan",)),
    Use(part="workbook-writer", probes=("a_plan.py", "plan_workbook.py", "worker_plan.mjs"), beside=("plan",)),
    Use(part="workbook-writer", probes=("a_table.py", "batch_to_workbook.py"), beside=("plan", "batch")),
    Use(part="workbook-reader", probes=("a_table.py", "batch_workbook.py"), beside=("plan", "batch", "workbook-writer")),
)


def parts() -> tuple[str, ...]:
    """The names of the archives, the first one first."""
    return tuple(dict.fromkeys(use.part for use in USES))
