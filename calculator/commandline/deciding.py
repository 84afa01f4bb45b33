"""The options of `batch` that decide what a table alone cannot say, and what is said where one of them is needed."""

import argparse
from typing import Any

from calculator.batch import units
from calculator.batch.choices import COUNT, ENCODINGS, LEAVE_OUT, Choices
from calculator.batch.decisions import Decision
from calculator.text import Text

_UNITS = ("元", "千元", "万元", "百万元", "亿元")


def add_choices(parser: argparse.ArgumentParser) -> None:
    """The options, each with its explanation in both languages."""
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook to read / 读工作簿的哪一张工作表")
    parser.add_argument(
        "--unit",
        metavar="UNIT",
        help=f"what a bare number is worth where its header names no unit: {'|'.join(_UNITS)}, or RMB, 'RMB thousand', 'RMB million' … / "
        "列名没有写明单位的金额按什么单位计算",
    )
    both = (LEAVE_OUT, COUNT)
    parser.add_argument(
        "--totals", choices=both, help="rows of totals (合计, 小计, Total …); left out unless counted / 合计、小计行是否计算"
    )
    parser.add_argument(
        "--notes",
        choices=both,
        help="notes and signatures below the table, numbers of its columns; left out unless counted / 表下的注释、签字和表头下的栏次",
    )
    parser.add_argument("--hidden", choices=both, help="hidden and filtered rows of a workbook / 工作簿中隐藏或被筛选掉的行是否计算")
    parser.add_argument(
        "--encoding", choices=tuple(ENCODINGS), help="of a text file; found out unless given / 文本文件的编码，不填则自动识别"
    )


def choices_from(options: argparse.Namespace, parser: argparse.ArgumentParser) -> Choices:
    """What was chosen; ends the program where the unit is none."""
    unit = None
    if options.unit is not None and (unit := units.unit_of(units.plain(options.unit))) is None:
        parser.error(f"--unit {options.unit}: {' / '.join(_UNITS)} / RMB / RMB million")
    return Choices(
        unit=unit, totals=options.totals, hidden=options.hidden, notes=options.notes, encoding=options.encoding, sheet=options.sheet
    )


def told(decisions: list[Decision]) -> list[Text]:
    """What somebody at a terminal should read of the decisions; what nobody doubts is not among it."""
    return [one.says + _option(one) if one.asks else one.says for one in decisions if not one.usual]


def _option(decision: Decision) -> Text:
    values: Any = _UNITS if decision.kind == "unit" else [value for value, _ in decision.values]
    shown = "|".join(values)
    return Text(f"（用 {decision.option} {shown} 选定）", f" (Decide with {decision.option} {shown})")
