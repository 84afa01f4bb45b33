/* What a plan comes to: two kinds of sums side by side, year by year, what to note, what could be added. Sentences come from Python. */

import { fill, made, part } from "../page/dom.js";
import { element, picture, yearsOf } from "./picture.js";

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
    for (const name of ["places", "to_others", "gap", "outside"]) this.#aside(name, shown[name]);
    this.#years(reply);
    this.#warnings(shown.warnings);
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
    const table = part(this.box, ".plan__years:not(.plan__outside)");
    part(table, "tbody").replaceChildren(...shown.years.map(row));
    const [exact, upTo] = table.querySelectorAll("tfoot td");
    if (exact && upTo) [exact.textContent, upTo.textContent] = [shown.exact, shown.up_to];
    const outside = part(this.box, ".plan__outside");
    outside.hidden = !shown.outside_years.length;
    part(outside, "tbody").replaceChildren(...shown.outside_years.map(row));
  }

  /** @param {{text: string, claims: number[]}[]} warnings */
  #warnings(warnings) {
    const box = part(this.box, '[data-part="warnings"]');
    box.hidden = !warnings.length;
    part(box, "ul").replaceChildren(
      ...warnings.map(({ text, claims }) => {
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

/** @param {{year: string, exact: string, up_to: string}} year */
function row({ year, exact, up_to }) {
  const line = document.createElement("tr");
  const head = made("th", "", year);
  head.setAttribute("scope", "row");
  line.append(head, made("td", "", exact), made("td", "", up_to));
  return line;
}
