/* What was decided on the way into a table, each sentence with the control that changes it; questions stand open until they are answered. */

import { made, part } from "../page/dom.js";

/** @typedef {{kind: string, says: string, values: {value: string, name: string}[], chosen: string|null, asks: boolean}} Decision */

export class Decisions {
  /** What somebody chose, by the kind of the decision. @type {Record<string, string>} */
  choices = {};

  /** @param {HTMLElement} root @param {Record<string, any>} words @param {(kind: string) => void} changed */
  constructor(root, words, changed) {
    this.words = words;
    this.list = part(root, ".batch__decisions");
    this.list.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLSelectElement) || !target.value) return;
      const kind = target.dataset["kind"] ?? "";
      this.choices[kind] = target.value;
      changed(kind);
    });
  }

  /** Another table: nothing is chosen. */
  clear() {
    this.choices = {};
  }

  /** @param {Decision[]} all */
  show(all) {
    const focused = document.activeElement?.id ?? "";
    this.list.hidden = !all.length;
    this.list.replaceChildren(...all.map((one) => this.#entry(one)));
    if (focused.startsWith("batch-decision-")) document.getElementById(focused)?.focus();
  }

  /** @param {Decision} decision */
  #entry({ kind, says, values, chosen, asks }) {
    const entry = made("li", asks ? "batch__asked" : "");
    // A sheet has a control of its own; it asks here only where several would do.
    if (!values.length || (kind === "sheet" && !asks)) {
      entry.textContent = says;
      return entry;
    }
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.id = label.htmlFor = `batch-decision-${kind}`;
    select.dataset["kind"] = kind;
    label.textContent = says;
    const options = asks ? [{ value: "", name: this.words["decide"] }, ...values] : values;
    for (const { value, name } of options) select.append(new Option(name, value, false, value === (chosen ?? "")));
    entry.append(label, " ", select);
    return entry;
  }
}
