// Runs under node: node closure.mjs <pyodide's folder> <stdlib.zip> <requests.jsonl> <calculator.zip> [<another.zip> …] -- <probe.py> …
// Starts Pyodide as the browser's worker does, runs the probes in this order and prints, as two lines of JSON, the value of the
// last but one, and that of the last.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, stdlib, requests, ...rest] = process.argv.slice(2);
const archives = rest.slice(0, rest.indexOf("--"));
const probes = rest.slice(rest.indexOf("--") + 1);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));
const python = await loadPyodide({
  indexURL: folder,
  packageBaseUrl: folder,
  stdLibURL: stdlib,
  lockFileContents: { info, packages: {} },
});
archives.forEach((archive, number) => {
  const place = `/lib/part${number}.zip`;
  python.FS.writeFile(place, readFileSync(archive));
  if (number === 0) python.runPython(`import sys; sys.path.insert(0, "${place}"); import runtime_finder`);
  else python.runPython(`runtime_finder.add("${place}")`);
});
python.pyimport("calculator.wire");
try {
  python.runPython("1 / 0"); // an error on its way to JavaScript needs modules of its own
} catch {}
python.globals.set("REQUESTS", readFileSync(requests, "utf8"));
const values = probes.map((probe) => python.runPython(readFileSync(probe, "utf8")));
for (const value of values.slice(-2)) console.log(value);
