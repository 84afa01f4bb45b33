/* What the finder knows of all benefits: a piece beside the page (site_src/builder/pages/pieces.py), fetched once, when somebody chooses. */

import { part } from "../page/dom.js";
import { Failure } from "../runtime/failures.js";

const LIST = "all--benefits"; // as site_src/builder/pages/finder.py names it
const PATIENCE = 30_000; // ms

/** @typedef {import("./match.js").Data} Data */
/** @typedef {{questions: Data["questions"], benefits: Data["benefits"], list: Document}} Known `list`: names and figures of each benefit */

/** @param {string} build what the pieces of this page are called by @returns {Promise<Known>} @throws {Failure} when it cannot be had whole */
export async function fetchKnown(build) {
  try {
    const response = await fetch(`${LIST}-${build}.htm`, { signal: AbortSignal.timeout?.(PATIENCE) });
    const list = new DOMParser().parseFromString(await response.text(), "text/html");
    return { ...JSON.parse(part(list, "#known").textContent ?? ""), list };
  } catch (cause) {
    throw new Failure("offline", `${LIST}: ${cause}`);
  }
}

/** A piece of what the list says of a benefit. @param {Document} list @param {string} benefit @param {string} name */
export function pieceOf(list, benefit, name) {
  return document.importNode(part(list, `[data-benefit="${CSS.escape(benefit)}"] [data-part="${name}"]`), true);
}
