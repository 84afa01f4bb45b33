// The result to take away: as text in the clipboard, or as a printed sheet with what was entered and the stamp.

import { copied } from "../page/clipboard.js";
import { part } from "../page/dom.js";
import { controls, isRadio } from "./fields.js";
import { fragment, read } from "./permalink.js";

/** @typedef {import("../page/types.js").Words} Words */

/** @param {Element|null} element */
const textOf = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** Everything that belongs to the answer, as plain text. @param {HTMLElement} root @param {Words} words @returns {string} */
function asText(root, words) {
  const lines = [textOf(root.querySelector(".sc-sheet-title")), "", ...entered(root, words), ""];
  lines.push(textOf(root.querySelector("output")), textOf(root.querySelector(".sc-plain")));
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"))) {
    const entries = [...box.querySelectorAll("li")];
    if (box.hidden || !entries.length) continue;
    lines.push("", textOf(box.querySelector(".sc-part-title, summary")), ...entries.map((entry) => `- ${textOf(entry)}`));
  }
  lines.push("", textOf(root.querySelector(".sc-stamp")), source(root));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

/** What was entered, a line for each. @param {HTMLElement} root @param {Words} words */
function entered(root, words) {
  const lines = [];
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-field]"))) {
    for (const control of controls(field)) {
      const given = isRadio(field) ? control.checked && textOf(control.closest("label")) : control.value.trim();
      if (!given) continue;
      const echo = textOf(document.getElementById(`${control.id}-echo`));
      lines.push(`${field.dataset["label"]}${words["colon"]}${given}${echo ? ` ${echo}` : ""}`);
    }
  }
  return lines.length ? [words["inputs"] + words["colon"].trim(), ...lines.map((line) => `- ${line}`)] : [];
}

/** The page's address without what comes behind #; where the calculator stands in a frame, the whole page's. */
function address() {
  const whole = /** @type {HTMLAnchorElement|null} */ (document.querySelector("a[data-whole]"));
  return (whole ?? location).href.replace(/#.*$/, "");
}

/** The same, with the inputs when they stand in it. @param {HTMLElement} root */
const source = (root) => address() + (read(root.dataset["edition"] ?? "")?.whole ? location.hash : "");

/** @param {HTMLElement} box */
const filled = (box) => [...box.querySelectorAll("input")].some((input) => input.type !== "radio" && input.value);

export class Sheet {
  /** @param {HTMLElement} root @param {Words} words */
  constructor(root, words) {
    this.root = root;
    this.words = words;
    window.addEventListener("beforeprint", () => {
      const fold = this.#unfold();
      window.addEventListener("afterprint", fold, { once: true });
    });
  }

  async copy() {
    const done = await copied(asText(this.root, this.words));
    part(this.root, ".sc-result .sc-done").textContent = this.words[done ? "copied" : "copy_failed"];
  }

  /** @param {Record<string, string[]>} values as Python understood them */
  async copyLink(values) {
    const { benefit, edition } = { benefit: this.root.getAttribute("benefit") ?? "", edition: this.root.dataset["edition"] ?? "" };
    const done = await copied(address() + fragment(benefit, edition, values));
    part(this.root, ".sc-result .sc-done").textContent = this.words[done ? "link_copied" : "copy_failed"];
  }

  /** Prints this calculator by itself: its ancestors are marked, and the style sheet leaves out all beside them. */
  print() {
    /** @type {Element[]} */
    const way = [];
    for (let box = this.root.parentElement; box; box = box.parentElement) way.push(box);
    for (const box of way) box.setAttribute("data-sc-way", "");
    this.root.setAttribute("data-sc-sheet", "");
    const over = () => {
      for (const box of way) box.removeAttribute("data-sc-way");
      this.root.removeAttribute("data-sc-sheet");
    };
    window.addEventListener("afterprint", over, { once: true });
    window.print();
  }

  /** Says where the sheet comes from and unfolds what belongs on it; returns what folds it again. */
  #unfold() {
    const english = this.root.getAttribute("lang") === "en";
    part(this.root, "[data-source]").textContent = source(this.root);
    part(this.root, "[data-printed]").textContent = new Date().toLocaleDateString(english ? "en-GB" : "zh-CN", { dateStyle: "long" });
    const folded = [...this.root.querySelectorAll("details")].filter((box) => !box.open && (box.matches("[data-part]") || filled(box)));
    for (const box of folded) box.open = true;
    return () => {
      for (const box of folded) box.open = false;
    };
  }
}
