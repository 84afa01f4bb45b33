"""What is said where the one optional part of the package is not installed."""

from calculator.text import Text


class ExtraMissing(RuntimeError):
    """A workbook was asked for, and what reads and writes them is not installed."""

    message = Text(
        "读写XLSX需要另装openpyxl和XlsxWriter：pip install guangming-calculator[xlsx]；CSV不需要。",
        "XLSX files need openpyxl and XlsxWriter: pip install guangming-calculator[xlsx]. CSV files do not.",
    )

    def __init__(self) -> None:
        super().__init__(f"{self.message.zh}\n{self.message.en}")
