/* Copies of the forms of claims and projects: each copy gets ids of its own. */

/**
 * What a card tells its page. `form` listens to a form: what is typed is read by `read`, and told.
 * @typedef {object} Hooks
 * @property {(card: any, form: HTMLElement, read: () => void) => void} form
 * @property {(card: any) => void} again
 * @property {(card: any) => void} remove
 */

const NAMED = ["id", "for", "aria-describedby", "aria-labelledby"];

/**
 * @param {Element} model
 * @param {string} before what the ids in it begin with
 * @param {string} after what they begin with in the copy
 * @returns {HTMLElement}
 */
export function copied(model, before, after) {
  const copy = /** @type {HTMLElement} */ (document.importNode(model, true));
  rename(copy, `${before}--`, `${after}--`);
  return copy;
}

/** @param {ParentNode} within @param {string} before @param {string} after */
function rename(within, before, after) {
  for (const element of within.querySelectorAll("*")) {
    if (element instanceof HTMLTemplateElement) rename(element.content, before, after);
    for (const name of NAMED) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, ids.split(" ").map((id) => (id.startsWith(before) ? after + id.slice(before.length) : id)).join(" "));
    }
  }
}
