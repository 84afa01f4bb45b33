// Runs the plan's own modules on many cases: JSON on standard input {about, texts, plans, links}, JSON on standard output.
import { draftOf, inUnit, local, planOf } from "../site_src/assets/plan/draft.js";
import { History } from "../site_src/assets/plan/history.js";
import { fragment, read } from "../site_src/assets/plan/link.js";

globalThis.document = { getElementById: () => null };
let text = "";
for await (const piece of process.stdin) text += piece;
const { about, types, texts, plans, links, states, drafts } = JSON.parse(text);
const known = { ...about, types: (benefit) => (Object.hasOwn(types, benefit) ? new Map(Object.entries(types[benefit])) : null) };
const elsewhere = { ...known, unit: about.unit === "元" ? "万元" : "元" };

/** A walk through the history: what stands after each move. */
function walk(moves) {
  const history = new History("0");
  let now = "0";
  return moves.map((move) => {
    if (move === "undo" || move === "redo") now = history[move]()?.state ?? now;
    else history.record(move, (now = move));
    return now;
  });
}

process.stdout.write(
  JSON.stringify({
    moved: texts.map(([sum, from, to]) => inUnit(sum, from, to)),
    round: plans.map((plan) => {
      const found = draftOf(plan, known);
      return found && { plan: planOf(found.draft, known, true), there: planOf(local(found.draft, elsewhere), elsewhere, true), left: found.left };
    }),
    links: plans.map((plan) => read(fragment(plan, "edition 1"), "edition 1")),
    broken: links.map((link) => read(link, "edition 1")),
    walks: states.map(walk),
    years: drafts.map((draft) => local(draft, known).claims.map(({ year }) => year)),
  }),
);
