"""The file of a workbook: a zip of parts, none of them unpacked beyond its bound."""

from collections.abc import Callable
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from calculator.batch.bounds import MOST_PART_BYTES, MOST_PART_ELEMENTS, MOST_ROW_BYTES, MOST_ROW_ELEMENTS, part_too_large
from calculator.batch.unusable import Unusable


class Package(ZipFile):
    """`read` gives a part as a whole and raises `Unusable` when it is too large for that; `open` gives it piece by piece."""

    def __init__(self, file: BinaryIO):
        super().__init__(file, "r")

    def open(self, name: Any, *arguments: Any, **named: Any) -> IO[bytes]:
        """Raises `BadZipFile` for packing that no workbook has: it may unpack a few bytes to many megabytes in one go."""
        if self.getinfo(str(name)).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BadZipFile(f"{name} is packed in an unknown way")
        return super().open(name, *arguments, **named)

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        """A part that becomes one tree."""
        with self.open(name) as part:
            data = part.read(MOST_PART_BYTES + 1)
        if len(data) > MOST_PART_BYTES or data.count(b"<") > MOST_PART_ELEMENTS:
            raise part_too_large(str(name))
        return data


class Metered:
    """A part that is parsed while it is read. The reader says for each element that it holds one more, and when it lets go of them all;
    holding more than a row can have raises what `refusal` makes."""

    def __init__(self, part: IO[bytes], refusal: Callable[[], Unusable]):
        self.refusal = refusal
        self._part, self._bytes, self._elements = part, 0, 0

    def read(self, size: int = -1) -> bytes:
        """As a file gives it."""
        piece = self._part.read(size)
        self._bytes += len(piece)
        if self._bytes > MOST_ROW_BYTES:
            raise self.refusal()
        return piece

    def hold(self) -> None:
        """One more element."""
        self._elements += 1
        if self._elements > MOST_ROW_ELEMENTS:
            raise self.refusal()

    def let_go(self) -> None:
        """None is held any longer."""
        self._bytes = self._elements = 0
