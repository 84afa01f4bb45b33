"""A template as a workbook: a sheet whose cells take what belongs there and refuse the rest, and one that says how it is filled in."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from calculator import catalogue
from calculator.batch.template import TemplateColumn
from calculator.batch.worked import worked
from calculator.batch.xlsx.entries import accepted, number_format
from calculator.batch.xlsx.paper import on_paper
from calculator.batch.xlsx.widths import across, height_of
from calculator.benefit import Benefit
from calculator.export.origin import Origin
from calculator.export.paper import described, plain
from calculator.export.validation import fits_a_rule
from calculator.sheet import stamp_of
from calculator.text import Text

_SHEET, _HOW = Text("填写", "Fill in"), Text("填写说明", "How to fill in")
_HEADS = (Text("列", "Column"), Text("是否必填", "Required"), Text("填写内容", "What belongs there"), Text("示例", "Example"))
_REQUIRED, _OPTIONAL = Text("必填", "required"), Text("选填", "optional")
_LEGEND, _EXAMPLE_ROW = (
    Text("颜色", "Colours"),
    Text("示例行，不参与计算，可以删除", "example row: left out when the table is worked out, may be deleted"),
)
_WORKED = Text("示例行算出的结果", "What the example row comes to")
_NOTES = (
    Text(
        "每行填一家单位。金额只填数字，单位写在表头里；没有的不填。条件留空的，按已满足估算，并在结果中说明。",
        "One applicant in each row. Sums are plain numbers in the unit of the header; leave blank what there is none of. "
        "A condition left blank counts as met, and the results say so.",
    ),
    Text(
        "列表有更多项的，可以增加“第4项”等列。可以增加自己的列，计算时原样带到结果里。填好后在网站的“批量计算”页打开，或用命令行计算。",
        "For more items of a list add a column “… 4”. Columns of your own are carried along. Open the filled table on the page for whole "
        "tables of the site, or work it out at the command line.",
    ),
)
_NEEDED, _BAND, _LINE = "#FBE9C8", "#E8EEF4", "#B8C4D0"
_ROWS = 10_000
_NAME, _WIDTH, _WIDEST = 30, 20, 40
_KEPT = 9  # the first column of the second sheet that keeps a long list
_HOW_WIDTHS = (40, 11, 62, 18)


def write(file: BinaryIO, benefit: Benefit, columns: Sequence[TemplateColumn], lang: str, origin: Origin) -> None:
    """Writes the workbook."""
    with Workbook(file, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}) as book:
        described(book, benefit.name[lang], catalogue.principles().budget, lang, origin)
        pages = _Pages(book, lang, origin)
        pages.fill_in(columns)
        pages.how(benefit, columns, worked(benefit, columns, lang))


class _Pages:
    def __init__(self, book: Any, lang: str, origin: Origin):
        self._book, self._lang, self._origin = book, lang, origin
        self._lists: list[Sequence[str]] = []  # too long for a rule
        self._plain = plain(lang)

    def _look(self, **properties: Any) -> Any:
        return self._book.add_format(self._plain | properties)

    def fill_in(self, columns: Sequence[TemplateColumn]) -> None:
        """Heads, the example, and empty rows with the format of each column."""
        lang = self._lang
        sheet: Any = self._book.add_worksheet(_SHEET[lang])
        widths = [_NAME, *(min(_WIDEST, max(_WIDTH, across(column.head) // 3)) for column in columns[1:])]
        head = {"bold": True, "text_wrap": True, "border": 1, "border_color": _LINE}
        needed, free = self._look(**head, bg_color=_NEEDED), self._look(**head, bg_color=_BAND)
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            format = number_format(column.kind, lang)
            shown = {"num_format": format} if format else {}
            sheet.set_column(place, place, width, self._look(**shown))
            sheet.write_string(0, place, column.head, needed if column.required else free)
            self._example(sheet, place, column, self._look(**shown, italic=True, font_color="#5A6672"))
            sheet.data_validation(1, place, _ROWS, place, accepted(column, lang, self._source(column.choices)))
        sheet.set_row(0, max(height_of([column.head for column in columns], widths), 30))
        sheet.freeze_panes(1, 1)
        sheet.hide_gridlines(0)  # they are printed, too
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        on_paper(sheet, sum(widths), lang, self._origin)

    def _source(self, choices: Sequence[str]) -> list[str] | str:
        """The choices, or where the second sheet keeps them."""
        if fits_a_rule(choices):
            return list(choices)
        self._lists.append(choices)
        letter = xl_col_to_name(_KEPT + len(self._lists) - 1)
        return f"='{_HOW[self._lang]}'!${letter}$1:${letter}${len(choices)}"

    def _example(self, sheet: Any, place: int, column: TemplateColumn, look: Any) -> None:
        if not column.example:
            sheet.write_blank(1, place, None, look)
        elif column.kind in ("money", "money-list", "count"):
            sheet.write_number(1, place, Decimal(column.example), look)
        elif column.kind == "percent":
            sheet.write_number(1, place, Decimal(column.example) / 100, look)
        else:
            sheet.write_string(1, place, column.example, look)

    def how(self, benefit: Benefit, columns: Sequence[TemplateColumn], answer: Sequence[str]) -> None:
        """The second sheet."""
        lang = self._lang
        sheet: Any = self._book.add_worksheet(_HOW[lang])
        lined = {"text_wrap": True, "bottom": 1, "bottom_color": _LINE}
        bold, cell, sentence = self._look(bold=True), self._look(**lined), self._look(text_wrap=True)
        needed, free = self._look(**lined, bg_color=_NEEDED), self._look(**lined, bg_color=_BAND)
        head = self._look(**lined, bold=True, bg_color=_BAND)
        example = self._look(italic=True, font_color="#5A6672", text_wrap=True)
        rows: list[tuple[Sequence[str], Sequence[Any]]] = [
            ((f"{benefit.name[lang]}",), (self._look(bold=True, font_size=14),)),
            ((stamp_of(catalogue.principles().budget)[lang],), (self._look(bold=True, font_color="#A3261B", text_wrap=True),)),
            *(((note[lang],), (sentence,)) for note in _NOTES),
            (("",), (bold,)),
            ((_LEGEND[lang], _REQUIRED[lang], ""), (bold, needed, sentence)),
            (("", _OPTIONAL[lang], ""), (bold, free, sentence)),
            (("", "", _EXAMPLE_ROW[lang]), (bold, sentence, example)),
            (("",), (bold,)),
            ([text[lang] for text in _HEADS], (head, head, head, head)),
        ]
        for column in columns[1:]:
            said = (_REQUIRED if column.required else _OPTIONAL)[lang]
            belongs = "\n".join(filter(None, (column.hint, " / ".join(column.choices))))
            rows.append(((column.head, said, belongs, column.example), (cell, needed if column.required else free, cell, cell)))
        rows += [((_WORKED[lang],), (head,)), *(((text,), (sentence,)) for text in answer)]
        for number, (texts, looks) in enumerate(rows):
            alone = len(texts) == 1 and texts[0]
            widths = [sum(_HOW_WIDTHS)] if alone else _HOW_WIDTHS
            if alone:
                sheet.merge_range(number, 0, number, len(_HOW_WIDTHS) - 1, "", looks[0])
            for place, (text, look) in enumerate(zip(texts, looks, strict=True)):
                sheet.write_string(number, place, text, look)
            points = 22 if not number else height_of(texts, widths)
            if points:
                sheet.set_row(number, points)
        for place, width in enumerate(_HOW_WIDTHS):
            sheet.set_column(place, place, width)
        for place, choices in enumerate(self._lists, _KEPT):
            sheet.write_column(0, place, choices)
            sheet.set_column(place, place, None, None, {"hidden": True})
        on_paper(sheet, 0, lang, self._origin)
        sheet.set_portrait()
