/* How deep JSON goes, found without going down into it: some thousands of brackets end Python in a browser, and JavaScript's own calls. */

const MOST = 50; // as in calculator/jsontext.py; a plan needs five

/** @param {string} text JSON, or anything @returns {boolean} whether it is nested deeper than anything that this site takes */
export function isTooDeep(text) {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length && depth <= MOST; at++) {
    const mark = text[at];
    if (quoted && mark === "\\") at += 1;
    else if (mark === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (mark === "[" || mark === "{") depth += 1;
    else if (mark === "]" || mark === "}") depth -= 1;
  }
  return depth > MOST;
}
