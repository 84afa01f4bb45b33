// What the printed plan carries beside the plan itself: the applicant's name and its language. Both stay in this tab: they stand in no
// link, no file and no request.

import { part } from "../page/dom.js";

const KEPT = "plan-paper";

/** @typedef {{name: string, lang: string}} Choice */

export class Paper {
  /** @param {HTMLElement} root @param {(choice: Choice) => void} changed */
  constructor(root, changed) {
    this.name = /** @type {HTMLInputElement} */ (part(root, "[data-paper-name]"));
    this.lang = /** @type {HTMLSelectElement} */ (part(root, "[data-paper-lang]"));
    const kept = read();
    this.name.value = kept.name ?? "";
    if (kept.lang) this.lang.value = kept.lang;
    for (const field of [this.name, this.lang]) {
      field.addEventListener("input", () => {
        write(this.choice);
        changed(this.choice);
      });
    }
  }

  /** @returns {Choice} */
  get choice() {
    return { name: this.name.value.trim(), lang: this.lang.value };
  }
}

/** @returns {Partial<Choice>} */
function read() {
  try {
    const { name, lang } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") ?? {};
    return { ...(typeof name === "string" && { name }), ...(["both", "zh", "en"].includes(lang) && { lang }) };
  } catch {
    return {};
  }
}

/** @param {Choice} choice */
function write(choice) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(choice));
  } catch {
    // the browser keeps nothing: it holds while the page is open
  }
}
