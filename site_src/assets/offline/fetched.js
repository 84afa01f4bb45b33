/** What a worker has fetched, kept as well when it came past the service worker: at a first visit, which that does not see. */
import { cachesOf } from "./names.js";
import { isFile, isNamedByContent } from "./whole.js";

/** The browser's own: worker.js later puts another in its place, which gives each file once. */
const ask = globalThis.fetch;
const { named } = cachesOf(new URL("../", location.href).href);
const LATER = [2000, 8000, 30_000]; // ms; the service worker takes its time to begin, and on some hosts there is none

/**
 * Keeps it as soon as the site keeps anything on this device.
 * @param {string[]} more what another page may need without a network
 */
export async function keepFetched(more) {
  for (const milliseconds of LATER) {
    await new Promise((wait) => setTimeout(wait, milliseconds));
    if (await globalThis.caches?.has(named)) return keepAll(more).catch(() => {}); // a full disk: the next visit tries again
  }
}

/** @param {string[]} more */
async function keepAll(more) {
  const cache = await caches.open(named);
  const own = location.href.replace(/#.*/, "");
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  for (const url of new Set([own, ...more, ...fetched].filter(isNamedByContent))) {
    if (await cache.match(url)) continue;
    const response = await ask(url, { cache: "force-cache" });
    if (isFile(url, response)) await cache.put(url, response);
  }
}
