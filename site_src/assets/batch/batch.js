/* The page for whole tables: a file chosen or dropped, its columns put right, every row worked out by Python in slices, and what came of it
   to take away. Nothing leaves the browser: the file is read piece by piece where it lies. */

import { Columns } from "./columns.js";
import { Decisions } from "./decisions.js";
import { TableDoor } from "./door.js";
import { Opening } from "./opening.js";
import { Result } from "./result.js";
import { TYPES, Work } from "./work.js";
import { appear, fill, part } from "../page/dom.js";
import { engine } from "../runtime/engine.js";
import { Failure } from "../runtime/failures.js";
import { download, dropped } from "../page/files.js";
import { Loading } from "../page/loading.js";
import { origin } from "../page/origin.js";

/** @typedef {import("./door.js").Told} Told */
/** @typedef {import("./door.js").Kind} Kind */

const GRACE = 2000; // ms that Python has to leave the table before, when another is chosen

const carried = document.querySelector("#batch-data");
if (carried) start(part(document, ".batch"), JSON.parse(carried.textContent ?? ""));

/** @param {HTMLElement} root @param {{lang: string, wrong: number, rules: string, words: Record<string, any>}} data */
function start(root, { lang, wrong, rules, words }) {
  const status = part(root, ".batch__status");
  const opened = part(root, ".batch__opened");
  const refused = part(root, ".batch__refused");
  const saved = part(root, ".batch__saved");
  const going = part(root, ".batch__going");
  const bar = /** @type {HTMLProgressElement} */ (part(root, ".batch__progress"));
  const pause = part(root, "[data-pause]");
  const pausing = pause.textContent ?? "";
  const file = /** @type {HTMLInputElement} */ (part(root, "#batch-file"));
  const benefit = /** @type {HTMLSelectElement} */ (part(root, "#batch-benefit"));
  const sheet = /** @type {HTMLSelectElement} */ (part(root, "#batch-sheet"));
  const loading = new Loading(root, { ...words, failure_keep: words["kept_failure"] });
  const result = new Result(root, words, wrong);
  const opening = new Opening(root, words, duration);
  const columns = new Columns(root, words, (matching) => void look("match", { matching, choices: decisions.choices }));
  // Another sheet or encoding has other columns; every other decision leaves them as they were put right.
  const decisions = new Decisions(root, words, (kind) => {
    if (kind === "sheet") sheet.value = decisions.choices["sheet"] ?? "";
    void (kind === "sheet" || kind === "encoding" ? look("open", chosenSoFar()) : look("match", { matching: columns.matching, choices: decisions.choices }));
  });

  let door = new TableDoor(lang, rules);
  /** @type {Work|null} */
  let work = null;
  /** @type {Work|null} the one whose result is shown */
  let shown = null;
  let name = "";
  /** @type {File|null} */
  let table = null;
  let begun = false;
  let again = () => {};
  /** The last look at the columns. @type {Promise<Told|null>} */
  let looking = Promise.resolve(null);

  /** What a new look at the file has to keep. */
  function chosenSoFar() {
    return { choices: decisions.choices, ...(benefit.value ? { benefit: benefit.value } : {}), ...(sheet.value ? { sheet: sheet.value } : {}) };
  }

  /** Starts the engine: at the first sign of intent, never by itself. */
  function begin() {
    if (begun) return;
    begun = true;
    engine.onStage(stage);
    engine.need("plan", "batch", rules);
    engine.start();
  }

  /** @param {import("../runtime/engine.js").Status} now */
  function stage(now) {
    if (now.stage === "failed") say(loading.failed(now.failure?.code ?? "unknown"));
    else if (now.stage === "ready") loading.done();
    else if (now.stage !== "idle") loading.at(now.stage, now.stage === "fetch" && now.total ? now.loaded / now.total : undefined);
    root.dataset["state"] = now.stage;
  }

  /** Speaks, even when the sentence is the same as before. @param {string} sentence */
  function say(sentence) {
    status.textContent = "";
    setTimeout(() => (status.textContent = sentence), 50);
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    refused.textContent = sentence;
    refused.hidden = !sentence;
    if (sentence) {
      opened.textContent = "";
      refused.focus();
    }
  }

  /** @param {unknown} cause @returns {string} */
  function why(cause) {
    if (cause instanceof Failure && cause.code === "stuck") return words["stuck"];
    const known = words["failures"][cause instanceof Failure ? cause.code : "unknown"] ?? words["failures"]["unknown"];
    return `${known["what"]} ${known["do"]}`;
  }

  /** @param {"columns"|"run"|"result"} section @param {boolean} visible */
  function show(section, visible) {
    part(root, `.batch__${section}`).hidden = !visible;
  }

  /** Another table. @param {File} chosen */
  async function open(chosen) {
    work?.stop();
    work = shown = null;
    door.drop(opening.on ? 0 : GRACE);
    const mine = (door = new TableDoor(lang, rules));
    begin();
    engine.retry();
    table = chosen;
    name = chosen.name;
    refuse("");
    for (const section of /** @type {const} */ (["columns", "run", "result"])) show(section, false);
    opening.begin(chosen);
    say(fill(words["loading_file"], { name }));
    benefit.value = "";
    decisions.clear();
    sheet.replaceChildren();
    again = () => void open(chosen);
    await mine.take(chosen);
    if (door !== mine) return;
    const told = await look("open", {}, true);
    if (!told) return;
    const only = guessed(told);
    if (only) {
      benefit.value = only;
      if (!(await look("open", { benefit: only, choices: decisions.choices }))) return;
      const note = fill(words["fits"], { name: benefit.selectedOptions[0]?.textContent ?? only });
      opened.textContent += ` ${note}`;
    }
    part(root, "#batch-columns").focus();
    say(opened.textContent ?? "");
  }

  /** No table after all. */
  function cancel() {
    door.drop();
    door = new TableDoor(lang, rules);
    table = null;
    opening.end();
    for (const section of /** @type {const} */ (["columns", "run", "result"])) show(section, false);
    opened.textContent = words["cancelled"];
    say(words["cancelled"]);
    file.focus();
  }

  /** The only benefit that a table without one can be about. @param {Told} told @returns {string} its id, empty where there is none */
  function guessed(told) {
    return told["wanting"] && told["fits"].length === 1 ? told["fits"][0] : "";
  }

  /**
   * Looks at the columns, anew or as they were put right.
   * @param {string} act @param {Record<string, unknown>} more @param {boolean} [first] of a file
   */
  function look(act, more, first = false) {
    return (looking = looked(act, more, first));
  }

  /** @param {string} act @param {Record<string, unknown>} more @param {boolean} first @returns {Promise<Told|null>} */
  async function looked(act, more, first) {
    const mine = door;
    if (act === "open" && table && !opening.on) opening.begin(table);
    try {
      const moved = (/** @type {number} */ share) => (saved.textContent = fill(words["fetching"], { n: Math.floor(share * 100) }));
      const { told } = await mine.ask(act, more, { moved, read: (bytes) => opening.read(bytes) });
      if (door !== mine) return null;
      opening.end();
      saved.textContent = "";
      if (told["refused"]) {
        refuse(told["refused"]);
        return null;
      }
      refuse("");
      if (act === "open") opened.textContent = fill(words["opened"], { name, row: told["head_row"], n: told["columns"].length });
      sheets(told["sheets"]);
      columns.show(told);
      decisions.show(told["decisions"]);
      const wanting = part(root, ".batch__wanting");
      wanting.hidden = !told["wanting"];
      wanting.textContent = told["wanting"];
      part(root, "[data-start]").setAttribute("aria-disabled", String(Boolean(told["wanting"])));
      // What is guessed is looked at once more; nobody may change columns meanwhile that are about to be replaced.
      show("columns", !(first && guessed(told)));
      if (shown || work) {
        work?.stop();
        work = shown = null;
        show("run", false);
        show("result", false);
        say(words["changed"]);
      }
      return told;
    } catch (cause) {
      if (door !== mine) return null;
      opening.end();
      opened.textContent = "";
      if (act === "open") show("columns", false); // those of the look before
      if (root.dataset["state"] !== "failed") refuse(why(cause));
      return null;
    }
  }

  /** @param {string[]} all the first is the one that is read */
  function sheets(all) {
    part(root, ".batch__sheet").hidden = all.length < 2;
    if (sheet.value === all[0] && sheet.options.length === all.length) return;
    sheet.replaceChildren(
      ...all.map((title) => {
        const option = document.createElement("option");
        option.value = option.textContent = title;
        return option;
      }),
    );
  }

  /** @param {Told} told */
  function step(told) {
    bar.value = told["permille"];
    const left = told["left"] === null ? "" : fill(words["left"], { time: duration(told["left"]) });
    const numbers = { rows: told["rows"].toLocaleString("en"), errors: told["errors"].toLocaleString("en"), rate: told["rate"].toLocaleString("en"), left };
    going.textContent = fill(words["going"], numbers);
    result.add(told);
    if (told["broken"]) going.textContent = fill(words["broken"], { why: told["broken"], rows: numbers.rows });
  }

  /** @param {number} milliseconds */
  function duration(milliseconds) {
    const all = Math.ceil(milliseconds / 1000);
    const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
    return fill(words[h ? "hours" : m ? "minutes" : "seconds"], { h, m, s });
  }

  async function run() {
    await looking; // pressed right after a change: it is worked out as it stands now
    if (part(root, "[data-start]").getAttribute("aria-disabled") === "true") return;
    work?.stop();
    const mine = door;
    const now = new Work((act, more, hears) => mine.ask(act, more, hears), "csv", { step, rest: () => void rest(now), moved: () => {} });
    work = now;
    shown = null;
    result.clear();
    bar.value = 0;
    going.textContent = "";
    saved.textContent = "";
    show("run", true);
    show("result", false);
    running(true);
    part(root, "#batch-run").focus();
    try {
      const end = await now.run(null);
      if (work !== now) return;
      if (end["refused"]) refuse(end["refused"]);
      else finished(now, end, now.stopped ? fill(words["stopped"], { rows: now.rows.toLocaleString("en") }) : words["done"]);
    } catch (cause) {
      if (work !== now) return;
      going.textContent = `${fill(words["lost"], { rows: now.rows.toLocaleString("en") })} ${why(cause)}`;
      shown = now;
      show("result", true);
    } finally {
      if (work === now) {
        work = null;
        running(false);
      }
    }
  }

  /** While it rests, what is done is shown. @param {Work} now */
  async function rest(now) {
    const { told } = await door.ask("totals", { kind: "csv" });
    if (work !== now || !now.paused) return;
    going.textContent = fill(words["paused"], { rows: now.rows.toLocaleString("en"), errors: now.errors.toLocaleString("en") });
    shown = now;
    result.show(told);
    show("result", true);
    say(going.textContent ?? "");
  }

  /** @param {Work} now @param {Told} end @param {string} sentence */
  function finished(now, end, sentence) {
    shown = now;
    result.show(end);
    show("result", true);
    if (!end["broken"]) going.textContent = sentence;
    say(end["totals"].headline);
    part(root, "#batch-result").focus();
  }

  /** @param {boolean} on */
  function running(on) {
    pause.textContent = pausing;
    for (const button of [pause, part(root, "[data-stop]")]) button.hidden = !on;
    root.toggleAttribute("data-running", on);
  }

  /** @param {string} [more] */
  const fileName = (more = "") => `${name.replace(/\.[^.]*$/, "")} ${words["suffix"]}${more}`;

  /** @param {Kind} kind */
  async function take(kind) {
    const from = shown;
    if (!from) return;
    const part_ = work === from ? fill(words["part"], { rows: from.rows }) : "";
    const target = `${fileName(part_)}.${kind}`;
    if (kind === "csv") {
      download(from.file, target);
      saved.textContent = fill(words["saved"], { name: target });
      return;
    }
    const rows = from.rows;
    const mine = door;
    const making = new Work((act, more, hears) => mine.ask(act, more, hears), "xlsx", {
      step: (told) => (saved.textContent = fill(words["making"], { n: rows ? Math.floor((told["rows"] * 100) / rows) : 100 })),
      rest: () => {},
      moved: (share) => (saved.textContent = fill(words["fetching"], { n: Math.floor(share * 100) })),
    });
    saved.textContent = fill(words["making"], { n: 0 });
    try {
      const end = await making.run(rows);
      if (shown !== from) return;
      if (!end["refused"]) download(making.file, target);
      saved.textContent = end["refused"] ?? fill(words["saved"], { name: target });
    } catch (cause) {
      if (door === mine) saved.textContent = why(cause);
    }
  }

  /** @param {Kind} kind */
  async function template(kind) {
    const chosen = /** @type {HTMLSelectElement} */ (part(root, "#batch-template"));
    const said = part(root, ".batch__said");
    begin();
    try {
      const maker = new TableDoor(lang, rules);
      const moved = (/** @type {number} */ share) => (said.textContent = fill(words["fetching"], { n: Math.floor(share * 100) }));
      const { told, bytes } = await maker.ask("template", { kind, benefit: chosen.value, ...origin() }, { moved });
      const target = `${chosen.selectedOptions[0]?.textContent ?? chosen.value} ${words["template"]}.${kind}`;
      if (!told["refused"]) download(new Blob([/** @type {BlobPart} */ (bytes)], { type: TYPES[kind] }), target);
      said.textContent = told["refused"] ?? fill(words["saved"], { name: target });
    } catch (cause) {
      said.textContent = why(cause);
    }
  }

  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches("[data-start]")) void run();
    else if (button.matches("[data-cancel]")) cancel();
    else if (button.matches("[data-stop]")) work?.stop();
    else if (button.matches("[data-pause]") && work) {
      if (work.paused) {
        show("result", false);
        work.goOn();
      } else work.pause();
      pause.textContent = work.paused ? (pause.dataset["goOn"] ?? "") : pausing;
    } else if (button.matches("[data-download]")) void take(/** @type {Kind} */ (button.dataset["download"]));
    else if (button.matches("[data-template]")) void template(/** @type {Kind} */ (button.dataset["template"]));
    else if (button.matches("[data-retry]")) {
      engine.retry();
      again();
    }
  });
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (chosen) void open(chosen);
    file.value = ""; // the same file may be chosen again, changed
  });
  dropped((chosen) => void open(chosen));
  benefit.addEventListener("change", () => void look("open", chosenSoFar()));
  sheet.addEventListener("change", () => {
    decisions.choices["sheet"] = sheet.value;
    void look("open", chosenSoFar());
  });
  window.addEventListener("beforeunload", (event) => {
    if (work) event.preventDefault();
  });
  for (const sign of ["pointerover", "touchstart", "focusin"]) root.addEventListener(sign, begin, { passive: true, once: true });
  running(false);
  appear(root);
}
