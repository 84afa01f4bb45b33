/* One project of a plan: its name and the sums that limit what may be paid for it. */

import { part } from "../page/dom.js";
import { Errors } from "../calculator/errors.js";
import { controls, Fields } from "../calculator/fields.js";
import { copied } from "./copy.js";

/** @typedef {import("./draft.js").Project} Project */
/** @typedef {import("./draft.js").About} About */

export class ProjectCard {
  /**
   * @param {Element} model
   * @param {Project} project kept up to date with what is typed
   * @param {About} about
   * @param {import("./copy.js").Hooks} hooks
   */
  constructor(model, project, about, hooks) {
    this.project = project;
    this.root = copied(model, "project", project.key);
    this.root.dataset["project"] = project.key;
    this.form = part(this.root, "form");
    this.name = /** @type {HTMLInputElement} */ (part(this.form, "[data-project-name]"));
    this.problem = part(this.form, ".project__problem");
    this.fields = new Fields(this.form, about.words, about.unit);
    this.errors = new Errors(this.fields, part(this.form, ".sc-summary"), about.words);
    this.fields.restore({ unit: about.unit, fields: project.fields });
    this.name.value = project.name;
    for (const field of this.fields.all.values()) for (const control of controls(field)) if (control.value) this.errors.settle(control);
    hooks.form(this, this.form, () => {
      this.fields.request(); // it notes which of several items are sent
      project.fields = this.fields.typed().fields;
      project.name = this.name.value;
    });
    part(this.root, "[data-remove-project]").addEventListener("click", () => hooks.remove(this));
    this.fields.request();
    project.fields = this.fields.typed().fields;
  }

  /** What it is called where it has no name yet. @param {string} fallback */
  call(fallback) {
    this.name.placeholder = fallback;
    this.form.setAttribute("aria-label", this.name.value.trim() || fallback);
  }

  /** @param {any} reply @param {number} place of this project in it */
  show(reply, place) {
    const mine = reply.errors.filter((/** @type {any} */ error) => error.project === place);
    this.fields.echo(reply.project_echo[place] ?? {}, reply.project_doubts[place] ?? {});
    this.errors.update({ errors: mine, answer: null, echo: {}, headline: "" });
    const general = mine.filter((/** @type {any} */ error) => !error.field || !this.fields.control(error.field, error.index));
    this.problem.textContent = general.map((/** @type {any} */ error) => error.message).join(" ");
    this.problem.hidden = !general.length;
  }
}
