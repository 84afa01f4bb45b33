"""What was decided on the way into a table: said before the work starts, kept with the result, and changed by whoever knows better."""

from calculator.frozen import Frozen
from calculator.text import Text


class Decision(Frozen):
    """One thing that was decided. `kind`: what about; `says`: the decision in a sentence; `option`: of the command line, and `values`
    with their names: what changes it; `chosen`: the value that holds, None where nobody can tell and somebody has to be asked."""

    kind: str
    says: Text
    option: str = ""
    values: tuple[tuple[str, Text], ...] = ()
    chosen: str | None = None
