"""The door to workbooks: openpyxl is imported behind it when there is one to read, XlsxWriter when there is one to write."""

from typing import TYPE_CHECKING, BinaryIO

from calculator.export.missing import ExtraMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calculator.batch.reading import Source
    from calculator.batch.template import TemplateColumn
    from calculator.batch.writing import Writer
    from calculator.benefit import Benefit
    from calculator.export.origin import Origin


def workbook_table(file: BinaryIO, sheet: str | None) -> "Source":
    """The rows of one sheet; raises `ExtraMissing` where openpyxl is not installed, `Unusable` for what is no workbook."""
    try:
        from calculator.batch.xlsx.reading import WorkbookTable
    except ModuleNotFoundError as error:
        raise ExtraMissing from error
    return WorkbookTable(file, sheet)


def workbook_writer(file: BinaryIO, lang: str, origin: "Origin") -> "Writer":
    """Writes the results as a workbook; raises `ExtraMissing` where XlsxWriter is not installed."""
    try:
        from calculator.batch.xlsx.writing import WorkbookWriter
    except ModuleNotFoundError as error:
        raise ExtraMissing from error
    return WorkbookWriter(file, lang, origin)


def workbook_template(file: BinaryIO, benefit: "Benefit", columns: "Sequence[TemplateColumn]", lang: str, origin: "Origin") -> None:
    """Writes an empty table with lists to choose from; raises `ExtraMissing` where XlsxWriter is not installed."""
    try:
        from calculator.batch.xlsx.template import write
    except ModuleNotFoundError as error:
        raise ExtraMissing from error
    write(file, benefit, columns, lang, origin)
