"""How much a table may hold, and the sentences that refuse what holds more."""

from calculator.batch.unusable import Unusable
from calculator.text import Text

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet of a workbook
MOST_CHARACTERS = 1 << 22  # of one row of separated values
# Of a workbook. A row is taken apart as a whole, and so are the parts that hold formats, names and the list of sheets.
MOST_ROW_BYTES, MOST_ROW_ELEMENTS = 1 << 23, 250_000
MOST_PART_BYTES, MOST_PART_ELEMENTS = 1 << 24, 1_000_000
MOST_STRINGS, MOST_STRING_BYTES = 1 << 22, 1 << 28  # that its cells share: four for each row that a sheet can have

_SMALLER = Text(
    "请在电子表格中删去多余的内容，把要计算的工作表复制到新的工作簿，另存为.xlsx或CSV再试。",
    "Remove what is not needed in a spreadsheet, copy the sheet to a new workbook, save it as .xlsx or CSV, try again.",
)


def row_too_large(number: int) -> Unusable:
    """A row of a workbook with more in it than a row can hold."""
    return _refused(
        f"工作表第{number}行过大：一行最多{MOST_COLUMNS:,}个单元格、{_megabytes(MOST_ROW_BYTES)}。",
        f"Row {number} of the sheet is too large: a row holds at most {MOST_COLUMNS:,} cells and {_megabytes(MOST_ROW_BYTES)}. ",
    )


def too_many_rows() -> Unusable:
    """A row whose number no sheet reaches."""
    return _refused(
        f"工作表的行数过多：一张工作表最多{MOST_ROWS:,}行。", f"The sheet has too many rows: a sheet holds at most {MOST_ROWS:,}. "
    )


def beyond_last_column(place: str) -> Unusable:
    """A cell that no sheet has."""
    shown = place[:20]
    return _refused(
        f"工作表的单元格“{shown}”超出了最后一列：一张工作表最多{MOST_COLUMNS:,}列（到XFD列）。",
        f"The cell “{shown}” lies beyond the last column: a sheet holds at most {MOST_COLUMNS:,} columns, up to XFD. ",
    )


def sheet_settings_too_large() -> Unusable:
    """What stands in a sheet before its rows."""
    return _refused(
        f"工作表各行之前的设置过多：最多{MOST_ROW_ELEMENTS:,}项、{_megabytes(MOST_ROW_BYTES)}。",
        f"The settings of the sheet, before its rows, are too large: at most {MOST_ROW_ELEMENTS:,} entries and "
        f"{_megabytes(MOST_ROW_BYTES)}. ",
    )


def part_too_large(name: str) -> Unusable:
    """A part of the file that is read as a whole: the formats, the list of sheets."""
    return _refused(
        f"工作簿中的“{name}”解压后过大：最多{_megabytes(MOST_PART_BYTES)}、{MOST_PART_ELEMENTS:,}项。",
        f"“{name}” in the workbook is too large when unpacked: at most {_megabytes(MOST_PART_BYTES)} and {MOST_PART_ELEMENTS:,} entries. ",
    )


def too_many_strings() -> Unusable:
    """The strings that the cells of a workbook share."""
    return _refused(
        f"工作簿中的文字过多：最多{MOST_STRINGS:,}条、{_megabytes(MOST_STRING_BYTES)}，每条最多{_megabytes(MOST_ROW_BYTES)}。",
        f"The workbook holds too much text: at most {MOST_STRINGS:,} entries and {_megabytes(MOST_STRING_BYTES)}, "
        f"{_megabytes(MOST_ROW_BYTES)} in each. ",
    )


def too_many_columns(columns: int, added: int) -> Unusable:
    """A table that does not fit into a sheet with the columns that are added."""
    return Unusable(
        Text(
            f"表格有{columns:,}列，加上结果的{added}列，超过Excel工作表的上限{MOST_COLUMNS:,}列：请改为输出CSV，或删去不需要的列再试。",
            f"The table has {columns:,} columns; with the {added} of the result that is more than the {MOST_COLUMNS:,} of a sheet. "
            "Write CSV instead, or remove columns that are not needed and try again.",
        )
    )


def _refused(zh: str, en: str) -> Unusable:
    return Unusable(Text(zh, en) + _SMALLER)


def _megabytes(count: int) -> str:
    return f"{count >> 20} MB"
