"""Plans to take away: as separated values with the standard library alone, as a workbook with openpyxl."""

from calculator.export.missing import ExtraMissing
from calculator.export.table import claims_csv
from calculator.export.view import Claimed, Reduced, View

__all__ = ["Claimed", "ExtraMissing", "Reduced", "View", "claims_csv", "claims_xlsx"]


def claims_xlsx(view: View, lang: str) -> bytes:
    """The workbook of a plan; raises `ExtraMissing` where openpyxl is not installed."""
    try:
        from calculator.export.xlsx import workbook
    except ModuleNotFoundError as error:
        raise ExtraMissing from error
    return workbook(view, lang)
