/* The plan's page: claims, projects and the applicant as a person puts them in, Python's answer to the whole, and every step of it to be
   taken back. Knows no benefit and no rule; what a plan is stands in draft.js. */

import { Asking } from "../calculator/asking.js";
import { appear, fill, made, part } from "../page/dom.js";
import { engine } from "../runtime/engine.js";
import { Failure } from "../runtime/failures.js";
import { Loading } from "../page/loading.js";
import { Applicant } from "./applicant.js";
import { Cards } from "./cards.js";
import { Forms } from "./forms.js";
import { blank, draftOf, isBlank, local, newKey, planOf } from "./draft.js";
import { History } from "./history.js";
import { Keeping } from "./keeping.js";
import { Picker } from "./picker.js";
import { PlanResult } from "./result.js";
import { Paper } from "./paper.js";
import { PlanSheet } from "./sheet.js";
import { rulesOf } from "./rules.js";
import { onceWanted, onUndoKeys } from "./signs.js";
import * as store from "./store.js";
import { Take } from "./take.js";
import { Versions } from "./versions.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").About} About */

const SPEAK = 700; // ms without a key after which the result is spoken, so not at every key

const carried = document.querySelector("#plan-data");
if (carried) start(part(document, ".plan"), JSON.parse(carried.textContent ?? ""));

