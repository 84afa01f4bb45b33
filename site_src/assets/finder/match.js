/* Who may claim what: an applicant held against every benefit. Plain functions on the finder's data, which knows no page;
   what is asked and what decides comes from the data alone. */

import { admit } from "./admit.js";

/**
 * What the page carries for the finder (site_src/builder/pages/finder.py).
 * @typedef {{name: string, question: string, expects: boolean, states: string, fails: string, quote: Words, part: string|null, direction: boolean}} Condition
 * @typedef {{law: string, own: string}} Words words of the law, in its own language and in the reader's
 * @typedef {import("./admit.js").Way} Way
 * `states`: what is open where the text says nothing of it, null where `quote` says it
 * @typedef {{name: string, states: string|null, quote: Words}} Requirement what no question settles: a figure of its own, or what the text leaves open
 * @typedef {{id: string, others: Record<string, Way[]>, names: boolean, words: Words, did: string[], industry: boolean, conditions: Condition[], requirements: Requirement[]}} Benefit
 * @typedef {{id: string, name: string, answers: string[]}} Facet
 * @typedef {{who: Facet[], did: Facet[], industry: {question: string}, questions: {id: string, direction: boolean}[], benefits: Benefit[]}} Data
 *
 * An applicant: what they say they are and did, and the questions answered with yes and with no.
 * @typedef {{who: string[], did: string[], yes: string[], no: string[]}} Applicant
 *
 * What is open or stands against it: who the applicant is, with the questions that settle it; what they did; or a condition, `only` of
 * part of what is claimed; or a requirement, which stays open.
 * @typedef {{kind: "who", questions: string[]} | {kind: "did"} | {kind: "condition", condition: Condition, only?: boolean} | {kind: "requirement", requirement: Requirement}} Reason
 * @typedef {"fits"|"might"|"not"|"unasked"} Standing
 * `who`: as which of the applicant's identities. `notes`: sentences that only set the direction, answered with no. `industry`: whether
 * the clause names no industry and the applicant has not said to be of it.
 * @typedef {{id: string, verdict: Standing, who: string, reasons: Reason[], notes: Condition[], industry: boolean}} Verdict
 */

export const STANDINGS = /** @type {const} */ (["fits", "might", "unasked", "not"]); // the best first

/**
 * The answers an applicant has given: by what they chose, and by yes and no, which count before it.
 * @param {Data} data
 * @param {Applicant} applicant
 * @param {string} who as which of their identities; "" for none
 * @returns {Map<string, boolean>} from the question's id
 */
export function answersOf(data, applicant, who) {
  const chosen = [...data.who.filter((one) => one.id === who), ...data.did.filter((one) => applicant.did.includes(one.id))];
  const said = chosen.flatMap((one) => one.answers).map((id) => /** @type {const} */ ([id, true]));
  return new Map([...said, ...applicant.yes.map((id) => /** @type {const} */ ([id, true])), ...applicant.no.map((id) => /** @type {const} */ ([id, false]))]);
}

/**
 * One verdict for each benefit, in the order of the data. Of several identities the one that it stands best with counts.
 * @param {Data} data
 * @param {Applicant} applicant
 * @returns {Verdict[]}
 */
export function match(data, applicant) {
  const sides = sidesOf(applicant).map((who) => ({ who, answers: answersOf(data, applicant, who) }));
  return data.benefits.map((benefit) => {
    const verdicts = sides.map(({ who, answers }) => weigh(data, benefit, who, applicant.did, answers));
    return verdicts.reduce((best, one) => (rank(one) < rank(best) || (rank(one) === rank(best) && one.reasons.length < best.reasons.length) ? one : best));
  });
}

/**
 * The questions worth asking, in the order of the data, those that settle nothing last: what is still open about a benefit whose
 * activity was chosen, and everything answered already, so that it can be taken back. What the choices say is not asked.
 * @param {Data} data
 * @param {Applicant} applicant
 * @returns {string[]} ids of questions
 */
export function questionsFor(data, applicant) {
  const verdicts = match(data, applicant);
  const wanted = new Set([...applicant.yes, ...applicant.no, ...data.benefits.flatMap((benefit, place) => openFor(data, benefit, applicant, verdicts[place]))]);
  const found = data.questions.filter(({ id }) => wanted.has(id));
  return [...found.filter(({ direction }) => !direction), ...found.filter(({ direction }) => direction)].map(({ id }) => id);
}

