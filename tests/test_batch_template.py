"""Templates as an accountant fills them: units in every head of money, cells that stop what does not belong there, a worked example, and
the way back through a spreadsheet."""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from calculator import catalogue
from calculator.batch import names
from calculator.batch.template import EXAMPLE, NOWHERE, columns_for, write_template
from calculator.batch.worked import worked
from calculator.text import LANGUAGES
from tests.spreadsheet import printed, recalculated
from tests.tables import batch, read_csv

COMPUTED = [benefit for benefit in catalogue.benefits() if benefit.calculator]
UNIT = {"zh": "（万元）", "en": " (RMB)"}
in_both = pytest.mark.parametrize("lang", LANGUAGES)
every_benefit = pytest.mark.parametrize("benefit", COMPUTED, ids=lambda benefit: benefit.id)


def template(benefit: Any, lang: str, kind: str = "xlsx") -> bytes:
    out = io.BytesIO()
    write_template(kind, out, benefit, lang)
    return out.getvalue()


def rules_of(sheet: Any) -> dict[int, Any]:
    """The rule of each column."""
    return {next(iter(rule.sqref.ranges)).min_col - 1: rule for rule in sheet.data_validations.dataValidation}


@in_both
@every_benefit
def test_cells_have_formats_prompts_and_rules_that_stop(benefit: Any, lang: str) -> None:
    sheet = load_workbook(io.BytesIO(template(benefit, lang))).worksheets[0]
    rules = rules_of(sheet)
    for place, column in enumerate(columns_for(benefit, lang)):
        cell, rule = sheet.cell(2, place + 1), rules[place]
        assert rule.showInputMessage and rule.promptTitle and rule.prompt, column.head
        assert len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255 and len(rule.error) <= 255
        assert rule.prompt.isascii() is False if lang == "zh" else not any("一" <= letter <= "鿿" for letter in rule.prompt)
        if not place:
            continue
        field = next(field for field in benefit.fields.values() if column.head.startswith(field.label[lang]))
        kind = "money" if field.type == "money-list" else field.type
        assert rule.showErrorMessage and rule.errorStyle in (None, "stop") and rule.errorTitle and rule.error
        expected = {"money": ("decimal", "#,##0.00"), "count": ("whole", "#,##0"), "percent": ("decimal", "0.00%")}
        assert rule.type == expected.get(kind, ("list", ""))[0], column.head
        assert cell.number_format.startswith(expected.get(kind, ("", "General"))[1])
        dimension = sheet.column_dimensions[cell.column_letter]
        assert dimension.number_format.startswith(expected.get(kind, ("", "General"))[1]), "the empty cells too"
        assert (UNIT[lang] in column.head) is (kind == "money")


@in_both
@every_benefit
def test_no_name_for_programs_stands_in_a_template(benefit: Any, lang: str) -> None:
    book = load_workbook(io.BytesIO(template(benefit, lang)))
    shown = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    shown += [rule.prompt + rule.error for sheet in book for rule in sheet.data_validations.dataValidation if rule.error]
    values = [value for field in benefit.fields.values() for value in field.values]
    for name in (*names.inputs(), *catalogue.ids(), *values):
        assert not any(name in text for text in shown if "_" in name or "-" in name), name
    assert not any(f"（{value}）" in text or f"({value})" in text for value in values for text in shown)
    assert read_csv(template(benefit, lang, "csv"))[0] == [cell.value for cell in book.worksheets[0][1]]


@in_both
@every_benefit
def test_the_example_row_is_worked_out_on_the_second_sheet(benefit: Any, lang: str) -> None:
    data = template(benefit, lang)
    book = load_workbook(io.BytesIO(data))
    fill, how = book.worksheets
    assert fill["A2"].value == EXAMPLE[lang] and batch(data, benefit.id).rows == []
    fill["A2"].value = "甲"  # no longer the example
    out = io.BytesIO()
    book.save(out)
    done = batch(out.getvalue(), benefit.id, lang=lang)
    (answer,) = (row for row in done.body)
    told = [str(row[0].value) for row in how.iter_rows() if row[0].value]
    said = worked(benefit, columns_for(benefit, lang), lang)
    assert said[0] in answer and all(text in told for text in said)
    assert done.run.totals.outcomes.keys() and not done.run.totals.wrong


