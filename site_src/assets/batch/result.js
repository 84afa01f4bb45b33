/* What a table comes to: totals, errors, how the sums are spread, the first rows and those in error. Sentences come finished from Python. */

import { spread } from "./picture.js";
import { fill, made, part } from "../page/dom.js";
import { element } from "../plan/picture.js";

/** @typedef {import("./door.js").Told} Told */
/** @typedef {{number: number, name: string, given: string, wrong: boolean, said: string[], more: string[]}} Row */

export class Result {
  /** @type {Row[]} */
  #first = [];
  /** @type {Row[]} */
  #wrong = [];

  /** @param {HTMLElement} root @param {Record<string, any>} words @param {number} most rows in error that are told */
  constructor(root, words, most) {
    this.root = root;
    this.words = words;
    this.most = most;
    this.list = part(root, ".batch__list");
    this.none = part(root, ".batch__none");
    for (const way of root.querySelectorAll("[name=batch-show]")) way.addEventListener("change", () => this.#rows());
  }

  clear() {
    this.#first = [];
    this.#wrong = [];
    this.#rows();
  }

  /** The rows of a slice. @param {Told} told */
  add(told) {
    if (!told["first"].length && !told["wrong"].length) return;
    this.#first.push(...told["first"]);
    this.#wrong.push(...told["wrong"]);
    this.#rows();
  }

  /** @param {Told} told */
  show({ totals, notices }) {
    const { root } = this;
    part(root, ".batch__headline").textContent = totals.headline;
    part(root, ".batch__sums thead tr").replaceChildren(...totals.heads.map((/** @type {string} */ head) => cell("th", head, "col")));
    part(root, ".batch__sums tbody").replaceChildren(...totals.rows.map((/** @type {string[]} */ row) => line(row)));
    part(root, ".batch__sums tfoot tr").replaceChildren(...totals.whole.map((/** @type {string} */ text, /** @type {number} */ place) => (place ? made("td", "", text) : cell("th", text, "row"))));
    part(root, ".batch__apart").textContent = totals.apart;
    part(root, ".batch__stamp").textContent = totals.stamp;
    const doubtful = part(root, ".batch__doubtful");
    doubtful.hidden = !totals.doubtful.length;
    doubtful.textContent = totals.doubtful.join(" ");
    const told = part(root, ".batch__told");
    told.hidden = !notices.length;
    told.replaceChildren(...notices.map((/** @type {string} */ sentence) => made("li", "", sentence)));
    counted(part(root, ".batch__errors"), totals.errors);
    counted(part(root, ".batch__open"), totals.left_open);
    part(root, ".batch__spread").hidden = !totals.spread.length;
    part(root, ".batch__picture").replaceChildren(...(totals.spread.length ? [element(spread(totals.spread, this.words))] : []));
  }

  #rows() {
    const way = /** @type {HTMLInputElement|null} */ (this.root.querySelector("[name=batch-show]:checked"))?.value;
    const rows = way === "wrong" ? this.#wrong : this.#first;
    part(this.list, "tbody").replaceChildren(...rows.map((row) => this.#row(row)));
    this.list.hidden = !rows.length;
    const full = way === "wrong" && rows.length >= this.most;
    this.none.hidden = rows.length > 0 && !full;
    this.none.textContent = full ? fill(this.words["first_wrong"], { n: this.most }) : way === "wrong" ? this.words["none_wrong"] : "";
  }

  /** @param {Row} row */
  #row(row) {
    const answer = made("td", row.wrong ? "batch__wrong" : "");
    answer.append(...row.said.map((sentence) => made("p", "", sentence)), ...row.more.map((sentence) => made("p", "quiet", sentence)));
    const line = made("tr", "");
    line.append(cell("th", row.number.toLocaleString("en"), "row"), made("td", "", row.name), made("td", "quiet", row.given), answer);
    return line;
  }
}

/** @param {string} tag @param {string} text @param {string} scope */
function cell(tag, text, scope) {
  const one = made(tag, "", text);
  one.setAttribute("scope", scope);
  return one;
}

/** What there is in how many rows. @param {HTMLElement} section @param {{said: string, rows: number}[]} all */
function counted(section, all) {
  section.hidden = !all.length;
  part(section, "tbody").replaceChildren(...all.map(({ said, rows }) => line([said, rows.toLocaleString("en")])));
}

/** @param {string[]} texts the first names the row */
function line([name = "", ...rest]) {
  const row = made("tr", "");
  row.append(cell("th", name, "row"), ...rest.map((text) => made("td", "", text)));
  return row;
}
