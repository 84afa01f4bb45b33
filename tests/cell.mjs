// Runs a notebook's cell (standard input) in a Pyodide that knows nothing of us, and prints what the cell's last line gives.
//
//   node tests/cell.mjs < cell.py

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide({ stdout: () => {} });
console.log(String(await pyodide.runPythonAsync(readFileSync(0, "utf8"))));
