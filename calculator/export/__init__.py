"""Plans to take away: as separated values with the standard library alone, as a workbook with XlsxWriter."""

from calculator.export.missing import ExtraMissing
from calculator.export.origin import Origin, origin_of
from calculator.export.table import table
from calculator.export.view import view_of
from calculator.plan import PlanAnswer

__all__ = ["ExtraMissing", "Origin", "origin_of", "plan_csv", "plan_xlsx"]


def plan_csv(plan: PlanAnswer, lang: str) -> bytes:
    """The plan as separated values that spreadsheets open as they are: one row a claim, its arithmetic as a sentence."""
    return table(view_of(plan), lang)


def plan_xlsx(plan: PlanAnswer, lang: str, origin: Origin | None = None) -> bytes:
    """The plan as a workbook whose formulas can be followed; raises `ExtraMissing` where XlsxWriter is not installed."""
    try:
        from calculator.export.xlsx import workbook
    except ModuleNotFoundError as error:
        raise ExtraMissing from error
    return workbook(view_of(plan), lang, origin)
