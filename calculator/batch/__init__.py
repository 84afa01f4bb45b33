"""Tables of many applicants through the rules: read, matched, answered row by row, written again. No file, no clock, no thread."""
