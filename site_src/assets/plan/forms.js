/* The form of each benefit's claims, and the list of all benefits: pieces beside the page (site_src/builder/pages/pieces.py), fetched when
   they are needed. Knows no benefit. */

import { part } from "../page/dom.js";
import { fetchPiece } from "../page/piece.js";
import { Failure } from "../runtime/failures.js";
import { benefitsIn } from "./draft.js";

const LIST = "all--benefits"; // as site_src/builder/pages/plans.py names it
const ID = /^[A-Za-z0-9]+(-[A-Za-z0-9]+){0,19}$/;

export class Forms {
  /** Null for a benefit that this site does not have. @type {Map<string, HTMLElement|null>} */
  #forms = new Map();
  /** @type {Document|null} */
  #list = null;
  /** Pieces asked for; those that did not come are asked for again. @type {Map<string, Promise<Document|null>>} */
  #asked = new Map();

  /** @param {string} build what all pieces of this page are called by */
  constructor(build) {
    this.build = build;
  }

  /** Fetches the forms of these benefits. @param {string[]} benefits @throws {Failure} when one cannot be had */
  async load(benefits) {
    const missing = [...new Set(benefits)].filter((benefit) => !this.#forms.has(benefit));
    await Promise.all(missing.map(async (benefit) => this.#forms.set(benefit, await this.#form(benefit))));
  }

  /** Fetches all that a plan, or a draft of one, needs to be shown. @param {unknown} plan @throws {Failure} */
  async loadFor(plan) {
    const { claimed, funded, held } = benefitsIn(plan);
    await Promise.all([this.load([...claimed, ...funded, ...held]), funded.length || held.length ? this.loadList() : null]);
  }

  /** @throws {Failure} */
  async loadList() {
    const list = await this.#piece(LIST);
    if (!list) throw new Failure("file-missing", LIST);
    this.#list = list;
  }

  /** Copies of what the list has by that name, once it is here. @param {"chapters"|"once"|"lasting"} name @returns {Element[]} */
  listed(name) {
    return this.#list ? [...document.importNode(part(this.#list, `[data-list="${name}"]`), true).children] : [];
  }

  /** The form of a benefit that has been fetched; null where there is none. @param {string} benefit */
  form(benefit) {
    return this.#forms.get(benefit) ?? null;
  }

  /** The types of the inputs that its form asks for. @param {string} benefit */
  types(benefit) {
    const fields = /** @type {NodeListOf<HTMLElement>|undefined} */ (this.form(benefit)?.querySelectorAll("[data-field]"));
    return fields ? new Map([...fields].map(({ dataset }) => [dataset["field"] ?? "", dataset["type"] ?? ""])) : null;
  }

  /** The archives of its rules, where its form or the list is here. @param {string} benefit @returns {string[]} */
  rules(benefit) {
    const listed = /** @type {HTMLElement|null|undefined} */ (this.#list?.querySelector(`option[value="${CSS.escape(benefit)}"]`));
    return (this.form(benefit) ?? listed)?.dataset["rules"]?.split(" ") ?? [];
  }

  /** @param {string} benefit @returns {Promise<HTMLElement|null>} */
  async #form(benefit) {
    if (!ID.test(benefit)) return null;
    const piece = await this.#piece(benefit);
    if (piece) return part(piece, ".claim");
    // Either there is no such benefit, or the site has been built anew since this page came: the list tells.
    await this.loadList();
    if (this.#list?.querySelector(`[data-add-benefit="${benefit}"]`)) throw new Failure("file-missing", benefit);
    return null;
  }

  /** Null for what is not there. @param {string} name */
  #piece(name) {
    const asked = this.#asked.get(name) ?? fetchPiece(name, this.build, ".claim, [data-list]");
    this.#asked.set(name, asked);
    const again = () => void this.#asked.delete(name);
    asked.then((piece) => piece ?? again(), again);
    return asked;
  }
}
