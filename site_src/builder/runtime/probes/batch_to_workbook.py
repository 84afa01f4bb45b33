"""Runs inside Pyodide after a_table.py: the table as a workbook in each language."""

import json

table, through = globals()["table"], globals()["through"]
json.dumps([text for lang in ("zh", "en") for text in through(table.encode(), lang, "xlsx")])
