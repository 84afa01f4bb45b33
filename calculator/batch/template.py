"""An empty table for one benefit: a column for each input, in the reader's words and units, and how each is filled in."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from calculator.batch.cells import Cell
from calculator.batch.workbooks import workbook_template
from calculator.benefit import Benefit
from calculator.export.origin import Origin
from calculator.frozen import Frozen
from calculator.inputs import NO, YES, Input
from calculator.text import Text, capital

NOWHERE = Origin()  # no day and no address: the same benefit gives the same file
WHO = Text("申请单位", "Name of the applicant")
EXAMPLE = Text("（示例，填写后请删除本行）", "(example: delete this row)")
_UNIT, _WORTH = Text("万元", "RMB"), {"zh": 10**4, "en": 1}  # of money, in a table of that language
_BRACKETS = Text("（{unit}）", " ({unit})")
_ITEM = Text("第{n}项", " {n}")
_ITEMS = 3  # columns of a list; more may be added
_SUM, _COUNT, _PERCENT = Text("100", "1000000"), "10", "5"


class TemplateColumn(Frozen):
    """`head`: as `columns.match` finds it again; `hint`: what belongs there; `choices`: all that may stand there, where that is known;
    `example`: something that the benefit accepts; `kind`: the type of the input; `unit`: what a number counts, and `worth` in yuan."""

    head: str
    hint: str
    required: bool
    kind: str = "text"
    unit: str = ""
    worth: int = 1
    choices: tuple[str, ...] = ()
    example: str = ""


def columns_for(benefit: Benefit, lang: str) -> list[TemplateColumn]:
    """The columns of a template, the applicant's name first."""
    named = TemplateColumn(head=WHO[lang], hint="", required=False, example=EXAMPLE[lang])
    chosen: set[str] = set()  # of inputs that exclude each other, an example fills one
    found = [named]
    for field in benefit.fields.values():
        shown = field in benefit.inputs and not (field.one_of and field.one_of in chosen)
        if field.one_of:
            chosen.add(field.one_of)
        found += _columns(field, lang, shown)
    return found


def write_template(kind: str, file: BinaryIO, benefit: Benefit, lang: str, origin: Origin = NOWHERE) -> None:
    """Writes the template as `csv` or `xlsx`; raises `ExtraMissing` where that needs XlsxWriter and it is not installed."""
    columns = columns_for(benefit, lang)
    if kind == "xlsx":
        workbook_template(file, benefit, columns, lang, origin)
    else:
        file.write(separated([[column.head for column in columns], [column.example for column in columns]]))


def is_example(cells: Sequence[Cell]) -> bool:
    """Whether a row is the one that a template comes with, still as it was marked."""
    return bool(cells) and cells[0] in (EXAMPLE.zh, EXAMPLE.en)


def _columns(field: Input, lang: str, shown: bool) -> Iterator[TemplateColumn]:
    hint = _hint(field, lang)
    if field.type != "money-list":
        unit = _UNIT[lang] if field.type == "money" else "%" if field.type == "percent" else ""
        yield TemplateColumn(
            head=field.label[lang] + (_BRACKETS[lang].format(unit=unit) if unit else ""),
            hint=hint,
            required=field.required,
            kind=field.type,
            unit=unit,
            worth=_WORTH[lang],
            choices=_choices(field, lang),
            example=_example(field, lang) if shown else "",
        )
        return
    for number in range(1, _ITEMS + 1):
        head = field.label[lang] + _ITEM[lang].format(n=number) + _BRACKETS[lang].format(unit=_UNIT[lang])
        example = _SUM[lang] if shown and number < _ITEMS else ""
        yield TemplateColumn(
            head=head,
            hint=hint,
            required=field.required and number == 1,
            kind=field.type,
            unit=_UNIT[lang],
            worth=_WORTH[lang],
            example=example,
        )


def _hint(field: Input, lang: str) -> str:
    told = field.hint or field.states or (Text("", "") if field.options else field.expected)  # options are listed beside it
    return capital(told)[lang]


def _choices(field: Input, lang: str) -> tuple[str, ...]:
    if field.type == "yes-no":
        return (YES[lang], NO[lang])
    return tuple(option[lang] for option in field.options)


def _example(field: Input, lang: str) -> str:
    match field.type:
        case "yes-no":
            return (YES if field.expects else NO)[lang]
        case "choice" | "year-of-funding":
            return field.options[0][lang]
        case "money":
            return field.default or _SUM[lang]
        case "count":
            return field.default if field.default not in (None, "0") else _COUNT
        case _:
            return _PERCENT


def separated(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows of texts as separated values that spreadsheets read."""
    lines = [",".join('"' + text.replace('"', '""') + '"' for text in texts) + "\r\n" for texts in rows]
    return ("\ufeff" + "".join(lines)).encode("utf-8")
