/**
 * The archives of Python code in the worker: fetched at the start or at the first request that needs them, each once. Code goes by its
 * part's name, for this file knows where it lies; rules by file and size, `rules-….zip:5120`, as the page names them: a page computes
 * by just the rules that it was made with.
 */
import { downloadBytes } from "./download.js";
import { Failure } from "./failures.js";

/** The archive that is always there. */
export const FIRST = "calculator";

/** @param {string} name @returns {{file: string, bytes: number}} `file`: beside the folder of Python */
function placeOf(name) {
  const place = RUNTIME.parts[name];
  if (place) return place;
  const [file = "", bytes] = name.split(":");
  if (!bytes) throw new Error(`no archive of the name ${name}`);
  return { file, bytes: Number(bytes) };
}

/** @returns {string[]} the addresses of the smaller parts: without a network, no page should lack one */
export const modest = () =>
  Object.values(RUNTIME.parts)
    .filter(({ bytes }) => bytes < 300_000)
    .map(({ file }) => new URL(`${RUNTIME.folder}../${file}`, import.meta.url).href);

/** @param {string} rules @returns {string[]} */
export const named = (rules) => rules.split(" ").filter(Boolean);

/** @param {string[]} names @returns {number} their bytes, uncompressed */
export const bytesOf = (names) => names.reduce((sum, name) => sum + placeOf(name).bytes, 0);

/**
 * @param {string} name
 * @param {import("./download.js").Count} count
 * @param {RequestInit} [options]
 * @returns {Promise<Uint8Array>} rejects with a Failure
 */
export async function fetchPart(name, count, options) {
  const { file, bytes } = placeOf(name);
  const url = new URL(`${RUNTIME.folder}../${file}`, import.meta.url).href;
  const found = await downloadBytes(url, "PK", count, options);
  // Python remembers an archive that it could not read, so a damaged one must not get that far.
  if (found.byteLength !== bytes) throw new Failure("wrong-type", `${found.byteLength} bytes, not ${bytes}: ${url}`);
  return found;
}

/** @param {string} name @returns {string} its file, named by what it holds */
export const fileOf = (name) => placeOf(name).file;

/**
 * Puts an archive where Python looks for it.
 * @param {any} python
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {string} the place
 */
export function put(python, name, bytes) {
  const place = `/lib/${fileOf(name)}`;
  python.FS.writeFile(place, bytes);
  return place;
}

/**
 * @param {any} python
 * @param {string} name the first one first
 * @param {Uint8Array} bytes
 */
export function install(python, name, bytes) {
  const place = put(python, name, bytes);
  if (name === FIRST) python.runPython(`import sys; sys.path.insert(0, "${place}"); import runtime_finder`);
  else python.runPython(`runtime_finder.add("${place}")`);
}

export class Parts {
  /** @type {Map<string, Promise<void>>} what is there or on its way */
  #asked = new Map();
  /** @type {Set<string>} what failed before */
  #failed = new Set();
  #way = { count: 0, loaded: 0, total: 0 };

  /**
   * @param {any} python
   * @param {string[]} there those that are installed
   * @param {(way: {loaded: number, total: number}) => void} moved hears how much has arrived of what is on its way
   */
  constructor(python, there, moved) {
    this.python = python;
    this.moved = moved;
    for (const name of there) this.#asked.set(name, Promise.resolve());
  }

  /**
   * Sees to it that all of them are there; after a failure the next call tries again.
   * @param {string[]} names
   * @returns {Promise<unknown>} rejects with a Failure
   */
  need(names) {
    return Promise.all(names.map((name) => this.#one(name)));
  }

  /** @param {string} name */
  #one(name) {
    const known = this.#asked.get(name);
    if (known) return known;
    const coming = this.#bring(name).catch((cause) => {
      this.#asked.delete(name);
      this.#failed.add(name);
      throw cause;
    });
    this.#asked.set(name, coming);
    return coming;
  }

  /** @param {string} name */
  async #bring(name) {
    const way = this.#way;
    way.count += 1;
    way.total += bytesOf([name]);
    try {
      const bytes = await fetchPart(
        name,
        (more) => {
          way.loaded += more;
          this.moved(way);
        },
        this.#failed.has(name) ? { cache: "reload" } : undefined, // past whatever was kept
      );
      install(this.python, name, bytes);
    } finally {
      way.count -= 1;
      if (!way.count) this.#way = { count: 0, loaded: 0, total: 0 };
    }
  }
}
