"""Tables that are small on disk and huge when taken apart: refused by a sentence with the bound, in bounded memory."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from itertools import repeat
from pathlib import Path

import pytest

from calculator.batch import bounds
from calculator.batch.reading import open_table
from calculator.batch.unusable import Unusable
from calculator.batch.xlsx import book
from tests.tables import SPEND, batch
from tests.workbooks import cells, sheet, with_strings, workbook

MEMORY = 300 << 10  # kilobytes at most, of a process that takes a tenth of that for an honest table
Huge = Callable[[Path], object]


def _row(number: int, inner: Iterable[bytes]) -> Iterable[bytes]:
    yield b'<row r="%d">' % number
    yield from inner
    yield b"</row>"


def _sheet(*rows: bytes | Iterable[bytes], before: Iterable[bytes] = ()) -> Huge:
    return lambda path: workbook(path, sheet=sheet(*rows, before=before))


def _many(piece: bytes, times: int) -> Iterable[bytes]:
    """So many of them, some thousands at once."""
    return repeat(piece * 10_000, times // 10_000)


def _unread(part: str, pieces: Iterable[bytes]) -> Huge:
    return lambda path: workbook(path, **{part: pieces})


# What is too large, and what the sentence names: the place and the bound.
HUGE: dict[str, tuple[Huge, tuple[str, ...]]] = {
    "a row of millions of cells": (_sheet(_row(2, _many(b"<c/>", 3_000_000))), ("Row 2", "16,384 cells")),
    "a row of one cell too many": (_sheet(_row(2, [b"<c><v>1</v></c>" * 16_385])), ("Row 2", "16,384 cells")),
    "a row of one cell told a million times": (_sheet(_row(2, _many(b'<c r="A2"/>', 1_000_000))), ("Row 2", "16,384 cells")),
    "a row of deeply nested elements": (_sheet(_row(2, _many(b"<x>", 1_500_000))), ("Row 2", "16,384 cells")),
    "a cell of megabytes": (_sheet(_row(2, [b"<c><v>", *_many(b"1" * 100, 400_000), b"</v></c>"])), ("Row 2", "8 MB")),
    "an attribute of megabytes": (_sheet(_row(2, [b'<c x="', *_many(b"1" * 100, 400_000), b'"/>'])), ("Row 2", "8 MB")),
    "a comment of megabytes": (_sheet(_row(2, [b"<!--", *_many(b"1" * 100, 400_000), b"-->"])), ("Row 2", "8 MB")),
    "no row at all among millions of others": (_sheet(_many(b"<x/>", 2_000_000)), ("Row 2", "16,384 cells")),
    "millions of elements before the rows": (_sheet(before=_many(b"<cols/>", 2_000_000)), ("before its rows", "250,000")),
    "a cell beyond the last column": (_sheet(b'<row r="2"><c r="XFE2"><v>1</v></c></row>'), ("XFE2", "XFD", "16,384")),
    "a cell far beyond the last column": (_sheet(b'<row r="2"><c r="ABCDEFGH2"><v>1</v></c></row>'), ("ABCDEFGH2", "XFD")),
    "a row beyond the last": (_sheet(b'<row r="1048577"><c><v>1</v></c></row>'), ("too many rows", "1,048,576")),
    "a row far beyond the last": (_sheet(b'<row r="99999999999999999999"><c><v>1</v></c></row>'), ("too many rows", "1,048,576")),
    "rows without end": (_sheet(_many(b"<row/>", 2_000_000)), ("too many rows", "1,048,576")),
    "styles of megabytes": (_unread("styles", _many(b" " * 100, 400_000)), ("xl/styles.xml", "16 MB")),
    "millions of styles": (_unread("styles", [b"<styleSheet>", *_many(b"<x>", 1_500_000)]), ("xl/styles.xml", "1,000,000")),
    "a list of sheets of megabytes": (_unread("book", _many(b" " * 100, 400_000)), ("xl/workbook.xml", "16 MB")),
    "a list of parts of megabytes": (_unread("types", _many(b" " * 100, 400_000)), ("[Content_Types].xml", "16 MB")),
    "shared strings of hundreds of megabytes": (
        lambda path: with_strings(_many(b"<si><t>%s</t></si>" % (b"x" * 5000), 60_000), path=path),
        ("too much text", "256 MB"),
    ),
    "a shared string of megabytes": (
        lambda path: with_strings([b"<si><t>", *_many(b"x" * 25, 1_000_000), b"</t></si>"], path=path),
        ("too much text", "8 MB"),
    ),
}


@pytest.mark.parametrize(("make", "words"), HUGE.values(), ids=HUGE)
def test_what_is_too_large_is_refused_by_name_in_bounded_memory(make: Huge, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    make(path)
    assert path.stat().st_size < 10_000_000
    peak, said = _measured(path, tmp_path / "out.csv")
    assert all(word in said for word in words), said
    assert peak < MEMORY


def _measured(path: Path, out: Path) -> tuple[int, str]:
    """Kilobytes that the command takes for a table, and what it says of it: a sentence, never a traceback."""
    command = [sys.executable, "-c", _MEASURED, "batch", str(path), str(out), "--benefit", "compute-voucher", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1, 2) and "Traceback" not in done.stderr, done.stderr
    return int(done.stdout.splitlines()[-1]), done.stderr


# Linux hands the peak of whoever starts a program on to it as `ru_maxrss`; the program's own peak stands in its status.
_MEASURED = """
import resource, sys
from pathlib import Path
from calculator.commandline import main
code, status = main(sys.argv[1:]), Path("/proc/self/status")
told = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
print(told["VmHWM"].split()[0] if "VmHWM" in told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(code)
"""


def test_both_languages_name_the_same_bounds() -> None:
    refusals = (bounds.row_too_large(7), bounds.too_many_rows(), bounds.beyond_last_column("XFE1"), bounds.sheet_settings_too_large())
    for refused in (*refusals, bounds.part_too_large("xl/styles.xml"), bounds.too_many_strings(), bounds.too_many_columns(18_301, 14)):
        zh, en = (sorted(re.findall("[0-9][0-9,]*", text)) for text in (refused.message.zh, refused.message.en))
        assert zh == en and zh


def test_too_many_shared_strings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is millions; here it is some thousands."""
    data = with_strings(_many(b"<si/>", 20_000))
    assert open_table(io.BytesIO(data)).heads == [SPEND]
    monkeypatch.setattr(book, "MOST_STRINGS", 10_000)
    with pytest.raises(Unusable) as refused:
        open_table(io.BytesIO(data))
    assert "4,194,304" in refused.value.message.en and "4,194,304" in refused.value.message.zh


def test_ways_of_packing_that_no_workbook_has_are_no_workbook() -> None:
    for packing in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(Unusable):
            open_table(io.BytesIO(workbook(packing=packing)))


def test_rows_to_the_last_column_take_no_more_memory_than_they_hold(tmp_path: Path) -> None:
    """Under a head of one column, what lies far to the right is an error of its row; the blanks before it are not kept."""
    path = tmp_path / "wide.xlsx"
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c><c r="XFD%d"><v>7</v></c></row>' % (n, n, n) for n in range(2, 20_002))
    workbook(path, sheet=sheet(rows))
    assert _measured(path, tmp_path / "out.csv")[0] < MEMORY
    done = batch(workbook(sheet=sheet(rows[:5000].rpartition(b"<row")[0])))
    assert set(done.codes) == {"too-many-cells"} and "“7”" in done.rows[-1]["Error"]


def test_a_separated_table_without_end_takes_bounded_memory(tmp_path: Path) -> None:
    for name, piece in {"line": b"x" * 1000, "cells": b"," * 1000, "quoted": b'"x\n,y",' * 125}.items():
        path = tmp_path / f"{name}.csv"
        with path.open("wb") as file:
            file.write(f'{SPEND},b\n1,"'.encode())
            for _ in range(20):
                file.write(piece * 1000)
        assert _measured(path, tmp_path / "out.csv")[0] < MEMORY


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_that_fits_into_no_sheet_is_refused_before_an_earlier_result_is_touched(lang: str) -> None:
    wide = ",".join(f"列{n}" for n in range(18_300)) + f",{SPEND}\n" + "," * 18_300 + "100\n"
    assert batch(wide, kind="csv").amounts == ["30.00"]
    with pytest.raises(Unusable) as refused:
        batch(wide, kind="xlsx", lang=lang)
    assert "18,301" in refused.value.message[lang] and "16,384" in refused.value.message[lang] and "CSV" in refused.value.message[lang]


# A cell as the file holds it, the code of its error, and what the error quotes.
ODD = {
    "an exponent beyond all numbers": ('<c r="A{n}"><v>1e9999999</v></c>', "damaged-cell", "1e9999999"),
    "another": ('<c r="A{n}"><v>1e999999</v></c>', "far-number", "1e999999"),
    "a negative one": ('<c r="A{n}"><v>-1e400</v></c>', "far-number", "-1e400"),
    "a small one": ('<c r="A{n}"><v>1e-400</v></c>', "far-number", "1e-400"),
    "no number": ('<c r="A{n}"><v>sNaN</v></c>', "damaged-cell", "sNaN"),
    "infinity": ('<c r="A{n}"><v>Infinity</v></c>', "damaged-cell", "Infinity"),
    "digits without end": (f'<c r="A{{n}}"><v>{"9" * 5000}</v></c>', "damaged-cell", "9" * 60 + "…"),
    "a huge number as a date": ('<c r="A{n}" s="1"><v>1e30</v></c>', "far-number", "1e30"),
    "a large number as a date": ('<c r="A{n}" s="1"><v>1e19</v></c>', "no-such-date", "10000000000000000000"),
    "the day after the last": ('<c r="A{n}" s="1"><v>2958466</v></c>', "no-such-date", "2958466"),
    "a day before the first": ('<c r="A{n}" s="1"><v>-1</v></c>', "no-such-date", "-1"),
    "an hour before the first": ('<c r="A{n}" s="1"><v>-0.5</v></c>', "no-such-date", "-0.5"),
    "a date": ('<c r="A{n}" s="1"><v>46082</v></c>', "not-a-number", "2026-03-01"),
    "a date as a text": ('<c r="A{n}" t="d"><v>2026-03-01T00:00:00</v></c>', "not-a-number", "2026-03-01"),
    "a style that there is not": ('<c r="A{n}" s="99"><v>5</v></c>', "damaged-cell", "5"),
    "a style below the first": ('<c r="A{n}" s="-1"><v>5</v></c>', "damaged-cell", "5"),
    "a style that is no number": ('<c r="A{n}" s="x"><v>5</v></c>', "damaged-cell", "5"),
    "a string that there is not": ('<c r="A{n}" t="s"><v>99</v></c>', "damaged-cell", "99"),
    "a string below the first": ('<c r="A{n}" t="s"><v>-1</v></c>', "damaged-cell", "-1"),
    "a string that is no number": ('<c r="A{n}" t="s"><v>x</v></c>', "damaged-cell", "x"),
    "neither yes nor no": ('<c r="A{n}" t="b"><v>2</v></c>', "damaged-cell", "2"),
    "an error of reference": ('<c r="A{n}" t="e"><v>#REF!</v></c>', "error-value", "#REF!"),
    "an error of value": ('<c r="A{n}" t="e"><v>#VALUE!</v></c>', "error-value", "#VALUE!"),
    "a value that is not available": ('<c r="A{n}" t="e"><v>#N/A</v></c>', "error-value", "#N/A"),
}
_DATES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    b'<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    b'<cellStyles><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>'
)


