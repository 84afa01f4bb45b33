"""What a cell of a template takes: its number format, what it prompts, and the sentence with which it refuses anything else."""

from typing import Any

from calculator.batch.template import TemplateColumn
from calculator.export.validation import stopping
from calculator.numerals import MOST_YUAN
from calculator.text import Text

_FORMATS = {"money": Text("#,##0.00####", "#,##0.00"), "count": Text("#,##0", "#,##0"), "percent": Text("0.00%", "0.00%")}
_REFUSED = Text("不能这样填写", "This cannot be entered")
_RULES = {
    "money": Text(
        "请填不小于0的数字，单位为{unit}，不写文字。没有的不填。",
        "Enter a number of {unit}, 0 or more, without words. Leave blank what there is none of.",
    ),
    "count": Text("请填不小于0的整数。没有的不填。", "Enter a whole number, 0 or more. Leave blank what there is none of."),
    "percent": Text("请填百分比，如5%。没有的不填。", "Enter a percentage, such as 5%. Leave blank what there is none of."),
    "choice": Text("请从下拉列表中选择，或留空：{choices}。", "Choose from the list, or leave blank: {choices}."),
    "text": Text("请填单位名称，原样带到结果里。", "The name of the applicant; it is carried along to the results."),
}  # fmt: skip
_REQUIRED = Text("必填。", "Required. ")


def number_format(kind: str, lang: str) -> str | None:
    """How numbers of that kind are shown; None for texts."""
    found = _FORMATS.get(_shape(kind))
    return found[lang] if found else None


def accepted(column: TemplateColumn, lang: str, choices: list[str] | str) -> dict[str, Any]:
    """The rule of a column for `data_validation`: it prompts, and stops what does not belong there. `choices`: what may be chosen, or
    the cells that hold it."""
    shape = _shape(column.kind)
    rule = _RULES[shape][lang].format(unit=column.unit, choices=" / ".join(column.choices))
    told = (
        f"{_REQUIRED[lang] if column.required else ''}{column.hint}{'。' if lang == 'zh' and column.hint else '. ' if column.hint else ''}"
    )
    says = stopping(asked=(column.head, told + rule), refused=(_REFUSED[lang], rule))
    match shape:
        case "money":
            return says | {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MOST_YUAN // column.worth}
        case "count":
            return says | {"validate": "integer", "criteria": ">=", "value": 0}
        case "percent":
            return says | {"validate": "decimal", "criteria": "between", "minimum": -1000, "maximum": 1000}
        case "choice":
            return says | {"validate": "list", "source": choices}
    return says | {"validate": "any"}


def _shape(kind: str) -> str:
    return {"money-list": "money", "yes-no": "choice", "year-of-funding": "choice"}.get(kind, kind)
