/* What a person has put into a plan, as plain data: made, changed, written as a plan file and read from one. Touches no page. */

import { fill } from "../page/dom.js";
import { isBare, trimmed } from "../page/numbers.js";

/**
 * `fields` is what stands in the form, as in `Typed`; `project` is the key of one or empty; a claim's `year` is what was chosen or typed.
 * A claim that another page has put down has no key yet, and a `unit` of its own.
 * @typedef {{key: string, benefit: string, year: string, project: string, cost: string, fields: Record<string, string[]>, unit?: string}} Claim
 * @typedef {{key: string, name: string, fields: Record<string, string[]>}} Project
 * @typedef {{key: string, benefit: string, years: string}} Funded
 * `slot`: under what name this device keeps it; none where it is not kept there.
 * @typedef {{unit: string, kind: string, holds: string[], funded: Funded[], projects: Project[], claims: Claim[], slot?: string}} Draft
 *
 * What the page carries (site_src/builder/pages/plans.py) and knows of its forms.
 * @typedef {object} About
 * @property {string} lang
 * @property {string} edition
 * @property {string} unit what a bare number of money is worth
 * @property {number} first year of the policy's term
 * @property {number} last
 * @property {{id: string, name: string}[]} kinds
 * @property {string[]} ceiling the inputs that a project gives for its claims
 * @property {string[]} derived inputs that follow from the plan itself
 * @property {any} example a plan
 * @property {string} rules what every plan is worked out by, as the engine takes it
 * @property {Record<string, any>} words
 * @property {Record<string, {zh: string, en: string}>} sheet
 * @property {(benefit: string) => Map<string, string>|null} types of the inputs that a claim is asked for; null for an unknown benefit
 * @property {import("./forms.js").Forms} forms what has to be fetched before a draft that names other benefits is read
 */

const ZEROS = new Map([["元", 0], ["万元", 4]]); // of the units of money, as Python names them
export const YUAN = "元";

/** @param {About} about @returns {Draft} */
export const blank = (about) => ({ unit: about.unit, kind: about.kinds[0]?.id ?? "", holds: [], funded: [], projects: [], claims: [] });

/** Whether there is nothing in it. @param {Draft} draft */
export const isBlank = (draft) => !draft.claims.length && !draft.projects.length && !draft.funded.length && !draft.holds.length;

/** A key that nothing in the draft has. @param {Draft} draft @param {string} sort */
export function newKey(draft, sort) {
  const used = [...draft.claims, ...draft.projects, ...draft.funded].map(({ key }) => Number(key.replace(/\D/g, "")) || 0);
  return `${sort}${Math.max(0, ...used) + 1}`;
}

/** The year that another claim on that benefit begins with: that of the last one, since a year on is a button of its own.
 * @param {Draft} draft @param {string} benefit @param {About} about */
export function yearFor(draft, benefit, about) {
  return draft.claims.findLast((claim) => claim.benefit === benefit && claim.year)?.year ?? String(about.first);
}

/**
 * A sum written in another unit, by moving its point: exact, whatever its length. Other texts keep the unit they were typed in.
 * @param {string} text @param {string} from @param {string} to
 */
