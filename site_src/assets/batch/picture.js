/* How the sums of a table are spread, as a picture: exact sums solid, ceilings hatched, drawn like the years of a plan. */

import { fill } from "../page/dom.js";

/** @typedef {{name: string, exact: number, up_to: number}} Bin */
/** @typedef {import("../plan/picture.js").Shape} Shape */

const WIDTH = 340;
const BAR = 13;
const LINE = 17;
const BETWEEN = 9;
const GAP = 6;
const NUMBER = 9; // the width of a digit, and a little more
const HATCHING = "batch-hatching";

/** @param {Bin[]} bins @param {Record<string, any>} words @returns {import("../plan/picture.js").Picture} */
export function spread(bins, words) {
  const most = Math.max(1, ...bins.flatMap((bin) => [bin.exact, bin.up_to]));
  const room = WIDTH - GAP - NUMBER * most.toLocaleString("en").length;
  /** @type {Shape[]} */
  const shapes = [
    {
      tag: "defs",
      attributes: {},
      inside: [
        {
          tag: "pattern",
          attributes: { id: HATCHING, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          inside: [{ tag: "rect", attributes: { class: "timeline__stripe", width: 2, height: 5 } }],
        },
      ],
    },
  ];
  let y = 0;
  for (const bin of bins) {
    shapes.push({ tag: "text", attributes: { class: "timeline__note batch__bin", x: 0, y: y + 12 }, text: bin.name });
    y += LINE;
    /** @type {[string, number][]} */
    const bars = [["exact", bin.exact], ["up-to", bin.up_to]];
    for (const [kind, rows] of bars.filter(([kind, rows]) => rows || (kind === "exact" && !bin.up_to))) {
      const width = rows ? Math.max(2, Math.round((rows / most) * room * 10) / 10) : 1;
      /** @type {Shape["attributes"]} */
      const attributes = { class: `timeline__bar timeline__bar--${kind}`, x: 0, y, width, height: BAR };
      if (kind === "up-to") attributes["fill"] = `url(#${HATCHING})`;
      shapes.push({ tag: "rect", attributes });
      shapes.push({ tag: "text", attributes: { class: "timeline__sum", x: width + GAP, y: y + 11 }, text: rows.toLocaleString("en") });
      y += BAR + 3;
    }
    y += BETWEEN;
  }
  const said = bins.map((bin) => fill(words["picture_bin"], { name: bin.name, exact: bin.exact, up_to: bin.up_to }));
  return { width: WIDTH, height: Math.max(1, y - BETWEEN), label: fill(words["picture"], { bins: said.join(words["semicolon"]) }), shapes };
}
