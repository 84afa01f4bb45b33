/* The finder's lists, one for each way a benefit can stand. Each benefit has one element, made once, which goes from list to list; beside
   a benefit that is possible stands a field to try it at once. */

import { made, part } from "../page/dom.js";
import { pieceOf } from "./known.js";
import { answersOf, STANDINGS } from "./match.js";
import { Trial } from "./trial.js";
import { putInPlan } from "../plan/put.js";
import { tellReasons } from "./reasons.js";

/** @typedef {import("./match.js").Applicant} Applicant */
/** @typedef {import("./match.js").Verdict} Verdict */
/** @typedef {{data: any, list: Document, words: Record<string, any>, script: any, plan: any, comma: string, gap: string}} Page */
/** @typedef {{element: HTMLElement, why: HTMLElement, trial: Trial|null, who: string}} Hit `who`: as which of the applicant's identities */

/** @type {Map<string, Hit>} */
const hits = new Map();

/**
 * @param {HTMLElement} root
 * @param {Page} page
 * @param {Applicant} applicant
 * @param {Verdict[]} verdicts
 */
export function showHits(root, page, applicant, verdicts) {
  for (const standing of STANDINGS) {
    const found = verdicts.filter((one) => one.verdict === standing);
    const box = part(root, `[data-list="${standing}"]`);
    const elements = found.map((one) => shown(page, applicant, one));
    part(box, ".hits").replaceChildren(...elements);
    part(box, ".hits__count").textContent = String(found.length);
    part(box, ".hits__none").hidden = found.length > 0;
    const lead = box.querySelector(".hits__lead");
    if (lead instanceof HTMLElement) lead.hidden = !found.length;
  }
}

/** @param {Page} page @param {Applicant} applicant @param {Verdict} verdict */
function shown(page, applicant, verdict) {
  const hit = hits.get(verdict.id) ?? make(page, verdict.id);
  const possible = verdict.verdict === "fits" || verdict.verdict === "might";
  hit.element.dataset["verdict"] = verdict.verdict;
  hit.who = verdict.who;
  tellReasons(hit.why, page, known(page, verdict.id), verdict, applicant);
  if (possible) hit.trial ??= tryable(hit, page, verdict.id);
  const assumes = verdict.verdict === "might" && verdict.reasons.some(({ kind }) => kind !== "requirement"); // a figure is not assumed
  hit.trial?.update(possible, assumes, answersOf(page.data, applicant, verdict.who));
  return hit.element;
}

/** @param {Page} page @param {string} id @returns {Hit} */
function make(page, id) {
  const element = made("li", "hit");
  element.dataset["benefit"] = id;
  const head = made("div", "hit__head");
  const facts = made("p", "hit__facts");
  facts.append(pieceOf(page.list, id, "article"), " ", pieceOf(page.list, id, "promise"), " ", pieceOf(page.list, id, "ceiling"));
  const title = made("h4", "hit__name");
  title.append(pieceOf(page.list, id, "name"));
  head.append(title, facts);
  const why = made("div", "hit__why");
  element.append(head, why);
  if (!known(page, id).calculator) element.append(made("p", "hit__words", page.words["words_only"]));
  const hit = { element, why, trial: null, who: "" };
  hits.set(id, hit);
  return hit;
}

/** The field of a benefit that is possible: most never are, and each costs. @param {Hit} hit @param {Page} page @param {string} id */
function tryable(hit, page, id) {
  const benefit = known(page, id);
  if (!benefit.calculator) return null;
  const trial = new Trial(page, benefit, part(hit.element, '[data-part="name"]').getAttribute("href") ?? "");
  hit.element.append(trial.element, toPlan(page, id, hit, trial));
  return trial;
}

/** What decides about a benefit. @param {{data: any}} page @param {string} id */
const known = ({ data }, id) => data.benefits.find((/** @type {{id: string}} */ one) => one.id === id);

/** Puts the benefit into this tab's plan, with what is answered and tried. @param {Page} page @param {string} id @param {Hit} hit @param {Trial} trial */
function toPlan({ data, plan }, id, hit, trial) {
  const button = made("button", "plain hit__plan", plan["to_plan"]);
  button.setAttribute("type", "button");
  Object.assign(button.dataset, { toPlan: plan["address"], done: plan["in_plan"], see: plan["see_plan"], failed: plan["failed"] });
  const line = made("span", "hit__done");
  line.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => {
    const kind = data.who.find((/** @type {{id: string}} */ one) => one.id === hit.who)?.kind;
    putInPlan(button, line, { benefit: id, unit: data.unit, fields: trial.fields, kind });
  });
  const row = made("p", "hit__add");
  row.append(button, " ", line);
  return row;
}
