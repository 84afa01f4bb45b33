/* One pass over the table in slices, short enough that a pause is felt at once; what is written goes into pieces of a file. */

import { origin } from "../page/origin.js";

/** @typedef {import("./door.js").Kind} Kind */
/** @typedef {import("./door.js").Told} Told */
/** @typedef {(act: string, more?: Record<string, unknown>, hears?: import("../runtime/engine.js").Hears) => Promise<{told: Told, bytes: Uint8Array}>} Ask */

const SLICE = 250; // ms that one should take
const FEWEST = 20; // rows
const MOST = 5000;
const PIECES = 200; // of a file that are then put together, so that the browser may move them out of memory

export const TYPES = { xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv" };

export class Work {
  /** @type {BlobPart[]} */
  #pieces = [];
  #paused = false;
  #stopped = false;
  /** @type {(() => void)|null} */
  #wake = null;
  rows = 0;
  errors = 0;

  /**
   * @param {Ask} ask @param {Kind} kind
   * @param {{step: (told: Told) => void, rest: () => void, moved: (share: number) => void}} hears each slice, each pause, each piece of
   *   the download that workbooks need
   */
  constructor(ask, kind, hears) {
    this.ask = ask;
    this.kind = kind;
    this.hears = hears;
  }

  get stopped() {
    return this.#stopped;
  }

  get paused() {
    return this.#paused;
  }

  get file() {
    return new Blob(this.#pieces, { type: TYPES[this.kind] });
  }

  pause() {
    this.#paused = true;
  }

  goOn() {
    this.#paused = false;
    this.#wake?.();
  }

  /** What is done stays. */
  stop() {
    this.#stopped = true;
    this.goOn();
  }

  /**
   * Goes through the table, or through so many of its rows, and tells what it comes to.
   * @param {number|null} rows
   * @returns {Promise<Told>} rejects with a Failure
   */
  async run(rows) {
    const begun = await this.#ask("start", { rows, ...origin() }, this.hears.moved);
    if (begun["refused"]) return begun;
    let slice = FEWEST;
    let spent = 0;
    for (let over = false; !over && !this.#stopped; ) {
      const start = performance.now();
      const told = await this.#ask("go", { rows: slice, spent: Math.round(spent) });
      if (told["refused"]) return told;
      const took = performance.now() - start;
      spent += took;
      slice = Math.max(FEWEST, Math.min(MOST, Math.round((slice * SLICE) / Math.max(took, 1))));
      this.rows = told["rows"];
      this.errors = told["errors"];
      this.hears.step(told);
      over = told["over"];
      if (this.#paused && !over && !this.#stopped) {
        this.hears.rest();
        await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
        this.#wake = null;
      }
    }
    return this.#ask("end", {});
  }

  /** @param {string} act @param {Record<string, unknown>} more @param {(share: number) => void} [moved] */
  async #ask(act, more, moved) {
    const { told, bytes } = await this.ask(act, { kind: this.kind, ...more }, moved ? { moved } : {});
    if (bytes.byteLength) this.#pieces.push(/** @type {BlobPart} */ (bytes));
    if (this.#pieces.length > PIECES) this.#pieces = [new Blob(this.#pieces)];
    return told;
  }
}
