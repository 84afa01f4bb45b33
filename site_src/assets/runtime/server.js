/** What the page knows of its server, and tells the worker by the worker's name. */

/** The name of a worker whose server sends scripts as they are, and so will send the larger files. */
export const PLAIN_SERVER = "plain-server";

/**
 * @param {string} script address of a script that was loaded
 * @returns {string} `PLAIN_SERVER`, or nothing where the server compresses or the browser does not tell
 */
export function workerName(script) {
  const entry = /** @type {PerformanceResourceTiming | undefined} */ (performance.getEntriesByName(script, "resource")[0]);
  return entry?.encodedBodySize && entry.encodedBodySize === entry.decodedBodySize ? PLAIN_SERVER : "";
}
