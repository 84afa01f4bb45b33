// The data page: puts the address the page is read from into the examples, and copies them.

import { copied } from "./clipboard.js";

const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-root]"));
if (root) {
  const address = new URL(root.dataset.root ?? "", location.href).href;
  for (const place of root.querySelectorAll("[data-site]")) place.textContent = address;
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll("[data-copy]"))) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const text = document.querySelector(`[data-snippet="${button.dataset.copy}"]`)?.textContent ?? "";
  const said = /** @type {HTMLElement | null} */ (button.parentElement?.querySelector("[role=status]"));
  const done = await copied(text);
  if (said) said.textContent = (done ? button.dataset.copied : button.dataset.notCopied) ?? "";
}
