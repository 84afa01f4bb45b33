// The fields of one calculator: what stands in them, what is sent, and what is said beside them.

import { fill, unfold, write } from "../page/dom.js";
import { isBare, trimmed } from "../page/numbers.js";
import { removeItem, resize } from "./lists.js";

/** @typedef {import("../page/types.js").Typed} Typed */
/** @typedef {import("../page/types.js").Words} Words */
/** @typedef {Record<string, string|string[]>} Inputs */

/** @param {HTMLElement} field */
const nameOf = (field) => field.dataset["field"] ?? "";

/** @param {HTMLElement} field @returns {HTMLInputElement[]} */
export const controls = (field) => [...field.querySelectorAll("input")];

/** @param {HTMLElement} field */
export const isRadio = (field) => controls(field)[0]?.type === "radio";

/** Whether it holds more than the form itself put there. @param {HTMLInputElement} input */
const isGiven = (input) => (input.type === "radio" ? input.checked && !input.defaultChecked : trimmed(input.value) !== "");

/** Where something stands. @param {string[]} texts */
const filled = (texts) => texts.flatMap((text, at) => (trimmed(text) ? [at] : []));

/** What a text will be after one more key: the one that takes back, or a digit. @param {HTMLInputElement} control */
function afterKeys({ value, selectionStart, selectionEnd }) {
  const from = selectionStart ?? value.length;
  const to = selectionEnd ?? from;
  const back = from === to ? Math.max(0, from - 1) : from;
  return [value.slice(0, back) + value.slice(to), ...Array.from("0123456789", (digit) => value.slice(0, from) + digit + value.slice(to))];
}

