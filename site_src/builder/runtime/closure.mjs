// Runs under node: node closure.mjs <folder of Pyodide's scripts> <module.wasm> <its second half, or ""> <stdlib.zip> <requests.jsonl>
//   <calculator.zip> [<another.zip> …] -- <probe.py or probe.mjs> …
// Starts Pyodide as the browser's worker does, runs the probes in this order and prints, as three lines of JSON, the value of the
// last but one, that of the last, and of the module's functions those that were called, where it is one that marks them.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join, visible } from "../../assets/runtime/second_half.js";

const [folder, first, second, stdlib, requests, ...rest] = process.argv.slice(2);
const archives = rest.slice(0, rest.indexOf("--"));
const probes = rest.slice(rest.indexOf("--") + 1);
process.argv.length = 1; // as in a browser, Python is to know nothing of the program that it runs in
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const { info } = JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8"));

/** @type {Record<string, any>[]} what each started module exports */
const started = [];
const instantiate = WebAssembly.instantiate;
/** As the worker's own: Pyodide asks for its module, and gets the one to be tried. */
WebAssembly.instantiate = async (bytes, imports) => {
  if (!imports?.env) return instantiate(bytes, imports); // its small ones, with which it finds out what the engine can do
  const made = await instantiate(readFileSync(first), imports);
  started.push(made.instance.exports);
  if (second) return join(made, imports, () => readFileSync(second));
  return { module: made.module, instance: { exports: visible(made.instance.exports) } };
};

/** @param {object} [options] */
async function start(options) {
  const python = await loadPyodide({
    indexURL: folder,
    packageBaseUrl: folder,
    stdLibURL: stdlib,
    lockFileContents: { info, packages: {} },
    ...options,
  });
  archives.forEach((archive, number) => {
    const place = `/lib/part${number}.zip`;
    python.FS.writeFile(place, readFileSync(archive));
    if (number === 0) python.runPython(`import sys; sys.path.insert(0, "${place}"); import runtime_finder`);
    else python.runPython(`runtime_finder.add("${place}")`);
  });
  python.pyimport("calculator.wire");
  // When it collects garbage depends on much else: so as often as can be, with all that is there at that moment.
  python.runPython("import gc; gc.set_threshold(1, 5, 5); gc.collect()");
  return python;
}

const python = await start();
try {
  python.runPython("1 / 0"); // an error on its way to JavaScript needs modules of its own
} catch {}
python.globals.set("REQUESTS", readFileSync(requests, "utf8"));
const values = [];
for (const probe of probes) {
  if (probe.endsWith(".py")) values.push(python.runPython(readFileSync(probe, "utf8")));
  else await (await import(pathToFileURL(probe).href)).default(python, start);
  python.runPython("gc.collect()");
}
for (const value of values.slice(-2)) console.log(value);
const marks = started.flatMap((all) => Object.keys(all).filter((name) => name.startsWith("-called") && all[name].value));
console.log(JSON.stringify([...new Set(marks)].map((name) => Number(name.slice("-called".length)))));