def test_a_cell_that_cannot_be_read_is_an_error_of_its_row_that_quotes_it() -> None:
    rows = [cell.replace("{n}", str(number)) for number, (cell, _, _) in enumerate(ODD.values(), 2)]
    honest = '<c r="A{n}"><v>100</v></c>'.replace("{n}", str(len(rows) + 2))
    done = batch(cells(*rows, honest, styles=_DATES))
    for number, (name, (_, code, shown), row) in enumerate(zip(ODD, ODD.values(), done.rows, strict=False), 2):
        assert (row["Error code"], len(row[SPEND]) < 6000) == (code, True), name
        assert row["Error"].startswith(f"Row {number}, “") and f"“{shown}”" in row["Error"], name
    assert done.amounts[-1] == "30.00"


def test_a_cell_that_cannot_be_read_does_no_harm_where_it_is_only_carried_along() -> None:
    note = '<c r="B1" t="inlineStr"><is><t>备注</t></is></c>'
    rows = [f'<c r="A{number}"><v>100</v></c>' + cell.replace("A{n}", f"B{number}") for number, (cell, _, _) in enumerate(ODD.values(), 2)]
    for kind in ("csv", "xlsx"):
        assert set(batch(cells(*rows, styles=_DATES, heads=note), kind=kind).codes) == {""}


def test_a_number_that_is_no_date_is_never_taken_for_the_number_that_another_row_holds() -> None:
    done = batch(cells('<c r="A2"><v>2958466</v></c>', '<c r="A3" s="1"><v>2958466</v></c>', styles=_DATES))
    assert done.codes == ["", "no-such-date"]


def test_cells_that_are_not_in_their_order_are_where_they_say() -> None:
    done = batch(workbook(sheet=sheet(b'<row r="2"><c r="B2"><v>7</v></c><c r="A2"><v>100</v></c></row>')))
    assert done.codes == ["too-many-cells"] and "“7”" in done.rows[0]["Error"]


def test_a_second_before_midnight_rounds_into_the_next_day() -> None:
    done = batch(cells('<c r="A2" s="1"><v>46081.9999999</v></c>', styles=_DATES))
    assert "“2026-03-01”" in done.rows[0]["Error"]