export class Fields {
  /** @param {HTMLElement} root @param {Words} words @param {string} unit what a bare number of money is worth */
  constructor(root, words, unit) {
    this.words = words;
    this.unit = unit;
    /** @type {Map<string, HTMLElement>} */
    this.all = new Map();
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-field]"))) {
      this.all.set(nameOf(field), field);
    }
    /** Where each item sent stands in its list, for blank items are not sent. @type {Map<string, number[]>} */
    this.places = new Map();
  }

  /** The inputs of a request. @returns {Inputs} */
  request() {
    const { fields } = this.typed();
    this.places = new Map(Object.entries(fields).map(([name, texts]) => [name, filled(texts)]));
    return this.#inputs(fields);
  }

  /** The inputs of what may be asked next, the likeliest first: one more key in a text, another one of the choices.
   * @param {Element|null} control where the next key will go @returns {Iterable<Inputs>} */
  *coming(control) {
    const field = [...this.all.values()].find((one) => one.contains(control));
    if (!field || !(control instanceof HTMLInputElement)) return;
    const name = nameOf(field);
    const { fields } = this.typed();
    const at = controls(field).indexOf(control);
    const texts = isRadio(field)
      ? controls(field).flatMap(({ checked, value }) => (checked ? [] : [[value]]))
      : afterKeys(control).map((text) => (fields[name] ?? []).map((now, place) => (place === at ? text : now)));
    for (const next of texts) yield this.#inputs({ ...fields, [name]: next });
  }

  /** Blank fields are left out. @param {Record<string, string[]>} fields @returns {Inputs} */
  #inputs(fields) {
    /** @type {Inputs} */
    const inputs = {};
    for (const [name, texts] of Object.entries(fields)) {
      const given = filled(texts).map((at) => texts[at] ?? "");
      if (!given.length) continue;
      inputs[name] = this.all.get(name)?.dataset["type"] === "money-list" ? given : given[0] ?? "";
    }
    return inputs;
  }

  /** Everything as it stands, to be put back later. @returns {Typed} */
  typed() {
    /** @type {Record<string, string[]>} */
    const fields = {};
    for (const [name, field] of this.all) {
      const inputs = controls(field);
      fields[name] = isRadio(field)
        ? inputs.filter((input) => input.checked).map((input) => input.value)
        : inputs.map((input) => input.value);
    }
    return { unit: this.unit, fields };
  }

  /** Puts back what was typed, here or on the page in the other language. @param {Typed} typed */
  restore(typed) {
    for (const [name, texts] of Object.entries(typed.fields)) {
      const field = this.all.get(name);
      if (!field || !Array.isArray(texts)) continue;
      if (field.dataset["type"] === "money-list") resize(field, Math.max(1, texts.length), this.words);
      const money = field.dataset["type"]?.startsWith("money") && typed.unit !== this.unit;
      controls(field).forEach((input, at) => {
        if (input.type === "radio") input.checked = texts.includes(input.value);
        else {
          const text = String(texts[at] ?? "");
          input.value = money && isBare(text) ? trimmed(text) + typed.unit : text;
        }
      });
    }
    this.tidy();
  }

  /** What of a link finds no place in the form: fields that it has not, choices that are none, more values than one.
   * @param {Record<string, string[]>} given @returns {string[]} as the link writes them */
  strange(given) {
    return Object.entries(given).flatMap(([name, texts]) => {
      const field = this.all.get(name);
      if (!field) return [name];
      const inputs = controls(field);
      const list = field.dataset["type"] === "money-list";
      const fits = (/** @type {string} */ text, /** @type {number} */ at) =>
        isRadio(field) ? texts.length === 1 && inputs.some(({ value }) => value === text) : list || at === 0;
      return texts.filter((text, at) => !fits(text, at)).map((text) => `${name}=${text}`);
    });
  }

  /** As the form stood in the page. */
  empty() {
    for (const field of this.all.values()) {
      for (const input of controls(field)) {
        input.value = input.defaultValue;
        input.checked = input.defaultChecked;
      }
    }
    this.shrink();
  }

  /** Whether a person has changed anything. */
  changed() {
    return [...this.all.values()].some((field) => {
      const inputs = controls(field);
      return inputs.length > 1 && !isRadio(field)
        ? true
        : inputs.some((input) => (input.type === "radio" ? input.checked !== input.defaultChecked : input.value !== ""));
    });
  }

  /** What is filled in stands open, however it came there: nothing unseen decides a result. */
  unfold() {
    for (const field of this.all.values()) for (const input of controls(field)) if (isGiven(input)) unfold(input);
  }

  /** Lists back to one item; the fields themselves are reset by the browser. */
  shrink() {
    for (const field of this.all.values()) if (field.dataset["type"] === "money-list") resize(field, 1, this.words);
    this.tidy();
  }

  /** One more item, which takes the focus. @param {HTMLElement} field */
  add(field) {
    resize(field, controls(field).length + 1, this.words);
    this.tidy();
    controls(field).pop()?.focus();
  }

  /** Takes out the item of that button; the focus goes to the one that stands there now. @param {HTMLElement} field @param {Element} button @returns {string} what has happened */
  remove(field, button) {
    const at = [...field.querySelectorAll(".sc-item [data-remove]")].indexOf(button);
    removeItem(field, at, this.words);
    this.tidy();
    const left = controls(field);
    (left[at] ?? left.pop())?.focus();
    return fill(this.words["removed"], { n: at + 1 });
  }

  /** Takes an answer back. @param {HTMLElement} field */
  clear(field) {
    for (const input of controls(field)) input.checked = false;
    this.tidy();
    controls(field)[0]?.focus();
  }

  /** Shows the buttons that have something to do. */
  tidy() {
    for (const field of this.all.values()) {
      const clear = field.querySelector("[data-clear]");
      if (clear instanceof HTMLElement) clear.hidden = !controls(field).some((input) => input.checked);
      const removes = /** @type {NodeListOf<HTMLElement>} */ (field.querySelectorAll("[data-remove]"));
      for (const button of removes) button.hidden = removes.length < 2;
    }
  }

  /** The control that an error or a missing name belongs to. @param {string} name @param {number|null} index of the items sent */
  control(name, index) {
    const field = this.all.get(name);
    if (!field) return null;
    const at = index === null ? 0 : this.places.get(name)?.[index] ?? index;
    return controls(field)[at] ?? controls(field)[0] ?? null;
  }

  /** Says under each field what was understood, and what is asked back of it.
   * @param {Record<string, (string|null)[]>} [echo] @param {Record<string, string[]>} [doubts] */
  echo(echo = {}, doubts = {}) {
    for (const [name, field] of this.all) {
      if (isRadio(field)) continue;
      const places = this.places.get(name) ?? [];
      controls(field).forEach((input, at) => {
        const line = document.getElementById(`${input.id}-echo`);
        if (!line) return;
        const sent = places.indexOf(at);
        const read = (sent < 0 ? null : echo[name]?.[sent]) ?? "";
        const doubt = (sent < 0 ? null : doubts[name]?.[sent]) ?? "";
        line.classList.toggle("sc-doubt", Boolean(doubt));
        write(line, doubt ? `${read} ${doubt}` : read);
      });
    }
  }
}
