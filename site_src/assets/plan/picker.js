/* Adding a benefit by its name: a box that opens, a field to narrow the list, and the list by chapters, fetched once it is wanted.
   Plain buttons, so that it works with any keyboard, input method and screen reader; the arrows are a shortcut. */

import { fill, part } from "../page/dom.js";

export class Picker {
  /**
   * @param {HTMLElement} root
   * @param {import("./forms.js").Forms} forms
   * @param {Record<string, any>} words
   * @param {{add: (benefit: string) => void, failed: (cause: unknown) => string}} hooks
   */
  constructor(root, forms, words, { add, failed }) {
    this.forms = forms;
    this.words = words;
    this.failed = failed;
    this.list = part(root, ".picker__list");
    this.open = part(root, ".picker__open");
    this.box = part(root, ".picker__box");
    this.search = /** @type {HTMLInputElement} */ (part(root, "input[type=search]"));
    this.all = /** @type {HTMLInputElement} */ (part(root, ".picker__all"));
    this.count = part(root, ".picker__count");
    /** @type {HTMLElement[]} */
    this.entries = [];
    this.opening = this.open.textContent ?? "";
    this.kind = "";
    /** @type {Map<string, string>} */
    this.names = new Map();
    this.open.addEventListener("click", () => this.toggle(this.box.hasAttribute("hidden")));
    this.search.addEventListener("input", () => this.#narrow());
    this.all.addEventListener("change", () => this.#narrow());
    for (const sign of ["pointerover", "focusin"]) this.open.addEventListener(sign, () => void this.#fetch(), { once: true });
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
    void this.#fetch();
  }

  /** The list, where it is not here yet; whether it is. */
  async #fetch() {
    if (this.entries.length) return true;
    try {
      await this.forms.loadList();
    } catch (cause) {
      this.count.textContent = this.failed(cause);
      return false;
    }
    if (this.entries.length) return true;
    this.list.replaceChildren(...this.forms.listed("chapters"));
    this.entries = [...this.list.querySelectorAll("li")];
    this.#narrow();
    this.box.scrollIntoView({ block: "nearest" });
    return true;
  }

  #narrow() {
    if (!this.entries.length) return;
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
    if (!this.entries.length && ["ArrowDown", "Enter"].includes(event.key)) {
      event.preventDefault();
      void this.#fetch().then((here) => here && this.#move(event.key)); // whoever types before the list is here
    } else if (this.#move(event.key)) event.preventDefault();
  }

  /** What a key does; whether that is all that it does. @param {string} key */
  #move(key) {
    const buttons = this.#shown();
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const at = buttons.indexOf(focused);
    if (key === "Escape") {
      this.toggle(false);
      this.open.focus();
    } else if (key === "ArrowDown" && (at >= 0 || focused === this.search)) {
      (buttons[at + 1] ?? buttons[0])?.focus();
    } else if (key === "ArrowUp" && at >= 0) {
      (buttons[at - 1] ?? this.search).focus();
    } else if (key === "Enter" && at >= 0) {
      focused.click();
    } else if (key === "Enter" && focused === this.search) {
      if (buttons.length === 1) buttons[0]?.click();
      else buttons[0]?.focus();
    } else return false;
    return true;
  }
}
