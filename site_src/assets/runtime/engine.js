/**
 * The page's side of Python: one worker for all the calculators of a page, started by the first `start()` or `respond()`.
 *
 *   import { engine } from "./engine.js";
 *   engine.onStage((status) => …)              // called at once with the status of now, then at each change
 *   engine.need("plan", …)                     // before: what this page will ask for, so that it comes with the rest
 *   engine.start()                             // at the first sign of intent; any number of times
 *   await engine.respond(requestJson, rules)   // -> the answer's JSON; rejects with a Failure (failures.js)
 *   await engine.export(requestJson, rules, moved)        // -> a file's bytes; rejects likewise, and Python goes on
 *   await engine.table(requestJson, rules, file, moved)   // -> one step through a table, with the bytes written; rejects likewise
 *   engine.retry()                             // after a failure
 *
 * `rules`: the archives of what the request is worked out by, as the page names them (site_src/builder/runtime/rules.py).
 */
import { wrap } from "comlink";
import { Failure, whyNotLoaded } from "./failures.js";
import { moduleWorker, readsOurWebAssembly } from "./floor.js";
import { forget, worthwhile } from "./snapshot.js";
import { SNAPSHOT, workerName } from "./worker_name.js";

/**
 * @typedef {object} Status
 * @property {"idle"|"fetch"|"start"|"rules"|"ready"|"failed"} stage
 * @property {number} loaded bytes that have arrived, uncompressed; grows during `fetch`
 * @property {number} total 0 until known
 * @property {Failure | null} failure when the stage is `failed`
 */
/** @template T @typedef {import("./worker.js").Found<T>} Found */
/**
 * @typedef {object} Calls
 * @property {(request: string, rules: string) => Promise<Found<string>>} respond
 * @property {(requests: string, rules: string) => Promise<Found<string>>} respondMany
 * @property {(request: string, rules: string) => Promise<Found<Uint8Array>>} export
 * @property {(request: string, rules: string, file?: File) => Promise<Found<{text: string, bytes: Uint8Array}>>} table
 */
/** @typedef {{ready: Promise<Calls>, failed: Promise<never>, fail: (failure: Failure) => void, end: (failure: Failure) => void}} Session */
/** @typedef {{moved?: (share: number) => void, read?: (bytes: number) => void}} Hears how much has arrived of a further download, from 0 to 1; how many
 *   bytes of its file Python has asked for */

/** Milliseconds without any movement after which a stage, or a single answer, counts as stalled. */
export const patience = { fetch: 60_000, start: 90_000, rules: 60_000, answer: 30_000, export: 60_000, table: 90_000 };

/** Milliseconds after an answer, with nothing asked since, until Python's memory is kept for later visits. */
const QUIET = 1000;

/** @type {Set<(status: Status) => void>} */
const listeners = new Set();
/** @type {Set<{way: (way: {loaded: number, total: number}) => void, read: (bytes: number) => void}>} those who wait for an answer */
const waiting = new Set();
/** @type {Set<string>} parts that are fetched at the start */
const wanted = new Set();
/** @type {Status} */
let status = { stage: "idle", loaded: 0, total: 0, failure: null };
/** @type {Session | null} */
let session = null;
let answered = () => {};
let retries = 0;
let starts = 0;

/** @param {Status} next */
function show(next) {
  status = next;
  // For what can wait until nobody waits for Python (offline/offline.js).
  dispatchEvent(new CustomEvent("python", { detail: !["idle", "ready", "failed"].includes(next.stage) }));
  for (const listener of listeners) listener(status);
}

