/* Why a benefit stands in its list: what is still open, or the words of the law that stand against it, quoted. */

import { fill, made } from "../page/dom.js";

/** @typedef {import("./match.js").Applicant} Applicant */
/** @typedef {import("./match.js").Benefit} Benefit */
/** @typedef {import("./match.js").Condition} Condition */
/** @typedef {import("./match.js").Reason} Reason */
/** @typedef {import("./match.js").Verdict} Verdict */
/** @typedef {{data: any, words: Record<string, any>, comma: string}} Page */

/**
 * @param {HTMLElement} root
 * @param {Page} page
 * @param {Benefit} benefit
 * @param {Verdict} verdict
 * @param {Applicant} applicant
 */
export function tellReasons(root, page, benefit, verdict, applicant) {
  const { words } = page;
  const { verdict: standing, reasons } = verdict;
  const lines = reasons.map((reason) => (standing === "not" ? against(reason) : open(reason)));
  root.textContent = "";
  if (standing === "might") root.append(made("p", "hit__open", words["open"]));
  if (lines.length) {
    const list = made("ul", "hit__reasons");
    list.append(...lines.map((line) => made("li", "", line)));
    root.append(list);
  }
  if (standing === "fits" || standing === "might") root.append(...notes().map((note) => made("p", "hit__note", note)));

  /** What is to be known yet. @param {Reason} reason @returns {string} */
  function open(reason) {
    if (reason.kind === "did") return fill(words["open_did"], { names: named("did", benefit.did, words["or"]) });
    if (reason.kind === "condition") return reason.only ? fill(words["part"], { part: reason.condition.part ?? "" }) : reason.condition.states;
    if (reason.kind === "requirement") return reason.requirement.states ?? fill(words["open_required"], { words: quoted(reason.requirement.quote) });
    const asked = page.data.questions.filter((/** @type {{id: string}} */ one) => reason.questions.includes(one.id));
    if (asked.length) return asked.map((/** @type {{states: string}} */ one) => one.states).join(words["or"]);
    return fill(words["open_who"], { words: quoted(benefit.words) });
  }

  /** The words of the law that stand against it. @param {Reason} reason @returns {string} */
  function against(reason) {
    if (reason.kind !== "condition") return fill(words["fails_who"], { words: quoted(benefit.words), names: named("who", applicant.who, page.comma) });
    const { fails, quote } = reason.condition;
    return fill(words["fails_condition"], { fails, words: quoted(quote) });
  }

  /** What stands beside a benefit that is possible. */
  function notes() {
    const told = verdict.notes.map((/** @type {Condition} */ one) => fill(words["note_direction"], { words: quoted(one.quote) }));
    return verdict.industry ? [...told, page.data.industry.note] : told;
  }

  /** @param {{law: string, own: string}} quote */
  function quoted({ law, own }) {
    return fill(words[law === own ? "quoted" : "quoted_both"], { law, own });
  }

  /** @param {"who"|"did"} facet @param {string[]} ids @param {string} between */
  function named(facet, ids, between) {
    const found = page.data[facet].filter((/** @type {{id: string}} */ one) => ids.includes(one.id));
    return found.map((/** @type {{name: string}} */ one) => one.name).join(between);
  }
}
