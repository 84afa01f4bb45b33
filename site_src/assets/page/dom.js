// Small helpers. Text goes into the page as text, never as HTML.

/** Puts values into a sentence of the page's words: `{name}`. @param {string} sentence @param {Record<string, string|number>} values */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));

/** The one element that must be there. @param {ParentNode} root @param {string} selector @returns {HTMLElement} */
export function part(root, selector) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`A calculator's page lacks ${selector}`);
  return found;
}

/** The script of a page has come: what waited for it appears, and the sentence that would have said otherwise goes. @param {HTMLElement} root */
export function appear(root) {
  root.hidden = false;
  document.querySelector(".late")?.remove();
}

/** @param {string} tag @param {string} className @param {string} [text] */
export function made(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** Opens whatever it is folded away in. @param {Element} element */
export function unfold(element) {
  for (let box = element.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
}

// What stays as it was is not laid out and painted again: with an answer at every key, that is most of a page's work.

/** @param {Element} element @param {string} text what it is to say */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} list @param {Element[]} entries what it is to hold */
export function refill(list, entries) {
  entries.forEach((entry, place) => {
    const now = list.children[place];
    if (!now) list.append(entry);
    else if (!now.isEqualNode(entry)) now.replaceWith(entry);
  });
  while (list.children.length > entries.length) list.lastElementChild?.remove();
}
