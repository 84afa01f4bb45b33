/* One field to try a benefit at once: the answer comes in place from the same Python as everywhere, which starts at the first touch of a
   field; the link beside it opens the whole calculator with the same figure in the address's fragment. */

import { Asking } from "../calculator/asking.js";
import { fill, made } from "../page/dom.js";
import { isBare, trimmed } from "../page/numbers.js";
import { engine } from "../runtime/engine.js";
import { Failure } from "../runtime/failures.js";
import { fragment } from "../calculator/permalink.js";

/** @typedef {import("../page/types.js").Reply} Reply */
/** @typedef {{name: string, question: string, expects: boolean}} Condition */

const PAUSE = 350; // ms without a key after which the figure counts as typed

export class Trial {
  /** @type {HTMLInputElement|HTMLSelectElement|null} */
  #control = null;
  /** @type {Record<string, string>} */
  #given = {};
  /** What the person has answered of the conditions. @type {Record<string, string[]>} */
  #answered = {};
  /** The figure as Python understood it. @type {string[]|undefined} */
  #understood;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;
  #waiting = false;

  /**
   * @param {{data: any, words: Record<string, any>, script: any, gap: string}} page
   * @param {any} benefit
   * @param {string} address of the benefit on its article's page
   */
  constructor(page, benefit, address) {
    this.page = page;
    this.benefit = benefit;
    this.place = address.replace(/#.*/, "");
    this.element = made("form", "trial");
    this.element.setAttribute("method", "dialog"); // sends nothing by itself
    this.answer = made("p", "trial__answer");
    this.answer.setAttribute("role", "status");
    this.given = made("span", "trial__given", page.words["try_given"] + page.gap);
    this.link = made("a", "trial__full", page.words["try_full"]);
    if (benefit.try) this.#build(benefit.try);
    const note = made("p", "trial__note");
    note.append(this.given, page.words["try_note"]);
    this.element.append(this.answer, this.link, note);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    this.#lead();
    this.asking = new Asking((question) => engine.respond(question, benefit.try.rules), (reply) => this.#show(reply), (cause) => this.#lost(cause));
    engine.onStage(({ stage, failure }) => this.#stage(stage, failure?.code));
  }

  /** @param {boolean} possible @param {boolean} assumes whether it is worked out as if something open were settled @param {Map<string, boolean>} answers */
  update(possible, assumes, answers) {
    this.element.hidden = !possible;
    this.given.hidden = !assumes || !this.#control;
    /** @type {Condition[]} */
    const conditions = this.benefit.conditions;
    const before = JSON.stringify(this.#given);
    this.#given = Object.fromEntries(conditions.map(({ name, question, expects }) => [name, String(answers.get(question) ?? expects)]));
    const answered = conditions.filter(({ question }) => answers.has(question));
    this.#answered = Object.fromEntries(answered.map(({ name, question }) => [name, [String(answers.get(question))]]));
    this.#lead();
    if (possible && JSON.stringify(this.#given) !== before && this.#control?.value.trim()) this.#ask();
  }

  /** What is typed and answered, as it would stand in the whole form. @returns {Record<string, string[]>} */
  get fields() {
    const typed = this.#control?.value ?? "";
    return { ...this.#answered, ...(trimmed(typed) ? { [this.benefit.try.input]: [typed] } : {}) };
  }

  /** @param {{input: string, type: string, label: string, options: [string, string][], rules: string}} tried */
  #build(tried) {
    const id = `try-${this.benefit.id}`;
    const label = made("label", "", tried.label);
    label.setAttribute("for", id);
    const row = made("div", "trial__row");
    const control = document.createElement(tried.options.length ? "select" : "input");
    control.id = id;
    control.name = tried.input;
    if (control instanceof HTMLInputElement) {
      control.type = "text";
      control.inputMode = tried.type === "count" ? "numeric" : tried.type === "percent" ? "text" : "decimal";
      control.autocomplete = "off";
    } else {
      control.append(new Option(this.page.words["try_choose"], ""));
      for (const [value, text] of tried.options) control.append(new Option(text, value));
    }
    const button = made("button", "trial__go", this.page.words["try"]);
    button.setAttribute("type", "submit");
    control.addEventListener("focus", () => {
      engine.need(tried.rules);
      engine.start();
    });
    control.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#understood = undefined;
      this.#lead();
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    row.append(control, button);
    this.element.append(label, row);
    this.#control = control;
  }

  /** The link with the figure as it stands, and with what is answered: until Python has read it, a bare sum goes with its unit. */
  #lead() {
    const { id, try: tried } = this.benefit;
    const values = { ...this.#answered };
    const typed = trimmed(this.#control?.value ?? "");
    if (typed) {
      const bare = tried.type.startsWith("money") && isBare(typed);
      values[tried.input] = this.#understood ?? [bare ? fill(this.page.words["bare"], { n: typed }) : typed];
      for (const [name, value] of Object.entries(tried.also)) values[name] = [String(value)];
    }
    this.link.setAttribute("href", this.place + fragment(id, this.page.data.edition, values));
  }

  #ask() {
    clearTimeout(this.#timer);
    const typed = trimmed(this.#control?.value ?? "");
    if (!typed) {
      this.answer.textContent = "";
      return;
    }
    const { input, type, also } = this.benefit.try;
    const inputs = { ...also, ...this.#given, [input]: type === "money-list" ? [typed] : typed };
    this.#waiting = true;
    engine.retry();
    this.asking.ask(JSON.stringify({ benefit: this.benefit.id, lang: document.documentElement.lang.slice(0, 2), inputs, money_unit: this.page.data.unit }));
  }

  /** @param {Reply} reply */
  #show(reply) {
    this.#waiting = false;
    const wrong = reply.errors[0];
    this.#understood = wrong ? undefined : reply.values?.[this.benefit.try.input];
    this.#lead();
    this.answer.textContent = wrong ? wrong.message : reply.headline;
    this.answer.classList.toggle("trial__answer--wrong", Boolean(wrong));
  }

  /** No answer will come. @param {unknown} cause */
  #lost(cause) {
    this.#stage("failed", cause instanceof Failure ? cause.code : "unknown");
    this.#waiting = false;
  }

  /** What the engine is doing, as long as an answer is awaited. @param {string} stage @param {string} [code] of a failure */
  #stage(stage, code) {
    if (!this.#waiting || stage === "ready") return;
    const { stages, failures } = this.page.script;
    const failed = failures[code ?? ""] ?? failures.unknown;
    this.answer.textContent = stage === "failed" ? `${failed.what} ${failed.do}` : (stages[stage] ?? stages.loading);
  }
}
