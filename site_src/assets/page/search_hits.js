/**
 * Of all that a search found, the likeliest sections are shown with their words marked; of the rest, each page once and by its title.
 * The theme would mark every word of every section: after a first letter nearly the whole site, many times the work of finding it.
 */

/** Sections shown with their words; more than anybody reads through. */
const SHOWN = 60;
/** What the theme multiplies the score of a page by, and that of a section of one, where every word was found. */
const OF_PAGE = 5;
const OF_SECTION = 2;

/** @typedef {{location: string, title: string}} Entry */
/** @typedef {{ref: string, score: number}} Hit */

/** Each page's path with its entry; as for the theme, the first of its entries, however that is called. @param {Entry[]} entries */
export function pagesOf(entries) {
  /** @type {Map<string, Entry>} */
  const pages = new Map();
  for (const entry of entries) if (!pages.has(pathOf(entry.location))) pages.set(pathOf(entry.location), entry);
  return pages;
}

/**
 * The hits to show with their words, and the pages of the others that would not be shown otherwise, the likeliest first.
 * @template {Hit} Found @param {Found[]} hits @param {Map<string, Entry>} pages @returns {{shown: Found[], more: Entry[]}}
 */
export function likeliest(hits, pages) {
  if (hits.length <= SHOWN) return { shown: hits, more: [] };
  const weight = (/** @type {Hit} */ { ref, score }) => score * (pages.get(pathOf(ref))?.location === ref ? OF_PAGE : OF_SECTION);
  const sorted = hits.map((hit) => ({ hit, weight: weight(hit) })).sort((a, b) => b.weight - a.weight);
  const shown = sorted.slice(0, SHOWN).map(({ hit }) => hit);
  const seen = new Set(shown.map(({ ref }) => pathOf(ref)));
  const paths = new Set(sorted.slice(SHOWN).map(({ hit }) => pathOf(hit.ref)));
  const more = [...paths].filter((path) => !seen.has(path)).flatMap((path) => pages.get(path) ?? []);
  return { shown, more };
}

/** @param {string} location */
const pathOf = (location) => location.split("#", 1)[0] ?? "";
