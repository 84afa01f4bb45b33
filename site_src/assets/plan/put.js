// Puts what stands in a form into this tab's plan, and says so beside the button with the way there.

import { fill, made } from "../page/dom.js";
import { put } from "./store.js";

/**
 * @param {HTMLElement} button carries the address of the plan's page and the sentences
 * @param {HTMLElement} line where it is said
 * @param {{benefit: string, unit: string, fields: Record<string, string[]>, kind?: string}} claim
 */
export function putInPlan(button, line, claim) {
  const n = put(claim);
  const { toPlan = "", done = "", see = "", failed = "" } = button.dataset;
  if (!n) {
    line.textContent = failed;
    return;
  }
  const link = made("a", "", see);
  link.setAttribute("href", toPlan);
  line.replaceChildren(fill(done, { n }), " ", link);
}
