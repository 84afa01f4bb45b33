/* Taking the plan away and bringing one in: the buttons below the result, files dropped on the page, and the box for this device. */

import { copied } from "../page/clipboard.js";
import { fill, made, part } from "../page/dom.js";
import { engine } from "../runtime/engine.js";
import { Failure } from "../runtime/failures.js";
import { dropped } from "../page/files.js";
import { draftOf } from "./draft.js";
import { exported, opened, save } from "./files.js";
import { rulesOf } from "./rules.js";

/**
 * @typedef {object} Hooks
 * @property {() => void} begin starts Python
 * @property {() => string} link to this plan
 * @property {() => Promise<void>} settled resolves when the plan is worked out, or cannot be
 * @property {() => unknown} normal the plan in plain yuan, null while it is not worked out
 * @property {() => string} wrong which claims stand in the way, as a sentence
 * @property {(draft: import("./draft.js").Draft, what: string, left: string[]) => void} replace `left`: what found no place
 * @property {(wanted: boolean) => boolean} keep on this device, or forget; whether the browser let it through
 */

export class Take {
  /** @param {HTMLElement} root @param {import("./draft.js").About} about @param {Hooks} hooks */
  constructor(root, about, hooks) {
    this.about = about;
    this.hooks = hooks;
    this.box = part(root, ".plan__take");
    this.done = part(this.box, ".plan__done");
    this.refused = part(this.box, ".plan__refused");
    this.file = /** @type {HTMLInputElement} */ (part(this.box, "input[type=file]"));
    this.keepBox = /** @type {HTMLInputElement} */ (part(this.box, "input[name=keep]"));
    this.box.addEventListener("click", ({ target }) => {
      const way = (target instanceof Element ? target.closest("button") : null)?.dataset["take"];
      if (way) void this.#take(way);
    });
    this.file.addEventListener("change", () => {
      const chosen = this.file.files?.[0];
      if (chosen) void this.#open(chosen);
      this.file.value = ""; // the same file may be chosen again
    });
    dropped((chosen) => void this.#open(chosen));
    this.keepBox.addEventListener("change", () => {
      const { checked } = this.keepBox;
      this.say(about.words[!hooks.keep(checked) ? "keep_failed" : checked ? "kept_on_device" : "forgotten"]);
    });
  }

  /** @param {boolean} kept whether this plan is kept on the device */
  set keeps(kept) {
    this.keepBox.checked = kept;
  }

  /** @param {string} sentence */
  say(sentence) {
    this.done.textContent = sentence;
  }

  /** @param {string} way */
  async #take(way) {
    const { words, lang } = this.about;
    if (way === "open") return this.file.click();
    if (!this.hooks.normal()) {
      this.say(words["working"]);
      await this.hooks.settled(); // pressed right after a key: what is taken away is what stands there now
    }
    const plan = this.hooks.normal();
    const name = `${words["file_name"]}.${way === "save" ? "json" : way}`;
    if (!plan) this.say([words["not_yet"], this.hooks.wrong()].filter(Boolean).join(" "));
    else if (way === "print") window.print();
    else if (way === "link") this.say(words[(await copied(this.hooks.link())) ? "link_copied" : "copy_failed"]);
    else if (way === "save") {
      save(plan, name);
      this.say(fill(words["saved"], { name }));
    } else if (way === "xlsx" || way === "csv") {
      this.say(words["exporting"]);
      try {
        await exported(plan, rulesOf(plan, this.about), lang, way, name, this.hooks.link(), (share) => this.say(fill(words["exporting_share"], { n: Math.floor(share * 100) })));
        this.say(fill(words["saved"], { name }));
      } catch (cause) {
        const why = cause instanceof Failure ? words["failures"][cause.code] : null;
        this.say(why ? `${why["what"]} ${why["do"]}` : words["export_failed"]);
      }
    }
  }

  /** Another plan in place of this one; one that is wrong is told with every place, and nothing is lost. @param {File} chosen */
  async #open(chosen) {
    const { about } = this;
    this.hooks.begin();
    engine.retry();
    this.refused.hidden = true;
    const { plan, errors, problem } = await opened(chosen, about);
    const found = plan ? draftOf(plan, about) : null;
    if (found) return this.hooks.replace(found.draft, fill(about.words["opened"], { name: chosen.name }), found.left);
    const list = made("ul", "");
    for (const { path, message } of errors ?? []) {
      const entry = made("li", "");
      entry.append(made("code", "", path), " ", message);
      list.append(entry);
    }
    const line = errors ? fill(about.words["file_wrong"], { name: chosen.name }) : about.words[problem ?? "file_unreadable"];
    this.refused.replaceChildren(made("p", "", line), ...(errors ? [list] : []));
    this.refused.hidden = false;
    this.refused.focus();
  }
}
