/* One claim of a plan: a copy of its benefit's form, what stands in it, and what it comes to. Knows no benefit. */

import { fill, made, part, unfold } from "../page/dom.js";
import { numbered } from "../page/numeral.js";
import { Errors } from "../calculator/errors.js";
import { controls, Fields } from "../calculator/fields.js";
import { copied } from "./copy.js";

/** @typedef {import("./draft.js").Claim} Claim */
/** @typedef {import("./draft.js").About} About */
/** @typedef {import("./copy.js").Hooks} Hooks */

export const NEW_PROJECT = "+"; // the choice that makes one

export class ClaimCard {
  /**
   * @param {Element} model
   * @param {Claim} claim kept up to date with what is typed
   * @param {About} about
   * @param {Hooks} hooks
   */
  constructor(model, claim, about, hooks) {
    this.claim = claim;
    this.about = about;
    this.root = copied(model, claim.benefit, claim.key);
    this.root.dataset["claim"] = claim.key;
    this.root.dataset["benefit"] = claim.benefit;
    this.form = part(this.root, "form");
    this.heading = part(this.root, ".claim__name");
    this.name = this.heading.textContent ?? "";
    this.problem = part(this.form, ".claim__problem");
    this.year = /** @type {HTMLSelectElement} */ (part(this.form, "[data-year]"));
    this.otherYear = /** @type {HTMLInputElement} */ (part(this.form, "[data-other-year]"));
    this.project = /** @type {HTMLSelectElement|null} */ (this.form.querySelector("[data-project]"));
    this.cost = /** @type {HTMLInputElement|null} */ (this.form.querySelector("[data-cost]"));
    this.output = part(this.root, "output");
    this.fields = new Fields(this.form, about.words, about.unit);
    this.errors = new Errors(this.fields, part(this.form, ".sc-summary"), about.words);
    this.fields.restore({ unit: about.unit, fields: claim.fields });
    this.fields.request();
    claim.fields = this.fields.typed().fields;
    this.#showYear();
    if (this.cost) this.cost.value = claim.cost;
    for (const field of this.fields.all.values()) for (const control of controls(field)) if (control.value) this.errors.settle(control);
    this.fields.unfold();
    if (this.cost && claim.cost.trim()) unfold(this.cost);
    if (this.project && claim.project) unfold(this.project);
    this.#listen(hooks);
  }

  /** @param {Hooks} hooks */
  #listen(hooks) {
    hooks.form(this, this.form, () => this.#read());
    this.year.addEventListener("change", () => {
      this.otherYear.hidden = this.year.value !== "";
      if (!this.otherYear.hidden) this.otherYear.focus();
    });
    part(this.root, "[data-again]").addEventListener("click", () => hooks.again(this));
    part(this.root, "[data-remove-claim]").addEventListener("click", () => hooks.remove(this));
  }