/**
 * The benefits that a question bears on for this applicant: those that they chose for, or else all that ask it.
 * @param {Data} data
 * @param {Applicant} applicant
 * @param {string} question
 * @returns {string[]} ids of benefits
 */
export function decidedBy(data, applicant, question) {
  const asking = data.benefits.filter((one) => asks(one, question));
  const chosen = asking.filter((one) => concerns(one, applicant));
  return (chosen.length ? chosen : asking).map((one) => one.id);
}

/** @param {Benefit} benefit @param {string} question */
const asks = (benefit, question) => benefit.conditions.some((one) => one.question === question) || Object.values(benefit.others).flat().some((way) => way.question === question);

/** Whether the benefit is given for what the applicant did, and for somebody they may be. @param {Benefit} benefit @param {Applicant} applicant */
function concerns(benefit, applicant) {
  const none = new Map();
  return benefit.did.some((id) => applicant.did.includes(id)) && sidesOf(applicant).some((who) => !admit(benefit, who, applicant.did, none).out);
}

/**
 * The questions that are open about a benefit, with the identity that it stands best with.
 * @param {Data} data
 * @param {Benefit} benefit
 * @param {Applicant} applicant
 * @param {Verdict} [stands]
 * @returns {string[]}
 */
function openFor(data, benefit, applicant, stands) {
  if (!stands || stands.verdict === "not" || !benefit.did.some((id) => applicant.did.includes(id))) return [];
  const answers = answersOf(data, applicant, stands.who);
  const unsettled = benefit.conditions.map(({ question }) => question).filter((id) => !answers.has(id));
  return [...stands.reasons.flatMap((one) => (one.kind === "who" ? one.questions : [])), ...unsettled];
}

/** What an applicant is, one identity at a time. @param {Applicant} applicant */
const sidesOf = ({ who }) => (who.length ? who : [""]);

/** @param {Verdict} verdict */
const rank = ({ verdict }) => STANDINGS.indexOf(verdict);

/**
 * How a benefit stands with one identity. Only words of the law that name others, or an answer, stand against it.
 * @param {Data} data
 * @param {Benefit} benefit
 * @param {string} who "" for not said
 * @param {string[]} did
 * @param {Map<string, boolean>} answers
 * @returns {Verdict}
 */
function weigh(data, benefit, who, did, answers) {
  const given = benefit.did.some((id) => did.includes(id));
  const { open, fails, notes } = look(benefit, answers);
  const admitted = admit(benefit, who, did, answers);
  const asked = new Set(benefit.conditions.map(({ question }) => question));
  if (admitted.out) fails.unshift({ kind: "who", questions: [] });
  else if (admitted.open && !admitted.questions.some((id) => asked.has(id))) open.unshift({ kind: "who", questions: admitted.questions });
  const industry = benefit.industry && answers.get(data.industry.question) !== true;
  const told = { id: benefit.id, who, notes, industry };
  if (fails.length) return { ...told, verdict: "not", reasons: fails };
  if (did.length ? !given : admitted.open) return { ...told, verdict: "unasked", reasons: [{ kind: "did" }] };
  if (!did.length) open.unshift({ kind: "did" });
  open.push(...benefit.requirements.map((requirement) => /** @type {const} */ ({ kind: "requirement", requirement })));
  return { ...told, verdict: open.length ? "might" : "fits", reasons: open };
}

/** What the answers say of a benefit's conditions. @param {Benefit} benefit @param {Map<string, boolean>} answers */
function look(benefit, answers) {
  /** @type {Reason[]} */
  const open = [];
  /** @type {Reason[]} */
  const fails = [];
  /** @type {Condition[]} */
  const notes = [];
  for (const condition of benefit.conditions) {
    const answer = answers.get(condition.question);
    if (answer === condition.expects) continue;
    if (condition.direction) {
      if (answer !== undefined) notes.push(condition);
    } else if (answer === undefined || condition.part) open.push({ kind: "condition", condition, only: answer !== undefined });
    else fails.push({ kind: "condition", condition });
  }
  return { open, fails, notes };
}
