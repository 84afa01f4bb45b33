/* The finder's page: what is chosen and answered stands in the address, and every change of it makes the lists anew.
   Knows elements and the data that the page carries; who may claim what is in match.js. Without this script the page is
   the table of all benefits, from which the hits take their names, kinds and ceilings. */

import { made, part } from "../page/dom.js";
import { nobody, read, write } from "./address.js";
import { showHits } from "./hits.js";
import { match } from "./match.js";
import { Questions } from "./questions.js";

/** @typedef {import("./match.js").Applicant} Applicant */
/** @typedef {import("./address.js").Stray} Stray */

const carried = document.querySelector("#finder-data");
if (carried) start(JSON.parse(carried.textContent ?? ""));

/** @param {{data: any, words: Record<string, string>, script: any, plan: any, comma: string, semicolon: string, gap: string}} page */
function start(page) {
  const { data, words } = page;
  const root = part(document, ".finder");
  const form = /** @type {HTMLFormElement} */ (part(root, "form"));
  const status = part(root, ".finder__count p");
  const results = part(root, ".finder__results");
  const toResults = part(root, ".finder__count a");
  const table = part(document, ".finder-table");
  const questions = new Questions(part(root, ".finder__questions"), page, answer);
  let applicant = nobody();
  /** @type {Stray[]} */
  let strays = [];

  form.addEventListener("change", () => {
    const chosen = new FormData(form);
    change({ ...applicant, who: String(chosen.get("who") ?? ""), did: chosen.getAll("did").map(String) });
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
  root.hidden = false;
  table.hidden = true;
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
      if (input.name === "who") input.checked = input.value === applicant.who;
      if (input.name === "did") input.checked = applicant.did.includes(input.value);
    }
    const begun = Boolean(applicant.who || applicant.did.length);
    const verdicts = match(data, applicant);
    questions.show(applicant);
    showHits(results, page, applicant, verdicts);
    results.hidden = !begun;
    toResults.hidden = !begun;
    part(root, ".finder__all").hidden = begun;
    /** @param {string} verdict */
    const count = (verdict) => String(verdicts.filter((one) => one.verdict === verdict).length);
    const counted = (words["count"] ?? "").replace(/\{(\w+)\}/g, (_, verdict) => count(verdict));
    status.textContent = begun ? counted : (words["start"] ?? "");
    tellStrays();
    keepInOtherLanguage();
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
