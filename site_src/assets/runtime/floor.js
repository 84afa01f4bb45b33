/** The oldest browsers that can compute here: Chrome and Edge 97, Firefox 114, Safari 16 (WebAssembly with exceptions, module workers). */

/** A module of one function that holds a try block: the newest thing of WebAssembly that this Python is compiled to. */
const TRY_BLOCK = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];

/** @returns {boolean} whether the browser reads the WebAssembly that Python is compiled to (policy aside) */
export function readsOurWebAssembly() {
  return typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(TRY_BLOCK));
}

/**
 * Starts a module worker; null where the browser would run the file as a classic script.
 * @param {string} url
 * @param {string} name
 * @returns {Worker | null}
 */
export function moduleWorker(url, name) {
  let asked = false;
  if (typeof Worker !== "function") return null;
  // A browser that knows no module workers never reads `type`.
  const worker = new Worker(url, {
    name,
    get type() {
      asked = true;
      return /** @type {const} */ ("module");
    },
  });
  if (asked) return worker;
  worker.terminate();
  return null;
}
