/**
 * Stands in the place of the service worker where a host wants none: takes away what an earlier one kept, and itself, once no page that
 * it serves is open any more.
 */
import { dropAll } from "./names.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
worker.addEventListener("activate", (event) => {
  event.waitUntil(dropAll(worker.registration.scope));
  void worker.registration.unregister(); // waited for, it would wait for this very event
});
