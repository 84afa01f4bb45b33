/* Pieces beside a page (site_src/builder/pages/pieces.py): HTML that it fetches when it is needed, under a name that changes with it. */

import { Failure } from "../runtime/failures.js";

const PATIENCE = 30_000; // ms

/**
 * @param {string} name
 * @param {string} build what all pieces of the page are called by
 * @param {string} holds a selector of what the piece has: some hosts send a page of theirs for what is not there
 * @returns {Promise<Document|null>} null where there is no such piece; rejects with a Failure where nothing comes
 */
export async function fetchPiece(name, build, holds) {
  try {
    const response = await fetch(`${name}-${build}.htm`, { signal: AbortSignal.timeout?.(PATIENCE) });
    const piece = new DOMParser().parseFromString(await response.text(), "text/html");
    return response.ok && piece.querySelector(holds) ? piece : null;
  } catch (cause) {
    throw new Failure("offline", `${name}: ${cause}`);
  }
}