  /** Takes what stands in the form into the claim. */
  #read() {
    this.fields.request(); // it notes which of several items are sent
    this.claim.fields = this.fields.typed().fields;
    this.claim.year = this.year.value || this.otherYear.value.trim();
    if (this.cost) this.claim.cost = this.cost.value;
    if (this.project) this.claim.project = this.project.value;
  }

  #showYear() {
    const listed = [...this.year.options].some((option) => option.value === this.claim.year && option.value);
    this.year.value = listed ? this.claim.year : "";
    this.otherYear.hidden = listed;
    this.otherYear.value = listed ? "" : this.claim.year;
  }

  /** The projects to choose from. @param {{key: string, name: string}[]} projects */
  offer(projects) {
    if (!this.project) return;
    const { project_none: none, project_new: another } = this.about.words;
    const options = [new Option(none, ""), ...projects.map(({ key, name }) => new Option(name, key)), new Option(another, NEW_PROJECT)];
    this.project.replaceChildren(...options);
    this.project.value = this.claim.project;
    if (this.project.selectedIndex < 0) this.project.value = this.claim.project = "";
    // What stands in the folded part is said on its lid.
    const texts = [...this.form.querySelectorAll(".sc-more:last-of-type input[type=text]")].map((input) => /** @type {HTMLInputElement} */ (input).value.trim());
    const named = this.claim.project ? this.project.selectedOptions[0]?.text : "";
    part(this.form, ".claim__folded").textContent = [named, ...texts].filter(Boolean).join(" · ");
  }

  /** The focus to where one begins to fill it in. */
  focus() {
    const first = this.form.querySelector("[data-field] input");
    (first instanceof HTMLElement && first.checkVisibility?.() !== false ? first : this.heading).focus();
  }

  /** Its place in the plan. @param {number} n */
  number(n) {
    const named = fill(this.about.words["item_name"], { n, name: this.name, year: this.claim.year });
    for (const selector of ["[data-again]", "[data-remove-claim]"]) {
      const button = part(this.root, selector);
      button.setAttribute("aria-label", `${button.textContent}${this.about.words["colon"]}${named}`);
    }
    this.form.setAttribute("aria-label", named);
    this.form.removeAttribute("aria-labelledby");
  }

  /** The old figures are gone as soon as anything changes. */
  clear() {
    this.root.toggleAttribute("data-stale", true);
    this.output.textContent = "";
    delete this.output.dataset["payable"];
    for (const selector of [".claim__alone", ".claim__reduced", ".claim__steps"]) part(this.root, selector).hidden = true;
  }

  /**
   * @param {any} reply
   * @param {number} place of this claim in it
   */
  show(reply, place) {
    const mine = reply.errors.filter((/** @type {any} */ error) => error.claim === place);
    const answer = reply.plan?.claims[place] ?? null;
    const shown = reply.shown?.claims[place] ?? null;
    this.fields.echo(reply.echo[place] ?? {}, reply.doubts[place] ?? {});
    this.errors.update({ errors: mine, answer, echo: {}, headline: "" });
    const general = mine.filter((/** @type {any} */ error) => !error.field || !this.fields.control(error.field, error.index));
    this.problem.textContent = general.map((/** @type {any} */ error) => error.message).join(" ");
    this.problem.hidden = !general.length;
    for (const box of this.form.querySelectorAll("details")) if (box.querySelector(".sc-wrong")) box.open = true;
    this.root.removeAttribute("data-stale");
    const settled = shown && answer && ["amount", "nothing"].includes(answer.outcome);
    this.root.dataset["outcome"] = settled && !Number(answer.payable) ? "nothing" : (answer?.outcome ?? "error");
    this.root.dataset["bound"] = answer?.bound ?? "";
    this.output.textContent = settled ? shown.payable : (shown?.headline ?? mine[0]?.message ?? "");
    if (settled) this.output.dataset["payable"] = answer.payable;
    else delete this.output.dataset["payable"];
    this.#reduced(shown);
    this.#steps(settled ? shown : null);
  }

  /** @param {any} shown */
  #reduced(shown) {
    const reduced = shown?.reduced ?? [];
    const alone = part(this.root, ".claim__alone");
    alone.hidden = !reduced.length;
    if (reduced.length) alone.textContent = fill(this.about.words["alone"], { amount: shown.amount });
    const box = part(this.root, ".claim__reduced");
    box.hidden = !reduced.length;
    part(box, "ul").replaceChildren(
      ...reduced.map((/** @type {any} */ one) => {
        const entry = made("li", "", one.text);
        entry.append(" ", this.#law(one));
        return entry;
      }),
    );
  }

  /** @param {any} shown */
  #steps(shown) {
    const box = part(this.root, ".claim__steps");
    const steps = shown ? [...shown.checks, ...shown.steps] : [];
    box.hidden = !steps.length;
    part(box, "ol").replaceChildren(
      ...steps.map((/** @type {any} */ step) => {
        const entry = made("li", "");
        entry.append(made("span", "sc-step", step.text), " ", made("span", "sc-sum", step.amount), " ", this.#law(step));
        return entry;
      }),
    );
    const said = shown ? [...shown.reasons, ...assumed(shown, this.about.words), ...shown.notes] : [];
    part(box, "ul").replaceChildren(...said.map((text) => made("li", "", text)));
  }

  /** The words of the law that something rests on. @param {{quote: string, quote_en?: string, article: number}} said */
  #law({ quote, quote_en, article }) {
    const law = made("span", "sc-law");
    for (const [lang, words] of [["zh", quote], ["en", quote_en]]) {
      if (!words || (lang === "en" && this.about.lang !== "en")) continue;
      const cited = made("q", "", words);
      cited.lang = lang ?? "";
      law.append(cited, " ");
    }
    law.append(fill(this.about.words["article"], { n: numbered(article, this.about.lang) }));
    return law;
  }
}

/** The conditions that were left unanswered, in one sentence. @param {{assumed: string[]}} shown @param {Record<string, any>} words */
const assumed = (shown, words) => (shown.assumed.length ? [`${words["assumed"]}${shown.assumed.join(words["semicolon"])}${words["full_stop"]}`] : []);
