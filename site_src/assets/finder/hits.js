/* The finder's three lists. Each benefit has one element, made once, which goes from list to list; beside a benefit that is possible
   stands a field to try it at once. */

import { fill, made, part } from "../page/dom.js";
import { pieceOf } from "./known.js";
import { answersOf } from "./match.js";
import { Trial } from "./trial.js";
import { putInPlan } from "../plan/put.js";

/** @typedef {import("./match.js").Applicant} Applicant */
/** @typedef {import("./match.js").Verdict} Verdict */
/** @typedef {import("./match.js").Reason} Reason */
/** @typedef {{element: HTMLElement, why: HTMLElement, trial: Trial|null}} Hit */

/** @type {Map<string, Hit>} */
const hits = new Map();

/**
 * @param {HTMLElement} root
 * @param {{data: any, list: Document, words: Record<string, any>, script: any, plan: any, gap: string}} page
 * @param {Applicant} applicant
 * @param {Verdict[]} verdicts
 */
export function showHits(root, page, applicant, verdicts) {
  const answers = answersOf(page.data, applicant);
  for (const verdict of /** @type {const} */ (["fits", "might", "not"])) {
    const found = verdicts.filter((one) => one.verdict === verdict);
    const box = part(root, `[data-list="${verdict}"]`);
    const list = part(box, ".hits");
    const elements = found.map((one) => {
      const hit = hits.get(one.id) ?? make(page, one.id);
      tell(hit, page, one);
      if (verdict !== "not") hit.trial ??= tryable(hit, page, one.id);
      hit.trial?.update(verdict, answers);
      return hit.element;
    });
    list.replaceChildren(...elements);
    part(box, ".hits__count").textContent = String(found.length);
    part(box, ".hits__none").hidden = found.length > 0;
    const lead = box.querySelector(".hits__lead");
    if (lead instanceof HTMLElement) lead.hidden = !found.length;
  }
}

/** @param {{data: any, list: Document, words: Record<string, any>, script: any, plan: any, gap: string}} page @param {string} id @returns {Hit} */
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
  const hit = { element, why, trial: null };
  hits.set(id, hit);
  return hit;
}

/** The field of a benefit that is possible: most never are, and each costs. @param {Hit} hit @param {Parameters<typeof make>[0]} page @param {string} id */
function tryable(hit, page, id) {
  const benefit = known(page, id);
  if (!benefit.calculator) return null;
  const trial = new Trial(page, benefit, part(hit.element, '[data-part="name"]').getAttribute("href") ?? "");
  hit.element.append(trial.element, toPlan(page, id, trial));
  return trial;
}

/** What decides about a benefit. @param {{data: any}} page @param {string} id */
const known = ({ data }, id) => data.benefits.find((/** @type {{id: string}} */ one) => one.id === id);

/** Puts the benefit into this tab's plan, with what is answered and tried. @param {{data: any, plan: any}} page @param {string} id @param {Trial} trial */
function toPlan({ data, plan }, id, trial) {
  const button = made("button", "plain hit__plan", plan["to_plan"]);
  button.setAttribute("type", "button");
  Object.assign(button.dataset, { toPlan: plan["address"], done: plan["in_plan"], see: plan["see_plan"], failed: plan["failed"] });
  const line = made("span", "hit__done");
  line.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => {
    const who = /** @type {HTMLInputElement|null} */ (document.querySelector(".finder input[name=who]:checked"))?.value;
    const kind = data.who.find((/** @type {{id: string}} */ one) => one.id === who)?.kind;
    putInPlan(button, line, { benefit: id, unit: data.unit, fields: trial.fields, kind });
  });
  const row = made("p", "hit__add");
  row.append(button, " ", line);
  return row;
}

/**
 * Why a benefit stands in its list.
 * @param {Hit} hit
 * @param {{data: any, words: Record<string, any>}} page
 * @param {Verdict} verdict
 */
function tell(hit, page, verdict) {
  hit.why.textContent = "";
  if (!verdict.reasons.length) return;
  const { words, data } = page;
  const benefit = known(page, verdict.id);
  const failed = verdict.verdict === "not";
  const list = made("ul", "hit__reasons");
  for (const reason of verdict.reasons) list.append(made("li", "", sentence(reason, failed)));
  if (!failed) hit.why.append(made("p", "hit__open", words["open"]));
  hit.why.append(list);

  /** @param {Reason} reason @param {boolean} fails */
  function sentence(reason, fails) {
    if (reason.kind === "condition") {
      return fails ? reason.condition.fails : reason.condition.states;
    }
    const names = data[reason.kind].filter((/** @type {{id: string}} */ one) => benefit[reason.kind].includes(one.id));
    const joined = names.map((/** @type {{name: string}} */ one) => one.name).join(words["or"]);
    return fill(words[`${fails ? "fails" : "open"}_${reason.kind}`], { names: joined });
  }
}
