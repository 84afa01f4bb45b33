/* Where the plan stands besides the page: in this tab, in the address, in the link to the other language, on this device if asked. */

import { Device } from "./device.js";
import { draftOf, isBlank, local, planOf } from "./draft.js";
import { fragment, read, speaksOfPlan } from "./link.js";
import * as store from "./store.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").About} About */
/**
 * `added`: it is more than what is kept; `gone`: it was kept on this device, and another tab no longer wanted that; `notes`: keys of sentences
 * with their values.
 * @typedef {{draft: Draft, from: "link"|"tab"|"device", added?: boolean, gone?: boolean, notes: [string, Record<string, string>][]}} Found
 */

const QUIET = 400; // ms; browsers refuse addresses that change at every key

export class Keeping {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #pause;
  /** What was last written into the address. */
  #hash = "";

  /** @param {About} about */
  constructor(about) {
    this.about = about;
    this.device = new Device();
  }

  /**
   * What to begin with: this tab's plan where the address says the same or nothing, else the link's, else the device's.
   * @returns {Promise<Found|null>} @throws {import("../runtime/failures.js").Failure} when a form that it needs cannot be had
   */
  async arrive() {
    const tab = store.kept();
    if (tab && (!this.#spoken || tab.links?.includes(location.hash))) return this.#ofTab(tab);
    const [newest] = store.versions();
    if (!this.#spoken) return newest ? this.#ofDevice(newest) : null;
    const link = await this.linked(location.hash);
    if ("draft" in link) return { ...link, from: "link" };
    const found = tab ? await this.#ofTab(tab) : newest ? await this.#ofDevice(newest) : null;
    return { draft: local(blankDraft(this.about), this.about), from: "tab", ...found, notes: link.notes };
  }

  /**
   * The plan of an address.
   * @param {string} hash @returns {Promise<{draft: Draft, notes: Found["notes"]}|{notes: Found["notes"]}>} @throws as `arrive`
   */
  async linked(hash) {
    const link = read(hash, this.about.edition);
    if (link && !link.whole) return { notes: [["link_cut", {}]] };
    await this.about.forms.loadFor(link?.plan);
    const found = link && draftOf(link.plan, this.about);
    if (!link || !found) return { notes: [["link_unreadable", {}]] };
    /** @type {Found["notes"]} */
    const notes = [];
    if (found.left.length) notes.push(["left_out", { names: found.left.join(this.about.words["comma"]) }]);
    if (link.edition && link.edition !== this.about.edition) notes.push(["link_edition", { edition: link.edition }]);
    return { draft: found.draft, notes };
  }

  /** The plan of an address, as it stands there. @param {string} hash */
  named(hash) {
    return read(hash, this.about.edition)?.plan;
  }

  /** Whether a change of the address is this page's own. */
  get isOwn() {
    return location.hash === this.#hash || !this.#spoken;
  }

  /** Whether the address is about a plan. */
  get #spoken() {
    return speaksOfPlan(location.hash, this.about.edition);
  }

  /** @param {store.Kept} kept @returns {Promise<Found>} */
  async #ofTab({ links: _, base, added = false, ...draft }) {
    await this.about.forms.loadFor(draft);
    const gone = draft.slot !== undefined && !store.version(draft.slot);
    if (gone) delete draft.slot;
    else if (draft.slot !== undefined && base !== undefined) this.device.know(draft.slot, base);
    return { draft: local(draft, this.about), from: "tab", added, gone, notes: [] };
  }

  /** @param {store.Version} version @returns {Promise<Found>} */
  async #ofDevice({ slot, mark, draft }) {
    await this.about.forms.loadFor(draft);
    this.device.know(slot, mark);
    return { draft: local(draft, this.about), from: "device", notes: [] };
  }

  /**
   * Keeps the plan as it stands. `normal` is the plan as Python writes it, where it has: then the same plan has the same address.
   * @param {Draft} draft gets another slot where another tab has been in its own
   * @param {unknown} [normal]
   * @returns {import("./device.js").Outcome} what became of it on this device
   */
  write(draft, normal) {
    clearTimeout(this.#pause);
    const outcome = this.device.write(draft, isBlank(draft));
    if (isBlank(draft)) {
      store.keep(null);
      this.#address("");
      return outcome;
    }
    this.#hash = fragment(normal ?? planOf(draft, this.about, true), this.about.edition);
    const before = location.hash;
    const base = draft.slot === undefined ? undefined : this.device.mark(draft.slot);
    store.keep({ ...draft, links: [before, this.#hash], base });
    this.#pause = setTimeout(() => this.#address(this.#hash), QUIET);
    return outcome;
  }

  /** The address with the plan, as a link to send on. */
  get link() {
    return location.href.replace(/#.*$/, "") + this.#hash;
  }

  /** @param {string} hash */
  #address(hash) {
    this.#hash = hash;
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
    for (const link of document.querySelectorAll("a.language-link")) {
      link.setAttribute("href", (link.getAttribute("href") ?? "").replace(/#.*$/, "") + hash);
    }
  }
}

/** @param {About} about @returns {Draft} */
const blankDraft = (about) => ({ unit: about.unit, kind: "", holds: [], funded: [], projects: [], claims: [] });
