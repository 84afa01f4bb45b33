// The inputs in the address: `#calc=<benefit>&<input>=<value>&…&e=<edition>`. A fragment is never sent to a server.
// Money stands in yuan whatever unit the page shows, so that a link means the same in both languages.

/** @typedef {{benefit: string, edition: string, fields: Record<string, string[]>}} Link */

const BENEFIT = "calc";
const EDITION = "e";
const QUIET = 400; // ms after the last answer; browsers refuse addresses that change at every key

/** What the address says, or null when it is about something else. @returns {Link|null} */
export function read(hash = location.hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const benefit = said.get(BENEFIT);
  if (!benefit) return null;
  /** @type {Record<string, string[]>} */
  const fields = {};
  for (const [name, value] of said) {
    if (name !== BENEFIT && name !== EDITION) (fields[name] ??= []).push(value);
  }
  return { benefit, edition: said.get(EDITION) ?? "", fields };
}

/** @param {string} benefit @param {string} edition @param {Record<string, string[]>} values as Python understood them */
export function fragment(benefit, edition, values) {
  const said = new URLSearchParams([[BENEFIT, benefit]]);
  for (const name of Object.keys(values).sort()) for (const value of values[name] ?? []) said.append(name, value);
  said.append(EDITION, edition);
  return `#${said}`;
}

/** @type {ReturnType<typeof setTimeout>|undefined} */
let pause;

/** Puts the inputs of the newest answer into the address, or takes those of this calculator out of it.
 * @param {string} benefit @param {string} edition @param {Record<string, string[]>|null} values */
export function write(benefit, edition, values) {
  clearTimeout(pause);
  if (!values || !Object.keys(values).length) {
    if (read()?.benefit === benefit) history.replaceState(history.state, "", location.pathname + location.search);
    return;
  }
  pause = setTimeout(() => history.replaceState(history.state, "", fragment(benefit, edition, values)), QUIET);
}
