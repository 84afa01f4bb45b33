// What the engine is doing, in words: the stages of loading, and each failure with what happened and what to do.

import { part } from "./dom.js";

/** @typedef {import("./types.js").Words} Words */

const SLOW = 4000; // ms of loading after which a sentence explains the wait

export class Loading {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #slow;

  /** @param {HTMLElement} root @param {Words} words */
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.box = part(root, ".sc-loading");
    this.stage = part(root, ".sc-stage");
    this.patience = part(root, ".sc-slow");
    this.bar = /** @type {HTMLProgressElement} */ (part(root, "progress"));
    this.failure = part(root, ".sc-failure");
    this.patience.textContent = words["slow"];
  }

  /** @param {string} stage @param {number|undefined} share of the way, from 0 to 1 */
  at(stage, share) {
    this.failure.hidden = true;
    this.box.hidden = false;
    this.stage.textContent = this.words["stages"][stage] ?? this.words["stages"]["loading"];
    if (share === undefined) this.bar.removeAttribute("value");
    else this.bar.value = share;
    this.#slow ??= setTimeout(() => (this.patience.hidden = false), SLOW);
  }

  done() {
    clearTimeout(this.#slow);
    this.#slow = undefined;
    this.patience.hidden = true;
    this.box.hidden = true;
    this.failure.hidden = true;
  }

  /** @param {string} code @returns {string} the sentence that says what happened */
  failed(code) {
    this.done();
    const known = this.words["failures"][code] ?? this.words["failures"]["unknown"];
    part(this.failure, ".sc-what").textContent = known["what"];
    part(this.failure, ".sc-do").textContent = known["do"];
    part(this.failure, ".sc-keep").textContent = this.words["failure_keep"];
    this.failure.hidden = false;
    return `${known["what"]} ${known["do"]}`;
  }
}
