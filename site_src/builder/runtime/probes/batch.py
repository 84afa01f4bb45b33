"""Runs inside Pyodide after a_table.py: the table in every encoding, and files that are no table."""

import json

table, through = globals()["table"], globals()["through"]
answers = [text for lang in ("zh", "en") for text in through(table.encode(), lang, "csv")]
for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"", "gb18030"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
    answers += through(mark + table.encode(encoding), "zh", "csv")
for odd in (b"", b"<html>", b"\xd0\xcf\x11\xe0", b"\xff,1\n\xfe", b'"' + b"x" * 200_000):
    answers += through(odd, "en", "csv")
json.dumps(answers)
