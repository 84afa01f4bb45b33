/* The version of its plan that this tab keeps on the device. A tab writes only over what it wrote or read itself: where another tab has been
   there since, what stands here becomes a version of its own, so neither takes the place of the other. Nothing is written in answer to what
   another tab does. */

import * as store from "./store.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {""|"forked"|"gone"|"failed"} Outcome `forked`: it has a slot of its own now; `gone`: another tab no longer wants it kept */

export class Device {
  /** Slots to the marks that their versions bore when this tab last wrote or read them. @type {Map<string, string>} */
  #known = new Map();
  /** Slots to what was in them then. @type {Map<string, string>} */
  #content = new Map();

  /** This tab has read a version. @param {string} slot @param {string} mark */
  know(slot, mark) {
    this.#known.set(slot, mark);
  }

  /** What stands in the page is what is kept of it. @param {Draft} draft */
  settle(draft) {
    if (draft.slot !== undefined) this.#content.set(draft.slot, JSON.stringify(draft));
  }

  /** @param {string} slot @returns {string|undefined} */
  mark(slot) {
    return this.#known.get(slot);
  }

  /** How a slot stands to what this tab knows of it. @param {string} slot @returns {"ours"|"changed"|"gone"} */
  state(slot) {
    const now = store.version(slot);
    if (now?.mark === this.#known.get(slot)) return "ours";
    return now ? "changed" : "gone";
  }

  /** Keeps a draft that is to be kept, unless nothing in it is new. @param {Draft} draft gets another slot where it must @param {boolean} blank @returns {Outcome} */
  write(draft, blank) {
    const { slot } = draft;
    if (slot === undefined) return "";
    const state = this.state(slot);
    if (blank || state === "gone") {
      this.forget(slot);
      return state === "gone" ? "gone" : "";
    }
    if (this.#content.get(slot) === JSON.stringify(draft)) return "";
    if (state === "changed") draft.slot = store.newSlot();
    const own = draft.slot ?? slot;
    const mark = store.keepVersion(own, draft);
    if (mark === null) return "failed";
    this.know(own, mark);
    this.settle(draft);
    return state === "changed" ? "forked" : "";
  }

  /** Forgets this tab's own version; one that another tab has changed since is that tab's. @param {string} slot */
  forget(slot) {
    if (this.state(slot) === "ours") store.forget(slot);
    this.#known.delete(slot);
    this.#content.delete(slot);
  }
}
