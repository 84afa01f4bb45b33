// Runs the modules that read links and JSON of others: JSON on standard input {edition, calculators, plans, hashes, texts, answering}.
import { isTooDeep } from "../site_src/assets/page/depth.js";
import { RESERVED } from "../site_src/assets/page/link_end.js";
import { answering, fragment, read } from "../site_src/assets/calculator/permalink.js";
import { fragment as planFragment, read as readPlan } from "../site_src/assets/plan/link.js";

globalThis.document = { getElementById: (id) => (id === "p" ? {} : null) }; // a page with a heading of that name
let text = "";
for await (const piece of process.stdin) text += piece;
const { edition, calculators, plans, hashes, texts, answers } = JSON.parse(text);

/** Names of a link keep their own even where an object's prototype has them. */
const listed = (link) => link && { ...link, fields: Object.entries(link.fields) };

process.stdout.write(
  JSON.stringify({
    reserved: RESERVED,
    calculators: calculators.map(([benefit, values]) => fragment(benefit, edition, values)),
    plans: plans.map((plan) => planFragment(plan, edition)),
    read: hashes.map((hash) => listed(read(edition, hash))),
    readPlan: hashes.map((hash) => readPlan(hash, edition)),
    deep: texts.map(isTooDeep),
    answering: answers.map(([hash, here]) => answering(read(edition, hash), here) ?? null),
  }),
);
