"""Files that hurt: whatever somebody drops, every row keeps its answer or its named error, or one sentence says why nothing can be done."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from calculator.batch import run as run_module
from calculator.batch.bounds import MOST_CHARACTERS
from calculator.batch.cells import Number
from calculator.batch.decoding import Lines
from calculator.batch.reading import open_table
from calculator.batch.unusable import Unusable
from tests.tables import SPEND, VOUCHER, batch, xlsx
from tests.workbooks import zipped

HEAD = "企业,年度实际采购算力费用（万元）,备注"
TEXT = f"{HEAD}\r\n甲公司,1000,好\r\n乙公司,坏,“引号”\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_that_offices_save_gives_the_same_file(encoding: str) -> None:
    assert batch(TEXT.encode(encoding)).file == batch(TEXT).file


@pytest.mark.parametrize("separator", [";", "\t"])
def test_every_separator_gives_the_same_file(separator: str) -> None:
    assert batch(TEXT.replace(",", separator)).file == batch(TEXT).file
    said = batch(f"sep={separator}\n" + TEXT.replace(",", separator))
    assert said.amounts == batch(TEXT).amounts and said.rows[1]["Error"].startswith("Row 4,")


def test_semicolons_inside_cells_part_no_columns() -> None:
    assert batch("product_sales\n1000万;500万\n", "hit-smart-hardware").amounts == ["1500000.00"]
    assert batch("企业,product_sales\n甲,1000万;500万;1;1;1\n", "hit-smart-hardware").codes == [""]


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
def test_every_end_of_a_line_is_one(ends: str) -> None:
    assert batch(TEXT.replace("\r\n", ends)).file == batch(TEXT).file


def test_the_encoding_is_found_where_chinese_comes_late() -> None:
    text = f"name,{SPEND},note\n" + "".join(f"x,{n},\n" for n in range(40_000)) + "甲公司,1,好\n"
    for encoding in ("utf-8", "gb18030"):
        lines = Lines(io.BytesIO(text.encode(encoding)))
        assert "".join(lines) == text and lines.encoding == encoding


def test_a_character_cut_in_two_between_reads_is_whole_again() -> None:
    for shift in range(4):
        text = "x" * shift + "".join(f"公司{n},{n},好\n" for n in range(40_000))
        for encoding in ("utf-8", "gb18030"):
            lines = Lines(io.BytesIO(text.encode(encoding)))
            assert "".join(lines) == text and not lines.broken


def test_bytes_that_are_no_characters_are_told_and_the_other_rows_answered() -> None:
    done = batch(f"{HEAD}\n".encode() + "甲,1,好\n".encode() * 200 + b"\xff\xfe,1,x\n")
    assert done.codes == [""] * 201
    assert "\ufffd" in done.body[-1][0] and "UTF-8" in done.run.table.notices[0].en


REFUSED = {
    "empty": (b"", "empty"),
    "blank lines": (b"\r\n,,\r\n", "nothing in the file"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls"),
    "a page saved as .xls": (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "XML": (b'<?xml version="1.0"?><Workbook/>', "web page"),
    "PDF": (b"%PDF-1.7\n", "PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 2000, "no table of text"),
    "UTF-16 without its mark": (TEXT.encode("utf-16-le").replace("甲公司".encode("utf-16-le"), b"a\0" * 400), "no table of text"),
}


REFUSED |= {
    "a zip": (zipped(a=b"1"), "no .xlsx workbook"),
    "half a workbook": (xlsx([SPEND], [1])[:-300], "no .xlsx workbook"),
    "a word document": (zipped(**{"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "Word document"),
    "an empty workbook": (xlsx(), "nothing in the file"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence_that_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unusable) as refused:
        batch(data)
    assert words in refused.value.message.en and refused.value.message.zh.endswith("。")


def test_a_workbook_broken_in_the_middle_keeps_the_rows_before() -> None:
    data = xlsx([SPEND], *([n] for n in range(5000)))
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    files["xl/worksheets/sheet1.xml"] = sheet[: len(sheet) * 2 // 3]
    rows = 0
    table = open_table(io.BytesIO(zipped(**files)))
    with pytest.raises(Unusable):
        for _ in table.rows():
            rows += 1
    assert rows > 1000


def test_heads_alone_give_heads_alone() -> None:
    done = batch(f"{HEAD}\n")
    assert done.body == [] and done.run.totals.rows == 0


def test_a_title_above_the_heads_is_found_and_told() -> None:
    done = batch(f"2026年申报汇总表,,\n单位：万元,,\n{HEAD}\n甲,1000,\n")
    assert done.amounts == ["3000000.00"] and done.heads[0] == "企业"
    assert "row 3" in done.decided["head-row"].en
    assert batch(xlsx(["2026年申报汇总表"], [], ["企业", SPEND], ["甲", 100])).amounts == ["30.00"]


def test_a_row_with_more_cells_than_heads_is_no_guess() -> None:
    done = batch(f"{HEAD}\n甲,1,000,好,x\n乙,1000,好,,\n丙,1000\n")
    assert done.codes == ["too-many-cells", "", ""] and "“好 x”" in done.rows[0]["Error"]
    assert [row[:3] for row in done.body][2] == ["丙", "1000", ""]


def test_a_huge_cell_or_an_open_quotation_mark_costs_its_own_rows_only() -> None:
    done = batch(f"{HEAD}\n甲,1000,{'x' * 140_000}\n乙,1000,\n")
    assert done.codes == ["unreadable-row", ""]
    done = batch(f'{HEAD}\n甲,1000,"open\n' + "乙,1000,\n" * 20_000)
    assert done.codes[0] == "unreadable-row" and done.codes[1:] and set(done.codes[1:]) == {""}


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", ""])
def test_a_line_without_end_is_one_row_in_error_that_names_the_bound(end: str) -> None:
    for hurt in ("x" * 9_000_000, "," * 9_000_000, '","' * 3_000_000):
        done = batch(f"{HEAD}{end or chr(10)}甲,1000,{hurt}{end}{f'乙,1000,{end}' if end else ''}")
        assert done.codes == (["row-too-long", ""] if end else ["row-too-long"])
        assert done.rows[0]["Error"] == f"Row 2. The row is longer than {MOST_CHARACTERS:,} characters."


def test_a_row_that_goes_on_over_lines_for_ever_stays_within_its_bounds() -> None:
    """Every line ends a quoted cell and begins the next, so that none ends the row."""
    done = batch(f'{HEAD}\n甲,1000,"\n' + '","\n' * (MOST_CHARACTERS // 4 + 10) + '"\n乙,1000,\n')
    assert done.codes[0] == "row-too-long" and set(done.codes[1:]) <= {"", "missing-field", "unreadable-row"}


def test_a_nul_in_a_cell_is_an_error_of_that_cell_and_leaves_no_nul_behind() -> None:
    done = batch(f"{HEAD}\n甲\0,1\0,\n乙,1000,\n")
    assert done.codes == ["not-a-number", ""] and b"\0" not in done.file
    assert batch(f"{HEAD}\n甲\0\x01,1,\n", kind="xlsx").body[0][0] == "甲\ufffd\ufffd"


ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    " =1",
    "＝1+1",
    "－1+2",
    "\n=1",
]


# Before a formula: nothing, or what spreadsheets pass over; and what some of them take for the end of a cell.
BLANKS = ["", " ", "\u3000", "\xa0", "\u2003", "\u200b", "\ufeff", "\u2060", "\u00ad", "\x01", '"', ' " ']
ENDS = [";", ",", "\t", "|", "\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c"]
INNER = [f"x{end}{blank}{sign}1+1" for end in ENDS for blank in BLANKS for sign in "=+-@＝"]
FORMULA = re.compile('[\\s"\x00-\x1f\u00ad\u200b\u2060\ufeff]*[=+\\-@＝＋－＠]')


def _quoted(texts: list[str]) -> str:
    return "".join(f'"{text.replace(chr(34), chr(34) * 2)}",1000,"{text.replace(chr(34), chr(34) * 2)}"\n' for text in texts)


def test_cells_that_look_like_formulas_are_made_harmless_in_both_kinds_of_file() -> None:
    attacks = [*ATTACKS, *(f"{blank}=1+1" for blank in BLANKS if '"' not in blank)]
    text = _quoted(attacks)
    done = batch(f"{HEAD}\n{text}")
    for attack, row in zip(attacks, done.body, strict=True):
        assert row[0] == row[2] and row[0].startswith("'") and row[0].replace("'", "") == attack.replace("'", "")
    cells = load_workbook(io.BytesIO(batch(f"{HEAD}\n{text}", kind="xlsx").file)).worksheets[0]
    for number in range(2, len(attacks) + 2):
        cell = cells.cell(number, 1)
        assert cell.data_type == "s" and cell.quotePrefix
    for head in ("=1+1", "@x"):
        assert batch(f"{head},{SPEND}\n1,1\n").heads[0] == f"'{head}"


def test_no_separator_makes_a_formula_of_a_part_of_a_cell() -> None:
    """Also where a row is in error, and its error quotes the cell."""
    hurt = "".join(f'x,"{text.replace(chr(34), chr(34) * 2)}",y\n' for text in INNER)
    for text in (_quoted(INNER), _quoted([f"{end}=1" for end in ENDS]), hurt):
        raw = batch(f"{HEAD}\n{text}").file.decode("utf-8-sig")
        for separators in ("[\r\n,]", "[\r\n;]", "[\r\n\t]", "[\r\n|]", "[\r\n,;\t|\u2028\x0b\x0c]"):
            assert not [part for part in re.split(separators, raw) if FORMULA.match(part)]


def test_what_was_made_harmless_inside_a_cell_is_read_as_it_was() -> None:
    texts = [*INNER, *ATTACKS]
    first = batch(f"{HEAD}\n{_quoted(texts)}").file
    rows = list(open_table(io.BytesIO(first)).rows())
    assert [row.cells[0] for row in rows] == texts and [row.cells[2] for row in rows] == texts


def test_a_table_in_plain_words_is_carried_as_it_is() -> None:
    plain = ["1,000.50", "2026-03-01", "a+b=c", "x@y.cn", "0755-1234567", "甲；乙", "it's", "x,y;z"]
    assert [row[0] for row in batch(f"{HEAD}\n{_quoted(plain)}").body] == plain


def test_what_was_made_harmless_is_read_again_as_what_it_was() -> None:
    text = "企业,纳入次年产值或营业收入的增幅,申请单位是否首次纳入光明区一套表调查单位范围？\n甲,-3.2,是\n"
    first = batch(text, "above-scale-reward")
    again = batch(first.file, "above-scale-reward")
    assert first.body[0][1] == again.body[0][1] == "'-3.2"
    assert again.rows[0]["Outcome"] == "nothing"


def test_errors_repeat_what_was_given_without_harm() -> None:
    done = batch(f"{SPEND}\n=1+1\n")
    assert done.rows[0]["Error"].startswith("Row 2,") and done.codes == ["not-a-number"]


def test_numbers_as_text_with_full_width_digits_and_yes_and_no_as_people_write_them() -> None:
    done = batch(f"{SPEND},申请单位是否为采购算力资源的企业？\n１，０００,是\n１０００,TRUE\n1000,否\n1000,也许\n")
    assert done.codes == ["", "", "", "not-yes-no"]
    assert done.amounts[0] == "300.00" and done.rows[2]["Outcome"] == "nothing"


def test_duplicate_and_empty_heads_are_carried_along() -> None:
    done = batch(f"备注,备注,,{SPEND},备注\na,b,c,100,d\n")
    assert done.body[0][:5] == ["a", "b", "c", "100", "d"] and done.amounts == ["30.00"]


def test_ten_thousand_columns_are_carried_along() -> None:
    width = 10_000
    done = batch(",".join(f"列{n}" for n in range(width)) + f",{SPEND}\n" + ",".join("x" for _ in range(width)) + ",100\n")
    assert len(done.body[0]) > width and done.amounts == ["30.00"]


# Workbooks.


def test_numbers_of_a_workbook_have_the_digits_that_a_spreadsheet_shows() -> None:
    """What is stored for 0.1 + 0.2 has 17 digits; everybody sees 0.3."""
    data = xlsx([SPEND], [0.1 + 0.2], [1234567.89], [1e15], [0.07 * 100], [Decimal("19999999.99")])
    done = batch(data)
    assert done.amounts == ["0.09", "370370.36", "6000000.00", "2.10", "5999999.99"]
    assert [row[0] for row in done.body] == ["0.3", "1234567.89", "1000000000000000", "7", "19999999.99"]


def test_percentages_dates_and_formats_with_units_are_read_as_they_are_shown() -> None:
    share = ["纳入次年产值或营业收入的增幅", "申请单位是否首次纳入光明区一套表调查单位范围？"]
    assert batch(xlsx(share, [0.032, True], A2="0.0%"), "above-scale-reward").body[0][:2] == ["3.2%", "TRUE"]
    done = batch(xlsx([SPEND, "日期"], [100, 46082.5], [46082, None], B2="yyyy-mm-dd hh:mm", A3="yyyy/m/d"))
    assert done.body[0][1] == "2026-03-01 12:00:00" and done.codes == ["", "not-a-number"]
    shown = batch(xlsx([SPEND], [100], [1000000], A2='0.00"万元"', A3='0!.0,"万元"'))
    assert [row[0] for row in shown.body] == ["100万元", "1000000元"] and shown.amounts == ["300000.00", "300000.00"]


def test_numbers_dates_and_yes_and_no_stay_what_they_are_from_workbook_to_workbook() -> None:
    data = xlsx([SPEND, "日期", "是否", "编号"], [100, 46082, True, "007"], B2="yyyy-mm-dd")
    first = load_workbook(io.BytesIO(batch(data, kind="xlsx").file)).worksheets[0]
    assert (first["A2"].value, str(first["B2"].value)[:10], first["C2"].value, first["D2"].value) == (100, "2026-03-01", True, "007")
    table = open_table(io.BytesIO(data))
    assert next(table.rows()).cells[0] == Number("100", "100", "General")


def test_a_formula_whose_result_was_not_saved_is_an_error_and_one_with_a_result_is_that_result() -> None:
    data = xlsx([SPEND], ["=1+1"])
    assert batch(data).codes == ["formula"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    files["xl/worksheets/sheet1.xml"] = re.sub(rb"<v ?/>|<v></v>", b"<v>100</v>", sheet)
    assert batch(zipped(**files)).amounts == ["30.00"]


def test_merged_cells_have_their_value_in_the_first_cell_and_the_others_are_named_errors() -> None:
    book = Workbook()
    for row in (["资助项目", SPEND], [VOUCHER, 100], [None, 200]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    done = batch(out.getvalue(), None)
    assert done.amounts == ["30.00", ""] and done.codes[1] == "missing-field"
    assert "Row 3, “资助项目”" in done.rows[1]["Error"]


def test_hidden_and_other_sheets_are_told_and_one_can_be_named() -> None:
    book = Workbook()
    book.active.title = "隐藏"
    for title, value in (("一", 100), ("二", 200)):
        sheet = book.create_sheet(title)
        sheet.append([SPEND])
        sheet.append([value])
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    done = batch(out.getvalue())
    assert done.amounts == ["30.00"] and "“一”" in done.decided["sheet"].en and "二" in done.decided["sheet"].en
    assert batch(out.getvalue(), sheet="二").amounts == ["60.00"]
    with pytest.raises(Unusable):
        batch(out.getvalue(), sheet="三")


def test_a_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of a sheet is 1,048,576 rows; here it is five."""
    from calculator.batch.xlsx import streaming

    assert streaming.MOST_ROWS == 1_048_576
    monkeypatch.setattr(streaming, "MOST_ROWS", 5)
    file = batch(f"{SPEND}\n" + "".join(f"{n}\n" for n in range(1, 11)), kind="xlsx").file
    book = load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["Results", "Results2", "Results3", "Totals"]
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets[:3]] == [
        [SPEND, "1", "2", "3", "4"], [SPEND, "5", "6", "7", "8"], [SPEND, "9", "10"]
    ]  # fmt: skip
    assert book.worksheets[1].freeze_panes == "A2"


