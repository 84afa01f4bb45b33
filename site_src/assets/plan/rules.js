/* The rules that a plan is worked out by: those of the benefits that it names, and what every plan needs. */

import { benefitsIn } from "./draft.js";

/**
 * @param {unknown} plan whatever a file or a link says it is; the forms of its benefits are here
 * @param {{rules: string, forms: import("./forms.js").Forms}} about
 * @returns {string} names of archives, as the engine takes them
 */
export function rulesOf(plan, { rules, forms }) {
  const { claimed, funded } = benefitsIn(plan);
  const found = [...claimed, ...funded].flatMap((benefit) => forms.rules(benefit));
  return [...new Set([...rules.split(" "), ...found])].join(" ");
}
