"""What a reader of numbers says of a text that is none."""

MOST_YUAN = 10**15
MOST_CHARACTERS = 60  # of one number


class NotRead(ValueError):
    """The text is no value of the kind asked for. `code` says why, `index` which item of a list it was; `parts` are the parts that were
    not understood, as typed, and `hint` what is amiss with them: one of `problems.HINTS`, or nothing in particular."""

    def __init__(self, code: str, index: int | None = None, parts: tuple[str, ...] = (), hint: str = ""):
        super().__init__(code)
        self.code, self.index, self.parts, self.hint = code, index, parts, hint

    def at(self, index: int) -> "NotRead":
        """The same of an item of a list."""
        return NotRead(self.code, index, self.parts, self.hint)
