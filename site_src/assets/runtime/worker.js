/**
 * The worker in which Python computes: JSON text in, JSON text or a file out, through `calculator.wire`.
 * It tells its page where it stands by plain messages (`Progress`, `Way`); the calls come through comlink.
 * Its name says which archives to fetch at the start, beside the first (worker_name.js).
 */
import { expose, transfer } from "comlink";
import { beginsWith, download, downloadBytes } from "./download.js";
import { fetchedHere } from "../offline/fetched.js";
import { Failure, whyNotLoaded } from "./failures.js";
import { needs } from "./needs.js";
import { bytesOf, fetchPart, fileOf, FIRST, install, modest, named, Parts, put } from "./parts.js";
import { forget, keep, kept } from "./snapshot.js";
import { Tables } from "./tables.js";
import { join } from "./second_half.js";
import { archives, isTold, SNAPSHOT } from "./worker_name.js";

/**
 * @typedef {object} Progress
 * @property {"fetch"|"start"|"rules"|"ready"} stage
 * @property {number} loaded bytes that have arrived, uncompressed
 * @property {number} total
 * @property {boolean} [fromSnapshot] with `ready`
 */

/** @typedef {{way: {loaded: number, total: number}}} Way how much has arrived of what a request needs further */
/** @template T @typedef {{value: T} | {failure: import("./failures.js").FailureCode, detail: string}} Found */

const folder = new URL(RUNTIME.folder, import.meta.url).href;
const making = isTold(SNAPSHOT);
const atStart = [FIRST, ...archives];
/** What a snapshot holds; rules are never in it. */
const held = `${RUNTIME.folder}${fileOf(FIRST)}`;
const total = RUNTIME.bytes.wasm + RUNTIME.bytes.stdlib + bytesOf(atStart);
/** The browser's own, before `start` puts ours in its place; old ones have none. */
const streaming = /** @type {typeof WebAssembly.instantiateStreaming | undefined} */ (WebAssembly.instantiateStreaming);
let loaded = 0;
let told = 0;
let at = "fetch";

/** @param {Progress["stage"]} stage @param {{fromSnapshot?: boolean}} [more] */
function tell(stage, more) {
  told = loaded;
  at = stage;
  postMessage({ stage, loaded, total, ...more });
}

/** @param {number} bytes */
function count(bytes) {
  loaded += bytes;
  // Some fifty messages for a whole download, not one for each packet.
  if (at === "fetch" && loaded - told > total / 50) tell("fetch");
}

/**
 * @param {string} name
 * @returns {Promise<any>} the module
 */
async function script(name) {
  try {
    return await import(folder + name);
  } catch {
    throw await whyNotLoaded(folder + name);
  }
}

/**
 * Compiles while the bytes arrive; where the server gives .wasm another type than browsers want, once they are all there.
 * @param {import("./download.js").Download} download
 * @param {WebAssembly.Imports} imports
 */
async function instantiate({ response, arrived }, imports) {
  const type = response.headers.get("content-type") ?? "";
  try {
    if (streaming && /^application\/wasm\b/i.test(type)) {
      return await streaming.call(WebAssembly, response, imports);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!beginsWith(bytes, "\0asm")) throw new Failure("wrong-type", `${type} for pyodide.asm.wasm`);
    return await WebAssembly.instantiate(bytes, imports);
  } catch (cause) {
    await arrived; // a connection that broke off is named there
    // The page has tried what this browser can read, so what it cannot read now is damaged.
    if (cause instanceof WebAssembly.CompileError) throw new Failure("wrong-type", `pyodide.asm.wasm: ${cause.message}`);
    throw cause;
  }
}

/** @returns {ArrayBuffer} the second half of Pyodide's WebAssembly, while everything waits: Python is in the middle of a call */
function loadRest() {
  const url = `${folder}pyodide.rest.wasm`;
  const request = new XMLHttpRequest();
  for (const past of ["", "no-cache"]) { // the second time past whatever was kept under that name
    request.open("GET", url, false);
    request.responseType = "arraybuffer";
    if (past) request.setRequestHeader("cache-control", past);
    try {
      request.send();
    } catch {} // told below, like all else
    if (request.status === 200 && beginsWith(new Uint8Array(request.response), "\0asm")) return request.response;
  }
  const code = !request.status ? "offline" : request.status === 200 ? "wrong-type" : "file-missing";
  postMessage({ failure: code, detail: `${request.status} for ${url}` }); // Python cannot go on from here
  throw new Failure(code, url);
}

/**
 * Starts Python with its calculator.
 * @param {Promise<Uint8Array | null>} snapshot
 * @returns {Promise<any>} Pyodide, with the archives of `atStart`
 */
