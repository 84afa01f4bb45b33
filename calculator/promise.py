"""What a sum promises, in the words of every surface: set by the text itself, or no more than a limit that the text names."""

from calculator.text import Text

EXACT = Text("条文写定", "Fixed by the text")
UP_TO = Text("最高限额", "At most")


def promise(up_to: bool) -> Text:
    """The kind of a sum."""
    return UP_TO if up_to else EXACT
