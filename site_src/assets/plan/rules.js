/* The rules that a plan is worked out by: those of the benefits that it names, and what every plan needs. */

/**
 * @typedef {object} Rules as the page carries them: names of archives, as the engine takes them
 * @property {string} plans what every plan needs
 * @property {Record<string, string>} benefits
 */

/**
 * @param {any} plan whatever a file or a link says it is
 * @param {Rules} rules
 * @returns {string}
 */
export function rulesOf(plan, rules) {
  const entries = ["claims", "already_funded"].flatMap((list) => (Array.isArray(plan?.[list]) ? plan[list] : []));
  const known = new Map(Object.entries(rules.benefits));
  const found = entries.flatMap((entry) => known.get(entry?.benefit)?.split(" ") ?? []);
  return [...new Set([...rules.plans.split(" "), ...found])].join(" ");
}
