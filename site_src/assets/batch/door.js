/* The requests of the page for whole tables: one JSON object each, one after another, with the bytes that were written. */

import { engine } from "../runtime/engine.js";
import { Failure } from "../runtime/failures.js";

/** @typedef {"csv"|"xlsx"} Kind */
/** @typedef {import("../runtime/engine.js").Hears} Hears */
/** @typedef {Record<string, any>} Told what Python answers: calculator/batch/door.py; `refused` is a sentence */

const MAGIC = [0x50, 0x4b]; // how a workbook begins, whatever it is called

/** What a pass over the rows asks; all else is a look at the table, which a Python that was started anew has to take again. */
const PASS = ["start", "go", "end", "totals", "template"];

export class TableDoor {
  /** @type {File|undefined} */
  #file;
  /** @type {Kind} */
  #source = "csv";
  /** @type {number|undefined} which table its requests are about */
  #table;
  /** How often Python had been started when it got the file. */
  #home = 0;
  /** @type {Record<string, unknown>[]} the looks that were taken, from the last opening on */
  #looks = [];
  #dropped = false;
  /** @type {Promise<unknown>} so that no two requests are under way at once */
  static #last = Promise.resolve();
  static #count = 0;
  /** The table whose request Python is at. @type {TableDoor|null} */
  static #atWork = null;

  /** @param {string} lang @param {string} rules */
  constructor(lang, rules) {
    this.lang = lang;
    this.rules = rules;
  }

  /** Another file; the next request is about it. @param {File} file */
  async take(file) {
    this.#file = file;
    this.#table = TableDoor.#count += 1;
    const start = new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer().catch(() => new ArrayBuffer(0))); // gone: Python says so
    this.#source = MAGIC.every((byte, place) => start[place] === byte) ? "xlsx" : "csv";
  }

  /** Nothing more is asked about this table. Python is ended when it is still at it after so many milliseconds. @param {number} [grace] */
  drop(grace = 0) {
    this.#dropped = true;
    const end = () => void (TableDoor.#atWork === this && engine.restart());
    if (grace) setTimeout(end, grace);
    else end();
  }

  /**
   * @param {string} act @param {Record<string, unknown>} [more] @param {Hears} [hears]
   * @returns {Promise<{told: Told, bytes: Uint8Array}>} rejects with a Failure
   */
  ask(act, more = {}, hears = {}) {
    const answer = TableDoor.#last.then(async () => {
      if (act === "open") this.#looks = [];
      const look = { do: act, ...more };
      if (this.#file && this.#home !== engine.starts) for (const past of this.#looks) await this.#send(past, hears);
      const found = await this.#send(look, hears);
      if (!PASS.includes(act)) this.#looks.push(look);
      return found;
    });
    TableDoor.#last = answer.catch(() => {});
    return answer;
  }

  /** @param {Record<string, unknown>} look @param {Hears} hears */
  async #send(look, hears) {
    if (this.#dropped) throw new Failure("stuck", "the table was dropped");
    const read = (/** @type {number} */ bytes) => {
      TableDoor.#atWork = this;
      if (this.#dropped) engine.restart();
      else hears.read?.(bytes);
    };
    const file = this.#home === engine.starts ? undefined : this.#file;
    const request = JSON.stringify({ lang: this.lang, table: this.#table, source: this.#source, ...look });
    try {
      const { text, bytes } = await engine.table(request, this.rules, file, { ...hears, read });
      this.#home = engine.starts;
      return { told: JSON.parse(text), bytes };
    } finally {
      TableDoor.#atWork = null;
    }
  }
}
