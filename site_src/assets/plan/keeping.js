/* Where the plan stands besides the page: in this tab, in the address, in the link to the other language, on this device if asked. */

import { draftOf, local, planOf } from "./draft.js";
import { fragment, read, speaksOfPlan } from "./link.js";
import * as store from "./store.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").About} About */
/** @typedef {{draft: Draft, from: "link"|"tab"|"device", notes: [string, Record<string, string>][]}} Found `notes`: keys of sentences with their values */

const QUIET = 400; // ms; browsers refuse addresses that change at every key

export class Keeping {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #pause;
  /** What was last written into the address. */
  #hash = "";

  /** @param {About} about */
  constructor(about) {
    this.about = about;
    /** Whether the person asks for this plan to be kept on this device. */
    this.onDevice = false;
  }

  /**
   * What to begin with: this tab's plan where the address says the same or nothing, else the link's, else the device's.
   * @returns {Promise<Found|null>} @throws {import("../runtime/failures.js").Failure} when a form that it needs cannot be had
   */
  async arrive() {
    const tab = store.kept("tab");
    if (tab && (!this.#spoken || tab.links?.includes(location.hash))) return this.#kept(tab, "tab");
    const device = store.kept("device");
    if (!this.#spoken) return device && this.#kept(device, "device");
    const link = await this.linked(location.hash);
    if ("draft" in link) return { ...link, from: "link" };
    const kept = tab ?? device;
    const found = kept ? await this.#kept(kept, tab ? "tab" : "device") : null;
    return { draft: found?.draft ?? local(blankDraft(this.about), this.about), from: found?.from ?? "tab", notes: link.notes };
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

  /** @param {store.Kept} kept @param {"tab"|"device"} from @returns {Promise<Found>} */
  async #kept({ links: _, ...draft }, from) {
    await this.about.forms.loadFor(draft);
    return { draft: local(draft, this.about), from, notes: [] };
  }

  /**
   * Keeps the plan as it stands. `normal` is the plan as Python writes it, where it has: then the same plan has the same address.
   * @param {Draft|null} draft null for an empty one
   * @param {unknown} [normal]
   */
  write(draft, normal) {
    clearTimeout(this.#pause);
    if (!draft) {
      store.keep("tab", null);
      if (this.onDevice) store.keep("device", null);
      this.#address("");
      return;
    }
    this.#hash = fragment(normal ?? planOf(draft, this.about, true), this.about.edition);
    const before = location.hash;
    store.keep("tab", { ...draft, links: [before, this.#hash] });
    if (this.onDevice) store.keep("device", draft);
    this.#pause = setTimeout(() => this.#address(this.#hash), QUIET);
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
