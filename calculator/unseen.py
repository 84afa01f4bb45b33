"""Characters that come along when text is copied and that nobody sees: they count as nothing in everything that is read."""

import re

# Unicode's Default_Ignorable_Code_Point (zero widths, byte order mark, direction marks, soft hyphen, variation selectors, tags) and the
# marks around annotations between the lines
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{UNSEEN}]+")


_ENDS = re.compile(rf"\A(?:\s|{_UNSEEN.pattern})+|(?:\s|{_UNSEEN.pattern})+\Z")


def seen(text: str) -> str:
    """The text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def trimmed(text: str) -> str:
    """What a person would say was typed: without characters that nobody sees, and without spaces around it."""
    return seen(text).strip()


def without_ends(text: str) -> str:
    """The text as it is, less spaces and unseen characters before and after it: the byte order mark of a file, above all."""
    return text if text.isascii() else _ENDS.sub("", text)