/** @param {HTMLElement} root @param {Omit<About, "types"|"forms">} data */
function start(root, data) {
  const forms = new Forms(root.dataset["pieces"] ?? "");
  /** @type {About} */
  const about = { ...data, forms, types: (benefit) => forms.types(benefit) };
  const { words } = about;
  const status = part(root, ".plan__status");
  const note = part(root, ".plan__note");
  const none = part(root, ".plan__none");
  const example = part(document, ".plan-example");
  const keeping = new Keeping(about);
  const loading = new Loading(root, { ...words, failure_keep: words["kept_failure"] });
  const result = new PlanResult(root, words, { add, go: (place) => cards.go(place) });
  const sheet = new PlanSheet(part(document, ".plan-sheet"), about);
  sheet.paper(new Paper(root, (choice) => sheet.paper(choice)).choice);
  const applicant = new Applicant(root, forms, {
    kind: () => commit(fill(words["kind_changed"], { name: kindName() })),
    earlier: () => commit(words["earlier_changed"]),
    typing: () => ask(),
    newKey: () => newKey(draft, "f"),
    failed: missing,
  });
  const picker = new Picker(part(root, ".picker"), forms, words, { add, failed: missing });
  const cards = new Cards(root, about, { typed: () => ask(), commit });
  const take = new Take(root, about, {
    begin,
    link: () => keeping.link,
    settled: () => asking.settled(),
    normal: () => latest?.normal ?? null,
    wrong: () => latest?.shown.uncounted ?? "",
    replace: (next, what, left) => {
      tell(left.length ? [["left_out", { names: left.join(words["comma"]) }]] : []);
      replace(next, what);
      part(root, "#plan-claims").focus();
    },
    keep: (wanted) => {
      if (draft.slot !== undefined && !wanted) keeping.device.forget(draft.slot);
      label(wanted ? store.newSlot() : undefined);
      const done = save();
      if (versions.tells) versions.tell(null);
      return done;
    },
  });
  const asking = new Asking((asked) => engine.respond(asked, rulesOf(JSON.parse(asked).plan, about)), answered, lost, () => unanswered("working"), result.sums);

  const versions = new Versions(part(root, ".plan__versions"), about, {
    isHere: ({ slot, mark }) => slot === draft.slot && mark === keeping.device.mark(slot),
    open: (slot) => void openVersion(slot),
  });

  let draft = blank(about);
  const history = new History(stateOf());
  /** The newest answer, as long as it is to what stands in the page. @type {any} */
  let latest = null;
  let begun = false;
  /** Whether what was kept stands in the page; until then nothing is put in its place. */
  let here = false;
  /** @type {Promise<void>|null} */
  let arrival = null;
  let question = "";
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let speak;

  function stateOf() {
    return JSON.stringify(draft);
  }

  function kindName() {
    return about.kinds.find(({ id }) => id === draft.kind)?.name ?? "";
  }

  /** Starts the engine: at the first sign of intent, never by itself. */
  function begin() {
    if (begun) return;
    begun = true;
    engine.onStage(stage);
    engine.need("plan", rulesOf(planOf(draft, about), about));
    engine.start();
  }

  /** @param {import("../runtime/engine.js").Status} now */
  function stage(now) {
    if (now.stage === "failed") {
      const sentence = loading.failed(now.failure?.code ?? "unknown");
      if (draft.claims.length) unanswered("no_result");
      say(sentence);
    } else if (now.stage === "ready") {
      loading.done();
    } else if (now.stage !== "idle") {
      loading.at(now.stage, now.stage === "fetch" && now.total ? now.loaded / now.total : undefined);
    }
    root.dataset["state"] = now.stage;
  }

  /** Keeps the plan wherever it is kept, and says where that changes. @param {unknown} [normal] @returns {boolean} whether the browser let it through */
  function save(normal = latest?.normal) {
    const { slot } = draft;
    const outcome = keeping.write(draft, normal);
    if (outcome === "forked") history.relabel(slot, draft.slot);
    if (outcome === "gone" || outcome === "failed") {
      label(undefined);
      keeping.write(draft, normal);
    }
    if (outcome === "forked" || outcome === "gone") versions.tell(`version_${outcome}`);
    return outcome !== "failed";
  }

  /** This plan is kept under another name from now on, or not at all. @param {string|undefined} slot */
  function label(slot) {
    history.relabel(draft.slot, slot);
    draft.slot = slot;
    take.keeps = slot !== undefined;
  }

  /** Another tab has kept or forgotten something, perhaps while this one slept. */
  function heard() {
    if (!here) return;
    const state = draft.slot === undefined || isBlank(draft) ? "" : keeping.device.state(draft.slot);
    if (state === "gone") save();
    else if (state === "changed") versions.tell("version_changed");
    else if (state === "ours" || versions.tells) versions.tell(null);
  }

  /** Another version in the page, which goes on under its own name; the way back leads to this one. @param {string} slot */
  async function openVersion(slot) {
    const version = store.version(slot);
    if (!version || !(await ready(version.draft))) return versions.tell(null);
    if (slot === draft.slot) label(store.newSlot());
    keeping.device.know(slot, version.mark);
    show(local(version.draft, about));
    keeping.device.settle(draft);
    commit(words["version_opened"]);
    versions.tell(null);
    say(words["version_opened"]);
    part(root, "#plan-claims").focus();
  }

  /** Shows a plan, whatever stood there. @param {Draft} next */
  function show(next) {
    draft = next;
    take.keeps = draft.slot !== undefined;
    question = ""; // whatever it was, these cards have no answer yet
    applicant.show(draft);
    cards.show(draft);
    arranged();
  }

  /** What goes with the claims that are there. */
  function arranged() {
    picker.keepTo(draft.kind, new Map(about.kinds.map(({ id, name }) => [id, name])));
    none.hidden = draft.claims.length > 0;
    root.toggleAttribute("data-empty", !draft.claims.length);
    example.hidden = draft.claims.length > 0;
    part(example, "button").hidden = false;
    for (const [name, can] of /** @type {const} */ ([["undo", history.canUndo], ["redo", history.canRedo]])) {
      part(root, `[data-${name}]`).setAttribute("aria-disabled", String(!can));
    }
  }

  /** Something has been done: it can be taken back. @param {string} what */
  function commit(what) {
    history.record(what, stateOf());
    arranged();
    ask();
  }

  /** There is no answer to what stands in the page. @param {"working"|"queued"|"no_result"} why */
  function unanswered(why) {
    cards.clear();
    result.clear(words[why]);
  }

  /** No answer will come: something that this plan needs did not arrive, while Python itself goes on. @param {unknown} cause */
  function lost(cause) {
    unanswered("no_result");
    if (root.dataset["state"] === "ready") say(loading.failed(cause instanceof Failure ? cause.code : "unknown"));
  }

  /** Asks when there is something new to ask. @param {boolean} [again] */
  function ask(again = false) {
    if (!here) return;
    const asked = JSON.stringify({ plan: planOf(draft, about), lang: about.lang, money_unit: about.unit });
    if (asked === question && !again) return;
    question = asked;
    latest = null;
    sheet.clear();
    clearTimeout(speak);
    save();
    take.say("");
    if (!draft.claims.length) {
      asking.drop();
      result.empty();
      applicant.tell([]);
      return;
    }
    begin();
    const stage = root.dataset["state"];
    if (stage !== "ready") unanswered(stage === "failed" ? "no_result" : "queued");
    asking.ask(asked);
  }

  /** @param {any} reply */
  function answered(reply) {
    loading.done();
    cards.answer(reply);
    applicant.tell(reply.errors.filter((/** @type {any} */ error) => error.claim === null && error.project === null).map((/** @type {any} */ error) => error.message));
    if (!reply.plan) {
      result.clear(reply.errors[0]?.message);
      return;
    }
    result.show(reply);
    latest = reply;
    if (reply.normal) save(reply.normal);
    sheet.show(reply, keeping.link);
    speak = setTimeout(() => say(reply.shown.spoken), SPEAK);
  }

  /** Speaks, even when the sentence is the same as before. @param {string} sentence */
  function say(sentence) {
    status.textContent = "";
    setTimeout(() => (status.textContent = sentence), 50);
  }

  /** Whether the plan that was kept and the forms of these benefits are here; where they cannot be had, says so. @param {unknown} [plan] */
  async function ready(plan) {
    try {
      await (arrival ??= arrive());
      await forms.loadFor(plan);
      if ("failed" in note.dataset) note.hidden = true; // what it tells of has come since
      delete note.dataset["failed"];
      return true;
    } catch (cause) {
      if (!here) arrival = null;
      missing(cause);
      return false;
    }
  }

  /** What did not come is asked for once more; until it has come or failed, there is nothing to press. */
  async function again() {
    note.hidden = true;
    if (!(await ready())) note.querySelector("button")?.focus();
  }

  /** A form or the list did not come: says why, with a way to try again. @param {unknown} cause @returns {string} what it says */
  function missing(cause) {
    if (!(cause instanceof Failure)) throw cause;
    const { what, do: advice } = words["failures"][cause.code];
    const retry = made("button", "plain", words["try_again"]);
    retry.setAttribute("type", "button");
    retry.addEventListener("click", () => void again());
    note.replaceChildren(`${what} ${advice} `, ...(here ? [] : [retry]));
    note.dataset["failed"] = ""; // stays in sight, wherever on the page it was missed
    note.hidden = false;
    return what;
  }

  /** @param {string} benefit */
  async function add(benefit) {
    if (!(await ready({ claims: [{ benefit }] }))) return;
    const claim = cards.add(benefit);
    if (!claim) return;
    picker.toggle(false);
    const sentence = fill(words["added"], { name: claim.name, year: claim.claim.year });
    commit(sentence);
    say(sentence);
    claim.focus();
  }

  /** @param {"undo"|"redo"} way */
  function move(way) {
    history.record(words["changed"], stateOf()); // what is typed and not yet left is a step too
    const step = way === "undo" ? history.undo() : history.redo();
    if (!step) {
      say(words["nothing_to_undo"]);
      return;
    }
    const focused = document.activeElement?.id;
    show(JSON.parse(step.state));
    history.settle(stateOf());
    arranged();
    ask();
    say(fill(words[way === "undo" ? "undone" : "redone"], { what: step.what }));
    if (!document.activeElement || document.activeElement === document.body) (document.getElementById(focused ?? "") ?? part(root, "#plan-claims")).focus();
  }

  /** Another plan in place of this one. @param {Draft} next @param {string} what */
  function replace(next, what) {
    here = true;
    show({ ...next, slot: draft.slot });
    commit(what);
    say(what);
  }

  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches("[data-undo]")) move("undo");
    else if (button.matches("[data-redo]")) move("redo");
    else if (button.matches("[data-restart]")) {
      replace(blank(about), words["cleared"]);
      part(root, ".picker__open").focus();
    } else if (button.matches("[data-retry]")) {
      engine.retry();
      ask(true);
    }
  });
  part(example, "button").addEventListener("click", async () => {
    if (!(await ready(about.example))) return;
    const found = draftOf(about.example, about);
    if (found) replace(found.draft, words["opened_example"]);
    part(root, "#plan-claims").focus();
  });
  part(root, ".plan__foot a").addEventListener("click", (event) => {
    event.preventDefault(); // the address is the plan's alone
    const heading = part(root, "#plan-result");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  onUndoKeys(move);
  for (const sign of ["pointerover", "touchstart", "focusin"]) root.addEventListener(sign, begin, { passive: true, once: true });
  window.addEventListener("online", () => {
    if (root.dataset["state"] === "failed") engine.retry();
    if (!here) void ready();
  });
  window.addEventListener("hashchange", async () => {
    if (keeping.isOwn || !(await ready(keeping.named(location.hash)))) return;
    const found = await keeping.linked(location.hash);
    tell(found.notes);
    if (!("draft" in found)) return;
    show({ ...found.draft, slot: undefined }); // a link never takes the place of what is kept on the device
    commit(words["opened_link"]);
    say(words["opened_link"]);
    versions.tell(null);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    if (store.kept()?.added) arrival = null; // another page has added something
    void ready().then(heard);
  });
  store.watch(heard);

  /** @param {[string, Record<string, string>][]} notes */
  function tell(notes) {
    delete note.dataset["failed"];
    note.textContent = notes.map(([key, values]) => fill(words[key], values)).join(" ");
    note.hidden = !notes.length;
  }

  /** Begins with what the address, this tab or this device holds. @throws {Failure} when a form that it needs cannot be had */
  async function arrive() {
    const found = await keeping.arrive();
    here = true;
    if (!found) return show(draft);
    show(found.draft);
    history.settle(stateOf());
    if (!found.added) keeping.device.settle(draft);
    tell(found.notes);
    const changed = draft.slot !== undefined && keeping.device.state(draft.slot) === "changed";
    versions.tell(found.gone ? "version_gone" : changed ? "version_changed" : null);
    if (!draft.claims.length) return;
    if (found.from !== "link") return ask(); // what was restored is answered
    onceWanted(part(root, ".plan__result"), root, ask); // the answer costs a download
  }

  void ready().finally(() => appear(root));
}
