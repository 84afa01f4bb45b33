/* Where a plan is kept: in this tab for a reload, the way back and the other language; on this device only for whoever asks for it. The
   pages that add to a plan (finder, calculators) put it down here, and the plan's page takes it up. Nothing leaves the browser. */

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {Draft & {links?: string[]}} Kept `links`: fragments of the address that say the same */

const KEY = "plan";

/** @param {"tab"|"device"} place */
const area = (place) => (place === "tab" ? sessionStorage : localStorage);

/** @param {"tab"|"device"} place @param {Kept|null} draft null forgets it @returns {boolean} whether the browser let it through */
export function keep(place, draft) {
  try {
    if (draft) area(place).setItem(KEY, JSON.stringify(draft));
    else area(place).removeItem(KEY);
    return true;
  } catch {
    return false; // storage may be blocked or full
  }
}

/** @param {"tab"|"device"} place @returns {Kept|null} */
export function kept(place) {
  try {
    const found = JSON.parse(area(place).getItem(KEY) ?? "null");
    const lists = ["holds", "funded", "projects", "claims"];
    const sound = found && typeof found.unit === "string" && typeof found.kind === "string" && lists.every((name) => Array.isArray(found[name]));
    return sound ? found : null;
  } catch {
    return null;
  }
}

/**
 * Adds a claim to this tab's plan from another page. Its year is left open and its sums keep their unit: the plan's page takes it in.
 * @param {{benefit: string, unit: string, fields: Record<string, string[]>, kind?: string}} claim
 * @returns {number} how many claims there are now; 0 when the browser keeps nothing
 */
export function put({ kind = "", ...claim }) {
  const draft = kept("tab") ?? kept("device") ?? { unit: claim.unit, kind, holds: [], funded: [], projects: [], claims: [] };
  draft.claims.push({ ...claim, key: "", year: "", project: "", cost: "" });
  return keep("tab", draft) ? draft.claims.length : 0;
}

/** How many claims this tab's plan has. */
export const count = () => kept("tab")?.claims.length ?? 0;
