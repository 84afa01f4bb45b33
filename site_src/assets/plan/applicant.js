/* Whom a plan is for, and what was received before it. */

import { part } from "../page/dom.js";

/** @typedef {import("./draft.js").Draft} Draft */

export class Applicant {
  /**
   * @param {HTMLElement} root
   * @param {import("./forms.js").Forms} forms
   * @param {{kind: () => void, earlier: () => void, typing: () => void, newKey: () => string, failed: (cause: unknown) => void}} hooks
   */
  constructor(root, forms, hooks) {
    this.forms = forms;
    this.form = /** @type {HTMLFormElement} */ (part(root, ".plan__who"));
    this.earlier = /** @type {HTMLDetailsElement} */ (part(root, ".plan__earlier"));
    this.list = part(this.form, ".funded__list");
    this.model = /** @type {HTMLTemplateElement} */ (part(this.form, "template[data-funded]"));
    this.once = part(this.form, '[data-list="once"]');
    this.general = part(this.form, ".plan__general");
    this.hooks = hooks;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => {
      this.#read();
      hooks.typing();
    });
    this.form.addEventListener("change", ({ target }) => {
      this.#read();
      if (target instanceof HTMLInputElement && target.name === "kind") hooks.kind();
      else hooks.earlier();
    });
    this.earlier.addEventListener("toggle", () => void this.#fetch());
    part(this.form, "[data-add-funded]").addEventListener("click", async () => {
      if (!(await this.#fetch())) return;
      const one = { key: hooks.newKey(), benefit: "", years: "" };
      this.draft?.funded.push(one);
      const row = this.#row(one);
      this.list.append(row);
      part(row, "select").focus();
    });
  }

  /** @param {Draft} draft kept up to date with what is chosen */
  show(draft) {
    this.draft = draft;
    this.#offer();
    for (const input of this.form.querySelectorAll("input")) {
      if (input.name === "kind") input.checked = input.value === draft.kind;
      if (input.name === "holds") input.checked = draft.holds.includes(input.value);
    }
    this.list.replaceChildren(...draft.funded.map((one) => this.#row(one)));
    if (draft.holds.length || draft.funded.length) this.earlier.open = true;
  }

  /** What is wrong with none of the claims or projects. @param {string[]} messages */
  tell(messages) {
    this.general.hidden = !messages.length;
    this.general.replaceChildren(
      ...messages.map((message) => {
        const line = document.createElement("li");
        line.textContent = message;
        return line;
      }),
    );
    if (messages.length) this.earlier.open = true;
  }

  /** What can have been received before; whether it is here. */
  async #fetch() {
    try {
      await this.forms.loadList();
    } catch (cause) {
      this.hooks.failed(cause);
      return false;
    }
    if (!this.once.children.length && this.draft) this.show(this.draft);
    return true;
  }

  #offer() {
    if (this.once.children.length) return;
    this.once.replaceChildren(...this.forms.listed("once"));
    part(this.model.content, "select").append(...this.forms.listed("lasting"));
  }

  /** @param {import("./draft.js").Funded} one */
  #row(one) {
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.model.content.cloneNode(true)).firstElementChild);
    row.dataset["key"] = one.key;
    /** @type {HTMLSelectElement} */ (part(row, "[data-funded-benefit]")).value = one.benefit;
    /** @type {HTMLInputElement} */ (part(row, "[data-funded-years]")).value = one.years;
    part(row, "[data-remove-funded]").addEventListener("click", () => {
      if (this.draft) this.draft.funded = this.draft.funded.filter(({ key }) => key !== one.key);
      row.remove();
      part(this.form, "[data-add-funded]").focus();
      this.hooks.earlier();
    });
    return row;
  }

  #read() {
    if (!this.draft) return;
    const chosen = new FormData(this.form);
    this.draft.kind = String(chosen.get("kind") ?? this.draft.kind);
    if (this.once.children.length) this.draft.holds = chosen.getAll("holds").map(String);
    for (const row of /** @type {HTMLElement[]} */ ([...this.list.children])) {
      const one = this.draft.funded.find(({ key }) => key === row.dataset["key"]);
      if (!one) continue;
      one.benefit = /** @type {HTMLSelectElement} */ (part(row, "[data-funded-benefit]")).value;
      one.years = /** @type {HTMLInputElement} */ (part(row, "[data-funded-years]")).value;
    }
  }
}
