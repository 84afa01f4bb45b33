"""Files that commands read and write. What is written takes its place when it is whole; until then an earlier file stays as it was."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import Any, BinaryIO

from calculator.text import Text

_ANOTHER = Text("请换一个位置或文件名再试。", "Choose another folder or file name and try again.")
# By the number of the error: what is the matter with “{name}”, and what to do.
_WRITING = {
    errno.ENOENT: Text(
        "“{name}”所在的文件夹不存在：请先建立该文件夹，或换一个位置再试。",
        "The folder of “{name}” does not exist: create it, or choose another.",
    ),
    errno.ENOTDIR: Text("“{name}”所在的位置不是文件夹：请换一个位置再试。", "“{name}” lies in what is no folder: choose another place."),
    errno.EISDIR: Text("“{name}”是一个文件夹：请写明要写入的文件名。", "“{name}” is a folder: give the name of the file to write."),
    errno.EACCES: Text(
        "没有写入“{name}”的权限：如已在别的程序中打开，请先关闭；或换一个位置再试。",
        "“{name}” may not be written: close it if it is open in another program, or choose another folder.",
    ),
    errno.EROFS: Text("“{name}”所在的磁盘只能读取：请换一个位置再试。", "The disk of “{name}” is read-only: choose another place."),
    errno.ENOSPC: Text(
        "磁盘已满，“{name}”没有写入：请腾出空间，或换一个位置再试。",
        "The disk is full, and “{name}” was not written: free some space, or choose another place.",
    ),
    errno.EFBIG: Text("“{name}”过大，这个磁盘不能保存：请换一个位置再试。", "“{name}” is too large for this disk: choose another place."),
    errno.ENAMETOOLONG: Text("文件名“{name}”过长：请换一个短的文件名。", "The file name “{name}” is too long: choose a shorter one."),
}
_WRITING |= {errno.EPERM: _WRITING[errno.EACCES], errno.EDQUOT: _WRITING[errno.ENOSPC], errno.EINVAL: _WRITING[errno.ENAMETOOLONG]}
_READING = {
    errno.ENOENT: Text("没有找到文件“{name}”：请核对文件名和位置。", "There is no file “{name}”: check its name and folder."),
    errno.ENOTDIR: Text("没有找到文件“{name}”：请核对文件名和位置。", "There is no file “{name}”: check its name and folder."),
    errno.EISDIR: Text("“{name}”是一个文件夹：请写明其中的文件名。", "“{name}” is a folder: give the name of a file in it."),
    errno.EACCES: Text("没有读取“{name}”的权限：请核对文件的权限。", "“{name}” may not be read: check its permissions."),
}


class FileTrouble(Exception):
    """A file that cannot be read or written; `message` names it and says what to do."""

    def __init__(self, message: Text):
        super().__init__(message.en)
        self.message = message


@contextmanager
def reading(path: str) -> Iterator[BinaryIO]:
    """A file that is open for reading bytes; raises `FileTrouble` where it cannot be opened or read."""
    with _told(path, _READING, Text("“{name}”读不出来（{why}）。", "“{name}” cannot be read ({why}).")), Path(path).open("rb") as file:
        yield file


@contextmanager
def written_whole(path: str) -> Iterator[BinaryIO]:
    """A file to write bytes to that takes the place of `path` when the block ends. Where it does not, by any error or interrupt, nothing
    is left of it and an earlier file stays. What is no file of a disk, a pipe for one, is written to directly."""
    target = Path(os.path.realpath(path))  # a link stays one
    trouble = Text("“{name}”没有写入（{why}）。", "“{name}” was not written ({why}).") + _ANOTHER

    def writing() -> Any:
        return _told(path, _WRITING, trouble)

    with writing():
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "", path)
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "", path)
    if mode is not None and not stat.S_ISREG(mode):
        with writing():
            raw = _Target(target, "wb", writing)
        with _Whole(raw) as file:
            yield file
        return
    beside = target.with_name(f".{os.urandom(8).hex()}.part")
    with writing():
        if len(os.fsencode(target.name)) > _longest_name(target):
            raise OSError(errno.ENAMETOOLONG, "", path)
        file = _Whole(_Target(beside, "xb", writing))
    try:
        yield file
        file.flush()
        with writing():
            os.fsync(file.fileno())
            file.close()
            if mode is not None:
                beside.chmod(stat.S_IMODE(mode))
            beside.replace(target)
    except BaseException:
        file.give_up()
        beside.unlink(missing_ok=True)
        raise


class _Whole(BufferedWriter):
    """Given up, it takes what comes, keeps nothing and only counts: writers that are forgotten half-way still try to end what they
    began."""

    _at: int | None = None  # where it would be, once it is given up

    def give_up(self) -> None:
        """Writes nothing any more."""
        self._at = 0 if self.closed else super().tell()
        with suppress(FileTrouble, ValueError):
            self.close()
        self.raw.close()

    def write(self, data: Any) -> int:
        if self._at is None:
            return super().write(data)
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return super().tell() if self._at is None else self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if self._at is None:
            return super().seek(offset, whence)
        self._at = offset
        return offset

    def flush(self) -> None:
        if self._at is None:
            super().flush()


class _Target(FileIO):
    """A file whose errors in writing say whose they are, among those of what is read meanwhile."""

    def __init__(self, path: Path, mode: str, writing: Callable[[], Any]):
        super().__init__(path, mode)
        self._writing = writing

    def write(self, data: Any) -> int:
        with self._writing():
            return super().write(data)


@contextmanager
def _told(name: str, known: dict[int, Text], other: Text) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever read along went away
        raise
    except OSError as error:
        words = known.get(error.errno or 0, other)
        why = error.strerror or type(error).__name__
        raise FileTrouble(Text(words.zh.format(name=name, why=why), words.en.format(name=name, why=why))) from error


def _longest_name(target: Path) -> int:
    return os.pathconf(target.parent, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
