"""Names as people write them, made comparable: without case, spaces, full-width forms and punctuation."""

from functools import lru_cache
from unicodedata import normalize

from calculator.unseen import seen


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Only the letters, digits and Chinese characters of a name, in plain lower-case forms; of whole sentences, too."""
    return "".join(character for character in normalize("NFKC", seen(text)).casefold() if character.isalnum())
