// Runs under node: node closure.mjs <pyodide's folder> <stdlib.zip> <calculator.zip> <office.zip> <requests.jsonl> <probe.py> <office probe.py>
// Starts Pyodide as the browser's worker does and prints what the two probes found, each as a line of JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, stdlib, calculator, office, requests, probe, officeProbe] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));
const python = await loadPyodide({
  indexURL: folder,
  packageBaseUrl: folder,
  stdLibURL: stdlib,
  lockFileContents: { info, packages: {} },
});
python.FS.writeFile("/lib/calculator.zip", readFileSync(calculator));
python.runPython("import sys; sys.path.insert(0, '/lib/calculator.zip')");
python.pyimport("calculator.wire");
try {
  python.runPython("1 / 0"); // an error on its way to JavaScript needs modules of its own
} catch {}
python.globals.set("REQUESTS", readFileSync(requests, "utf8"));
console.log(python.runPython(readFileSync(probe, "utf8")));
python.FS.writeFile("/lib/office.zip", readFileSync(office));
python.runPython("import sys; sys.path.append('/lib/office.zip'); import office_start");
console.log(python.runPython(readFileSync(officeProbe, "utf8")));
