/* The printed plan: an A4 sheet in both languages, made from what Python says of each. Two people with the same link print the same sheet
   but for the day. It stands in the page unseen, and on paper by itself. */

import { fill, made } from "../page/dom.js";
import { numeral } from "../page/numeral.js";

/** @typedef {{zh: string, en: string}} Pair */

const TAGS = /** @type {const} */ ({ zh: "zh-CN", en: "en" });

/** Both languages, the Chinese first. @param {string} tag @param {string} className @param {Pair} pair */
function pair(tag, className, pair) {
  const element = made(tag, className);
  element.append(...both(pair));
  return element;
}

/** @param {Pair} pair @returns {(Node|string)[]} */
function both({ zh, en }) {
  if (zh === en) return [zh];
  return /** @type {const} */ (["zh", "en"]).flatMap((lang) => {
    const said = made("span", `sheet__${lang}`, lang === "zh" ? zh : en);
    said.lang = TAGS[lang];
    return [said, " "];
  });
}

/** @typedef {{note: Pair, claims: number[]}} Shared */

/** What is noted of more than one claim: said once, with their numbers. @param {any[]} all @returns {Map<string, Shared>} */
function sharedNotes(all) {
  /** @type {Map<string, Shared>} */
  const found = new Map();
  all.forEach(({ notes }, place) => {
    for (const note of notes) {
      /** @type {Shared} */
      const known = found.get(note.zh) ?? { note, claims: [] };
      if (!known.claims.includes(place + 1)) known.claims.push(place + 1);
      found.set(note.zh, known);
    }
  });
  return new Map([...found].filter(([, { claims }]) => claims.length > 1));
}