def test_the_last_row_that_a_sheet_can_have_is_read() -> None:
    """A sheet as long as a sheet can be, all but two of its rows left out."""
    archive = zipfile.ZipFile(io.BytesIO(xlsx([SPEND], [100])))
    files = {name: archive.read(name) for name in archive.namelist()}
    last = b'<row r="1048576"><c r="A1048576" t="n"><v>200</v></c></row>'
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", last + b"</sheetData>")
    done = batch(zipped(**files))
    assert done.amounts == ["30.00", "60.00"] and done.run.progress.read == 1_048_576


def test_a_workbook_opens_in_readers_that_read_row_by_row() -> None:
    file = batch(f"{SPEND}\n" + "".join(f"{n}\n" for n in range(300)), kind="xlsx").file
    sheet = load_workbook(io.BytesIO(file), read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.rows) == 301


def test_the_same_rows_give_the_same_bytes() -> None:
    for kind in ("csv", "xlsx"):
        assert batch(TEXT, kind=kind).file == batch(TEXT, kind=kind).file


def test_a_million_rows_would_stay_within_bounds() -> None:
    """What is remembered between rows has a limit: values of a column, names of benefits, sentences."""
    many = 10_000
    done = batch("benefit,企业," + SPEND + "\n" + "".join(f"{VOUCHER},公司{n},{n}.5\n" for n in range(many)), None)
    (form,) = done.run._forms.values()
    assert all(len(filled._known) <= 4096 for filled in form._fields)
    assert len(done.run._ids) == 1 and run_module.Run is type(done.run)
