"""The page's side of a table: columns put right, rows a slice at a time, files as the command line writes them."""

import io
import json
from typing import Any

import pytest

from calculator.batch.door import Door
from calculator.batch.pieces import Pieces
from tests.tables import SPEND, VOUCHER, batch, read_xlsx, xlsx

HEAD = f"企业,备注,{SPEND}"
TEXT = f"{HEAD}\n" + "".join(f"公司{n},=1,{n if n % 7 else '坏'}\n" for n in range(1000))


def door(data: bytes | str = TEXT, lang: str = "en") -> Door:
    whole = data.encode() if isinstance(data, str) else data
    return Door(lambda: io.BytesIO(whole), lang)


def ask(door: Door, do: str, **more: Any) -> Any:
    return json.loads(door.respond(json.dumps({"do": do, **more})))


def through(door: Door, kind: str, rows: int | None = None, slice: int = 300) -> tuple[bytes, list[Any], Any]:
    assert ask(door, "start", kind=kind, rows=rows) == {}
    parts, told = [door.take()], []
    while True:
        told.append(ask(door, "go", kind=kind, rows=slice, spent=1000))
        parts.append(door.take())
        if told[-1]["over"]:
            break
    end = ask(door, "end", kind=kind)
    return b"".join([*parts, door.take()]), told, end


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_are_those_of_the_command_line(lang: str) -> None:
    one = door(lang=lang)
    assert ask(one, "open", benefit=VOUCHER)["wanting"] == ""
    plain, told, end = through(one, "csv")
    assert plain == batch(TEXT, lang=lang).file
    assert [step["rows"] for step in told] == [300, 600, 900, 1000] and told[-1]["errors"] == 143
    assert end["totals"]["errors"] == [{"said": end["totals"]["errors"][0]["said"], "code": "not-a-number", "rows": 143}]
    book, _, _ = through(one, "xlsx")
    same = batch(TEXT, kind="xlsx", lang=lang).file
    assert [read_xlsx(book, sheet) for sheet in (0, 1)] == [read_xlsx(same, sheet) for sheet in (0, 1)]


def test_a_stopped_run_leaves_a_whole_file_of_the_rows_done_and_the_workbook_of_just_those() -> None:
    one = door()
    ask(one, "open", benefit=VOUCHER)
    ask(one, "start", kind="csv", rows=None)
    ask(one, "go", kind="csv", rows=250, spent=1)
    end = ask(one, "end", kind="csv")
    assert one.take().count(b"\r\n") == 251 and "250 rows" in end["totals"]["headline"]
    book, _, _ = through(one, "xlsx", rows=250)
    assert len(read_xlsx(book)) == 251


def test_the_columns_are_shown_with_samples_and_can_be_put_right() -> None:
    one = door("甲,租金\nA公司,100\nB公司,200\n")
    shown = ask(one, "open")
    assert shown["wanting"] and shown["columns"][1] == {"head": "租金", "sample": ["100", "200"]}
    shown = ask(one, "open", benefit="rent-subsidy-other-park")
    assert any("Rent" in notice for notice in shown["notices"]) and shown["wanting"] == ""
    assert [role["id"] for role in shown["roles"]][:2] == ["benefit", "previous_year_rent"]
    matching = shown["matching"]
    matching["columns"][1] |= {"role": "previous_year_rent", "unit": 10000}
    shown = ask(one, "match", matching=matching)
    assert shown["notices"] == [] and shown["matching"] == matching
    plain, _, _ = through(one, "csv")
    asked = batch("甲,上年度实际发生租金（万元）\nA公司,100\nB公司,200\n", "rent-subsidy-other-park")
    assert [row.split(",")[3] for row in plain.decode("utf-8-sig").splitlines()[1:]] == asked.amounts


def test_one_benefit_that_fits_the_heads_is_named() -> None:
    assert ask(door(), "open")["fits"] == [VOUCHER]