/** @returns {Session} */
function begin() {
  /** @type {(calls: Calls) => void} */
  let succeed = () => {};
  /** @type {(failure: Failure) => void} */
  let reject = () => {};
  const ready = new Promise((resolve) => (succeed = resolve));
  /** @type {Promise<never>} */
  const failed = new Promise((_, no) => (reject = no));
  failed.catch(() => {}); // those who wait for it hear of it
  const rest = stopwatch(() => fail(new Failure("stalled", `nothing moved at stage ${status.stage}`)));
  /** @type {Worker | null} */
  let worker = null;

  /** @param {Failure} failure */
  function fail(failure) {
    if (status.failure || session !== made) return;
    rest(0);
    worker?.terminate();
    reject(failure);
    if (["crashed", "stalled"].includes(failure.code)) void forget(); // whatever it started from
    console.error(failure);
    show({ ...status, stage: "failed", failure });
  }

  /** @param {Failure} failure what those hear who wait for an answer */
  function end(failure) {
    rest(0);
    worker?.terminate();
    reject(failure);
  }

  const made = { ready, failed, fail, end };
  session = made;
  starts += 1;
  show({ stage: "fetch", loaded: 0, total: 0, failure: null });
  // A name that is kept for ever may have been kept with what a login page or a half-finished update gave for it.
  const url = new URL(retries ? `${WORKER_FILE}?${retries}` : WORKER_FILE, import.meta.url).href;
  const run = (/** @type {Iterable<string>} */ archives) => moduleWorker(url, workerName(import.meta.url, archives));
  worker = readsOurWebAssembly() ? run(wanted) : null;
  if (!worker) {
    fail(new Failure("too-old-browser", navigator.userAgent));
    return made;
  }
  const calls = /** @type {Calls} */ (/** @type {unknown} */ (wrap(worker)));
  rest(patience.fetch);
  worker.onmessage = ({ data }) => {
    if (data.failure) return fail(new Failure(data.failure, data.detail));
    if (data.fetched) return void dispatchEvent(new CustomEvent("fetched", { detail: data.fetched })); // offline/offline.js
    if (data.way) return waiting.forEach(({ way }) => way(data.way));
    if (data.read !== undefined) return waiting.forEach(({ read }) => read(data.read));
    if (!data.stage) return; // an answer, which is comlink's
    const stage = /** @type {"fetch"|"start"|"rules"|"ready"} */ (data.stage);
    rest(stage === "ready" ? 0 : patience[stage]);
    show({ ...data, failure: null });
    if (stage !== "ready") return;
    succeed(calls);
    if (data.fromSnapshot || !worthwhile()) return;
    const quiet = stopwatch(() => {
      answered = () => {};
      run([SNAPSHOT]); // ends by itself
    });
    answered = () => quiet(QUIET);
  };
  worker.onerror = async (event) => {
    // Without a message it is the worker's file that did not load.
    fail(event.message ? new Failure("crashed", event.message) : await whyNotLoaded(url));
  };
  return made;
}

/**
 * Calls `late` when nothing has set it anew for the given time; a page in the background is slowed down, so there it waits.
 * @param {() => void} late
 * @returns {(milliseconds: number) => void} sets it anew; 0 stops it
 */
function stopwatch(late) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {number} milliseconds */
  return function set(milliseconds) {
    clearTimeout(timer);
    if (milliseconds) timer = setTimeout(() => (document.hidden ? set(milliseconds) : late()), milliseconds);
  };
}

/**
 * @template T
 * @param {(calls: Calls) => Promise<Found<T>>} call
 * @param {number} milliseconds without any movement until it is given up; 0 for no limit
 * @param {object} [how]
 * @param {boolean} [how.goesOn] whether Python goes on after a call that broke
 * @param {Hears} [how.hears]
 * @returns {Promise<T>}
 * @throws {Failure}
 */