@pytest.mark.parametrize("choices", [tuple(f"{'很长的选项' * 9}{n}" for n in range(9)), ("a,b", "c")], ids=["long", "with a comma"])
def test_choices_that_no_rule_can_hold_stand_in_cells(choices: tuple[str, ...]) -> None:
    from calculator.batch.template import TemplateColumn
    from calculator.batch.xlsx.template import write

    benefit = catalogue.benefit("compute-voucher")
    column = TemplateColumn(head="类别", hint="", required=False, kind="choice", choices=choices, example=choices[0])
    out = io.BytesIO()
    write(out, benefit, [*columns_for(benefit, "zh"), column], "zh", NOWHERE)
    fill, how = load_workbook(out).worksheets
    rule = rules_of(fill)[len(columns_for(benefit, "zh"))]
    cells = how[rule.formula1.split("!")[1].replace("$", "")]
    assert rule.type == "list" and tuple(cell.value for (cell,) in cells) == choices


@in_both
def test_the_second_sheet_has_a_legend_and_says_draft(lang: str) -> None:
    how = load_workbook(io.BytesIO(template(COMPUTED[0], lang))).worksheets[1]
    shown = {cell.value: cell.fill.start_color.rgb for row in how.iter_rows() for cell in row if cell.value}
    required, optional = {"zh": ("必填", "选填"), "en": ("required", "optional")}[lang]
    fill = load_workbook(io.BytesIO(template(COMPUTED[0], lang))).worksheets[0]
    heads = {column.required: fill.cell(1, place + 1) for place, column in enumerate(columns_for(COMPUTED[0], lang))}
    assert shown[required] == heads[True].fill.start_color.rgb != shown[optional] == heads[False].fill.start_color.rgb
    assert any(catalogue.principles().budget[lang] in str(text) for text in shown)


def filled(data: bytes, rows: int = 2) -> tuple[bytes, list[Any]]:
    """The template with its example row made into real rows."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    example = [cell.value for cell in sheet[2]]
    for number in range(rows):
        for place, value in enumerate([f"公司{number}", *example[1:]], 1):
            sheet.cell(number + 2, place).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), example


@in_both
def test_every_template_comes_back_from_a_spreadsheet_with_the_answers_of_its_example(lang: str) -> None:
    books = {benefit.id: filled(template(benefit, lang))[0] for benefit in COMPUTED}
    saved = recalculated(books)
    for benefit in COMPUTED:
        plain = batch(books[benefit.id], benefit.id, lang=lang)
        again = batch(saved[benefit.id], benefit.id, lang=lang)
        assert plain.run.totals.rows == again.run.totals.rows == 2 and not again.run.totals.wrong, benefit.id
        assert [row[len(plain.run.table.heads) :] for row in again.body] == [row[len(plain.run.table.heads) :] for row in plain.body]


@in_both
def test_a_template_saved_by_a_spreadsheet_still_skips_its_example_and_refuses(lang: str) -> None:
    benefit = catalogue.benefit("rd-project-matching")
    (saved,) = recalculated({"saved": template(benefit, lang)}).values()
    assert batch(saved, benefit.id).rows == []
    rules = rules_of(load_workbook(io.BytesIO(saved)).worksheets[0])
    assert all(rule.error for place, rule in rules.items() if place) and any(rule.type == "list" for rule in rules.values())


@in_both
def test_the_instructions_print_on_two_pages_at_most(lang: str) -> None:
    books = {}
    for benefit in sorted(COMPUTED, key=lambda benefit: len(benefit.fields))[-4:]:  # those with the most to say
        book = load_workbook(io.BytesIO(template(benefit, lang)))
        del book[book.sheetnames[0]]
        out = io.BytesIO()
        book.save(out)
        books[benefit.id] = out.getvalue()
    for name, pdf in printed(books).items():
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2, name


def test_a_sum_down_to_the_fen_is_shown_whole_in_ten_thousands() -> None:
    data = template(COMPUTED[0], "zh")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    money = next(cell for cell in sheet[1] if "（万元）" in cell.value)
    assert Decimal("12.345678").as_tuple().exponent == -6 and sheet.cell(2, money.column).number_format.count("#", 5) >= 4
