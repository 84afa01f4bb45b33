// What passes between an embedded calculator and the page around it. Only to the parent: the height, to whichever page that is; answers
// to the one page that asked for them, by its origin as the browser vouches for it; what was typed only when the person says so.

import { fill, part } from "../page/dom.js";
import { fragment } from "../calculator/permalink.js";

/** @typedef {import("../page/types.js").Reply} Reply */

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const root = /** @type {HTMLElement|null} */ (main.querySelector("subsidy-calculator")); // none where there is nothing to calculate
const output = root?.querySelector("output");
const whole = /** @type {HTMLAnchorElement} */ (part(main, "[data-whole]"));
const other = /** @type {HTMLAnchorElement} */ (part(main, "[data-other]"));
const box = part(main, ".embed__host");
const share = part(box, "[data-share]");
const said = part(box, "[role=status]");
const address = whole.href;
const { benefit = "", edition = "", rules = "" } = main.dataset;
const about = { benefit, lang: root?.getAttribute("lang") ?? main.lang, edition, rules };

let host = ""; // the origin that asked for answers
let height = 0;
let told = "";
/** What the newest answer was computed from. @type {Record<string, string[]>} */
let values = {};

/** @param {object} message @param {string} target */
const post = (message, target) => parent !== window && parent.postMessage(message, target);

/** The height of what is in the frame, not of the frame: so it shrinks too, and never feeds on itself. */
function measure() {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (!now || now === height) return;
  height = now;
  post({ subsidy: "height", height }, "*");
}

/** The answer on the page, by the attributes it carries for scripts. */
function answer() {
  const { outcome = "incomplete", amount = null, bound = null, basis = null, unit = null } = output?.dataset ?? {};
  return { ...about, outcome, amount, bound, basis, unit };
}

/** Tells the host the answer, once. */
function tell() {
  if (!host || !root) return;
  const now = answer();
  if (JSON.stringify(now) === told) return;
  told = JSON.stringify(now);
  post({ subsidy: "answer", ...now }, host);
}

/** What was typed, in the form in which the command line and the data take it: lists as lists, money in yuan. */
function inputs() {
  const list = (/** @type {string} */ name) => root?.querySelector(`[data-field="${name}"]`)?.getAttribute("data-type") === "money-list";
  return Object.fromEntries(Object.entries(values).map(([name, texts]) => [name, list(name) ? texts : texts[0]]));
}

/** The page around asks for answers: from now on the person is told so, and by which site. @param {MessageEvent} event */
function asked({ source, origin, data }) {
  if (parent === window || source !== parent || data?.subsidy !== "events" || !/^https?:/.test(origin)) return;
  host = origin;
  told = "";
  const site = new URL(origin).host;
  part(box, "[data-told]").textContent = fill(box.dataset["told"] ?? "", { site });
  share.textContent = fill(box.dataset["share"] ?? "", { site });
  share.hidden = !root;
  box.hidden = false;
  post({ subsidy: "ready", ...about }, host);
  tell();
}

new ResizeObserver(measure).observe(document.body);
addEventListener("message", asked);

root?.addEventListener("sc-answer", (event) => {
  const reply = /** @type {CustomEvent<Reply|null>} */ (event).detail;
  said.textContent = "";
  values = reply?.values ?? {};
  share.toggleAttribute("disabled", !Object.keys(values).length);
  // The whole page goes on with what stands here: in the part of the address that is sent to nobody.
  whole.href = Object.keys(values).length ? address.replace(/#.*$/, "") + fragment(benefit, edition, values) : address;
  if (reply) tell();
});

share.addEventListener("click", () => {
  post({ subsidy: "shared", ...answer(), inputs: inputs() }, host);
  said.textContent = fill(box.dataset["shared"] ?? "", { site: new URL(host).host });
});

// The other language, with what is typed: it stands in the address too, where nothing can be kept in the tab.
const asks = new URLSearchParams(location.search);
asks.set("lang", other.hreflang.slice(0, 2));
other.removeAttribute("target");
other.href = `?${asks}`;
other.addEventListener("click", () => (other.href = `?${asks}${location.hash}`));
