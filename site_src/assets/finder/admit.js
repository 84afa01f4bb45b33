/* Whether a benefit is open to somebody of an identity, by the clause's own words for who may claim (site_src/builder/law/claimants.py). */

/**
 * How somebody whom the words do not name may still be one of those who may claim: `question` settles it, null where none does; `did`:
 * the activities of which one must have been chosen, unless the question is answered with yes.
 * @typedef {{question: string|null, did?: string[]}} Way
 * @typedef {{others: Record<string, Way[]>, names: boolean}} Words `others`: the identities that are not named, with their ways; `names`:
 * whether the words name any kind of person
 */

/**
 * @param {Words} benefit
 * @param {string} who "" for not said
 * @param {string[]} did
 * @param {Map<string, boolean>} answers
 * @returns {{out: boolean, open: boolean, questions: string[]}} `out`: shut out by the words; `open`: not known, `questions` settle it
 */
export function admit(benefit, who, did, answers) {
  if (!who) return { out: false, open: benefit.names, questions: [] };
  const ways = benefit.others[who];
  if (!ways) return { out: false, open: false, questions: [] };
  const left = ways.filter((way) => {
    const answer = answers.get(way.question ?? "");
    return answer ?? (!way.did || way.did.some((id) => did.includes(id))); // a plain answer counts before what makes it likely
  });
  const settled = left.some((way) => answers.get(way.question ?? "") === true);
  const questions = left.flatMap((way) => way.question ?? []);
  return { out: !left.length, open: !settled && left.length > 0, questions: settled ? [] : questions };
}
