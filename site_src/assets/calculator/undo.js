// What a button has emptied can be put back, until the person types on.

import { part } from "../page/dom.js";

/** @typedef {import("../page/types.js").Typed} Typed */
/** @typedef {import("../page/types.js").Words} Words */

export class Undo {
  /** @type {{typed: Typed, line: HTMLElement, button: HTMLElement}|null} */
  #offered = null;

  /** @param {Words} words @param {(typed: Typed) => void} putBack */
  constructor(words, putBack) {
    this.words = words;
    this.putBack = putBack;
  }

  /** @param {Typed} typed what stood there before @param {string} sentence what has happened @param {HTMLElement} place holds the line and the button */
  offer(typed, sentence, place) {
    this.withdraw();
    const line = part(place, ".sc-done");
    const button = part(place, "[data-undo]");
    line.textContent = sentence;
    button.hidden = false;
    this.#offered = { typed, line, button };
  }

  withdraw() {
    if (!this.#offered) return;
    this.#offered.line.textContent = "";
    this.#offered.button.hidden = true;
    this.#offered = null;
  }

  /** The button was pressed. */
  take() {
    const offered = this.#offered;
    if (!offered) return;
    this.withdraw();
    this.putBack(offered.typed);
    offered.line.textContent = this.words["restored"];
    /** @type {HTMLElement|null} */ (offered.button.parentElement?.querySelector("button:not([hidden])"))?.focus();
  }
}
