"""A bar on the terminal: how much of a table is done, how fast it goes, how long it will take."""

import sys
from time import monotonic

from calculator.batch.run import Progress
from calculator.text import Text

_WIDTH, _EVERY = 24, 200  # characters; milliseconds between two looks


class Bar:
    """Written over itself on standard error."""

    def __init__(self, lang: str):
        self._lang, self._start, self._shown = lang, monotonic(), -_EVERY

    def show(self, progress: Progress) -> None:
        """Shows how far it is, not more often than an eye can follow."""
        spent = self._spent()
        if spent - self._shown >= _EVERY:
            self._shown = spent
            self._write(progress, spent)

    def close(self, progress: Progress) -> None:
        """Shows the end and leaves the line."""
        self._write(progress, self._spent())
        sys.stderr.write("\n")

    def _spent(self) -> int:
        return int((monotonic() - self._start) * 1000)

    def _write(self, progress: Progress, spent: int) -> None:
        full = _WIDTH * progress.permille // 1000
        left = progress.remaining(spent)
        words = Text(
            f"{progress.rows:,}行，每秒{progress.rate(spent):,}行，报错{progress.wrong:,}行"
            + ("" if left is None else f"，还需{_time(left)}"),
            f"{progress.rows:,} rows, {progress.rate(spent):,} a second, {progress.wrong:,} in error"
            + ("" if left is None else f", {_time(left)} left"),
        )
        sys.stderr.write(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {progress.permille // 10:3}%  {words[self._lang]}\x1b[K")
        sys.stderr.flush()


def _time(milliseconds: int) -> str:
    minutes, seconds = divmod((milliseconds + 999) // 1000, 60)
    return f"{minutes}:{seconds:02d}"
