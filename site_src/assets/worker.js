/**
 * The worker in which Python computes: JSON text in, JSON text or a file out, through `calculator.wire`.
 * It tells its page where it stands by plain messages (`Progress`, `Office`); the calls come through comlink.
 */
import { expose, transfer } from "comlink";
import { beginsWith, download, downloadBytes } from "./download.js";
import { Failure, whyNotLoaded } from "./failures.js";

/**
 * @typedef {object} Progress
 * @property {"fetch"|"start"|"rules"|"ready"} stage
 * @property {number} loaded bytes that have arrived, uncompressed
 * @property {number} total
 */

/** @typedef {{office: {loaded: number, total: number}}} Office how much has arrived of what workbooks need */
/** @typedef {{bytes: Uint8Array}} File */
/** @typedef {{failure: import("./failures.js").FailureCode, detail: string}} NoFile why there is none; Python goes on all the same */

const folder = new URL(RUNTIME.folder, import.meta.url).href;
const total = RUNTIME.bytes.wasm + RUNTIME.bytes.stdlib + RUNTIME.bytes.calculator;
/** The browser's own, before `start` puts ours in its place; old ones have none. */
const streaming = /** @type {typeof WebAssembly.instantiateStreaming | undefined} */ (WebAssembly.instantiateStreaming);
let loaded = 0;
let told = 0;

/** @param {Progress["stage"]} stage */
function tell(stage) {
  told = loaded;
  postMessage({ stage, loaded, total });
}

/** @param {number} bytes */
function count(bytes) {
  loaded += bytes;
  // Some fifty messages for a whole download, not one for each packet.
  if (loaded - told > total / 50) tell("fetch");
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

async function start() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (cause) {
    throw new Failure("wasm-blocked", String(cause)); // told before megabytes are fetched
  }
  tell("fetch");

  // Everything is asked for at once; Pyodide is then handed what it asks for later.
  const wasm = download(`${folder}pyodide.asm.wasm`, count);
  const stdlib = downloadBytes(`${folder}python_stdlib.zip`, "PK", count);
  const rules = downloadBytes(new URL(RUNTIME.calculator, import.meta.url).href, "PK", count);
  const asm = script("pyodide.asm.js");
  const pyodide = script("pyodide.js");

  // loadPyodide() never settles when its WebAssembly fails, and says little of other files: so it races with each of them.
  /** @type {(cause: unknown) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => (fail = reject));
  for (const file of [wasm, stdlib, rules, asm, pyodide]) file.catch(fail);
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
      return result;
    } catch (cause) {
      fail(cause);
      throw cause;
    }
  };

  await Promise.race([asm, failed]);
  const { loadPyodide } = await Promise.race([pyodide, failed]);
  const options = {
    indexURL: folder,
    packageBaseUrl: folder,
    lockFileContents: { info: RUNTIME.lock, packages: {} },
  };
  const python = await Promise.race([loadPyodide(options), failed]);
  const bytes = await Promise.race([rules, failed]);
  tell("rules");
  python.FS.writeFile("/lib/calculator.zip", bytes);
  python.runPython("import sys; sys.path.insert(0, '/lib/calculator.zip')");
  const wire = python.pyimport("calculator.wire");

  /** @type {Promise<void> | null} */
  let office = null;
  /** @type {RequestInit | undefined} */
  let anew;

  /** Fetches what workbooks need, at the first one; after a failure the next one tries again, past whatever was kept. */
  function withOffice() {
    office ??= fetchOffice(python, anew).catch((cause) => {
      office = null;
      anew = { cache: "reload" };
      throw cause;
    });
    return office;
  }

  expose({
    /** @param {string} request one JSON object; @returns {string} */
    respond: (request) => wire.respond(request),
    /** @param {string} requests JSON lines; @returns {string} as many JSON lines */
    respondMany: (requests) => wire.respond_many(requests),

    /**
     * @param {string} request one JSON object
     * @returns {Promise<File | NoFile>}
     */
    async export(request) {
      try {
        if (JSON.parse(request).format === "xlsx") await withOffice();
        const made = wire.export(request);
        const bytes = made.toJs();
        made.destroy();
        return transfer({ bytes }, [bytes.buffer]);
      } catch (cause) {
        const { code, detail } = named(cause);
        return { failure: code, detail };
      }
    },
  });
  tell("ready");
}

/**
 * @param {any} python
 * @param {RequestInit | undefined} options
 */
async function fetchOffice(python, options) {
  const url = new URL(RUNTIME.office, import.meta.url).href;
  const total = RUNTIME.bytes.office;
  let loaded = 0;
  /** @param {number} more */
  function move(more) {
    loaded += more;
    postMessage({ office: { loaded, total } });
  }
  const bytes = await downloadBytes(url, "PK", move, options);
  // Python remembers an archive that it could not read, so a damaged one must not get that far.
  if (bytes.byteLength !== total) throw new Failure("wrong-type", `${bytes.byteLength} bytes, not ${total}: ${url}`);
  python.FS.writeFile("/lib/office.zip", bytes);
  python.runPython("import sys; sys.path.append('/lib/office.zip'); import office_start");
}

/**
 * @param {any} cause
 * @returns {Failure}
 */
function named(cause) {
  return cause instanceof Failure ? cause : new Failure("crashed", String(cause?.stack ?? cause));
}

start().catch((cause) => {
  const { code, detail } = named(cause);
  postMessage({ failure: code, detail });
});
