/* The columns of a table and what each stands for: shown, and put right by whoever knows better. */

import { fill, made, part } from "../page/dom.js";

/** @typedef {import("./door.js").Told} Told */
/** @typedef {{head: string, role: string|null, unit: number, item: number|null}} Column */

const MOST = 150; // columns that are listed; those that stand for something always are

export class Columns {
  /** @type {Told} */
  #matching = {};

  /** @param {HTMLElement} root @param {Record<string, any>} words @param {(matching: Told) => void} changed */
  constructor(root, words, changed) {
    this.root = root;
    this.words = words;
    this.changed = changed;
    this.body = part(root, ".batch__matching tbody");
    this.body.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#put(target);
    });
  }

  /** As it stands now. */
  get matching() {
    return this.#matching;
  }

  /** @param {Told} shown */
  show(shown) {
    this.#matching = shown["matching"];
    const columns = /** @type {Column[]} */ (this.#matching["columns"]);
    const listed = columns.map((_, place) => place).filter((place) => place < MOST || columns[place]?.role);
    const focused = document.activeElement?.id;
    this.body.replaceChildren(...listed.map((place) => this.#row(place, columns[place] ?? { head: "", role: null, unit: 1, item: null }, shown)));
    if (focused?.startsWith("batch-role-") || focused?.startsWith("batch-unit-")) document.getElementById(focused)?.focus();
    const more = part(this.root, ".batch__more");
    more.hidden = listed.length === columns.length;
    more.textContent = fill(this.words["more_columns"], { n: columns.length - listed.length });
    this.#list(".batch__notices", shown["notices"]);
  }

  /** @param {string} selector @param {string[]} sentences */
  #list(selector, sentences) {
    const list = part(this.root, selector);
    list.hidden = !sentences.length;
    list.replaceChildren(...sentences.map((sentence) => made("li", "", sentence)));
  }

  /** @param {number} place @param {Column} column @param {Told} shown */
  #row(place, column, shown) {
    const row = made("tr", column.role ? "batch__matched" : "");
    const head = made("th", "", column.head);
    head.setAttribute("scope", "row");
    head.id = `batch-head-${place}`;
    const role = made("td", "");
    const roles = /** @type {any[]} */ (shown["roles"]);
    const known = roles.find(({ id }) => id === column.role);
    const options = [["", this.words["carried"]], ...roles.map(({ id, name }) => [id, name])];
    if (column.role && !known) options.push([column.role, column.role]);
    role.append(this.#select("role", place, options, column.role ?? ""));
    if (known?.list && column.item) role.append(" ", made("span", "quiet", fill(this.words["item"], { n: column.item })));
    const unit = made("td", "");
    if (known?.money) {
      const units = /** @type {any[]} */ (shown["units"]);
      unit.append(this.#select("unit", place, units.map(({ value, name }) => [String(value), name]), String(column.unit)));
    }
    row.append(head, made("td", "batch__sample", (shown["columns"][place]?.sample ?? []).join(this.words["semicolon"])), role, unit);
    return row;
  }

  /** @param {"role"|"unit"} what @param {number} place @param {string[][]} options @param {string} chosen */
  #select(what, place, options, chosen) {
    const select = document.createElement("select");
    select.id = `batch-${what}-${place}`;
    select.dataset["place"] = String(place);
    select.dataset["what"] = what;
    const label = this.root.querySelectorAll(".batch__matching thead th")[what === "role" ? 2 : 3]?.textContent ?? "";
    select.setAttribute("aria-label", `${this.#matching["columns"][place].head}: ${label}`);
    for (const [value, name] of options) {
      const option = document.createElement("option");
      option.value = value ?? "";
      option.textContent = name ?? "";
      option.selected = value === chosen;
      select.append(option);
    }
    return select;
  }

  /** @param {HTMLSelectElement} select */
  #put(select) {
    const columns = structuredClone(this.#matching["columns"]);
    const column = columns[Number(select.dataset["place"])];
    if (select.dataset["what"] === "unit") column.unit = Number(select.value);
    else {
      column.role = select.value || null;
      column.item = null;
    }
    this.changed({ ...this.#matching, columns });
  }
}
