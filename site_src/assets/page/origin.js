/* Where something that is taken away comes from, as calculator/export/origin.py takes it. */

const ROOT = new URL("../", import.meta.url).href;

/** The day by the reader's calendar, and the address of the site. @returns {{date: string, site: string}} */
export function origin() {
  return { date: new Date().toLocaleDateString("sv-SE"), site: ROOT }; // Swedish writes 2026-03-01
}
