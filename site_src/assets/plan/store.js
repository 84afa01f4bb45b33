/* Where a plan is kept: in this tab for a reload, the way back and the other language; on this device only for whoever asks for it. The
   pages that add to a plan (finder, calculators) put it down here, and the plan's page takes it up. Nothing leaves the browser.

   The device may hold several versions of a plan, each under a key of its own: two tabs that change it each keep theirs. A version bears a
   mark that changes with it, by which a tab knows whether it is still as the tab left it. */

/** @typedef {import("./draft.js").Draft} Draft */
/**
 * `links`: fragments of the address that say the same; `base`: the mark of the device's version as this tab knew it; `added`: another page
 * has put something in since.
 * @typedef {Draft & {links?: string[], base?: string, added?: boolean}} Kept
 * @typedef {{slot: string, mark: string, at: number, draft: Draft}} Version `at`: when it was kept, in milliseconds; 0 when nobody knows
 */

const KEY = "plan";
const OTHERS = `${KEY}:`;

/** @param {Kept|null} draft null forgets it @returns {boolean} whether the browser let it through */
export function keep(draft) {
  try {
    if (draft) sessionStorage.setItem(KEY, JSON.stringify(draft));
    else sessionStorage.removeItem(KEY);
    return true;
  } catch {
    return false; // storage may be blocked or full
  }
}

/** This tab's. @returns {Kept|null} */
export function kept() {
  try {
    return sound(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** @param {string|null} text @returns {any} null for what is no draft */
function sound(text) {
  const found = JSON.parse(text ?? "null");
  const lists = ["holds", "funded", "projects", "claims"];
  return found && typeof found.unit === "string" && typeof found.kind === "string" && lists.every((name) => Array.isArray(found[name])) ? found : null;
}

/** @param {string} slot */
const keyOf = (slot) => (slot ? OTHERS + slot : KEY);

/** @param {string} slot @param {Draft} draft @returns {string|null} its mark; null when the browser keeps nothing */
export function keepVersion(slot, draft) {
  const mark = random();
  try {
    localStorage.setItem(keyOf(slot), JSON.stringify({ ...draft, slot, mark, at: Date.now() }));
    return mark;
  } catch {
    return null;
  }
}

/** @param {string} slot @returns {Version|null} */
export function version(slot) {
  try {
    const found = sound(localStorage.getItem(keyOf(slot)));
    if (!found) return null;
    const { mark, at, ...draft } = found;
    return { slot, mark: String(mark ?? ""), at: Number(at) || 0, draft: { ...draft, slot } };
  } catch {
    return null;
  }
}

/** All that this device keeps, the newest first. @returns {Version[]} */
export function versions() {
  try {
    const slots = Object.keys(localStorage).flatMap((key) => (key === KEY ? [""] : key.startsWith(OTHERS) ? [key.slice(OTHERS.length)] : []));
    return slots.flatMap((slot) => version(slot) ?? []).sort((one, other) => other.at - one.at);
  } catch {
    return [];
  }
}

/** @param {string} slot */
export function forget(slot) {
  try {
    localStorage.removeItem(keyOf(slot));
  } catch {
    // What cannot be reached is not kept either.
  }
}

/** A place of its own for one more version: the first one where nothing is kept. */
export const newSlot = () => (versions().length ? random() : "");

const random = () => Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");

/** Hears of what other tabs keep and forget. @param {() => void} changed */
export function watch(changed) {
  window.addEventListener("storage", ({ key }) => (key === null || key === KEY || key.startsWith(OTHERS)) && changed());
}

/**
 * Adds a claim to this tab's plan from another page. Its year is left open and its sums keep their unit: the plan's page takes it in.
 * @param {{benefit: string, unit: string, fields: Record<string, string[]>, kind?: string}} claim
 * @returns {number} how many claims there are now; 0 when the browser keeps nothing
 */
export function put({ kind = "", ...claim }) {
  const [newest] = versions();
  /** @type {Kept} */
  const draft = kept() ?? (newest ? { ...newest.draft, base: newest.mark } : { unit: claim.unit, kind, holds: [], funded: [], projects: [], claims: [] });
  draft.claims.push({ ...claim, key: "", year: "", project: "", cost: "" });
  return keep({ ...draft, added: true }) ? draft.claims.length : 0;
}

/** How many claims this tab's plan has. */
export const count = () => kept()?.claims.length ?? 0;
