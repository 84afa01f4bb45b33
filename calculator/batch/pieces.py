"""A file whose bytes are asked for piece by piece, where they lie: a browser's file is never copied as a whole."""

from collections.abc import Callable

_PIECE = 1 << 18  # bytes that are asked for at once


class Gone(OSError):
    """The file can no longer be read."""


class Pieces:
    """What reads tables needs of a file that is open for reading bytes. `ask(start, stop)` gives these bytes, or None where they can no
    longer be read: that is `Gone` then."""

    def __init__(self, ask: Callable[[int, int], bytes | None], size: int):
        self._ask, self._size = ask, size
        self._at = 0
        self._first, self._piece = 0, b""

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes from here on, fewer at the end; all that are left for a negative number."""
        stop = self._size if size is None or size < 0 else min(self._size, self._at + size)
        found = []
        while self._at < stop:
            place = self._at - self._first
            if not 0 <= place < len(self._piece):
                self._fetch(max(stop - self._at, _PIECE))
                place = 0
            part = self._piece[place : place + stop - self._at]
            found.append(part)
            self._at += len(part)
        return found[0] if len(found) == 1 else b"".join(found)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to a place, counted from the beginning (0), from here (1) or from the end (2)."""
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        """The place it is at."""
        return self._at

    def seekable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Forgets what it holds."""
        self._piece = b""

    def _fetch(self, size: int) -> None:
        piece = self._ask(self._at, min(self._size, self._at + size))
        if not piece:
            raise Gone("the file can no longer be read")
        self._first, self._piece = self._at, piece