export class PlanSheet {
  /** @param {HTMLElement} root @param {import("./draft.js").About} about */
  constructor(root, about) {
    this.root = root;
    this.about = about;
    this.day = made("span", "");
    this.name = made("dd", "");
    this.called = made("div", "sheet__name");
    this.called.append(pair("dt", "", this.#word("name")), this.name);
    window.addEventListener("beforeprint", () => this.#date());
  }

  /** Nothing is worked out: the page prints as it is. */
  clear() {
    this.root.replaceChildren();
    this.root.hidden = true;
    this.#alone(false);
  }

  /** Whose plan it is, and in which language it is printed. @param {import("./paper.js").Choice} choice */
  paper({ name, lang }) {
    this.name.textContent = name;
    this.called.hidden = !name;
    this.root.dataset["langs"] = lang;
  }

  /** @param {any} reply @param {string} address the link to this plan */
  show(reply, address) {
    const { sheet } = reply;
    const open = /** @type {HTMLAnchorElement} */ (pair("a", "", this.#word("open")));
    open.href = address;
    const shared = sharedNotes(sheet.claims);
    const facts = made("dl", "sheet__facts");
    facts.append(this.called);
    if (sheet.applicant) this.#fact(facts, "applicant", ...both(sheet.applicant));
    this.#fact(facts, "edition", reply.plan.edition);
    this.#fact(facts, "rules", reply.plan.rules);
    this.#fact(facts, "date", this.day);
    this.root.replaceChildren(
      pair("p", "sheet__unofficial", this.#notice(sheet.standing)),
      pair("h1", "", this.#word("title")),
      facts,
      ...sheet.summary.map((/** @type {Pair} */ said) => pair("p", "sheet__summary", said)),
      ...(sheet.edges.length ? [this.#list(sheet.edges, "sheet__notes")] : []),
      this.#heading("years"),
      this.#years(sheet.years, sheet.totals.inside),
      pair("p", "sheet__small", this.#word("apart")),
      ...(sheet.warnings.length ? [this.#heading("warnings"), this.#list(sheet.warnings)] : []),
      ...(sheet.readings.length ? [this.#heading("readings"), this.#list(sheet.readings)] : []),
      this.#heading("glance"),
      this.#glance(sheet.claims),
      ...this.#before(sheet),
      this.#heading("claims"),
      ...sheet.claims.map((/** @type {any} */ claim, /** @type {number} */ place) => this.#claim(claim, place + 1, shared)),
      ...(shared.size ? [this.#heading("notes"), this.#notes(shared)] : []),
      pair("p", "sheet__stamp", sheet.stamp),
      open,
    );
    this.#date();
    this.root.hidden = false;
    this.#alone(true);
  }

  /** @param {{year: string, part: string, exact: Pair, up_to: Pair}[]} years @param {{exact: Pair, up_to: Pair}} sums inside the term */
  #years(years, sums) {
    const table = this.#table("year", "exact", "up_to");
    const line = (/** @type {HTMLElement} */ first, /** @type {{exact: Pair, up_to: Pair}} */ { exact, up_to }) => {
      const row = made("tr", "");
      row.append(first, pair("td", "", exact), pair("td", "", up_to));
      table.append(row);
    };
    for (const year of years.filter(({ part }) => part === "inside")) line(made("th", "", year.year), year);
    line(pair("th", "sheet__total", this.#word("total")), sums);
    for (const year of years.filter(({ part }) => part !== "inside")) {
      const first = made("th", "", year.year);
      first.append(" ", pair("span", "sheet__small", this.#word(year.part === "open" ? "open_part" : "outside")));
      line(first, year);
    }
    return table;
  }

  /** @param {any[]} claims */
  #glance(claims) {
    const table = this.#table("claim", "year", "payable");
    claims.forEach(({ name, year, payable }, place) => {
      const line = made("tr", "");
      const first = made("th", "", `${place + 1}. `);
      first.append(...both(name));
      line.append(first, made("td", "", year), pair("td", "", payable));
      table.append(line);
    });
    return table;
  }

  /** @param {...string} names of its columns */
  #table(...names) {
    const table = made("table", "sheet__table");
    const head = made("tr", "");
    head.append(...names.map((name) => pair("th", "", this.#word(name))));
    table.append(head);
    return table;
  }

  /** What was there before the plan, and the projects. @param {any} sheet @returns {HTMLElement[]} */
  #before({ projects, before, holds }) {
    const list = made("dl", "sheet__given");
    for (const { id, given } of projects) for (const { label, value } of given) this.#given(list, { zh: `${id}：${label.zh}`, en: `${id}: ${label.en}` }, value);
    for (const { name, years } of before) {
      const title = this.#word("before");
      this.#given(list, { zh: `${title.zh}：${name.zh}`, en: `${title.en}: ${name.en}` }, { zh: years.join("、"), en: years.join(", ") });
    }
    if (holds.length) {
      const names = (/** @type {"zh"|"en"} */ lang, /** @type {string} */ comma) => holds.map((/** @type {Pair} */ one) => one[lang]).join(comma);
      this.#given(list, this.#word("holds"), { zh: names("zh", "、"), en: names("en", "; ") });
    }
    return list.children.length ? [this.#heading(projects.length ? "projects" : "before"), list] : [];
  }

  /** @param {any} claim @param {number} n @param {Map<string, Shared>} shared notes that stand at the end */
  #claim(claim, n, shared) {
    const box = made("section", "sheet__claim");
    const title = made("h3", "");
    title.append(`${n}. `, ...both(claim.name), made("span", "sheet__year", claim.year));
    const given = made("dl", "sheet__given");
    for (const { label, value } of claim.given) this.#given(given, label, value);
    for (const name of ["project", "cost"]) if (claim[name]) this.#given(given, this.#word(name), { zh: claim[name], en: claim[name] });
    if (claim.payee) this.#given(given, this.#word("payee"), claim.payee);
    const steps = made("ol", "sheet__steps");
    for (const { zh, en, amount, quote, quote_en, article } of claim.steps) {
      const step = pair("li", "", { zh, en });
      if (amount) step.append(pair("span", "sheet__amount", amount));
      step.append(this.#quote(quote, quote_en, article));
      steps.append(step);
    }
    const payable = made("p", "sheet__payable");
    payable.append(...both(this.#word("payable")), pair("strong", "", claim.payable));
    box.append(title, given, steps);
    if (claim.reasons.length) box.append(this.#list(claim.reasons, "sheet__reasons"));
    if (claim.reduced.length) {
      const list = made("ul", "sheet__reduced");
      for (const one of claim.reduced) {
        const entry = pair("li", "", one);
        entry.append(this.#quote(one.quote, one.quote_en, one.article));
        list.append(entry);
      }
      box.append(pair("p", "sheet__label", this.#word("reduced")), list);
    }
    box.append(payable);
    const own = claim.notes.filter((/** @type {Pair} */ note) => !shared.has(note.zh));
    if (own.length) box.append(this.#list(own, "sheet__notes"));
    return box;
  }

  /** @param {Map<string, Shared>} shared */
  #notes(shared) {
    const list = made("ul", "sheet__notes");
    for (const { note, claims } of shared.values()) {
      const entry = made("li", "", "");
      entry.append(made("span", "sheet__numbers", `${claims.join(", ")}: `), ...both(note));
      list.append(entry);
    }
    return list;
  }

  /** Where the text stands, and that it is an estimate. @param {Pair} standing @returns {Pair} */
  #notice(standing) {
    const { zh, en } = this.#word("unofficial");
    return { zh: `${standing.zh} · ${zh}`, en: `${standing.en} · ${en}` };
  }

  /** @param {string} name */
  #heading(name) {
    return pair("h2", "", this.#word(name));
  }

  /** @param {HTMLElement} list @param {Pair} label @param {Pair} value */
  #given(list, label, value) {
    const line = made("div", "");
    line.append(pair("dt", "", label), pair("dd", "", value));
    list.append(line);
  }

  /** @param {string} zh @param {string} en @param {number} article */
  #quote(zh, en, article) {
    const law = made("span", "sheet__law");
    for (const [lang, words] of [["zh-CN", zh], ["en", en]]) {
      if (!words) continue;
      const cited = made("q", "", words);
      cited.lang = lang ?? "";
      law.append(cited, " ");
    }
    const { zh: place, en: also } = this.#word("article");
    law.append(...both({ zh: fill(place, { n: numeral(article) }), en: fill(also, { n: article }) }));
    return law;
  }

  /** @param {Pair[]} said @param {string} [className] */
  #list(said, className = "") {
    const list = made("ul", className);
    list.append(...said.map((one) => pair("li", "", one)));
    return list;
  }

  /** @param {HTMLElement} list @param {string} name @param {...(Node|string)} value */
  #fact(list, name, ...value) {
    const line = made("div", "");
    const says = made("dd", "");
    says.append(...value);
    line.append(pair("dt", "", this.#word(name)), says);
    list.append(line);
  }

  /** @param {string} name @returns {Pair} */
  #word(name) {
    return this.about.sheet[name] ?? { zh: name, en: name };
  }

  /** The day of printing, which is all that differs. */
  #date() {
    const now = new Date();
    this.day.textContent = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  /** On paper the sheet stands alone: its ancestors are marked, and the style sheet leaves out all beside them. @param {boolean} alone */
  #alone(alone) {
    this.root.toggleAttribute("data-sc-sheet", alone);
    for (let box = this.root.parentElement; box; box = box.parentElement) box.toggleAttribute("data-sc-way", alone);
  }
}