def test_first_rows_and_rows_in_error_are_told_in_words() -> None:
    one = door()
    ask(one, "open", benefit=VOUCHER)
    _, told, _ = through(one, "csv")
    first = told[0]["first"]
    assert len(first) == 20 and not any(step["first"] for step in told[1:])
    assert (first[0]["name"], first[0]["given"], first[0]["wrong"]) == ("公司0", "annual_compute_spend: 坏", True)
    assert first[1]["said"] == ["Estimated: RMB 0.30"]
    wrong = [row for step in told for row in step["wrong"]]
    assert len(wrong) == 143 and wrong[1]["said"][0].startswith(
        "Row 9, “Actual computing purchases in the year (annual_compute_spend)”. “坏”"
    )


def test_progress_is_told_with_rate_and_remaining_time() -> None:
    one = door()
    ask(one, "open", benefit=VOUCHER)
    ask(one, "start", kind="csv", rows=None)
    told = ask(one, "go", kind="csv", rows=100, spent=500)
    assert told["rate"] == 200 and told["permille"] == 1000 and told["left"] == 0, "a small file is read at once"


def test_totals_are_told_by_benefit_with_promises_apart_and_their_spread() -> None:
    one = door(f"benefit,{SPEND},interest_paid\n{VOUCHER},1000万,\nloan-interest-subsidy,,100万\n{VOUCHER},5,\n")
    ask(one, "open")
    _, _, end = through(one, "csv")
    totals = end["totals"]
    assert totals["headline"] == "3 rows: 3 answered. Fixed by the text RMB 3,000,001.50; at most RMB 300,000."
    assert totals["heads"] == ["Benefit", "Fixed by the text (RMB)", "At most (RMB)", "Rows", "Amount"] and len(totals["rows"]) == 2
    assert [sum(one[kind] for one in totals["spread"]) for kind in ("exact", "up_to")] == [2, 1]


def test_what_cannot_be_done_is_a_sentence() -> None:
    assert ask(door(b""), "open") == {"refused": "The file is empty."}
    assert "no such benefit" in ask(door(), "open", benefit="nonsense")["refused"]
    assert ask(door(b"", "zh"), "open")["refused"] == "文件是空的。"


def test_a_file_that_breaks_in_the_middle_keeps_its_rows() -> None:
    import zipfile

    archive = zipfile.ZipFile(io.BytesIO(xlsx([SPEND], *([n] for n in range(5000)))))
    files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"][:200_000]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    one = door(out.getvalue())
    ask(one, "open", benefit=VOUCHER)
    plain, told, _ = through(one, "csv", slice=1000)
    assert told[-1]["broken"] and plain.count(b"\r\n") == told[-1]["rows"] + 1 > 1000


def test_a_file_that_can_no_longer_be_read_is_said_to_be_so() -> None:
    class Bytes:
        def to_bytes(self) -> bytes:
            return TEXT.encode()

    gone = Door.over(lambda start, stop: None, 100, "zh")
    assert "重新选择" in ask(gone, "open")["refused"]
    pieces = iter([Bytes(), None])
    one = Door.over(lambda start, stop: next(pieces), len(TEXT.encode()), "en")
    assert "refused" not in ask(one, "open", benefit=VOUCHER)
    assert "Choose it again" in ask(one, "start", kind="csv", rows=None)["refused"]


def test_a_file_in_pieces_is_read_like_any_other() -> None:
    data = bytes(range(256)) * 5000
    asked: list[int] = []

    def piece(start: int, stop: int) -> bytes:
        asked.append(stop - start)
        return data[start:stop]

    whole, pieces = io.BytesIO(data), Pieces(piece, len(data))
    for place, whence, size in ((0, 0, 10), (-20, 2, 50), (5, 0, 300_000), (-3, 1, 7), (0, 0, -1), (0, 2, 1), (262_140, 0, 8)):
        assert pieces.seek(place, whence) == whole.seek(place, whence)
        assert pieces.read(size) == whole.read(size) and pieces.tell() == whole.tell()
    before = len(asked)
    for _ in range(1000):
        pieces.read(4)
    assert len(asked) <= before + 1, "small reads are answered from what is there"


def test_templates_are_made_in_the_page_too() -> None:
    one = Door(None, "zh")
    for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        assert ask(one, "template", kind=kind, benefit=VOUCHER) == {}
        assert one.take().startswith(start)
