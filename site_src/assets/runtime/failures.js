/**
 * The ways in which starting Python can fail: a closed set, so that the page has a sentence for each.
 *
 * - `offline`: no answer from the server
 * - `file-missing`: the server answers, but does not have the file
 * - `wrong-type`: something came, but not what the file should be (a login page, a damaged file, a script type browsers refuse)
 * - `wasm-blocked`: a policy (of the site, the browser or the company) forbids WebAssembly
 * - `too-old-browser`: the browser lacks WebAssembly with exceptions, or module workers
 * - `stalled`: nothing has moved for a long time
 * - `stuck`: Python has been at one thing for a long time, or was ended while at it; it was started anew
 * - `crashed`: anything else, such as too little memory
 *
 * @typedef {"offline"|"file-missing"|"wrong-type"|"wasm-blocked"|"too-old-browser"|"stalled"|"stuck"|"crashed"} FailureCode
 */

/** An error with one of the codes; the message is for a developer's console, never for the visitor. */
export class Failure extends Error {
  /**
   * @param {FailureCode} code
   * @param {string} detail which file or step, in English
   */
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.name = "Failure";
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Why a script did not load. Browsers tell a page nothing of that, so the file is asked for once more and looked at.
 * @param {string} url
 * @returns {Promise<Failure>}
 */
export async function whyNotLoaded(url) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { cache: "no-store" });
  } catch {
    return new Failure("offline", url);
  }
  const type = response.headers.get("content-type") ?? "no type";
  if (!response.ok) return new Failure("file-missing", `${response.status} for ${url}`);
  if (!/javascript/i.test(type)) return new Failure("wrong-type", `${type} for ${url}`);
  return new Failure("crashed", `the script did not run: ${url}`);
}
