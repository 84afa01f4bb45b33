/* Adding a benefit by its name: a box that opens, a field to narrow the list, and the list, which stands in the page by chapters.
   Plain buttons, so that it works with any keyboard, input method and screen reader; the arrows are a shortcut. */

import { fill, part } from "../page/dom.js";

export class Picker {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, any>} words
   * @param {(benefit: string) => void} add
   */
  constructor(root, words, add) {
    this.words = words;
    this.open = part(root, ".picker__open");
    this.box = part(root, ".picker__box");
    this.search = /** @type {HTMLInputElement} */ (part(root, "input[type=search]"));
    this.all = /** @type {HTMLInputElement} */ (part(root, ".picker__all"));
    this.count = part(root, ".picker__count");
    this.entries = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("li[data-kinds]")]);
    this.opening = this.open.textContent ?? "";
    this.kind = "";
    /** @type {Map<string, string>} */
    this.names = new Map();
    this.open.addEventListener("click", () => this.toggle(this.box.hasAttribute("hidden")));
    this.search.addEventListener("input", () => this.#narrow());
    this.all.addEventListener("change", () => this.#narrow());
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-add-benefit]") : null;
      if (button) add(button.getAttribute("data-add-benefit") ?? "");
    });
  }

  /** Whom the plan is for, and what the kinds are called. @param {string} kind @param {Map<string, string>} names */
  keepTo(kind, names) {
    this.kind = kind;
    this.names = names;
    this.#narrow();
  }

  /** @param {boolean} opened */
  toggle(opened) {
    this.box.hidden = !opened;
    this.open.setAttribute("aria-expanded", String(opened));
    this.open.textContent = opened ? (this.open.dataset["close"] ?? "") : this.opening;
    this.search.value = "";
    this.#narrow();
    if (!opened) return;
    this.search.focus();
    this.box.scrollIntoView({ block: "nearest" });
  }

  #narrow() {
    const sought = this.search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    for (const entry of this.entries) {
      const kinds = (entry.dataset["kinds"] ?? "").split(" ");
      const fits = kinds.includes(this.kind);
      const text = `${entry.textContent} ${entry.dataset["also"]}`.toLowerCase();
      entry.hidden = !sought.every((word) => text.includes(word)) || !(fits || sought.length || this.all.checked);
      const other = part(entry, ".picker__other");
      other.hidden = fits;
      other.textContent = fits ? "" : fill(this.words["other_kinds"], { names: kinds.map((kind) => this.names.get(kind)).join(this.words["comma"]) });
    }
    for (const chapter of /** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll(".picker__chapter"))) {
      chapter.hidden = ![...chapter.querySelectorAll("li")].some((entry) => !entry.hidden);
    }
    const shown = this.#shown().length;
    this.count.textContent = shown ? fill(this.words["picker_count"], { n: shown }) : this.words["picker_none"];
  }

  /** @returns {HTMLElement[]} the buttons of what is listed now */
  #shown() {
    return this.entries.filter((entry) => !entry.hidden).map((entry) => part(entry, "button"));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || this.box.hidden) return; // keys belong to the input method
    const buttons = this.#shown();
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Escape") {
      this.toggle(false);
      this.open.focus();
    } else if (event.key === "ArrowDown" && (at >= 0 || event.target === this.search)) {
      (buttons[at + 1] ?? buttons[0])?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (buttons[at - 1] ?? this.search).focus();
    } else if (event.key === "Enter" && event.target === this.search) {
      if (buttons.length === 1) buttons[0]?.click();
      else buttons[0]?.focus();
    } else return;
    event.preventDefault();
  }
}
