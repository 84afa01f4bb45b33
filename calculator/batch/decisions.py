"""What was decided on the way into a table: said before the work starts, kept with the result, and changed by whoever knows better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calculator.batch import names
from calculator.batch.choices import COUNT, ENCODINGS, LEAVE_OUT
from calculator.batch.unit_lines import agreed
from calculator.doubt import UNITS, unit_name
from calculator.frozen import Frozen
from calculator.text import Text

if TYPE_CHECKING:
    from calculator.batch.columns import Column, Matching
    from calculator.batch.reading import Table

_MOST = 8  # rows that are named one by one
_CHOICE = ((LEAVE_OUT, Text("不计算", "leave them out")), (COUNT, Text("照常计算", "count them")))


class Decision(Frozen):
    """One thing that was decided. `kind`: what about; `says`: the decision in a sentence; `option`: of the command line, and `values`
    with their names: what changes it; `chosen`: the value that holds, None where nobody can tell and somebody has to be asked;
    `usual`: nobody would expect anything else."""

    kind: str
    says: Text
    option: str = ""
    values: tuple[tuple[str, Text], ...] = ()
    chosen: str | None = None
    usual: bool = False

    @property
    def asks(self) -> bool:
        """Whether it is a question that has to be answered first."""
        return bool(self.values) and self.chosen is None


def decisions(table: Table, matching: Matching) -> list[Decision]:
    """Everything that was decided so far, what has to be asked among it."""
    return [
        *_sheet(table),
        *_encoding(table),
        *_heads(table),
        *_earlier(table),
        *_unit(table, matching),
        *_totals(table),
        *_notes(table),
        *_hidden(table),
        *_repeated(table),
    ]


def _sheet(table: Table) -> Iterator[Decision]:
    sheets, alike, others = table.source.sheets, table.source.alike, table.source.others
    if len(sheets) < 2 or not (others or table.choices.sheet):
        return
    values = tuple((sheet, Text(sheet, sheet)) for sheet in sheets)
    title = sheets[0]
    if table.choices.sheet is None and alike:
        quoted = [title, *alike]
        yield Decision(
            kind="sheet",
            says=Text(
                f"工作表{'、'.join(f'“{one}”' for one in quoted)}的表头相同：请选定读哪一张。",
                f"The sheets {', '.join(f'“{one}”' for one in quoted)} have the same headers: choose the one to read.",
            ),
            option="--sheet",
            values=values,
        )
        return
    read = Text(f"读的是工作表“{title}”。", f"The sheet that is read is “{title}”.")
    if others:
        read = Text(
            f"工作簿有{len(others) + 1}张工作表，只读“{title}”；没有读：{'、'.join(others)}。",
            f"The workbook has {len(others) + 1} sheets; only “{title}” is read, not: {', '.join(others)}.",
        )
    yield Decision(kind="sheet", says=read, option="--sheet", values=values, chosen=title)


def _encoding(table: Table) -> Iterator[Decision]:
    source = table.source
    if source.kind != "csv" or not (table.choices.encoding or source.encoding in ("gb18030", "big5") or source.notices):
        return
    encoding = source.encoding or "utf-8"
    name = ENCODINGS.get(encoding, encoding.upper())
    yield Decision(
        kind="encoding",
        says=Text(f"文件按{name}编码读取。", f"The file is read as {name}."),
        option="--encoding",
        values=tuple((value, Text(name, name)) for value, name in ENCODINGS.items()),
        chosen="utf-16" if encoding.startswith("utf-16") else encoding,
        usual=encoding == "gb18030" and not table.choices.encoding,
    )


def _heads(table: Table) -> Iterator[Decision]:
    n, rows = len(table.above), table.head_lines
    if not n and len(rows) == 1:
        return
    zh, en = "、".join(map(str, rows)), " and ".join(map(str, rows))
    header = f"The headers are in rows {en}" if len(rows) > 1 else f"The header row is row {en}"
    hold = f"{n} rows above hold no data and are" if n > 1 else "row above holds no data and is"
    above = Text(f"；上面的{n}行不是数据，没有带到结果里", f"; the {hold} left out")
    yield Decision(kind="head-row", says=Text(f"表头在第{zh}行", header) + (above if n else Text("", "")) + Text("。", "."))


def _earlier(table: Table) -> Iterator[Decision]:
    if table.earlier:
        start, end = table.earlier
        from_, to = _letters(start), _letters(end - 1)
        yield Decision(
            kind="earlier-results",
            says=Text(
                f"表里有以前计算的结果（{from_}至{to}列）：没有读取，由这次的结果代替。",
                f"The table holds an earlier result (columns {from_} to {to}): it is not read, and the new one takes its place.",
            ),
        )


def _unit(table: Table, matching: Matching) -> Iterator[Decision]:
    lines, chosen = table.unit_lines, table.choices.unit
    money = [column for column in matching.columns if _is_money(column)]
    open = [column for column in money if not column.own]
    if chosen is not None:
        name = unit_name(chosen)
        said = Text(
            f"没有写明单位的金额列，按选定的{name.zh}计算。", f"Money columns that name no unit are counted in {name.en}, as chosen."
        )
        yield _unit_decision(said, chosen)
    elif lines and (unit := agreed(lines)) is None:
        yield _unit_decision(_unclear(table), None)
    elif lines and unit is not None:
        line, name = lines[0], unit_name(unit)
        other = next((column for column in money if column.own and column.unit != unit), None)
        if other is not None:
            its = unit_name(other.unit)
            said = Text(
                f"第{line.row}行写的是“{line.said}”，而“{other.head}”一列的单位是{its.zh}：请选定没有写明单位的金额列按哪个单位计算"
                "（列名写明单位的，仍按列名）。",
                f"Row {line.row} says “{line.said}”, but the unit of the column “{other.head}” is {its.en}: choose the unit of the money "
                "columns that name none (a column that names its own unit keeps it).",
            )
            yield _unit_decision(said, None)
        elif open:
            said = Text(
                f"第{line.row}行写的是“{line.said}”：没有另写单位的金额列按{name.zh}计算。",
                f"Row {line.row} says “{line.said}”: money columns that name no unit of their own are counted in {name.en}.",
            )
            yield _unit_decision(said, unit)
    elif open:
        said = Text("表中没有写明单位的金额列按元计算。", "Money columns that name no unit are counted in RMB.")
        yield _unit_decision(said, 1, usual=True)


def _unclear(table: Table) -> Text:
    lines = {line.said: line for line in table.unit_lines}.values()
    zh, en = "，".join(f"第{line.row}行“{line.said}”" for line in lines), ", ".join(f"row {line.row} “{line.said}”" for line in lines)
    if len({line.unit for line in lines}) > 1:
        return Text(
            f"表中写了不同的单位（{zh}）：请选定没有写明单位的金额列按哪个单位计算。",
            f"The table names different units ({en}): choose the unit of the money columns that name none.",
        )
    return Text(
        f"表中写的单位不是可以识别的人民币单位（{zh}）：外币请先折算成人民币，草案没有规定折算汇率；如果是人民币，请选定单位。",
        f"The unit that the table names is no unit of RMB that is known ({en}): another currency has to be converted first, the draft "
        "names no rate; if the sums are RMB, choose their unit.",
    )


def _unit_decision(says: Text, unit: int | None, usual: bool = False) -> Decision:
    units = sorted({*UNITS, unit or 1})
    values = tuple((str(one), unit_name(one)) for one in units)
    return Decision(kind="unit", says=says, option="--unit", values=values, chosen=None if unit is None else str(unit), usual=usual)


def _is_money(column: Column) -> bool:
    return names.is_money(column.role or "")


def _totals(table: Table) -> Iterator[Decision]:
    found, counted = table.totals, table.choices.totals == COUNT
    chosen = COUNT if counted else LEAVE_OUT
    if found.count:
        zh, en = rows_in_words([number for number, _ in found.rows], found.count)
        quoted = list(dict.fromkeys(said for _, said in found.rows))[:3]
        labels = Text("".join(f"“{one}”" for one in quoted), ", ".join(f"“{one}”" for one in quoted))
        one = found.count == 1
        said = Text(
            f"{zh}是合计、小计一类的行（{labels.zh}），{'按选定照常计算' if counted else '没有计算'}。",
            f"{en} {'is a row' if one else 'are rows'} of totals ({labels.en}) and {'is' if one else 'are'} "
            f"{'counted, as chosen' if counted else 'left out'}.",
        )
        yield Decision(kind="totals", says=said, option="--totals", values=_CHOICE, chosen=chosen)
    elif not table.whole_seen:
        said = Text(
            "表格较长：后面如有合计、小计一类的行，" + ("照常计算。" if counted else "不计算。"),
            "The table is long: rows of totals further down " + ("are counted." if counted else "are left out."),
        )
        yield Decision(kind="totals", says=said, option="--totals", values=_CHOICE, chosen=chosen, usual=True)


def _notes(table: Table) -> Iterator[Decision]:
    found, counted = table.notes, table.choices.notes == COUNT
    if found.count:
        zh, en = rows_in_words([number for number, _ in found.rows], found.count)
        quoted = list(dict.fromkeys(said for _, said in found.rows))[:3]
        said = Text("".join(f"“{one}”" for one in quoted), ", ".join(f"“{one}”" for one in quoted))
        is_, one = ("is", " a note, a signature or the number") if found.count == 1 else ("are", " notes, signatures or numbers")
        yield Decision(
            kind="notes",
            says=Text(
                f"{zh}是注释、签字或栏次（{said.zh}），{'按选定照常计算' if counted else '没有计算'}。",
                f"{en} {is_}{one} of columns ({said.en}) and {is_} {'counted, as chosen' if counted else 'left out'}.",
            ),
            option="--notes",
            values=_CHOICE,
            chosen=COUNT if counted else LEAVE_OUT,
        )


def _hidden(table: Table) -> Iterator[Decision]:
    source, chosen = table.source, table.choices.hidden
    rows = [number for number in source.hidden_rows if number > table.head_row]
    if rows:
        zh, en = rows_in_words(rows, len(rows))
        are, they, them = ("is", "it is", "it") if len(rows) == 1 else ("are", "they are", "them")
        what = {
            None: Text("：请选定是否计算", f": choose whether to count {them}"),
            COUNT: Text("，按选定照常计算", f"; {they} counted, as chosen"),
            LEAVE_OUT: Text("，按选定没有计算", f"; {they} left out, as chosen"),
        }[chosen]
        said = Text(f"{zh}在表中是隐藏的（或被筛选掉）{what.zh}。", f"{en} {are} hidden in the sheet, or filtered out{what.en}.")
        yield Decision(kind="hidden", says=said, option="--hidden", values=_CHOICE, chosen=chosen)
    columns = [place for place in source.hidden_columns if place < len(table.heads)]
    if columns:
        named = [f"{_letters(place)}“{table.heads[place]}”" if table.heads[place] else _letters(place) for place in columns[:_MOST]]
        rest = len(columns) - len(named)
        and_more, more_zh = (f" and {rest} more", f"等{len(columns)}列") if rest else ("", "")
        yield Decision(
            kind="hidden-columns",
            says=Text(
                f"这些列在表中是隐藏的，照常读取：{'、'.join(named)}{more_zh}。",
                f"These columns are hidden in the sheet and are read all the same: {', '.join(named)}{and_more}.",
            ),
        )


def _repeated(table: Table) -> Iterator[Decision]:
    if (number := table.other_heads) is not None:
        yield Decision(
            kind="other-heads",
            says=Text(
                f"第{number}行是另一套表头：这一行和下面各行没有计算，请把它们另存为一张表。",
                f"Row {number} has other headers: it and the rows below it are not worked out; make them a table of their own.",
            ),
        )
    if table.repeated.count:
        zh, en = rows_in_words([number for number, _ in table.repeated.rows], table.repeated.count)
        verb = "repeats" if table.repeated.count == 1 else "repeat"
        said = Text(
            f"{zh}重复了表头或标题，没有计算。",
            f"{en} {verb} the headers or the title and {'is' if verb == 'repeats' else 'are'} left out.",
        )
        yield Decision(kind="repeated", says=said)


def rows_in_words(rows: Sequence[int], count: int) -> tuple[str, str]:
    """`第3、5至9行` and `Rows 3 and 5–9`; of `count` rows, of which the first are given."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    shown = ranges[:_MOST]
    zh = "、".join(str(first) if first == last else f"{first}至{last}" for first, last in shown)
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in shown]
    more = count - sum(last - first + 1 for first, last in shown)
    if more:
        return f"第{zh}行等共{count:,}行", f"Rows {', '.join(parts)} and {more:,} more"
    return f"第{zh}行", f"{'Row' if count == 1 else 'Rows'} {' and '.join([', '.join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)}"


def _letters(place: int) -> str:
    """The letters of a column, counted from 0: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