async function start(snapshot) {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (cause) {
    throw new Failure("wasm-blocked", String(cause)); // told before megabytes are fetched
  }
  tell("fetch");

  // Everything is asked for at once; Pyodide is then handed what it asks for later.
  const wasm = download(`${folder}pyodide.asm.wasm`, count);
  const stdlib = downloadBytes(`${folder}python_stdlib.zip`, "PK", count);
  const parts = atStart.map((name) => fetchPart(name, count));
  const asm = script("pyodide.asm.js");
  const pyodide = script("pyodide.js");

  // loadPyodide() never settles when its WebAssembly fails, and says little of other files: so it races with each of them.
  /** @type {(cause: unknown) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => (fail = reject));
  for (const file of [wasm, stdlib, ...parts, asm, pyodide]) file.catch(fail);
  wasm.then(({ arrived }) => arrived).catch(fail);

  const fetchOther = globalThis.fetch;
  globalThis.fetch = (input, options) => {
    const url = String(input);
    if (url === `${folder}pyodide.asm.wasm`) return wasm.then(({ response }) => response);
    if (url === `${folder}python_stdlib.zip`) return stdlib.then((bytes) => new Response(bytes));
    return fetchOther(input, options);
  };
  WebAssembly.instantiateStreaming = async (_, imports = {}) => {
    try {
      const result = await instantiate(await wasm, imports);
      await stdlib;
      tell("start");
      return join(result, imports, loadRest);
    } catch (cause) {
      fail(cause);
      throw cause;
    }
  };

  await Promise.race([asm, failed]);
  const [{ loadPyodide }, memory] = await Promise.race([Promise.all([pyodide, snapshot]), failed]);
  const python = await Promise.race([
    loadPyodide({
      indexURL: folder,
      packageBaseUrl: folder,
      lockFileContents: { info: RUNTIME.lock, packages: {} },
      ...(memory ? { _loadSnapshot: memory } : {}),
      ...(making ? { _makeSnapshot: true } : {}),
    }),
    failed,
  ]);
  const arrived = await Promise.race([Promise.all(parts), failed]);
  tell("rules");
  const add = (/** @type {string} */ name) => (memory && name === FIRST ? put : install); // in the memory it is installed
  atStart.forEach((name, place) => add(name)(python, name, arrived[place]));
  return python;
}

/** @param {any} python with its archives */
function serve(python) {
  const wire = python.pyimport("calculator.wire");
  const later = new Parts(python, atStart, (way) => postMessage({ way }));

  /**
   * One of the functions of `calculator.wire`, with all that the request needs; what does not arrive is named, and Python goes on.
   * @template T
   * @param {string} name
   * @param {(request: string) => T} answer
   */
  const door = (name, answer) => async (/** @type {string} */ request, /** @type {string} */ rules = "") => {
    try {
      await later.need([...needs(name, request), ...named(rules)]);
      const value = answer(request);
      return handed(value);
    } catch (cause) {
      const { code, detail } = failureOf(cause);
      return /** @type {Found<T>} */ ({ failure: code, detail });
    }
  };

  const tables = new Tables(python, (read) => postMessage({ read }));
  expose({
    respond: door("respond", (request) => /** @type {string} */ (wire.respond(request))),
    respondMany: door("respond_many", (requests) => /** @type {string} */ (wire.respond_many(requests))),
    export: door("export", (request) => bytesFrom(wire.export(request))),
    table: (/** @type {string} */ request, /** @type {string} */ rules, /** @type {File | undefined} */ file) =>
      door("table", (text) => tables.ask(text, file))(request, rules),
  });
}

/**
 * What was found; the bytes in it are moved to the page, not copied.
 * @template T
 * @param {T} value
 * @returns {Found<T>}
 */
function handed(value) {
  const bytes = value instanceof Uint8Array ? value : /** @type {any} */ (value).bytes;
  const found = { value };
  return bytes instanceof Uint8Array ? transfer(found, [bytes.buffer]) : found;
}

/**
 * @param {any} made a `bytes` of Python
 * @returns {Uint8Array}
 */
function bytesFrom(made) {
  const bytes = made.toJs();
  made.destroy();
  return bytes;
}

/**
 * @param {any} cause
 * @returns {Failure}
 */
function failureOf(cause) {
  return cause instanceof Failure ? cause : new Failure("crashed", String(cause?.stack ?? cause));
}

async function run() {
  if (making) {
    const python = await start(Promise.resolve(null));
    python.runPython("import calculator.wire"); // no more than that: what JavaScript holds of Python is not in a snapshot
    await keep(held, python.makeMemorySnapshot());
    return close();
  }
  const snapshot = kept(held);
  try {
    serve(await start(snapshot));
  } catch (cause) {
    if (cause instanceof Failure || !(await snapshot)) throw cause;
    await forget();
    serve(await start(Promise.resolve(null)));
  }
  tell("ready", { fromSnapshot: Boolean(await snapshot) });
  postMessage({ fetched: fetchedHere(modest()) });
}

run().catch((cause) => {
  const { code, detail } = failureOf(cause);
  postMessage({ failure: code, detail });
});
