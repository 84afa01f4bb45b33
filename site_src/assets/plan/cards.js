/* The claims and projects of a plan as cards in the page: made from its draft, kept in step with it, told what each comes to. */

import { fill, part } from "../page/dom.js";
import { ClaimCard, NEW_PROJECT } from "./claim.js";
import { newKey, projectName, yearFor } from "./draft.js";
import { ProjectCard } from "./project.js";
import { afterPress } from "../page/press.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").Claim} Claim */
/** @typedef {import("./draft.js").About} About */

const PAUSE = 1200; // ms without a key after which an unreadable text is called one

export class Cards {
  /** @type {ClaimCard[]} */
  claims = [];
  /** @type {ProjectCard[]} */
  projects = [];
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #pause;

  /** @param {HTMLElement} root @param {About} about @param {{typed: () => void, commit: (what: string) => void}} hooks */
  constructor(root, about, hooks) {
    this.root = root;
    this.about = about;
    this.hooks = hooks;
    this.list = part(root, ".claims");
    this.section = part(root, ".plan__projects");
    this.projectList = part(root, ".projects");
    this.costs = part(root, "#plan-costs");
  }

  /** @param {Draft} draft kept up to date with what is typed; the forms of its claims are here */
  show(draft) {
    this.draft = draft;
    this.projects = draft.projects.map((one) => this.#projectCard(one));
    this.claims = draft.claims.map((one) => this.#claimCard(one));
    this.#arrange();
  }

  /** One more claim at the end, whose form is here. @param {string} benefit @returns {ClaimCard|null} */
  add(benefit) {
    const { draft } = this;
    if (!draft || !this.about.types(benefit)) return null;
    const year = yearFor(draft, benefit, this.about);
    return this.#insert({ key: newKey(draft, "c"), benefit, year, project: "", cost: "", fields: {} }, draft.claims.length);
  }

  /** The focus to a claim. @param {number} place */
  go(place) {
    this.claims[place]?.focus();
  }

  /** The old figures are gone as soon as anything changes. */
  clear() {
    for (const card of this.claims) card.clear();
  }

  /** @param {any} reply */
  answer(reply) {
    this.claims.forEach((card, place) => card.show(reply, place));
    this.projects.forEach((card, place) => card.show(reply, place));
  }

  /** @param {Claim} claim @param {number} place */
  #insert(claim, place) {
    this.draft?.claims.splice(place, 0, claim);
    const card = this.#claimCard(claim);
    this.claims.splice(place, 0, card);
    this.#arrange();
    return card;
  }

  /** Puts the cards into the page in their order, numbers them, and offers each the projects and costs there are. */
  #arrange() {
    place(this.list, this.claims.map((card) => card.root));
    place(this.projectList, this.projects.map((card) => card.root));
    this.section.hidden = !this.projects.length;
    this.claims.forEach((card, at) => card.number(at + 1));
    this.#name();
  }

