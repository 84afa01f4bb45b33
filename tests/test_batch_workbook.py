"""Results as a workbook: usable at once, totals that a real spreadsheet works out, what they rest on, the same bytes for the same day."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from calculator import catalogue
from calculator.batch import words
from calculator.batch.columns import match
from calculator.batch.names import applicant_place
from calculator.batch.summary import stated, summary_of
from calculator.export.origin import Origin
from calculator.promise import EXACT, UP_TO
from calculator.text import LANGUAGES, capital
from tests.spreadsheet import recalculated
from tests.tables import SPEND, VOUCHER, batch, read_xlsx, xlsx

HERE = Origin(day=date(2026, 11, 30), site="https://example.org/calculator/")
MIXED = (
    "企业名称,资助项目,年度实际采购算力费用（万元）,年度实际采购云服务费用（万元）,第几个资助年度,当年实际支出利息（万元）,企业现行住房配额上限\n"
    "甲公司,算力券,1000,,1,,\n乙公司,算力券,约3万,,1,,\n丙公司,上云补贴,,120,第二年,,\n丁公司,贷款贴息,,,1,300,\n己公司,不知道,5,,1,,\n"
    "庚公司,算力券,2500,,4,,\n辛公司,算力券,1000000,,,,\n壬公司,talent-housing-quota-uplift,,,,,10\n癸公司,算力券,33.33,,1,,\n"
)
TABLES = {
    "several benefits": (MIXED, None),
    "one row": (f"{SPEND}\n100\n", VOUCHER),
    "errors alone": (f"{SPEND}\nx\n\ny\n", VOUCHER),
    "no rows": (f"{SPEND}\n", VOUCHER),
    "many fen": (f"{SPEND}\n" + "".join(f"{n}.07\n" for n in range(1, 400)), VOUCHER),
}


def cells(data: bytes, title: str) -> list[list[Any]]:
    """What a sheet shows."""
    return [list(row) for row in load_workbook(io.BytesIO(data), data_only=True)[title].iter_rows(values_only=True)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_spreadsheet_works_the_totals_out_to_the_very_sums_of_the_run(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from calculator.batch.xlsx import streaming

    books = {name: batch(text, benefit, "xlsx", lang, origin=HERE).file for name, (text, benefit) in TABLES.items()}
    monkeypatch.setattr(streaming, "MOST_ROWS", 4)
    books["several sheets"] = batch(MIXED, None, "xlsx", lang, origin=HERE).file
    title = words.TOTALS[lang]
    for name, data in recalculated(books).items():
        assert cells(data, title) == cells(books[name], title), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_total_is_a_formula_and_follows_a_changed_row(lang: str) -> None:
    data = batch(MIXED, None, "xlsx", lang).file
    book = load_workbook(io.BytesIO(data))
    results, totals = book[words.RESULTS[lang]], book[words.TOTALS[lang]]
    typed = {totals.cell(cell.row, 1).value for row in totals.iter_rows(max_col=9) for cell in row if isinstance(cell.value, int | float)}
    article = next(cell.column for row in totals.iter_rows() for cell in row if cell.value == words.ARTICLE[lang])
    assert article >= 10 and typed <= {capital(text)[lang] for text, _ in batch(MIXED, None).run.totals.left_open}
    amount = next(cell.column for cell in results[1] if cell.value == words.AMOUNT[lang])
    results.cell(2, amount).value = 1
    out = io.BytesIO()
    book.save(out)
    (again,) = recalculated({"changed": out.getvalue()}).values()
    before, after = (next(row[1] for row in cells(one, words.TOTALS[lang]) if row[0] == words.EXACT_SUM[lang]) for one in (data, again))
    assert before - after == 3_000_000 - 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_says_what_the_sums_are_and_what_they_rest_on(lang: str) -> None:
    done = batch(MIXED, None, "xlsx", lang, origin=HERE)
    book = load_workbook(io.BytesIO(done.file), data_only=True)
    assert book.active.title == words.TOTALS[lang], "the workbook opens with it"
    shown = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell is not None]
    summary = summary_of(done.run.totals)
    for text in (
        catalogue.principles().budget[lang], "2026-11-30", HERE.site, catalogue.edition(), catalogue.rules_hash(), words.APART[lang],
        words.EACH_ROW[lang], words.EXACT_DOUBTFUL[lang], *(said[lang] for said, _, _ in summary.errors),
        *(said[lang] for said, _ in summary.left_open), *(said[lang] for said in stated(done.run)),
        {"zh": "第8行", "en": "Row 8"}[lang],
    ):  # fmt: skip
        assert text in shown, text
    doubtful = next(row for row in book.active.iter_rows(values_only=True) if row[0] in ("第8行", "Row 8"))
    assert doubtful[1] == 6_000_000 and "1000000" in doubtful[2]
    link = next(cell.hyperlink for row in book.active.iter_rows() for cell in row if cell.hyperlink)
    target = book[link.location.split("!")[0].strip("'")][link.location.split("!")[1]]
    assert target.value == "辛公司", "the row of the results that is asked back"


READ = "单位：万元\n企业名称,年度实际采购算力费用,当年实际支出利息\n甲公司,100,5\n乙公司,200,6\n合计,300,11\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_the_table_was_read_is_told_with_its_totals(lang: str, run: Any, tmp_path: Path) -> None:
    """The unit of the table, the row of totals that was left out, the column that the benefit does not ask for."""
    done = batch(READ, kind="xlsx", lang=lang)
    said = [text[lang] for text in stated(done.run)]
    assert len(said) >= 3 and len(said) == len(set(said))
    shown = [row[0] for row in cells(done.file, words.TOTALS[lang])]
    assert shown[shown.index(words.DECISIONS[lang]) + 1 :][: len(said)] == said
    source = tmp_path / "in.csv"
    source.write_text(READ, encoding="utf-8")
    printed = run("batch", str(source), str(tmp_path / "out.csv"), "--benefit", VOUCHER, "--lang", lang).out
    assert all(f"  {text}" in printed for text in said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_kinds_of_sums_are_called_what_the_pages_call_them(lang: str) -> None:
    for kind in (EXACT, UP_TO):
        assert kind[lang] in batch(MIXED, None, lang=lang).file.decode("utf-8-sig")
    shown = [str(cell) for row in read_xlsx(batch(MIXED, None, "xlsx", lang).file, 1) for cell in row if cell]
    assert any(cell.startswith(EXACT[lang]) for cell in shown) and any(cell.startswith(UP_TO[lang]) for cell in shown)


def sheet_of(text: str | bytes, benefit: str | None = None, lang: str = "zh") -> Any:
    return load_workbook(io.BytesIO(batch(text, benefit, "xlsx", lang).file)).worksheets[0]


def test_the_heads_and_the_name_stay_in_sight_and_so_does_the_amount() -> None:
    sheet = sheet_of(MIXED)
    pane = sheet.sheet_view.pane
    assert (pane.xSplit, pane.ySplit, pane.state) == (1, 1, "frozen")
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
    assert sheet.print_title_rows == "$1:$1" and sheet.print_title_cols == "$A:$A"
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    wide = sheet_of("序号,企业名称," + ",".join(f"备注{n}" for n in range(20)) + f",{SPEND}\n1,甲" + ",说明" * 20 + ",100\n", VOUCHER)
    amount = next(cell.column_letter for cell in wide[1] if cell.value == words.OUTCOME.zh)
    pane = wide.sheet_view.pane
    assert (pane.xSplit, pane.topLeftCell) == (2, f"{amount}2"), "beside the name stand the sums"


@pytest.mark.parametrize(
    ("heads", "place"),
    [(["序号", "企业名称", "备注"], 1), (["备注", "单位"], 1), (["No.", "Company name"], 1), (["编号", "说明"], 0), ([SPEND], None),
     (["项目名称", "申请单位"], 1), (["企业类型", "企业全称"], 1)],
)  # fmt: skip
def test_the_column_with_the_applicants_name_is_found(heads: list[str], place: int | None) -> None:
    assert applicant_place(match(heads, VOUCHER).columns) == place


def test_a_name_that_stands_far_right_freezes_the_heads_alone() -> None:
    sheet = sheet_of("一,二,三,企业名称," + SPEND + "\n" + ",".join(["很长很长很长很长很长很长很长的内容"] * 3) + ",甲,1\n", VOUCHER)
    assert sheet.sheet_view.pane.ySplit == 1 and not sheet.sheet_view.pane.xSplit


def test_long_texts_have_rows_as_high_as_they_need_and_short_ones_the_usual_height() -> None:
    sheet = sheet_of(
        f"企业,说明,{SPEND},guangming_enterprise,buys_computing,{'funded_year'}\n甲,{'长' * 100},1,是,是,1\n乙,短,1,是,是,1\n", VOUCHER
    )
    assert sheet.row_dimensions[2].height > 60 and sheet.row_dimensions[3].height is None


def test_the_print_keeps_readable_characters_and_says_draft_on_every_page() -> None:
    for lang in LANGUAGES:
        book = load_workbook(io.BytesIO(batch(MIXED, None, "xlsx", lang, origin=HERE).file))
        for sheet in book:
            footer = sheet.oddFooter
            assert catalogue.principles().budget[lang][:20] in footer.left.text and "&P" in footer.right.text
            assert "2026-11-30" in footer.center.text
            assert sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.scale >= 70


def test_the_same_rows_and_day_give_the_same_bytes_and_the_day_is_in_the_properties() -> None:
    one, other = (batch(MIXED, None, "xlsx", "zh", origin=HERE).file for _ in range(2))
    assert one == other
    properties = load_workbook(io.BytesIO(one)).properties
    assert properties.created.date() == HERE.day and properties.title and "尚未施行" in (properties.description or "")


def test_results_fed_back_in_are_read_from_the_rows_and_not_from_the_summary() -> None:
    first = batch(MIXED, None, "xlsx", "zh")
    again = batch(first.file, None)
    assert again.amounts[0] == "3000000.00" and len(again.rows) == len(first.rows)
    (kept,) = recalculated({"saved": first.file}).values()
    assert batch(kept, None).amounts == again.amounts, "also when a spreadsheet has saved them"


@pytest.mark.parametrize(
    ("format", "times"),
    [('0"k"', 10**3), ('"RMB "0.0" million"', 10**6), ('0"萬元"', 10**4), ('0.0,,"M"', 1), ("0,", 1), ('#,##0"億"', 10**8)],
)
def test_a_scale_in_a_number_format_counts_unless_the_format_moves_the_point(format: str, times: int) -> None:
    assert batch(xlsx([SPEND], [3], A2=format)).amounts == batch(xlsx([SPEND], [3 * times])).amounts


def test_numbers_carried_along_keep_their_formats_beside_ours() -> None:
    formats = ["yyyy-mm-dd", "0.0%", "#,##0.00", "General", '0.0"台"']
    data = xlsx([SPEND, *formats], [100, *[46082] * len(formats)], **{f"{'BCDEF'[n]}2": one for n, one in enumerate(formats)})
    sheet = sheet_of(data, VOUCHER)
    assert [cell.number_format for cell in sheet[2]][1 : len(formats) + 1] == formats
    amount = next(cell.column for cell in sheet[1] if cell.value == words.AMOUNT.zh)
    assert sheet.cell(2, amount).number_format == "#,##0.00"
