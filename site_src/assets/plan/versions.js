/* Tells of the versions of a plan that this device keeps besides the one in the page, each to be opened or deleted. */

import { fill, made } from "../page/dom.js";
import * as store from "./store.js";

/** @typedef {"other_kept"|"version_changed"|"version_forked"|"version_gone"} Told the key of a sentence */

export class Versions {
  /**
   * @param {HTMLElement} box
   * @param {{lang: string, words: Record<string, any>}} about
   * @param {{isHere: (version: store.Version) => boolean, open: (slot: string) => void}} hooks `isHere`: whether it is the one in the page
   */
  constructor(box, { lang, words }, hooks) {
    this.box = box;
    this.lang = lang;
    this.words = words;
    this.hooks = hooks;
  }

  get tells() {
    return !this.box.hidden;
  }

  /** Says what has happened, and lists the others; where there is neither, takes the list away. @param {Told|null} what */
  tell(what) {
    const others = store.versions().filter((version) => !this.hooks.isHere(version));
    const sentence = what ?? (others.length ? "other_kept" : null);
    this.box.hidden = !sentence;
    if (!sentence) return;
    const list = made("ul", "");
    list.append(...others.map((version) => this.#entry(version)));
    this.box.replaceChildren(made("p", "", this.words[sentence]), ...(others.length ? [list] : []));
  }

  /** @param {store.Version} version */
  #entry(version) {
    const { slot, at, draft } = version;
    const entry = made("li", "");
    const time = at ? new Date(at).toLocaleString(this.lang === "en" ? "en-GB" : "zh-CN", { dateStyle: "medium", timeStyle: "short" }) : "";
    const line = fill(this.words[time ? "version_line" : "version_undated"], { n: draft.claims.length, time });
    const open = this.#button("open_version", line, () => this.hooks.open(slot));
    const remove = this.#button("delete_version", line, () => {
      store.forget(slot);
      const back = this.#button("restore_version", line, () => {
        store.keepVersion(slot, draft);
        entry.replaceWith(this.#entry(store.version(slot) ?? version));
      });
      entry.replaceChildren(`${this.words["version_deleted"]} `, back);
      back.focus();
    });
    entry.append(`${line} `, open, " ", remove);
    return entry;
  }

  /** @param {string} word @param {string} about what it is about @param {() => void} press */
  #button(word, about, press) {
    const button = made("button", "plain", this.words[word]);
    button.setAttribute("type", "button");
    button.setAttribute("aria-label", `${this.words[word]}${this.words["colon"]}${about}`);
    button.addEventListener("click", press);
    return button;
  }
}
