/* The finder's choices as the query of an address: ?who=…&who=…&did=…&yes=…&no=…, always in the same order, so that the same choices have
   one address. Several values of a key may also stand behind one another with commas, as they once were written. What is not known, or
   answered with both yes and no, is handed back by name and kept in the address. */

/** @typedef {import("./match.js").Applicant} Applicant */
/** @typedef {import("./match.js").Data} Data */
/** @typedef {{key: string, value: string, why: "unknown"|"twice"}} Stray */

const KEYS = /** @type {const} */ (["who", "did", "yes", "no"]);
const THEME = "h"; // by which the theme marks what was searched for

/** @returns {Applicant} */
export const nobody = () => ({ who: [], did: [], yes: [], no: [] });

/**
 * @param {string} query as in `location.search`
 * @param {Pick<Data, "who"|"did"> & {questions?: Data["questions"]}} data
 * @returns {{applicant: Applicant, strays: Stray[]}}
 */
export function read(query, data) {
  const applicant = nobody();
  /** @type {Stray[]} */
  const strays = [];
  const questions = data.questions && ids(data.questions); // any may be one, until they are here
  const known = { who: ids(data.who), did: ids(data.did), yes: questions, no: questions };
  for (const [key, all] of new URLSearchParams(query)) {
    if (key === THEME) continue;
    if (!isKey(key)) {
      strays.push({ key, value: all, why: "unknown" });
      continue;
    }
    for (const value of all.split(",").filter(Boolean)) {
      if (known[key]?.has(value) === false) strays.push({ key, value, why: "unknown" });
      else applicant[key].push(value);
    }
  }
  for (const key of KEYS) applicant[key] = sorted(applicant[key]);
  const both = applicant.yes.filter((id) => applicant.no.includes(id));
  for (const value of both) strays.push({ key: "yes", value, why: "twice" }, { key: "no", value, why: "twice" });
  applicant.yes = applicant.yes.filter((id) => !both.includes(id));
  applicant.no = applicant.no.filter((id) => !both.includes(id));
  return { applicant, strays };
}

/**
 * @param {Applicant} applicant
 * @param {Stray[]} strays
 * @returns {string} with its question mark; empty when nothing is chosen
 */
export function write(applicant, strays) {
  /** @param {string} key */
  const kept = (key) => strays.filter((stray) => stray.key === key).map((stray) => stray.value);
  const own = KEYS.flatMap((key) => sorted([...applicant[key], ...kept(key)]).map((value) => [key, value]));
  const foreign = strays.filter(({ key }) => !isKey(key)).map(({ key, value }) => [key, value]);
  const said = [...own, ...foreign].map((pair) => pair.map((part) => encodeURIComponent(part ?? "")).join("="));
  return said.length ? `?${said.join("&")}` : "";
}

/** @param {string} key @returns {key is typeof KEYS[number]} */
const isKey = (key) => KEYS.some((one) => one === key);

/** @param {string[]} values */
const sorted = (values) => [...new Set(values)].sort();

/** @param {{id: string}[]} all */
const ids = (all) => new Set(all.map((one) => one.id));
