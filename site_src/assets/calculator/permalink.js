// The inputs in the address: `#calc=<benefit>&v=2&<input>=<value>&…&e=<edition>&end`. A fragment is never sent to a server.
// Money stands in yuan whatever unit the page shows, so that a link means the same in both languages.

import { finished, taken } from "../page/link_end.js";

/** @typedef {{benefit: string, edition: string, fields: Record<string, string[]>, whole: boolean}} Link `fields`: of one that is whole */

const BENEFIT = "calc";
const QUIET = 400; // ms after the last answer; browsers refuse addresses that change at every key

/** What the address says, or null when it is about something else. @param {string} edition of this site @returns {Link|null} */
export function read(edition, hash = location.hash) {
  const found = taken(hash, BENEFIT, edition);
  if (!found) return null;
  /** @type {Record<string, string[]>} */
  const fields = Object.create(null); // a link may name anything, `constructor` too
  if (found.whole) for (const [name, value] of found.said) if (name !== BENEFIT) (fields[name] ??= []).push(value);
  return { benefit: found.said.get(BENEFIT) ?? "", edition: found.edition, fields, whole: found.whole };
}

/**
 * Which calculator of this page has to answer for a link: its own, or else the one that says what became of it. A name that was cut off may
 * be the beginning of one.
 * @param {Link} link @param {string[]} here benefits of the page, in their order
 */
export function answering({ benefit, whole }, here) {
  if (here.includes(benefit)) return benefit;
  return (whole ? undefined : here.find((one) => one.startsWith(benefit))) ?? here[0];
}

/** @param {string} benefit @param {string} edition @param {Record<string, string[]>} values as Python understood them */
export function fragment(benefit, edition, values) {
  const given = Object.keys(values).sort().flatMap((name) => (values[name] ?? []).map((value) => [name, value]));
  return finished([[BENEFIT, benefit], ...given], edition);
}

/** @type {ReturnType<typeof setTimeout>|undefined} */
let pause;

/** Puts the inputs of the newest answer into the address, or takes those of this calculator out of it.
 * @param {string} benefit @param {string} edition @param {Record<string, string[]>|null} values */
export function write(benefit, edition, values) {
  clearTimeout(pause);
  if (!values || !Object.keys(values).length) {
    if (read(edition)?.benefit === benefit) history.replaceState(history.state, "", location.pathname + location.search);
    return;
  }
  pause = setTimeout(() => history.replaceState(history.state, "", fragment(benefit, edition, values)), QUIET);
}
