/* The requests of the page for whole tables: one JSON object each, one after another, with the bytes that were written. */

import { engine } from "../runtime/engine.js";

/** @typedef {"csv"|"xlsx"} Kind */
/** @typedef {Record<string, any>} Told what Python answers: calculator/batch/door.py; `refused` is a sentence */

const MAGIC = [0x50, 0x4b]; // how a workbook begins, whatever it is called

export class TableDoor {
  /** @type {File|undefined} */
  #file;
  #office = false;
  /** @type {number|undefined} which table its requests are about */
  #table;
  /** @type {Promise<unknown>} so that no two requests are under way at once */
  static #last = Promise.resolve();
  static #count = 0;

  /** @param {string} lang @param {string} rules */
  constructor(lang, rules) {
    this.lang = lang;
    this.rules = rules;
  }

  /** Another file; the next request is about it. @param {File} file */
  async take(file) {
    const start = new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer());
    this.#office = MAGIC.every((byte, place) => start[place] === byte);
    this.#file = file;
    this.#table = TableDoor.#count += 1;
  }

  /**
   * @param {string} act @param {Record<string, unknown>} [more] @param {(share: number) => void} [moved]
   * @returns {Promise<{told: Told, bytes: Uint8Array}>} rejects with a Failure
   */
  ask(act, more = {}, moved = undefined) {
    const answer = TableDoor.#last.then(async () => {
      const office = this.#office || more["kind"] === "xlsx";
      const file = this.#file;
      this.#file = undefined;
      try {
        const request = JSON.stringify({ do: act, lang: this.lang, table: this.#table, office, ...more });
        const { text, bytes } = await engine.table(request, this.rules, file, moved);
        return { told: JSON.parse(text), bytes };
      } catch (cause) {
        this.#file = file; // it did not get there
        throw cause;
      }
    });
    TableDoor.#last = answer.catch(() => {});
    return answer;
  }
}
