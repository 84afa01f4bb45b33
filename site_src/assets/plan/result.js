/* What a plan comes to: two kinds of sums side by side, year by year, what to note, what could be added. Sentences come from Python. */

import { fill, made, part } from "../page/dom.js";
import { element, picture, yearsOf } from "./picture.js";

const PARTS = /** @type {const} */ (["inside", "open", "outside"]);

const LISTED = 6; // of what could be added, before somebody asks for more

export class PlanResult {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, any>} words
   * @param {{add: (benefit: string) => void, go: (claim: number) => void}} hooks
   */
  constructor(root, words, hooks) {
    this.words = words;
    this.hooks = hooks;
    this.box = part(root, ".plan__result");
    this.headline = part(this.box, ".plan__headline");
    this.answer = part(this.box, ".plan__answer");
    this.sums = part(this.box, ".sums");
    this.exact = /** @type {HTMLOutputElement} */ (part(this.box, "output[name=exact]"));
    this.upTo = /** @type {HTMLOutputElement} */ (part(this.box, "output[name=up_to]"));
    this.foot = part(root, ".plan__foot span");
    this.more = part(this.box, '[data-part="could_add"]');
    this.waiting = this.headline.textContent ?? "";
  }

  /** Takes the old figures away. @param {string} [sentence] */
  clear(sentence = this.waiting) {
    this.box.toggleAttribute("data-stale", true);
    this.headline.textContent = sentence;
    this.foot.textContent = sentence;
    for (const output of [this.exact, this.upTo]) {
      output.textContent = "";
      delete output.dataset["amount"];
    }
  }

  /** There is no plan: as if the page had just come. */
  empty() {
    this.clear();
    this.answer.hidden = this.sums.hidden = true;
    this.more.hidden = true;
  }

  /** @param {any} reply */
  show(reply) {
    const { shown, plan } = reply;
    const some = plan.claims.some((/** @type {any} */ claim) => claim && ["amount", "nothing"].includes(claim.outcome));
    this.box.removeAttribute("data-stale");
    this.answer.hidden = this.sums.hidden = !some;
    this.headline.textContent = some ? shown.headline : this.words["nothing_yet"];
    this.foot.textContent = some ? fill(this.words["foot"], { exact: shown.exact, up_to: shown.up_to }) : this.headline.textContent;
    this.exact.textContent = shown.exact;
    this.exact.dataset["amount"] = plan.totals.exact;
    this.upTo.textContent = shown.up_to;
    this.upTo.dataset["amount"] = plan.totals.up_to;
    for (const name of ["places", "to_others", "gap", "open", "outside"]) this.#aside(name, shown[name]);
    this.#years(reply);
    this.#told("edges", shown.edges);
    this.#told("warnings", shown.warnings);
    this.#told("readings", shown.readings);
    this.#couldAdd(shown.could_add);
    part(this.box, ".plan__stamp").textContent = shown.stamp;
  }

  /** @param {string} name @param {string} text */
  #aside(name, text) {
    const line = part(this.box, `[data-part="${name}"]`);
    line.hidden = !text;
    part(line, "span").textContent = text;
  }

  /** @param {any} reply */
  #years(reply) {
    const { shown } = reply;
    part(this.box, ".plan__picture").replaceChildren(element(picture(yearsOf(reply), this.words, "plan")));
    for (const name of PARTS) {
      const body = part(this.box, `.plan__years tbody[data-part="${name}"]`);
      const sums = shown.totals[name];
      body.hidden = !sums;
      body.replaceChildren();
      if (!sums) continue;
      const heads = part(this.box, ".plan__years").dataset;
      if (name !== "inside") body.append(heading(heads[name] ?? ""));
      body.append(...shown.years.filter((/** @type {any} */ year) => year.part === name).map(row));
      if (name === "inside") body.append(row({ year: heads["inside"] ?? "", ...sums }, "plan__sum"));
    }
  }

  /** Sentences with the claims that they are about. @param {string} name @param {{text: string, claims: number[]}[]} said */
  #told(name, said) {
    const box = part(this.box, `[data-part="${name}"]`);
    box.hidden = !said.length;
    part(box, "ul").replaceChildren(
      ...said.map(({ text, claims }) => {
        const entry = made("li", "", text);
        for (const place of claims) {
          const link = made("button", "plan__go", fill(this.words["warned_claim"], { n: place + 1 }));
          link.setAttribute("type", "button");
          link.addEventListener("click", () => this.hooks.go(place));
          entry.append(" ", link);
        }
        return entry;
      }),
    );
  }

  /** @param {{benefit: string, name: string, most: string}[]} found */
  #couldAdd(found) {
    this.more.hidden = !found.length;
    const entries = found.map(({ benefit, name, most }) => {
      const entry = made("li", "");
      const button = made("button", "plain", this.words["add_this"]);
      button.setAttribute("type", "button");
      button.setAttribute("aria-label", `${this.words["add_this"]}${this.words["colon"]}${name}`);
      button.addEventListener("click", () => this.hooks.add(benefit));
      entry.append(made("span", "plan__could", name), " ", made("span", "quiet", most), " ", button);
      return entry;
    });
    const list = part(this.more, "ul");
    list.replaceChildren(...entries.slice(0, LISTED));
    if (entries.length <= LISTED) return;
    const rest = made("button", "plain", fill(this.words["show_more"], { n: entries.length - LISTED }));
    rest.setAttribute("type", "button");
    const last = made("li", "");
    last.append(rest);
    list.append(last);
    rest.addEventListener("click", () => {
      last.replaceWith(...entries.slice(LISTED));
      /** @type {HTMLElement|null} */ (entries[LISTED]?.querySelector("button") ?? null)?.focus();
    });
  }
}

/** What is said above the years of a part. @param {string} text */
function heading(text) {
  const line = made("tr", "");
  const head = made("th", "", text);
  head.setAttribute("scope", "rowgroup");
  head.setAttribute("colspan", "3");
  line.append(head);
  return line;
}

/** @param {{year: string, exact: string, up_to: string}} year @param {string} [look] */
function row({ year, exact, up_to }, look = "") {
  const line = made("tr", look);
  const head = made("th", "", year);
  head.setAttribute("scope", "row");
  line.append(head, made("td", "", exact), made("td", "", up_to));
  return line;
}
