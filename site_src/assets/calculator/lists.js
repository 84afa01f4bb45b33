// A list field: one control for each item, made from the field's own <template>.

import { fill } from "../page/dom.js";

/** @typedef {import("../page/types.js").Words} Words */

/** @param {HTMLElement} field @returns {HTMLElement[]} */
const itemsOf = (field) => [.../** @type {NodeListOf<HTMLElement>} */ (field.querySelectorAll(".sc-items > .sc-item"))];

/** Makes the list as long as that; what stands in the items that stay is kept. @param {HTMLElement} field @param {number} count @param {Words} words */
export function resize(field, count, words) {
  const items = itemsOf(field);
  for (const item of items.slice(count)) item.remove();
  const model = field.querySelector("template");
  const list = field.querySelector(".sc-items");
  for (let at = items.length; model && list && at < count; at += 1) list.append(model.content.cloneNode(true));
  number(field, words);
}

/** @param {HTMLElement} field @param {number} at @param {Words} words */
export function removeItem(field, at, words) {
  itemsOf(field)[at]?.remove();
  number(field, words);
}

/** Numbers the items afresh: ids, labels, and what the buttons are called. @param {HTMLElement} field @param {Words} words */
function number(field, words) {
  itemsOf(field).forEach((item, at) => {
    const n = at + 1;
    const input = item.querySelector("input");
    if (!input) return;
    const before = input.id;
    const after = before.replace(/\d+$/, String(n));
    for (const part of item.querySelectorAll("[id]")) part.id = after + part.id.slice(before.length);
    input.setAttribute("aria-describedby", `${after}-error ${after}-echo`);
    const label = item.querySelector("label");
    if (label) {
      label.htmlFor = after;
      label.textContent = fill(words["item"], { n });
    }
    const name = fill(words["remove_item"], { n, label: field.dataset["label"] ?? "" });
    item.querySelector("[data-remove]")?.setAttribute("aria-label", name);
  });
}
