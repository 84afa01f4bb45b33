"""Files that commands write: whole or not at all, an earlier one kept where anything fails, and one sentence that says what to do."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from calculator.commandline import files, main
from tests.tables import SPEND, VOUCHER
from tests.workbooks import sheet, workbook

EARLIER = b"an earlier result"


def _table(folder: Path, rows: int = 3) -> str:
    path = folder / "in.csv"
    path.write_text(f"{SPEND}\n" + "".join(f"{n}\n" for n in range(rows)), encoding="utf-8")
    return str(path)


def _plan(folder: Path) -> str:
    path = folder / "plan.json"
    claim = {"benefit": VOUCHER, "year": 2026, "inputs": {SPEND: "1000000"}}
    path.write_text(json.dumps({"applicant": {"kind": "enterprise"}, "claims": [claim]}), encoding="utf-8")
    return str(path)


# Every command that writes: its words for one file to write.
WRITES: dict[str, Callable[[Path, str], list[str]]] = {
    "batch csv": lambda folder, out: ["batch", _table(folder), out, "--benefit", VOUCHER],
    "batch xlsx": lambda folder, out: ["batch", _table(folder), out, "--benefit", VOUCHER],
    "template csv": lambda folder, out: ["template", VOUCHER, out],
    "template xlsx": lambda folder, out: ["template", VOUCHER, out],
    "plan csv": lambda folder, out: ["plan", _plan(folder), "--csv", out],
    "plan xlsx": lambda folder, out: ["plan", _plan(folder), "--xlsx", out],
}


class Done(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """A command in this process, with all that workbooks need."""

    def command(*words: str) -> Done:
        status = main(list(words))
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return command


def _leftover(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".part")]


@pytest.mark.parametrize("command", WRITES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_cannot_be_written_is_said_in_one_sentence(command: str, lang: str, run: Any, tmp_path: Path) -> None:
    kind = command.split()[1]
    (tmp_path / f"folder.{kind}").mkdir()
    (tmp_path / "file").write_bytes(b"")
    troubles = {
        f"folder.{kind}": {"zh": "是一个文件夹", "en": "is a folder"},
        f"none/out.{kind}": {"zh": "文件夹不存在", "en": "does not exist"},
        f"file/out.{kind}": {"zh": "不是文件夹", "en": "no folder"},
        f"{'x' * 300}.{kind}": {"zh": "过长", "en": "too long"},
    }
    for name, words in troubles.items():
        out = str(tmp_path / name)
        done = run(*WRITES[command](tmp_path, out), "--lang", lang)
        assert done.status == 2 and done.out == ""
        said = [line for line in done.err.splitlines() if not line.startswith("*")]
        assert len(said) == 1 and words[lang] in said[0] and out in said[0], said
        assert not _leftover(tmp_path)


@pytest.mark.parametrize("command", WRITES)
@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_whatever_fails_an_earlier_file_stays(
    command: str, failing: str, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"out.{command.split()[1]}"
    out.write_bytes(EARLIER)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "write":
        monkeypatch.setattr(files._Target, "write", _full_disk)
    else:
        monkeypatch.setattr(*((files.os, failing) if failing == "fsync" else (files.Path, failing)), full)
    done = run(*WRITES[command](tmp_path, str(out)), "--lang", "en")
    assert done.status == 2 and "The disk is full" in done.err and "Traceback" not in done.err
    assert out.read_bytes() == EARLIER and not _leftover(tmp_path)


def _full_disk(self: files._Target, _: object) -> int:
    with self._writing():
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("command", WRITES)
def test_what_is_written_keeps_the_link_and_the_permissions_of_what_it_replaces(command: str, run: Any, tmp_path: Path) -> None:
    kind = command.split()[1]
    real, link = tmp_path / f"real.{kind}", tmp_path / f"link.{kind}"
    real.write_bytes(EARLIER)
    real.chmod(0o640)
    link.symlink_to(real)
    run(*WRITES[command](tmp_path, str(link)))
    assert link.is_symlink() and real.read_bytes() != EARLIER and real.stat().st_mode & 0o777 == 0o640
    assert not _leftover(tmp_path)


def test_a_new_file_has_the_permissions_that_any_new_file_has(run: Any, tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(b"")
    run("template", VOUCHER, str(tmp_path / "t.csv"))
    assert (tmp_path / "t.csv").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_a_table_that_breaks_off_leaves_an_earlier_result_alone(run: Any, tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(2, 500))
    source, out = tmp_path / "in.xlsx", tmp_path / "out.csv"
    source.write_bytes(workbook(sheet=sheet(rows, b"<row><c></row>")))
    out.write_bytes(EARLIER)
    done = run("batch", str(source), str(out), "--benefit", VOUCHER, "--lang", "en")
    assert done.status == 2 and "damaged" in done.err and out.read_bytes() == EARLIER and not _leftover(tmp_path)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_run_that_is_interrupted_once_keeps_its_rows_and_twice_the_earlier_file(kind: str, tmp_path: Path) -> None:
    source = _table(tmp_path, 400_000)
    for times in (1, 2):
        out = tmp_path / f"out{times}.{kind}"
        out.write_bytes(EARLIER)
        command = [sys.executable, "-c", _SLOW if times == 2 else _PLAIN, "batch", source, str(out), "--benefit", VOUCHER, "--lang", "en"]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not any(path.stat().st_size for path in tmp_path.glob(".*.part")):
            time.sleep(0.05)
        for _ in range(times):
            running.send_signal(signal.SIGINT)
            time.sleep(0.3)
        _, said = running.communicate(timeout=120)
        assert "Traceback" not in said and "Exception ignored" not in said, said
        assert not _leftover(tmp_path)
        assert (out.read_bytes() == EARLIER) == (times == 2)
        assert running.returncode == (1 if times == 1 else 130) and "Stopped" in said


_PLAIN = "import sys; from calculator.commandline import main; sys.exit(main(sys.argv[1:]))"
# As where the end of a large workbook takes its time: the second interrupt comes meanwhile.
_SLOW = (
    """
import sys, time
from calculator.batch import writing
from calculator.batch.xlsx import writing as books
for kind in (writing.SeparatedWriter, books.WorkbookWriter):
    kind.end = lambda *_: time.sleep(30)
"""
    + _PLAIN
)


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "calculator", "template", VOUCHER, str(pipe)]
    running = subprocess.Popen(command)
    assert pipe.read_bytes().startswith(b"\xef\xbb\xbf")
    assert running.wait(timeout=60) == 0 and pipe.is_fifo()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["batch", "plan"])
def test_a_file_that_cannot_be_read_is_said_in_one_sentence(command: str, lang: str, run: Any, tmp_path: Path) -> None:
    more = [str(tmp_path / "out.csv")] if command == "batch" else []
    for name, words in {"none.csv": {"zh": "没有找到", "en": "There is no file"}, "": {"zh": "是一个文件夹", "en": "is a folder"}}.items():
        done = run(command, str(tmp_path / name), *more, "--lang", lang)
        assert done.status == 2 and len(done.err.splitlines()) == 1 and words[lang] in done.err and str(tmp_path) in done.err
    assert not (tmp_path / "out.csv").exists()
