// The answer in the page: the sum for people and for scripts, and everything it rests on.

import { fill, made, part, refill, write } from "../page/dom.js";
import { numbered } from "../page/numeral.js";

/** @typedef {import("../page/types.js").Reply} Reply */
/** @typedef {import("../page/types.js").Reading} Reading */
/** @typedef {import("../page/types.js").Step} Step */
/** @typedef {import("../page/types.js").Words} Words */

/** The attributes of the sum, which equal the answer's. @type {("amount"|"bound"|"basis"|"unit")[]} */
const ATTRIBUTES = ["amount", "bound", "basis", "unit"];

/** The lists of sentences that go with it. @type {("reasons"|"assumed"|"notes")[]} */
const SENTENCES = ["reasons", "assumed", "notes"];

export class Result {
  /** @param {HTMLElement} root @param {Words} words */
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.output = part(root, "output");
    this.box = part(root, ".sc-result");
    this.plain = part(root, ".sc-plain");
    this.further = part(root, ".sc-further");
    this.stamp = part(root, ".sc-stamp");
    this.waiting = this.output.textContent ?? "";
  }

  /** Takes the answer away: a sum that belongs to other figures does not stay on the page. @param {string} [sentence] */
  clear(sentence = this.waiting) {
    this.#attributes({ outcome: "incomplete" });
    write(this.output, sentence);
    this.box.toggleAttribute("data-stale", true);
    this.root.removeAttribute("data-answered");
  }

  /** @param {Reply} reply */
  show(reply) {
    this.#attributes(reply.answer ?? { outcome: "incomplete" });
    write(this.output, reply.headline);
    write(this.plain, reply.plain ?? "");
    if (reply.stamp) write(this.stamp, reply.stamp);
    const said = `${reply.plain ?? ""} ${reply.stamp ?? ""}`.toLowerCase(); // nothing is said twice
    for (const name of SENTENCES) {
      const texts = (reply[name] ?? []).filter((text) => !said.includes(text.toLowerCase().replace(/[。.]$/, "")));
      this.#list(name, texts.map((text) => made("li", "", text)));
    }
    write(this.further, reply.more ?? "");
    this.#list("readings", (reply.readings ?? []).map((reading) => this.#reading(reading)));
    this.#list("steps", [...(reply.checks ?? []), ...(reply.steps ?? [])].map((step) => this.#step(step)));
    this.box.removeAttribute("data-stale");
    const settled = ["amount", "nothing"].includes(reply.answer?.outcome ?? "");
    this.box.toggleAttribute("data-empty", !settled);
    this.root.toggleAttribute("data-answered", settled);
  }

  /** @param {{outcome: string, amount?: string|null, bound?: string|null, basis?: string|null, unit?: string|null}} answer */
  #attributes(answer) {
    this.output.dataset["outcome"] = answer.outcome;
    for (const name of ATTRIBUTES) {
      const value = answer[name];
      if (value === null || value === undefined) delete this.output.dataset[name];
      else this.output.dataset[name] = value;
    }
  }

  /** @param {string} name @param {HTMLElement[]} entries */
  #list(name, entries) {
    const box = part(this.box, `[data-part="${name}"]`);
    box.hidden = !entries.length;
    refill(part(box, "ul, ol"), entries);
  }

  /** One step: what was done, what it comes to, and the words of the law that say so. @param {Step} step */
  #step(step) {
    const entry = made("li", "");
    entry.dataset["step"] = step.id;
    const law = made("span", "sc-law");
    for (const [lang, words] of [["zh", step.quote], ["en", step.quote_en]]) {
      if (lang === "en" && this.root.getAttribute("lang") !== "en") continue;
      const quote = made("q", "", words);
      quote.lang = lang ?? "";
      law.append(quote, " ");
    }
    law.append(this.#source(step));
    entry.append(made("span", "sc-step", step.text), " ", made("span", "sc-sum", step.amount), " ", law);
    return entry;
  }

  /** The words that can be read in more ways than one, and what each gives with these figures. @param {Reading} reading */
  #reading(reading) {
    const entry = made("li", "");
    const explained = document.getElementById(`reading-${reading.id}`);
    const question = made(explained ? "a" : "span", "sc-asked", reading.question);
    if (explained) question.setAttribute("href", `#${explained.id}`);
    entry.append(question);
    for (const option of reading.options) {
      const way = made("span", option.applied ? "sc-way sc-applied" : "sc-way");
      const name = this.words[option.applied ? "applied" : "other_reading"];
      way.append(made("span", "sc-tag", name), " ", made("span", "", option.text), " ", made("span", "sc-sum", option.headline));
      entry.append(" ", way);
    }
    return entry;
  }

  /** The article, as a link to those words where the page has them. @param {Step} step */
  #source(step) {
    const own = String(step.article) === this.root.dataset["article"];
    const label = this.root.dataset[own ? "clause" : "principles"] || fill(this.words["article"], { n: numbered(step.article, this.root.getAttribute("lang") ?? "") });
    const anchor = document.getElementById(`quote-${this.root.getAttribute("benefit")}-${step.id}`);
    const address = anchor ? `#${anchor.id}` : own ? "" : this.root.dataset["principlesAt"];
    const source = made(address ? "a" : "span", "", label);
    if (address) source.setAttribute("href", address);
    return source;
  }
}
