/** What a worker has fetched, for the service worker to keep: at a first visit that does not see it. */
import { isNamedByContent } from "./whole.js";

/**
 * @param {string[]} more what another page may need without a network
 * @returns {string[]} addresses of files that are named by what they hold
 */
export function fetchedHere(more) {
  const own = location.href.replace(/#.*/, "");
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  return [...new Set([own, ...more, ...fetched])].filter(isNamedByContent);
}
