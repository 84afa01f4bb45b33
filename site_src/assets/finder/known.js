/* What the finder knows of all benefits: a piece beside the page (site_src/builder/pages/pieces.py), fetched once, when somebody chooses. */

import { part } from "../page/dom.js";
import { fetchPiece } from "../page/piece.js";
import { Failure } from "../runtime/failures.js";

const LIST = "all--benefits"; // as site_src/builder/pages/finder.py names it

/** @typedef {import("./match.js").Data} Data */
/** @typedef {{questions: Data["questions"], benefits: Data["benefits"], industry: Data["industry"], list: Document}} Known `list`: names and figures of each benefit */

/** @param {string} build what the pieces of this page are called by @returns {Promise<Known>} @throws {Failure} when it cannot be had */
export async function fetchKnown(build) {
  const list = await fetchPiece(LIST, build, "#known");
  if (!list) throw new Failure("file-missing", LIST);
  return { ...JSON.parse(part(list, "#known").textContent ?? ""), list };
}

/** A piece of what the list says of a benefit. @param {Document} list @param {string} benefit @param {string} name */
export function pieceOf(list, benefit, name) {
  return document.importNode(part(list, `[data-benefit="${CSS.escape(benefit)}"] [data-part="${name}"]`), true);
}
