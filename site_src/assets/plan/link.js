/* A plan in the address: `#plan=<packed>&v=2&e=<edition>&end`. The fragment is never sent to a server. What comes from elsewhere is
   unpacked with care: nothing larger or deeper than a plan could be, nothing that is no text. */

import { deflateSync, Inflate } from "fflate";
import { isTooDeep } from "../page/depth.js";
import { finished, taken } from "../page/link_end.js";

const PLAN = "plan";
const MOST_PACKED = 100_000; // characters; browsers take addresses far longer than any plan's
const MOST = 1_000_000; // bytes of a plan; the calculator takes no more

/** @typedef {{plan?: unknown, edition: string, whole: boolean}} Link without a plan: it cannot be read */

/** @param {unknown} plan @param {string} edition */
export function fragment(plan, edition) {
  const bytes = deflateSync(new TextEncoder().encode(JSON.stringify(plan)), { level: 9 });
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return finished([[PLAN, btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")]], edition);
}

/** Whether an address is about a plan at all. @param {string} hash @param {string} edition of this site */
export const speaksOfPlan = (hash, edition) => taken(hash, PLAN, edition) !== null;

/** What the address says; null when it is about something else. @param {string} hash @param {string} edition of this site @returns {Link|null} */
export function read(hash, edition) {
  const found = taken(hash, PLAN, edition);
  if (!found) return null;
  const { edition: made, whole } = found;
  const plan = whole ? planIn(found.said.get(PLAN) ?? "") : undefined;
  return plan === undefined ? { edition: made, whole } : { plan, edition: made, whole };
}

/** @param {string} packed @returns {unknown} nothing for what was changed on the way, or never a plan */
function planIn(packed) {
  if (!packed || packed.length > MOST_PACKED || /[^\w-]/.test(packed)) return undefined;
  try {
    const letters = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(unpacked(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))));
    return isTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes @returns {Uint8Array} @throws when it is more than a plan can be, or not whole */
function unpacked(bytes) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  let whole = false;
  const inflate = new Inflate((piece, last) => {
    size += piece.length;
    if (size > MOST) throw new RangeError("too large");
    pieces.push(piece);
    whole = last;
  });
  for (let at = 0; at < bytes.length; at += 512) inflate.push(bytes.subarray(at, at + 512), at + 512 >= bytes.length);
  if (!whole) throw new RangeError("not whole");
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
