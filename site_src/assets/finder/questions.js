/* The finder's yes-no questions: one group of two buttons for each, made when it is first wanted and kept, so that a question keeps its
   place and the focus while others come and go. */

import { fill, made, part } from "../page/dom.js";
import { pieceOf } from "./known.js";
import { decidedBy, questionsFor } from "./match.js";

/** @typedef {import("./match.js").Applicant} Applicant */

const MANY = 6; // benefits that are named; of more it is said how many they are

export class Questions {
  /** @type {Map<string, HTMLElement>} */
  #made = new Map();

  /**
   * @param {HTMLElement} root
   * @param {{data: any, list: Document, words: Record<string, any>, semicolon: string}} page
   * @param {(question: string, said: boolean|null) => void} answer
   */
  constructor(root, page, answer) {
    this.root = root;
    this.page = page;
    this.answer = answer;
    this.list = part(root, ".finder__list");
  }

  /** @param {Applicant} applicant */
  show(applicant) {
    const wanted = questionsFor(this.page.data, applicant);
    const elements = wanted.map((id) => this.#question(id));
    for (const child of [...this.list.children]) if (!elements.includes(/** @type {HTMLElement} */ (child))) child.remove();
    elements.forEach((element, place) => {
      const here = this.list.children[place];
      if (here !== element) this.list.insertBefore(element, here ?? null); // the rest are in their order: none is ever moved
    });
    wanted.forEach((id, place) => this.#update(/** @type {HTMLElement} */ (elements[place]), id, applicant));
    this.root.hidden = !applicant.did.length && !wanted.length;
    part(this.root, ".finder__none").hidden = wanted.length > 0;
  }

  /** @param {string} id @returns {HTMLElement} */
  #question(id) {
    const known = this.#made.get(id);
    if (known) return known;
    const { words, data } = this.page;
    const { ask, undefined: open, direction } = data.questions.find((/** @type {{id: string}} */ one) => one.id === id);
    const group = made("fieldset", "question");
    group.dataset["question"] = id;
    group.setAttribute("role", "radiogroup");
    const legend = made("legend", "", ask);
    if (open) legend.append(" ", made("span", "tag tag--undefined", words["undefined"]));
    if (direction) legend.append(" ", made("span", "tag tag--direction", words["direction"]));
    const choices = made("div", "question__choices");
    for (const said of [true, false]) {
      const label = made("label", "pill");
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: `answer-${id}`, value: String(said) });
      radio.addEventListener("change", (event) => {
        event.stopPropagation(); // the form's own listener reads who and what alone
        this.answer(id, said);
      });
      label.append(radio, ` ${words[said ? "yes" : "no"]}`);
      choices.append(label);
    }
    const clear = made("button", "plain", words["clear"]);
    clear.setAttribute("type", "button");
    clear.setAttribute("aria-label", fill(words["clear_answer"], { ask }));
    clear.addEventListener("click", () => {
      group.querySelector("input")?.focus();
      this.answer(id, null);
    });
    choices.append(clear);
    group.append(legend, made("p", "question__for"), choices);
    this.#made.set(id, group);
    return group;
  }

  /** @param {HTMLElement} group @param {string} id @param {Applicant} applicant */
  #update(group, id, applicant) {
    const [yes, no] = group.querySelectorAll("input");
    if (!yes || !no) return;
    yes.checked = applicant.yes.includes(id);
    no.checked = applicant.no.includes(id);
    part(group, "button").hidden = !yes.checked && !no.checked;
    const names = decidedBy(this.page.data, applicant, id).map((benefit) => pieceOf(this.page.list, benefit, "name").textContent);
    const told = names.length > MANY ? fill(this.page.words["decides_many"], { n: String(names.length) }) : names.join(this.page.semicolon);
    part(group, ".question__for").textContent = this.page.words["decides"] + told;
  }
}
