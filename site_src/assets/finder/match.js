/* Who may claim what: an applicant held against every benefit. Plain functions on the finder's data, which knows no page;
   what is asked and what decides comes from the data alone. */

/**
 * What the page carries for the finder (site_src/builder/pages/finder.py).
 * @typedef {{name: string, question: string, expects: boolean, states: string, fails: string}} Condition
 * @typedef {{id: string, who: string[], did: string[], conditions: Condition[]}} Benefit
 * @typedef {{id: string, name: string, answers: string[]}} Facet
 * @typedef {{who: Facet[], did: Facet[], questions: {id: string}[], benefits: Benefit[]}} Data
 *
 * An applicant: one audience or "" for not said, the activities chosen, the questions answered with yes and with no.
 * @typedef {{who: string, did: string[], yes: string[], no: string[]}} Applicant
 *
 * What decides, or fails: the audience, the activities, or a condition.
 * @typedef {{kind: "who"|"did"} | {kind: "condition", condition: Condition}} Reason
 * @typedef {{id: string, verdict: "fits"|"might"|"not", reasons: Reason[]}} Verdict
 */

/**
 * The answers an applicant has given: by what they chose, and by yes and no, which count before it.
 * @param {Data} data
 * @param {Applicant} applicant
 * @returns {Map<string, boolean>} from the question's id
 */
export function answersOf(data, applicant) {
  const chosen = [...data.who.filter((one) => one.id === applicant.who), ...data.did.filter((one) => applicant.did.includes(one.id))];
  const said = chosen.flatMap((one) => one.answers).map((id) => /** @type {const} */ ([id, true]));
  return new Map([...said, ...applicant.yes.map((id) => /** @type {const} */ ([id, true])), ...applicant.no.map((id) => /** @type {const} */ ([id, false]))]);
}

/**
 * One verdict for each benefit, in the order of the data. What fails outweighs what is still open.
 * @param {Data} data
 * @param {Applicant} applicant
 * @returns {Verdict[]}
 */
export function match(data, applicant) {
  const answers = answersOf(data, applicant);
  return data.benefits.map((benefit) => {
    const { open, fails } = weigh(benefit, applicant, answers);
    if (fails.length) return { id: benefit.id, verdict: "not", reasons: fails };
    return { id: benefit.id, verdict: open.length ? "might" : "fits", reasons: open };
  });
}

/**
 * The questions worth asking, in the order of the data: those that decide a benefit which is still possible, and those answered
 * already that bear on a benefit the applicant chose for, so that an answer can be taken back. What the choices say is not asked.
 * @param {Data} data
 * @param {Applicant} applicant
 * @returns {string[]} ids of questions
 */
export function questionsFor(data, applicant) {
  const answers = answersOf(data, applicant);
  const given = new Set([...applicant.yes, ...applicant.no]);
  /** @type {Set<string>} */
  const wanted = new Set();
  for (const benefit of data.benefits) {
    if (!benefit.who.includes(applicant.who) || !benefit.did.some((id) => applicant.did.includes(id))) continue;
    const possible = !weigh(benefit, applicant, answers).fails.length;
    for (const { question } of benefit.conditions) if (given.has(question) || (possible && !answers.has(question))) wanted.add(question);
  }
  return data.questions.map((question) => question.id).filter((id) => wanted.has(id));
}

/**
 * The benefits that a question bears on for this applicant.
 * @param {Data} data
 * @param {Applicant} applicant
 * @param {string} question
 * @returns {string[]} ids of benefits
 */
export function decidedBy(data, applicant, question) {
  const concerned = data.benefits.filter((one) => one.who.includes(applicant.who) && one.did.some((id) => applicant.did.includes(id)));
  return concerned.filter((one) => one.conditions.some((condition) => condition.question === question)).map((one) => one.id);
}

/**
 * @param {Benefit} benefit
 * @param {Applicant} applicant
 * @param {Map<string, boolean>} answers
 * @returns {{open: Reason[], fails: Reason[]}}
 */
function weigh(benefit, applicant, answers) {
  /** @type {Reason[]} */
  const open = [];
  /** @type {Reason[]} */
  const fails = [];
  if (!applicant.who) open.push({ kind: "who" });
  else if (!benefit.who.includes(applicant.who)) fails.push({ kind: "who" });
  if (!applicant.did.length) open.push({ kind: "did" });
  else if (!benefit.did.some((id) => applicant.did.includes(id))) fails.push({ kind: "did" });
  for (const condition of benefit.conditions) {
    const answer = answers.get(condition.question);
    if (answer === undefined) open.push({ kind: "condition", condition });
    else if (answer !== condition.expects) fails.push({ kind: "condition", condition });
  }
  return { open, fails };
}