async function ask(call, milliseconds, { goesOn = false, hears = {} } = {}) {
  const now = session ?? begin();
  const calls = await Promise.race([now.ready, now.failed]);
  /** @type {(failure: Failure) => void} */
  let give = () => {};
  const gaveUp = new Promise((_, reject) => (give = reject));
  let atWork = false; // and not waiting for a download
  const rest = stopwatch(() => give(new Failure(atWork ? "stuck" : "stalled", "no answer came")));
  const hear = {
    way(/** @type {{loaded: number, total: number}} */ { loaded, total }) {
      rest(milliseconds);
      hears.moved?.(Math.min(1, loaded / total));
    },
    read(/** @type {number} */ bytes) {
      atWork = true;
      rest(milliseconds);
      hears.read?.(bytes);
    },
  };
  waiting.add(hear);
  rest(milliseconds);
  try {
    const found = await Promise.race([call(calls), now.failed, gaveUp]);
    if ("value" in found) return found.value;
    throw new Failure(found.failure, found.detail);
  } catch (cause) {
    const failure = cause instanceof Failure ? cause : new Failure("crashed", String(cause));
    // Nothing that this Python says later can be relied on; that some file did not arrive is no fault of its own.
    if (!goesOn && ["crashed", "stalled"].includes(failure.code)) now.fail(failure);
    if (failure.code === "stuck" && session === now) engine.restart(); // or whatever is asked next would wait for it
    throw failure;
  } finally {
    rest(0);
    waiting.delete(hear);
  }
}

export const engine = {
  /**
   * Has parts of Python (needs.js) and rules fetched together with the rest at the next start. Without it, the first request that
   * needs them fetches them then; when that fails, Python goes on, and the next such request tries again.
   * @param {...string} parts names of parts, or rules as a request has them
   */
  need(...parts) {
    for (const part of parts) for (const name of part.split(" ")) wanted.add(name);
  },

  /** Starts Python unless it has been started; never throws. */
  start() {
    if (!session) begin();
  },

  /**
   * @param {(status: Status) => void} listener
   * @returns {() => void} to hear no more
   */
  onStage(listener) {
    listeners.add(listener);
    listener(status);
    return () => listeners.delete(listener);
  },

  /**
   * @param {string} request one JSON object, as `calculator.wire.respond` takes it
   * @param {string} rules
   * @returns {Promise<string>} rejects with a Failure
   */
  async respond(request, rules) {
    const reply = await ask((calls) => calls.respond(request, rules), patience.answer);
    answered();
    return reply;
  },

  /**
   * @param {string} requests JSON lines, as `calculator.wire.respond_many` takes them
   * @param {string} rules
   * @returns {Promise<string>} rejects with a Failure
   */
  respondMany: (requests, rules) => ask((calls) => calls.respondMany(requests, rules), 0),

  /**
   * A file to keep. The first workbook needs a further download.
   * @param {string} request one JSON object, as `calculator.wire.export` takes it
   * @param {string} rules
   * @param {(share: number) => void} [moved] hears how much of the download has arrived, from 0 to 1
   * @returns {Promise<Uint8Array>} rejects with a Failure
   */
  export: (request, rules, moved) => ask((calls) => calls.export(request, rules), patience.export, { goesOn: true, hears: { moved } }),

  /**
   * One step of working through a table; a workbook, read or written, needs a further download.
   * @param {string} request one JSON object, as `calculator.batch.door.Door.respond` takes it; `source`: xlsx where the table is a workbook
   * @param {string} rules
   * @param {File} [file] the table that this and the next requests are about
   * @param {Hears} [hears]
   * @returns {Promise<{text: string, bytes: Uint8Array}>} rejects with a Failure
   */
  table: (request, rules, file, hears) =>
    ask((calls) => calls.table(request, rules, file), patience.table, { goesOn: true, hears }),

  /** How often Python was started: what a Python before the last knew, this one does not. */
  get starts() {
    return starts;
  },

  /** Ends what Python is at, and Python with it; a new one starts. Those who wait for an answer get a Failure. */
  restart() {
    if (!session || status.stage === "failed") return;
    session.end(new Failure("stuck", "Python was ended"));
    begin();
  },

  /** Starts anew after a failure; otherwise does nothing. */
  retry() {
    if (status.stage !== "failed") return;
    session = null;
    retries += 1;
    begin();
  },
};