export function inUnit(text, from, to) {
  const bare = trimmed(text);
  if (from === to || !isBare(bare)) return text;
  const shift = (ZEROS.get(to) ?? 0) - (ZEROS.get(from) ?? 0);
  const found = /^(\d+)(?:\.(\d+))?$/.exec(bare);
  if (!found) return bare + from;
  const [, whole = "", rest = ""] = found;
  const digits = whole.padStart(Math.max(0, shift) + 1, "0") + rest.padEnd(Math.max(0, -shift), "0");
  const point = Math.max(whole.length, Math.max(0, shift) + 1) - shift;
  const moved = `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.?0*$/, "").replace(/^0+(?=\d)/, "");
  return moved || "0";
}

/** The sums of some fields in another unit. @param {Record<string, string[]>} fields @param {(name: string) => boolean} isMoney @param {string} from @param {string} to */
function converted(fields, isMoney, from, to) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, texts]) => [name, isMoney(name) ? texts.map((text) => inUnit(text, from, to)) : texts]),
  );
}

/** The draft as the page in this language writes it, with what other pages have put down taken in. @param {Draft} draft @param {About} about @returns {Draft} */
export function local(draft, about) {
  const { unit } = draft;
  /** @type {Draft} */
  const found = {
    ...draft,
    unit: about.unit,
    kind: about.kinds.some(({ id }) => id === draft.kind) ? draft.kind : blank(about).kind,
    projects: draft.projects.map((one) => ({ ...one, fields: converted(one.fields, () => true, unit, about.unit) })),
    claims: [],
  };
  for (const { unit: own = unit, ...claim } of draft.claims) {
    const types = about.types(claim.benefit);
    if (!types) continue;
    const fields = converted(claim.fields, (name) => types.get(name)?.startsWith("money") ?? false, own, about.unit);
    const placed = { ...claim, fields: Object.fromEntries(Object.entries(fields).filter(([name]) => types.has(name))) };
    if (!claim.key) Object.assign(placed, { key: newKey({ ...found, claims: [...draft.claims, ...found.claims] }, "c"), year: yearFor(found, claim.benefit, about), ...belonging(found, fields, about) });
    found.claims.push(placed);
  }
  return found;
}

/** The project of a claim that came with a project's sums: one more. @param {Draft} draft @param {Record<string, string[]>} fields @param {About} about */
function belonging(draft, fields, about) {
  const sums = Object.entries(fields).filter(([name, given]) => about.ceiling.includes(name) && given.some(trimmed));
  if (!sums.length) return {};
  const key = newKey(draft, "p");
  draft.projects.push({ key, name: "", fields: Object.fromEntries(sums) });
  return { project: key };
}

/** The name by which a plan file calls a project. @param {Draft} draft @param {Project} project @param {About} about */
export const projectName = (draft, project, about) =>
  trimmed(project.name) || fill(about.words["default_project"], { n: draft.projects.indexOf(project) + 1 });

/**
 * The plan as a file and a request have it; blank fields are left out.
 * @param {Draft} draft @param {About} about
 * @param {boolean} [anywhere] with the unit at every bare sum, to be read wherever it goes
 */
export function planOf(draft, about, anywhere = false) {
  /** @param {string} text */
  const written = (text) => (anywhere && isBare(text) ? trimmed(text) + draft.unit : text);
  /** @param {Record<string, string[]>} fields @param {(name: string) => string|undefined} typeOf */
  const inputs = (fields, typeOf) => {
    /** @type {Record<string, string|string[]>} */
    const given = Object.create(null); // a file may name anything, `__proto__` too
    for (const [name, texts] of Object.entries(fields)) {
      const type = typeOf(name);
      const filled = texts.filter(trimmed).map((text) => (type?.startsWith("money") ? written(text) : text));
      if (type && filled.length) given[name] = type === "money-list" ? filled : filled[0] ?? "";
    }
    return given;
  };
  const named = new Map(draft.projects.map((one) => [one.key, projectName(draft, one, about)]));
  const funded = draft.funded.filter((one) => one.benefit && trimmed(one.years));
  return {
    applicant: { kind: draft.kind, ...(draft.holds.length ? { holds: draft.holds } : {}) },
    ...(named.size ? { projects: draft.projects.map((one) => ({ id: named.get(one.key), ...inputs(one.fields, () => "money") })) } : {}),
    ...(funded.length ? { already_funded: funded.map(({ benefit, years }) => ({ benefit, years: yearsIn(years) })) } : {}),
    claims: draft.claims.map(({ benefit, year, project, cost, fields }) => ({
      benefit,
      year: wholeOrText(year),
      inputs: inputs(fields, (name) => about.types(benefit)?.get(name)),
      ...(named.has(project) ? { project: named.get(project) } : {}),
      ...(trimmed(cost) ? { cost: trimmed(cost) } : {}),
    })),
  };
}

/** @param {string} text */
const wholeOrText = (text) => (/^\d{1,6}$/.test(trimmed(text)) ? Number(trimmed(text)) : trimmed(text));

/** @param {string} text years with anything between them */
const yearsIn = (text) => trimmed(text).normalize("NFKC").split(/[\s,;、，；]+/).filter(Boolean).map(wholeOrText);

/**
 * A draft of a plan that a link, a file or the example holds, and the names of what this page has no place for. Sums of a claim that
 * belong to its project make one.
 * @param {unknown} plan @param {About} about
 * @returns {{draft: Draft, left: string[]}|null} null for what is no plan
 */
export function draftOf(plan, about) {
  const read = record(plan);
  if (!read || !Array.isArray(read["claims"]) || read["claims"].length > 500) return null;
  const draft = { ...blank(about), unit: YUAN };
  /** @type {string[]} */
  const left = [];
  const applicant = record(read["applicant"]) ?? {};
  if (about.kinds.some(({ id }) => id === applicant["kind"])) draft.kind = said(applicant["kind"]);
  for (const id of list(applicant["holds"]).map(said)) about.types(id) ? draft.holds.push(id) : left.push(id);
  for (const one of list(read["already_funded"]).map(record)) {
    if (!one) continue;
    const benefit = said(one["benefit"]);
    if (about.types(benefit)) draft.funded.push({ key: newKey(draft, "f"), benefit, years: list(one["years"]).map(said).join(", ") });
    else left.push(benefit);
  }
  for (const one of list(read["projects"]).map(record)) {
    if (!one) continue;
    const { id, ...sums } = one;
    draft.projects.push({ key: newKey(draft, "p"), name: said(id), fields: texts(sums) });
  }
  for (const one of list(read["claims"]).map(record)) {
    const types = one && about.types(said(one["benefit"]));
    if (!one || !types) {
      left.push(said(one?.["benefit"]));
      continue;
    }
    const given = texts(record(one["inputs"]) ?? {});
    const named = draft.projects.find(({ name }) => name === one["project"])?.key;
    const project = named ?? belonging(draft, given, about).project ?? "";
    for (const name of Object.keys(given)) {
      if (types.has(name)) continue;
      delete given[name];
      if (!about.ceiling.includes(name) && !about.derived.includes(name)) left.push(name);
    }
    const { benefit, year, cost } = one;
    draft.claims.push({ key: newKey(draft, "c"), benefit: said(benefit), year: said(year), project, cost: said(cost), fields: given });
  }
  return { draft: local(draft, about), left: [...new Set(left.filter(Boolean))] };
}

/** The benefits that a plan, or a draft of one, names. @param {unknown} plan @returns {Record<"claimed"|"funded"|"held", string[]>} */
export function benefitsIn(plan) {
  const read = record(plan) ?? {};
  /** @param {unknown} those */
  const named = (those) => list(those).flatMap((one) => record(one)?.["benefit"] ?? []).map(said);
  const held = list((record(read["applicant"]) ?? read)["holds"]).map(said);
  return { claimed: named(read["claims"]), funded: named(read["already_funded"] ?? read["funded"]), held };
}

/** @param {unknown} value @returns {Record<string, unknown>|null} */
const record = (value) => (value && typeof value === "object" && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : null);

/** @param {unknown} value @returns {unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/** A value as a text; of what is none, its JSON, for a file may hold an object that cannot say what it is. @param {unknown} value */
const said = (value) => (value && typeof value === "object" ? JSON.stringify(value) : String(value ?? ""));

/** Inputs as the texts that stand in their fields. @param {Record<string, unknown>} inputs @returns {Record<string, string[]>} */
const texts = (inputs) =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, list(Array.isArray(value) ? value : [value]).map(said)]),
  );
