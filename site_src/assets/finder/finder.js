/* The finder's page: what is chosen and answered stands in the address, and every change of it makes the lists anew.
   Knows elements and what there is to choose from; what grows with the measures is fetched at the first choice (known.js), and who may
   claim what is in match.js. */

import { appear, made, part } from "../page/dom.js";
import { nobody, read, write } from "./address.js";
import { showHits } from "./hits.js";
import { fetchKnown } from "./known.js";
import { match } from "./match.js";
import { Questions } from "./questions.js";

/** @typedef {import("./match.js").Applicant} Applicant */
/** @typedef {import("./address.js").Stray} Stray */

const carried = document.querySelector("#finder-data");
if (carried) start(JSON.parse(carried.textContent ?? ""));

/** @param {{data: any, build: string, words: Record<string, string>, script: any, plan: any, comma: string, semicolon: string, gap: string}} page */
function start(page) {
  const { data, words } = page;
  /** @type {(typeof page & {list: Document})|null} */
  let whole = null; // with what is known of all benefits
  let fetching = false;
  const root = part(document, ".finder");
  const form = /** @type {HTMLFormElement} */ (part(root, "form"));
  const status = part(root, ".finder__count p");
  const results = part(root, ".finder__results");
  const toResults = part(root, ".finder__count a");
  const failure = part(root, ".finder__failure");
  /** @type {Questions|null} */
  let questions = null;
  let applicant = nobody();
  /** @type {Stray[]} */
  let strays = [];

  form.addEventListener("change", () => {
    const chosen = new FormData(form);
    change({ ...applicant, who: chosen.getAll("who").map(String), did: chosen.getAll("did").map(String) });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    strays = [];
    change(nobody());
    form.querySelector("input")?.focus();
  });
  toResults.addEventListener("click", (event) => {
    event.preventDefault(); // the address is the choices' alone
    const heading = part(results, "h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  addEventListener("popstate", arrive);
  part(failure, "button").addEventListener("click", () => {
    part(form, "input:checked").focus();
    arrive();
  });
  appear(root);
  arrive();

  /** @param {string} question @param {boolean|null} said null takes an answer back */
  function answer(question, said) {
    /** @param {string[]} list */
    const without = (list) => list.filter((id) => id !== question);
    const yes = said === true ? [...without(applicant.yes), question] : without(applicant.yes);
    const no = said === false ? [...without(applicant.no), question] : without(applicant.no);
    strays = strays.filter((stray) => stray.value !== question || stray.why !== "twice");
    change({ ...applicant, yes, no });
  }

  /** A new entry in the history, and everything shown anew. @param {Applicant} next */
  function change(next) {
    const query = write(next, strays);
    if (query !== location.search) history.pushState(null, "", query || location.pathname);
    arrive();
  }

  /** Shows what the address says. */
  function arrive() {
    ({ applicant, strays } = read(location.search, data));
    for (const input of form.querySelectorAll("input")) {
      if (input.name === "who") input.checked = applicant.who.includes(input.value);
      if (input.name === "did") input.checked = applicant.did.includes(input.value);
    }
    const begun = applicant.who.length + applicant.did.length > 0;
    results.hidden = !begun || !whole;
    toResults.hidden = results.hidden;
    failure.hidden = true;
    part(root, ".finder__all").hidden = begun;
    if (begun && whole) show(whole);
    else {
      status.textContent = (begun ? words["fetching"] : words["start"]) ?? "";
      part(root, ".finder__questions").hidden = true;
      if (begun) void learn();
    }
    tellStrays();
    keepInOtherLanguage();
  }

  /** Fetches what is known of all benefits, unless that is under way. */
  async function learn() {
    if (fetching) return;
    fetching = true;
    try {
      const { list, ...known } = await fetchKnown(page.build);
      Object.assign(data, known);
      whole = { ...page, list };
      questions = new Questions(part(root, ".finder__questions"), whole, answer);
      arrive();
    } catch {
      status.textContent = "";
      failure.hidden = false;
    } finally {
      fetching = false;
    }
  }

  /** @param {typeof page & {list: Document}} known */
  function show(known) {
    const verdicts = match(data, applicant);
    questions?.show(applicant);
    showHits(results, known, applicant, verdicts);
    /** @param {string} verdict */
    const count = (verdict) => String(verdicts.filter((one) => one.verdict === verdict).length);
    status.textContent = (words["count"] ?? "").replace(/\{(\w+)\}/g, (_, verdict) => count(verdict));
  }

  /** Names what the address holds and the finder does not use. */
  function tellStrays() {
    const box = part(root, ".finder__problem");
    box.textContent = "";
    box.hidden = !strays.length;
    for (const why of /** @type {const} */ (["unknown", "twice"])) {
      const found = strays.filter((stray) => stray.why === why);
      if (!found.length) continue;
      const line = made("p", "", words[why]);
      found.forEach(({ key, value }, place) => line.append(place ? page.comma : "", made("code", "", `${key}=${value}`)));
      box.append(line);
    }
    if (!strays.length) return;
    const tidy = made("button", "plain", words["tidy"]);
    tidy.setAttribute("type", "button");
    tidy.addEventListener("click", () => {
      strays = [];
      change(applicant);
      part(form, "input").focus();
    });
    box.append(tidy);
  }
}

/** The same choices in the other language. */
function keepInOtherLanguage() {
  for (const link of document.querySelectorAll("a.language-link")) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    address.search = location.search;
    link.setAttribute("href", address.href);
  }
}
