// <subsidy-calculator>: the form that is in the page already comes to life. Python answers; nothing here knows a benefit or a rule.

import { Asking } from "./asking.js";
import { fill, made, part, unfold } from "../page/dom.js";
import { engine } from "../runtime/engine.js";
import { Errors } from "./errors.js";
import { Failure } from "../runtime/failures.js";
import { Fields } from "./fields.js";
import { Loading } from "../page/loading.js";
import { keep, kept } from "./memory.js";
import * as permalink from "./permalink.js";
import { putInPlan } from "../plan/put.js";
import { afterPress } from "../page/press.js";
import { Result } from "./result.js";
import { Sheet } from "./sheet.js";
import { Undo } from "./undo.js";
import { Wanted } from "./wanted.js";

/** @typedef {import("../page/types.js").Reply} Reply */
/** @typedef {import("../page/types.js").Typed} Typed */
/** @typedef {import("../page/types.js").Words} Words */

const PAUSE = 1200; // ms without a key after which an unreadable text is called one
const YUAN = "元"; // the unit of links, as Python names it
const SPEAK = 700; // ms without a key after which the result is spoken, so not at every key

/** @param {HTMLElement} root */
function start(root) {
  const benefit = root.getAttribute("benefit") ?? "";
  const unit = root.getAttribute("data-money-unit") ?? "";
  const words = /** @type {Words} */ (JSON.parse(part(root, ".sc-words").textContent ?? "{}"));
  const form = part(root, "form");
  const status = part(root, ".sc-status");
  const fields = new Fields(root, words, unit);
  const errors = new Errors(fields, part(root, ".sc-summary"), words);
  const result = new Result(root, words);
  const loading = new Loading(root, words);
  const sheet = new Sheet(root, words);
  const undo = new Undo(words, putBack);
  const rules = root.dataset["rules"] ?? "";
  const wanted = new Wanted(root, (more) => engine.respond(JSON.stringify({ ...request(), ...more }), rules), fillIn);
  const asking = new Asking((question) => engine.respond(question, rules), answered, lost, () => unanswered("working"), result.output);

  const edition = root.dataset["edition"] ?? "";
  /** What the newest answer was computed from. @type {Record<string, string[]>} */
  let values = {};
  let begun = false;
  let submitted = false; // the button was pressed and its answer is still to come
  let question = ""; // the last one asked
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let pause;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let speak;

  /** Starts the engine: at the first sign of intent, never by itself. */
  function begin() {
    if (begun) return;
    begun = true;
    engine.onStage(stage);
    engine.need(rules);
    engine.start();
  }

  /** @param {import("../runtime/engine.js").Status} now */
  function stage(now) {
    const before = root.getAttribute("state");
    if (now.stage === "failed") {
      root.setAttribute("state", "error");
      const sentence = loading.failed(now.failure?.code ?? "unknown");
      if (fields.changed()) unanswered("no_result");
      say(sentence);
    } else if (now.stage === "ready") {
      root.setAttribute("state", "ready");
      loading.done();
      if (question) return;
      say(words["stages"]["ready"]);
      foresee();
    } else if (now.stage !== "idle") {
      root.setAttribute("state", "loading");
      loading.at(now.stage, now.stage === "fetch" && now.total ? now.loaded / now.total : undefined);
      if (before !== "loading") say(words["stages"]["loading"]);
      if (before === "error" && question) ask(true); // what was typed meanwhile is still there
    }
  }

  /** The form as it stands, or as it may stand next. */
  function request(inputs = fields.request()) {
    return { benefit, lang: root.getAttribute("lang"), inputs, money_unit: unit };
  }

  /** What the next key may ask. */
  function* coming() {
    for (const inputs of fields.coming(document.activeElement)) yield JSON.stringify(request(inputs));
  }

  /** Has what the next key may ask answered ahead; not in the frame of the answer before. */
  function foresee() {
    requestAnimationFrame(() => setTimeout(() => root.getAttribute("state") === "ready" && asking.foresee(coming())));
  }

  /** @param {string} name @param {string[]} values */
  function fillIn(name, values) {
    fields.restore({ unit, fields: { [name]: values } });
    fields.unfold();
    fields.control(name, null)?.focus();
    ask();
  }

  /** Takes over what a link says for this calculator, or says what became of it; whether there was one. */
  function fromLink() {
    const link = permalink.read(edition);
    const here = [...document.querySelectorAll("subsidy-calculator")].map((one) => one.getAttribute("benefit") ?? "");
    if (!link || permalink.answering(link, here) !== benefit) return false;
    const before = fields.changed() ? fields.typed() : kept(benefit);
    if (!link.whole) cutOff(link.benefit === benefit ? "link_cut" : "link_cut_early", before);
    else if (link.benefit !== benefit) linkNote([fill(words["link_elsewhere"], { benefit: link.benefit })]);
    else {
      const strange = fields.strange(link.fields);
      const other = link.edition && link.edition !== edition;
      linkNote([
        ...(strange.length ? [fill(words["link_unknown"], { names: strange.join(words["comma"]) })] : []),
        ...(other ? [fill(words["link_edition"], { edition: link.edition })] : []),
      ]);
      fields.empty();
      fields.restore({ unit: YUAN, fields: link.fields });
      fields.unfold();
      ask();
    }
    root.scrollIntoView({ block: "start" });
    return true;
  }

  /** @param {string[]} sentences none takes the note away @param {HTMLElement[]} more */
  function linkNote(sentences, ...more) {
    const note = part(root, ".sc-link-note");
    note.replaceChildren(sentences.join(" "), ...more.flatMap((one) => [" ", one]));
    note.hidden = !sentences.length;
  }

  /** A link that was cut off gives no sum, of no figures: also those that came whole would be another case.
   * @param {"link_cut"|"link_cut_early"} sentence @param {Typed|null} before what stood here, which can be had back */
  function cutOff(sentence, before) {
    const byHand = /** @type {HTMLButtonElement} */ (made("button", "sc-quiet", words["link_by_hand"]));
    byHand.type = "button";
    byHand.addEventListener("click", () => {
      linkNote([]);
      [...fields.all.keys()].map((name) => fields.control(name, null)).find(Boolean)?.focus();
      ask(true);
    });
    linkNote([fill(words[sentence], { name: form.getAttribute("aria-label") ?? "" })], byHand);
    asking.drop();
    fields.empty();
    errors.forget();
    question = "";
    values = {};
    unanswered("no_sum_of_a_cut");
    if (before) undo.offer(before, words["put_aside"], part(form, ".sc-actions"));
  }

  /** Something came into the form without anybody typing it here: kept by this page, put back by the browser, put in by a script. */
  function arrived() {
    if (!fields.changed() || JSON.stringify(request()) === question) return;
    fields.unfold();
    ask();
  }

  /** There is no answer to what stands in the form. @param {"working"|"queued"|"no_result"|"no_sum_of_a_cut"} why */
  function unanswered(why) {
    result.clear(words[why]);
    tell(null);
  }

  /** No answer will come: something that this question needs did not arrive, while Python itself goes on. @param {unknown} cause */
  function lost(cause) {
    unanswered("no_result");
    if (root.getAttribute("state") === "ready") say(loading.failed(cause instanceof Failure ? cause.code : "unknown"));
  }

  /** Asks when there is something new to ask. @param {boolean} [again] */
  function ask(again = false) {
    const asked = JSON.stringify(request());
    if (asked === question && !again) return;
    question = asked;
    remember([location.hash]);
    if (!fields.changed()) permalink.write(benefit, edition, null);
    clearTimeout(speak);
    begin();
    const state = root.getAttribute("state");
    if (state !== "ready") unanswered(state === "error" ? "no_result" : "queued");
    asking.ask(asked);
  }

  /** Keeps what was typed, with the addresses that say the same: coming back to one of them, the person finds her own words.
   * @param {string[]} links */
  function remember(links) {
    keep(benefit, fields.changed() ? { ...fields.typed(), links } : null);
  }

  /** @param {Reply} reply */
  function answered(reply) {
    loading.done();
    fields.echo(reply.echo, reply.doubts);
    errors.update(reply);
    result.show(reply);
    tell(reply);
    values = reply.values ?? {};
    remember([location.hash, permalink.fragment(benefit, edition, values)]);
    permalink.write(benefit, edition, fields.changed() ? values : null);
    void wanted.ask();
    const pressed = submitted;
    submitted = false;
    if (pressed && errors.summarise(reply)) return;
    if (pressed) part(root, ".sc-answer").scrollIntoView({ block: "nearest" });
    speak = setTimeout(() => say(reply.headline), pressed ? 0 : SPEAK);
    foresee();
  }

  /** Lets the rest of the page know of an answer, or that there is none any more. @param {Reply|null} reply */
  function tell(reply) {
    root.dispatchEvent(new CustomEvent("sc-answer", { bubbles: true, detail: reply }));
  }

  /** Speaks, even when the sentence is the same as before. @param {string} sentence */
  function say(sentence) {
    status.textContent = "";
    setTimeout(() => (status.textContent = sentence), 50);
  }

  /** What did not come is asked for once more. */
  function again() {
    engine.retry(); // does nothing unless it has failed
    if (question) ask(true);
  }

  /** @param {Typed} typed */
  function putBack(typed) {
    fields.restore(typed);
    fields.unfold();
    ask();
  }

  /** @param {HTMLElement} field @param {Element} button */
  function removed(field, button) {
    const before = fields.typed();
    const n = fields.remove(field, button);
    undo.offer(before, n, field);
    ask();
  }

  form.addEventListener("input", ({ target }) => {
    undo.withdraw();
    fields.tidy();
    if (target instanceof Element) unfold(target); // where a script has put it in
    clearTimeout(pause);
    if (target instanceof HTMLInputElement && target.type === "text") {
      errors.typing();
      pause = setTimeout(() => errors.settle(target), PAUSE);
    }
    ask();
  });
  form.addEventListener("change", () => ask());
  form.addEventListener("focusin", () => {
    arrived();
    foresee();
  });
  form.addEventListener("focusout", ({ target }) => {
    clearTimeout(pause);
    afterPress(() => errors.settle(target));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitted = true;
    engine.retry(); // does nothing unless it has failed
    ask(true);
  });
  form.addEventListener("reset", () => {
    const before = fields.changed() ? fields.typed() : null;
    keep(benefit, null); // at once, for the page may be left in the next moment
    permalink.write(benefit, edition, null);
    // The browser empties the fields after this event.
    setTimeout(() => {
      fields.shrink();
      errors.forget();
      if (before) undo.offer(before, words["cleared"], part(form, ".sc-actions"));
      if (!question) return;
      unanswered("working"); // a cleared form has no sum, not even for a moment
      ask(true); // also where the question is the one before: its answer has just been taken away
    });
  });
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const field = /** @type {HTMLElement|null} */ (button?.closest("[data-field]") ?? null);
    if (!button) return;
    if (button.hasAttribute("data-undo")) undo.take();
    else if (button.hasAttribute("data-retry")) again();
    else if (button.hasAttribute("data-copy-link")) void sheet.copyLink(values);
    else if (button.hasAttribute("data-copy")) void sheet.copy();
    else if (button.hasAttribute("data-print")) sheet.print();
    else if (button.hasAttribute("data-to-plan")) putInPlan(button, part(root, ".sc-result .sc-done"), { benefit, ...fields.typed() });
    else if (field && button.hasAttribute("data-add")) fields.add(field);
    else if (field && button.hasAttribute("data-remove")) removed(field, button);
    else if (field && button.hasAttribute("data-clear")) {
      fields.clear(field);
      ask();
    }
  });
  for (const sign of ["pointerover", "touchstart", "focusin"]) {
    root.addEventListener(sign, begin, { passive: true, once: true });
  }
  window.addEventListener("online", () => root.getAttribute("state") === "error" && engine.retry());

  window.addEventListener("hashchange", fromLink);
  window.addEventListener("pageshow", arrived); // browsers put things back until then
  const typed = kept(benefit);
  if (!typed?.links?.includes(location.hash) && fromLink()) return;
  if (root.matches(":focus-within")) {
    begin(); // somebody was here before this script
    if (fields.changed()) return ask();
  }
  if (typed) fields.restore(typed);
  arrived();
}

class SubsidyCalculator extends HTMLElement {
  #started = false;

  connectedCallback() {
    if (this.#started) return;
    this.#started = true;
    start(this);
    this.toggleAttribute("data-live", true); // no more need to say that nothing has come
  }
}

customElements.define("subsidy-calculator", SubsidyCalculator);
