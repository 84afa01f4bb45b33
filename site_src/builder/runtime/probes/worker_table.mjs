// Takes the table of a_table.py through Python piece by piece, as the worker does with a file (assets/runtime/tables.js).
import { Tables } from "../../../assets/runtime/tables.js";

globalThis.FileReaderSync = class {
  /** @param {Uint8Array} piece */
  readAsArrayBuffer(piece) {
    return piece.slice().buffer;
  }
};

/** @param {any} python */
export default function ask(python) {
  const bytes = new TextEncoder().encode(python.globals.get("table"));
  const file = { size: bytes.length, slice: (/** @type {number} */ start, /** @type {number} */ stop) => bytes.slice(start, stop) };
  const tables = new Tables(python, () => {});
  const say = (/** @type {object} */ request, /** @type {any} */ given) =>
    JSON.parse(tables.ask(JSON.stringify({ lang: "zh", kind: "csv", table: 1, ...request }), given).text);
  say({ do: "open" }, file);
  say({ do: "start", rows: null });
  say({ do: "go", rows: 10 ** 6, spent: 9 });
  say({ do: "totals" });
  say({ do: "end" });
}
