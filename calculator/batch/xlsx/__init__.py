"""Workbooks in and out, row by row. The only part of the batch that needs openpyxl."""
