/**
 * What a page tells its worker before the first message, by the worker's name: `plain-server plan rules-….zip:5120`. Not by its address,
 * whose fragment is lost where a service worker hands out the script.
 */

/** The server sends scripts as they are, and so will send the larger files. */
export const PLAIN_SERVER = "plain-server";

/** Start Python only to keep its memory for later visits (snapshot.js). */
export const SNAPSHOT = "snapshot";

/**
 * @param {string} script address of a script that was loaded
 * @param {Iterable<string>} archives to fetch at the start, or `SNAPSHOT`
 */
export function workerName(script, archives) {
  const entry = /** @type {PerformanceResourceTiming | undefined} */ (performance.getEntriesByName(script, "resource")[0]);
  // What came through a service worker or out of a cache says nothing of the server.
  const plain = entry?.transferSize && !entry.workerStart && entry.encodedBodySize === entry.decodedBodySize;
  return [...(plain ? [PLAIN_SERVER] : []), ...archives].join(" ");
}

const told = self.name.split(" ").filter(Boolean);

/** In the worker: whether the name says so. @param {string} word */
export const isTold = (word) => told.includes(word);

/** In the worker: the archives to fetch at the start. */
export const archives = told.filter((word) => ![PLAIN_SERVER, SNAPSHOT].includes(word));
