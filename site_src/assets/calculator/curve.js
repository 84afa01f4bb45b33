// The visitor's own point in a benefit's picture. An answer says where it lies; the picture says what its edges stand for.

import { write } from "../page/dom.js";

/** @typedef {import("../page/types.js").Reply} Reply */
/** @typedef {import("../page/types.js").Marks} Marks */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} tag @param {Record<string, string|number>} attributes */
function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** @param {string|undefined} text */
const numbers = (text) => (text ?? "").split(" ").map(Number);

/** @param {HTMLElement} figure @param {Marks|null} marks */
function mark(figure, marks) {
  const picture = figure.querySelector("svg");
  const says = figure.querySelector("p");
  if (!picture || !says) return;
  for (const old of picture.querySelectorAll("[data-yours]")) old.remove();
  choose(figure, marks?.given ?? {});
  if (!marks) return write(says, "");
  let beyond = false;
  for (const { base, amount } of marks.points) beyond = point(figure, picture, Number(base), Number(amount)) || beyond;
  write(says, beyond ? `${marks.text} ${figure.dataset["beyond"] ?? ""}`.trim() : marks.text);
}

/**
 * Draws one point, at the edge when it lies beyond.
 * @param {HTMLElement} figure @param {SVGSVGElement} picture @param {number} base @param {number} amount
 * @returns {boolean} whether it lies beyond
 */
function point(figure, picture, base, amount) {
  const [left = 0, top = 0, width = 0, height = 0] = numbers(figure.dataset["box"]);
  const [most = 1, high = 1] = numbers(figure.dataset["scale"]);
  const beyond = base > most || amount > high;
  const x = left + width * Math.min(1, base / most);
  const y = top + height * (1 - Math.min(1, amount / high));
  const foot = top + height;
  const group = drawn("g", { class: beyond ? "curve__you curve__you--beyond" : "curve__you", "data-yours": "", "data-base": base, "data-amount": amount });
  group.append(drawn("path", { d: `M ${x} ${foot} L ${x} ${y} L ${left} ${y}` }));
  group.append(drawn("circle", { cx: x, cy: y, r: 6 }));
  if (beyond) group.append(drawn("path", { class: "curve__edge", d: `M ${x + 5} ${y - 11} l 5 4 l -5 4` }));
  picture.append(group);
  return beyond;
}

/** Steps back the lines that do not hold for what was chosen. @param {HTMLElement} figure @param {Record<string, string>} given */
function choose(figure, given) {
  const runs = [...figure.querySelectorAll("[data-given]")];
  const holds = runs.map((run) => (run.getAttribute("data-given") ?? "").split(" ").every((pair) => !pair || given[pair.split("=")[0] ?? ""] === pair.split("=")[1]));
  const some = runs.length > 1 && holds.includes(true);
  holds.forEach((held, place) => {
    for (const part of figure.querySelectorAll(`.curve__run--${place}, .curve__flag--${place}`)) part.classList.toggle("is-other", some && !held);
  });
}

document.addEventListener("sc-answer", (event) => {
  const benefit = event.target instanceof Element ? event.target.getAttribute("benefit") : "";
  const figure = document.querySelector(`[data-curve="${benefit}"]`);
  if (figure instanceof HTMLElement) mark(figure, /** @type {CustomEvent<Reply|null>} */ (event).detail?.marks ?? null);
});
