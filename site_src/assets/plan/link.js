/* A plan in the address: `#plan=<packed>&e=<edition>`. The fragment is never sent to a server. What comes from elsewhere is unpacked with
   care: nothing larger than a plan could be, nothing that is no text. */

import { deflateSync, Inflate } from "fflate";

const PLAN = "plan";
const EDITION = "e";
const MOST_PACKED = 100_000; // characters; browsers take addresses far longer than any plan's
const MOST = 1_000_000; // bytes of a plan; the calculator takes no more

/** @typedef {{plan: unknown, edition: string}} Link */

/** @param {unknown} plan @param {string} edition */
export function fragment(plan, edition) {
  const bytes = deflateSync(new TextEncoder().encode(JSON.stringify(plan)), { level: 9 });
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const packed = btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return `#${PLAN}=${packed}&${EDITION}=${encodeURIComponent(edition)}`;
}

/** Whether an address is about a plan at all. @param {string} hash */
export const speaksOfPlan = (hash) => new URLSearchParams(hash.replace(/^#/, "")).has(PLAN);

/** What the address says; null when its plan cannot be read. @param {string} hash @returns {Link|null} */
export function read(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const packed = said.get(PLAN) ?? "";
  if (!packed || packed.length > MOST_PACKED || /[^\w-]/.test(packed)) return null;
  try {
    const letters = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(unpacked(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))));
    return { plan: JSON.parse(text), edition: said.get(EDITION) ?? "" };
  } catch {
    return null; // cut off, changed on the way, or never a plan
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
