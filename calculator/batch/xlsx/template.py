"""A template as a workbook: an empty sheet whose cells offer what may be chosen, and one that says how each column is filled in."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from calculator.batch.template import TemplateColumn
from calculator.batch.xlsx.looks import BAND, Looks
from calculator.batch.xlsx.pouring import Archive, PouredWriter
from calculator.benefit import Benefit
from calculator.text import Text

_SHEET, _HOW = Text("填写", "Fill in"), Text("填写说明", "How to fill in")
_HEADS = (Text("列", "Column"), Text("是否必填", "Required"), Text("填写内容", "What belongs there"), Text("示例", "Example"))
_REQUIRED, _OPTIONAL = Text("必填", "required"), Text("选填", "optional")
_NEEDED = PatternFill("solid", start_color="FFFBE9C8")
_NOTES = (
    Text(
        "金额按表头的单位填写，也可以在单元格里写明单位（如500万元）；条件留空的，按已满足估算。",
        "Sums are in the unit of the header; a cell may also name its own (such as RMB 5 million). A condition left empty counts as met.",
    ),
    Text(
        "列表有更多项的，可以增加“第4项”等列，或者在一个单元格里用分号隔开。可以增加自己的列，计算时原样带到结果里。",
        "For more items of a list add a column “… 4”, or part them by semicolons in one cell. Columns of your own are carried along.",
    ),
)
_ROWS, _WIDTH = 10_000, 22
_MOST_LIST = 250  # characters of a list to choose from; spreadsheets take 255


def write(file: BinaryIO, benefit: Benefit, columns: Sequence[TemplateColumn], lang: str) -> None:
    """Writes the workbook."""
    looks = Looks(lang, benefit.name[lang])
    _fill_in(looks, columns, lang)
    _how(looks, benefit, columns, lang)
    looks.done()
    with Archive(file) as archive:
        PouredWriter(looks.workbook, archive, ()).write_data()


def _fill_in(looks: Looks, columns: Sequence[TemplateColumn], lang: str) -> None:
    sheet: Any = looks.workbook.create_sheet(_SHEET[lang], 0)
    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place, column.head)
        cell.font, cell.fill = looks.bold, _NEEDED if column.required else BAND
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTH
        listed = '"' + ",".join(column.choices) + '"'
        if column.choices and len(listed) <= _MOST_LIST and not any("," in choice for choice in column.choices):
            offered = DataValidation(type="list", formula1=listed, allow_blank=True)
            offered.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(offered)
    sheet.freeze_panes = "B2"


def _how(looks: Looks, benefit: Benefit, columns: Sequence[TemplateColumn], lang: str) -> None:
    sheet: Any = looks.workbook.create_sheet(_HOW[lang], 1)
    rows = [[benefit.name[lang], "", "", ""], [head[lang] for head in _HEADS]]
    rows += [
        [column.head, (_REQUIRED if column.required else _OPTIONAL)[lang], " / ".join(column.choices) or column.hint, column.example]
        for column in columns[1:]
    ]
    rows += [[note[lang], "", "", ""] for note in _NOTES]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place, text)
            cell.font = looks.bold if number <= 2 else looks.font
            cell.alignment = Alignment(wrap_text=1 < number <= len(rows) - len(_NOTES), vertical="top")
    for letter, width in zip("ABCD", (46, 12, 70, 20), strict=True):
        sheet.column_dimensions[letter].width = width
