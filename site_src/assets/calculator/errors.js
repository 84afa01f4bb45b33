// What cannot be read: beside its field once the person has left it or paused, and in a summary when they press the button.

import { fill, made, part, unfold, write } from "../page/dom.js";
import { controls, isRadio } from "./fields.js";

/** @typedef {import("./fields.js").Fields} Fields */
/** @typedef {import("../page/types.js").Reply} Reply */
/** @typedef {import("../page/types.js").Words} Words */

export class Errors {
  /** Controls that the person has left or paused in. @type {WeakSet<HTMLInputElement>} */
  #visited = new WeakSet();
  /** What is wrong now. @type {Map<HTMLInputElement, string>} */
  #current = new Map();
  /** What the page says is wrong; while typing nothing is added to it. @type {Set<HTMLInputElement>} */
  #shown = new Set();
  #typing = false;
  /** What was missing when the button was pressed; a gap is no error before that. @type {Set<string>} */
  #asked = new Set();

  /** @param {Fields} fields @param {HTMLElement} summary @param {Words} words */
  constructor(fields, summary, words) {
    this.fields = fields;
    this.summary = summary;
    this.words = words;
    summary.addEventListener("click", (event) => this.#follow(event));
  }

  /** Takes in an answer. @param {Reply} reply @returns {boolean} whether something is in error */
  update(reply) {
    this.#current.clear();
    for (const error of reply.errors) {
      const control = error.field ? this.fields.control(error.field, error.index) : null;
      if (control && !this.#current.has(control)) this.#current.set(control, error.message);
    }
    const missing = reply.answer?.missing ?? [];
    for (const name of this.#asked) if (!missing.includes(name)) this.#asked.delete(name);
    this.#note(this.#asked);
    this.#show();
    return reply.errors.length > 0;
  }

  /** The person is typing. */
  typing() {
    this.#typing = true;
  }

  /** The person has left this control, or paused in it: now its error may be shown. @param {EventTarget|null} target */
  settle(target) {
    this.#typing = false;
    if (target instanceof HTMLInputElement) this.#visited.add(target);
    this.#show();
  }

  /** The button was pressed: everything is shown, and the summary takes the focus. @param {Reply} reply @returns {boolean} whether there was anything */
  summarise(reply) {
    this.#asked = new Set(reply.answer?.missing ?? []);
    this.#note(this.#asked);
    for (const control of this.#current.keys()) this.#visited.add(control);
    this.settle(null);
    const general = reply.errors.filter((error) => !error.field || !this.fields.control(error.field, error.index));
    if (!this.#current.size && !general.length) return false;
    const list = made("ul", "");
    for (const [control, message] of this.#current) {
      const link = made("a", "", message);
      link.setAttribute("href", `#${control.id}`);
      const entry = made("li", "");
      entry.append(link);
      list.append(entry);
    }
    for (const error of general) list.append(made("li", "", error.message));
    this.summary.textContent = "";
    this.summary.append(made("p", "sc-summary-title", this.words["problem_title"]), list);
    this.summary.hidden = false;
    this.summary.focus();
    return true;
  }

  /** As if nothing had happened yet. */
  forget() {
    this.#visited = new WeakSet();
    this.#current.clear();
    this.#asked.clear();
    this.settle(null);
  }

  /** A gap for each missing name; of a group, of which one is enough, a single gap at its first field. @param {Set<string>} names */
  #note(names) {
    const group = [...names].filter((name) => this.fields.all.get(name)?.hasAttribute("data-any"));
    for (const name of names) {
      const control = this.fields.control(name, null);
      const field = this.fields.all.get(name);
      if (!control || !field || this.#current.has(control) || group.indexOf(name) > 0) continue;
      const labels = (group.includes(name) ? group : [name]).map((one) => this.fields.all.get(one)?.dataset["label"]);
      const sentence = group.includes(name) ? "missing_any" : isRadio(field) ? "missing_choice" : "missing_text";
      this.#current.set(control, fill(this.words[sentence], { label: labels.join(this.words["comma"]) }));
    }
  }

  #show() {
    for (const control of this.#current.keys()) if (!this.#typing && this.#visited.has(control)) this.#shown.add(control);
    for (const control of this.#shown) if (!this.#current.has(control)) this.#shown.delete(control);
    for (const field of this.fields.all.values()) {
      const radio = isRadio(field);
      for (const control of radio ? controls(field).slice(0, 1) : controls(field)) {
        const message = this.#shown.has(control) ? this.#current.get(control) ?? "" : "";
        const box = control.closest(".sc-item") ?? field;
        const line = part(box, ".sc-error");
        write(line, message);
        line.hidden = !message;
        box.classList.toggle("sc-wrong", Boolean(message));
        const marked = radio ? field : control;
        if (message) marked.setAttribute("aria-invalid", "true");
        else marked.removeAttribute("aria-invalid");
      }
    }
    this.#strike();
  }

  /** Takes out of the summary what has been put right; nothing is added to it while typing. */
  #strike() {
    if (this.summary.hidden) return;
    const links = [...this.summary.querySelectorAll("a")];
    for (const link of links) {
      const control = document.getElementById((link.getAttribute("href") ?? "#").slice(1));
      if (!(control instanceof HTMLInputElement) || !this.#current.has(control)) link.closest("li")?.remove();
    }
    if (!this.summary.querySelector("li")) this.summary.hidden = true;
  }

  /** @param {Event} event */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const control = link && document.getElementById((link.getAttribute("href") ?? "#").slice(1));
    if (!control) return;
    event.preventDefault();
    unfold(control);
    control.focus();
  }
}
