/* The picture of a plan, year by year: for each year one bar for what the text fixes and one for what it only limits, never stacked.
   Plain shapes come out of it, which the page makes into elements and the build into markup, so that both draw the same. */

import { fill } from "../page/dom.js";

/**
 * `exact` and `upTo` are only as long as a bar; what is read are the texts.
 * @typedef {{year: string, exact: number, upTo: number, exactText: string, upToText: string, part: "inside"|"open"|"outside"}} Year
 * @typedef {{tag: string, attributes: Record<string, string|number>, text?: string, inside?: Shape[]}} Shape
 * @typedef {{width: number, height: number, label: string, shapes: Shape[]}} Picture
 */

const WIDTH = 400; // units; a phone shows nearly one a pixel
const LEFT = 52;
const BAR = 15;
const NOTE = 18; // height of the line below a year's bars
const BETWEEN = 12; // one year and the next
const TOP = 4;
const GAP = 7; // between a bar and its sum

/** What is said of a part that is in no total: below its bars, and in the text alternative. */
const APART = /** @type {const} */ ({ open: ["open_short", "picture_open"], outside: ["outside_short", "picture_outside"] });

/** The years of a reply in the order of time, once for each part that a year has claims in. @param {any} reply @returns {Year[]} */
export function yearsOf(reply) {
  const sums = reply.plan.totals.by_year;
  return reply.shown.years.map((/** @type {any} */ { year, part, exact, up_to }) => ({
    year,
    part,
    exact: Number(sums[year].parts[part].exact),
    upTo: Number(sums[year].parts[part].up_to),
    exactText: exact,
    upToText: up_to,
  }));
}

/** About how wide a text is: a Chinese character is as wide as the letter is high. @param {string} text */
const widthOf = (text) => [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 13.2 : 7.4), 0);

/**
 * @param {Year[]} years
 * @param {Record<string, any>} words
 * @param {string} name makes the id of the hatching, which is one a page
 * @returns {Picture}
 */
export function picture(years, words, name) {
  const bars = years.flatMap((year) => [
    { length: year.exact, text: year.exact ? year.exactText : "" },
    { length: year.upTo, text: year.upTo ? year.upToText : "" },
  ]);
  const room = WIDTH - LEFT - GAP - Math.max(0, ...bars.map((bar) => widthOf(bar.text)));
  const most = Math.max(1, ...bars.map((bar) => bar.length));
  const hatching = `plan-hatching-${name}`;
  /** @param {number} length */
  const scaled = (length) => Math.max(2, Math.round((length / most) * room * 10) / 10);
  /** @type {Shape[]} */
  const shapes = [
    {
      tag: "defs",
      attributes: {},
      inside: [
        {
          tag: "pattern",
          attributes: { id: hatching, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          inside: [{ tag: "rect", attributes: { class: "timeline__stripe", width: 2, height: 5 } }],
        },
      ],
    },
  ];
  let y = TOP;
  years.forEach((year, at) => {
    const top = y;
    const set = year.part === "inside" ? "" : ` timeline__${year.part}`;
    if (years[at - 1]?.year !== year.year) shapes.push({ tag: "text", attributes: { class: `timeline__year${set}`, x: 0, y: top + 12 }, text: year.year });
    const pair = [
      { kind: "exact", length: year.exact, text: year.exactText },
      { kind: "up-to", length: year.upTo, text: year.upToText },
    ];
    for (const { kind, length, text } of pair.filter((bar) => bar.length)) {
      const width = scaled(length);
      /** @type {Shape["attributes"]} */
      const attributes = { class: `timeline__bar timeline__bar--${kind}${set}`, x: LEFT, y, width, height: BAR };
      if (kind === "up-to") attributes["fill"] = `url(#${hatching})`;
      shapes.push({ tag: "rect", attributes });
      shapes.push({ tag: "text", attributes: { class: `timeline__sum${set}`, x: LEFT + width + GAP, y: y + 12 }, text });
      y += BAR + 4;
    }
    if (y === top) {
      shapes.push({ tag: "text", attributes: { class: "timeline__sum", x: LEFT, y: top + 12 }, text: words["none"] });
      y += BAR + 4;
    }
    const expected = fill(words["expected"], { from: Number(year.year) + 1, to: Number(year.year) + 2 });
    const note = year.part === "inside" ? expected : words[APART[year.part][0]];
    shapes.push({ tag: "text", attributes: { class: "timeline__note", x: LEFT, y: y + 10 }, text: note });
    y += NOTE + BETWEEN;
  });
  const said = years.map((year) =>
    fill(words["picture_year"], {
      year: year.year,
      exact: year.exact ? year.exactText : words["none"],
      up_to: year.upTo ? year.upToText : words["none"],
      part: year.part === "inside" ? "" : words[APART[year.part][1]],
    }),
  );
  return { width: WIDTH, height: Math.max(1, y - BETWEEN), label: fill(words["picture"], { years: said.join(words["semicolon"]) }), shapes };
}

/** The picture as an element. @param {Picture} drawn @returns {SVGElement} */
export function element({ width, height, label, shapes }) {
  const svg = made({ tag: "svg", attributes: { class: "timeline", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label } });
  svg.append(...shapes.map(made));
  return svg;
}

/** @param {Shape} shape @returns {SVGElement} */
function made({ tag, attributes, text, inside }) {
  const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
  if (text) one.textContent = text;
  if (inside) one.append(...inside.map(made));
  return one;
}
