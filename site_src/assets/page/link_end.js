/* The end of a link that carries figures in its fragment. Chat apps cut links off and glue text to them, and a figure that lost its last
   digits is still a figure. So a link says near its beginning that it has an end mark (`v=2`), and ends with it: `…&v=2&…&e=<edition>&end`.
   Without the mark it was cut off; whatever stands behind the mark was never part of it. Links of before `v` ended with their edition. */

const FORMAT = "v";
const NOW = "2";
const EDITION = "e";
const END = "end"; // no input's name begins with it, which a test sees to

/** Names that no input may have. */
export const RESERVED = [FORMAT, EDITION, END];

/**
 * @typedef {{said: URLSearchParams, edition: string, whole: boolean}} Link `said`: everything but its format and its edition;
 *   of one that is not whole, nothing in it can be relied on
 */

/** @param {string[][]} said names and values, first what the link is about @param {string} edition @returns {string} with its # */
export function finished(said, edition) {
  const [about = [], ...rest] = said;
  return `#${new URLSearchParams([about, [FORMAT, NOW], ...rest, [EDITION, edition]])}&${END}`;
}

/**
 * @param {string} hash as in `location.hash`
 * @param {string} about the name that such a link begins with
 * @param {string} edition of this site
 * @returns {Link|null} null for an address about something else
 */
export function taken(hash, about, edition) {
  const text = hash.replace(/^#/, "");
  if (!text.startsWith(`${about}=`)) return isBeginning(text, `${about}=`) ? { said: new URLSearchParams(), edition: "", whole: false } : null;
  const end = text.indexOf(`&${END}`);
  const said = new URLSearchParams(end < 0 ? text : text.slice(0, end));
  const given = said.getAll(EDITION).pop() ?? "";
  const found = end < 0 && !said.has(FORMAT) ? ofBefore(text, given, edition) : { edition: given, whole: end >= 0 };
  for (const name of [FORMAT, EDITION]) said.delete(name);
  return { said, ...found };
}

/** So little was left of it. @param {string} text @param {string} whole */
const isBeginning = (text, whole) => text !== "" && whole.startsWith(text) && !document.getElementById(text);

/**
 * A link that was made before there was a mark. Its edition came last, so it is whole if that is: as it is now, with text glued behind, or
 * another one. The beginning of an edition is what a cut leaves of it.
 * @param {string} text @param {string} given @param {string} edition
 */
function ofBefore(text, given, edition) {
  const beginning = given !== edition && edition.startsWith(given);
  if (!/&e=[^&]+$/.test(text) || beginning) return { edition: given, whole: false };
  const glued = given.startsWith(edition) && !/^[\w-]/.test(given.slice(edition.length));
  return { edition: glued ? edition : given, whole: true };
}
