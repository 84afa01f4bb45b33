"""Words that people write into a cell to say that there is nothing in it."""

from unicodedata import normalize

_LONGEST = 16  # characters
_NOTHING = frozenset((
    "无", "無", "没有", "沒有", "暂无", "暫無", "空", "不适用", "不適用", "不涉及", "/", "\\", "-", "--", "---", "_", ".", "–", "—",
    "――", "——", "―", "−", "─", "──", "━", "n/a", "n.a.", "n.a", "na", "nil", "none", "null", "blank", "not applicable",
))  # fmt: skip
NONE = frozenset(("无", "無", "没有", "沒有"))  # where others of the same column say 有, these say no
SOME = "有"


def says_nothing(text: str) -> bool:
    """Whether the trimmed text of a cell is such a word, in brackets or not."""
    if text[:1].isdecimal():  # nearly always
        return False
    return len(text) <= _LONGEST and normalize("NFKC", text).casefold().strip("()[]。;: ") in _NOTHING
