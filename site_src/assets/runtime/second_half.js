/**
 * Pyodide's WebAssembly comes in two halves (site_src/builder/runtime/halves/split.py): the first has what a calculator calls. Should
 * anything else ever be called, the second is loaded at that moment, while Python waits.
 */

/** Begins the names by which the halves know each other; no script of Pyodide's asks for them. */
const HIDDEN = "-";

/** A module with one function, `c`, that calls what it imports as `b` of `a`: only such functions have a place in a table. */
const CALLS_OUT = [
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[2, 7, 1, 1, 97, 1, 98, 0, 0],
  ...[7, 5, 1, 1, 99, 0, 0],
];

/**
 * @param {WebAssembly.WebAssemblyInstantiatedSource} first
 * @param {WebAssembly.Imports} imports what it was started with
 * @param {() => BufferSource} load the second half's bytes, at once
 * @returns {{module: WebAssembly.Module, instance: {exports: WebAssembly.Exports}}} the first half as Pyodide knows it
 */
export function join({ module, instance }, imports, load) {
  const { exports } = instance;
  const start = () => new WebAssembly.Instance(new WebAssembly.Module(load()), { ...imports, first: exports });
  const starter = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(CALLS_OUT)), { a: { b: start } });
  const table = /** @type {WebAssembly.Table} */ (exports[`${HIDDEN}calls`]);
  table.set(0, starter.exports.c);
  return { module, instance: { exports: visible(exports) } };
}

/** @param {WebAssembly.Exports} exports @returns {WebAssembly.Exports} what is Pyodide's */
export function visible(exports) {
  /** @type {WebAssembly.Exports} */
  const found = {};
  for (const name of Object.keys(exports)) if (!name.startsWith(HIDDEN)) found[name] = /** @type {any} */ (exports[name]);
  return found;
}
