"""What is said where the one optional part of the package is not installed."""

from calculator.text import Text


class ExtraMissing(RuntimeError):
    """A workbook was asked for, and openpyxl is not installed."""

    message = Text(
        "生成XLSX需要另装openpyxl：pip install guangming-calculator[xlsx]；CSV不需要。",
        "XLSX files need openpyxl: pip install guangming-calculator[xlsx]. CSV files do not.",
    )

    def __init__(self) -> None:
        super().__init__(f"{self.message.zh}\n{self.message.en}")
