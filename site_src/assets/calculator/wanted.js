// The question turned round: how much does it take to get a sum? Python answers with a sentence and a value for the field.

import { part } from "../page/dom.js";
import { trimmed } from "../page/numbers.js";

/** @typedef {{text: string, input?: string, base?: string|null, items?: number|null, errors: {message: string}[]}} Turned */

const MOST_FILLED = 20; // items of a list; more of them nobody wants to see filled in

export class Wanted {
  #turn = 0;

  /**
   * @param {HTMLElement} root
   * @param {(more: object) => Promise<string>} respond asks about the form as it stands, with something added
   * @param {(name: string, values: string[]) => void} fillIn
   */
  constructor(root, respond, fillIn) {
    const box = root.querySelector(".sc-wanted");
    const inside = box?.querySelector("template");
    if (!(box instanceof HTMLElement) || !inside) return; // a set sum or a mere ceiling cannot be turned round
    box.hidden = false;
    // The field is no input of the benefit: it comes into the page when somebody asks for it, and has no name.
    box.addEventListener("toggle", () => {
      inside.replaceWith(inside.content);
      this.#start(box, respond, fillIn);
    }, { once: true });
  }

  /** @param {HTMLElement} box @param {(more: object) => Promise<string>} respond @param {(name: string, values: string[]) => void} fillIn */
  #start(box, respond, fillIn) {
    this.respond = respond;
    this.field = /** @type {HTMLInputElement} */ (part(box, "input"));
    this.says = part(box, ".sc-wanted-answer");
    this.button = part(box, "[data-fill]");
    /** @type {Turned|null} */
    this.found = null;
    this.field.addEventListener("input", (event) => {
      event.stopPropagation(); // it is no input of the form
      void this.ask();
    });
    this.button.addEventListener("click", () => {
      const { input, base, items } = this.found ?? {};
      if (input && base) fillIn(input, Array.from({ length: items ?? 1 }, () => base));
    });
  }

  /** Asks again, also when the form has changed. */
  async ask() {
    if (!this.field || !this.respond || !this.says || !this.button) return;
    const wanted = trimmed(this.field.value);
    const turn = ++this.#turn;
    this.button.hidden = true;
    this.found = null;
    if (!wanted) {
      this.says.textContent = "";
      return;
    }
    try {
      const { turned } = JSON.parse(await this.respond({ wanted }));
      if (turn !== this.#turn) return;
      this.found = turned;
      this.says.textContent = turned.text;
      this.button.hidden = !turned.base || (turned.items ?? 1) > MOST_FILLED;
    } catch {
      // Why there is no answer, the engine tells by its stage.
    }
  }
}