  /** What follows from names that are typed. */
  #name() {
    const { draft, about } = this;
    if (!draft) return;
    const projects = draft.projects.map((one) => ({ key: one.key, name: projectName(draft, one, about) }));
    for (const card of this.claims) card.offer(projects);
    this.projects.forEach((card, at) => card.call(fill(about.words["default_project"], { n: at + 1 })));
    const costs = [...new Set(draft.claims.map((claim) => claim.cost.trim()).filter(Boolean))];
    this.costs.replaceChildren(...costs.map((cost) => new Option(cost)));
  }

  /** @param {Claim} claim */
  #claimCard(claim) {
    const model = /** @type {Element} */ (this.about.forms.form(claim.benefit));
    return new ClaimCard(model, claim, this.about, {
      form: (card, form, read) => this.#listen(card, form, read),
      again: (card) => this.#again(card),
      remove: (card) => this.#remove(card),
    });
  }

  /** @param {import("./draft.js").Project} project */
  #projectCard(project) {
    const { content } = /** @type {HTMLTemplateElement} */ (part(this.root, "template[data-project]"));
    return new ProjectCard(/** @type {Element} */ (content.firstElementChild), project, this.about, {
      form: (card, form, read) => this.#listen(card, form, read),
      again: () => {},
      remove: (card) => this.#removeProject(card),
    });
  }

  /** What is typed into a form, and what its list's buttons do. @param {ClaimCard|ProjectCard} card @param {HTMLElement} form @param {() => void} read */
  #listen(card, form, read) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      card.fields.tidy();
      clearTimeout(this.#pause);
      if (target instanceof HTMLInputElement && target.type === "text") {
        card.errors.typing();
        this.#pause = setTimeout(() => card.errors.settle(target), PAUSE);
      }
      read();
      if (card instanceof ClaimCard && card.claim.project === NEW_PROJECT) return; // its change makes one
      this.hooks.typed();
    });
    form.addEventListener("change", () => {
      read();
      if (card instanceof ClaimCard && card.claim.project === NEW_PROJECT) return this.#newProject(card);
      this.#name();
      if (card instanceof ClaimCard) card.number(this.claims.indexOf(card) + 1);
      this.hooks.commit(this.about.words["changed"]);
    });
    form.addEventListener("focusout", ({ target }) => {
      clearTimeout(this.#pause);
      afterPress(() => card.errors.settle(target));
    });
    form.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      const field = /** @type {HTMLElement|null} */ (button?.closest("[data-field]") ?? null);
      if (!button || !field) return;
      if (button.hasAttribute("data-add")) card.fields.add(field);
      else if (button.hasAttribute("data-remove")) card.fields.remove(field, button);
      else if (button.hasAttribute("data-clear")) card.fields.clear(field);
      else return;
      read();
      this.hooks.commit(this.about.words["changed"]);
    });
  }

  /** The same once more, a year later, right after it. @param {ClaimCard} card */
  #again(card) {
    const { draft, about } = this;
    if (!draft) return;
    const year = String((Number(card.claim.year) || about.first) + 1);
    const copy = { ...JSON.parse(JSON.stringify(card.claim)), key: newKey(draft, "c"), year, cost: later(card.claim, year) };
    const added = this.#insert(copy, this.claims.indexOf(card) + 1);
    this.hooks.commit(fill(about.words["added"], { name: card.name, year }));
    added.focus();
  }

  /** @param {ClaimCard} card */
  #remove(card) {
    const { draft, about } = this;
    const at = this.claims.indexOf(card);
    if (!draft || at < 0) return;
    draft.claims.splice(at, 1);
    this.claims.splice(at, 1);
    this.#arrange();
    this.hooks.commit(fill(about.words["removed"], { name: card.name, year: card.claim.year }));
    const next = this.claims[at] ?? this.claims[at - 1];
    if (next) next.heading.focus();
    else part(this.root, ".picker__open").focus();
  }

  /** @param {ClaimCard} card that is to belong to it */
  #newProject(card) {
    const { draft } = this;
    if (!draft) return;
    const project = { key: newKey(draft, "p"), name: "", fields: {} };
    draft.projects.push(project);
    card.claim.project = project.key;
    const added = this.#projectCard(project);
    this.projects.push(added);
    this.#arrange();
    this.hooks.commit(this.about.words["project_added"]);
    added.root.scrollIntoView({ block: "center" });
    added.name.focus();
  }

  /** @param {ProjectCard} card */
  #removeProject(card) {
    const { draft, about } = this;
    if (!draft) return;
    const name = projectName(draft, card.project, about);
    draft.projects = draft.projects.filter(({ key }) => key !== card.project.key);
    for (const claim of draft.claims) if (claim.project === card.project.key) claim.project = "";
    this.projects = this.projects.filter((one) => one !== card);
    this.#arrange();
    this.hooks.commit(fill(about.words["project_removed"], { name }));
    part(this.root, "#plan-claims").focus();
  }
}

/** The cost of a year later is another, and has another name. @param {Claim} claim @param {string} year */
function later({ cost, year: before }, year) {
  const name = cost.trim();
  if (!name) return "";
  return before && name.includes(before) ? name.split(before).join(year) : `${name} ${year}`;
}

/** Makes these the children, in this order; those that are there already are not moved, for that would take the focus away.
 * @param {HTMLElement} list @param {HTMLElement[]} elements */
function place(list, elements) {
  for (const child of [...list.children]) if (!elements.includes(/** @type {HTMLElement} */ (child))) child.remove();
  elements.forEach((element, at) => {
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
  });
}
