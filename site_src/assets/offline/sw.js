/**
 * The service worker: pages come from the network while there is one, and from this device when there is none.
 *
 * Everything but the pages is named by what it holds, and a page names its own scripts, forms and rules; so whatever is found under a name
 * belongs to the page that asked for it, whether that is of this build or of one before. Kept pages are of one build, which their digests
 * prove: those of the next are fetched before the earlier ones are dropped. `SITE` is written before this by the build (builder/hosting/service_worker.py).
 */
import { clientsClaim } from "workbox-core";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { cachesOf } from "./names.js";
import { isSparing } from "./sparing.js";
import { isFile, isNamedByContent, isPage } from "./whole.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { named: files, pages: allPages } = cachesOf(worker.registration.scope);
const pages = `${allPages}${SITE.build}`;
const AT_ONCE = 4; // requests, so that a page that is being looked at goes first
const WAIT = 4; // seconds for the network before what is kept is shown

/** @param {string} path @returns {string} */
const address = (path) => new URL(path, worker.registration.scope).href;
/** @param {string} url @returns {string} relative to the site's root */
const pathOf = (url) => url.slice(worker.registration.scope.length);

/** A page is one, whatever stands behind its path: that may say what a visitor chose. @param {string} url */
const plain = (url) => url.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");
/** @param {string} url @param {Response} response */
const isOurs = async (url, response) =>
  isNamedByContent(url) ? isFile(url, response) : isPage(SITE.digests[pathOf(plain(url))], response);

const plugins = [
  {
    /** @param {{request: Request}} asked */
    cacheKeyWillBeUsed: async ({ request }) => plain(request.url),
    /** @param {{request: Request, response: Response}} kept */
    cacheWillUpdate: async ({ request, response }) => ((await isOurs(request.url, response)) ? response : null),
  },
];
const named = new CacheFirst({ cacheName: files, plugins });
const newest = new NetworkFirst({ cacheName: pages, plugins, networkTimeoutSeconds: WAIT });

/** @param {URL} url @returns {string | null} its path below the root, if it is the site's own and worth keeping */
function own(url) {
  if (!url.href.startsWith(worker.registration.scope)) return null;
  const path = pathOf(url.href);
  return /^(data\/|sw\.js)/.test(path) ? null : path;
}
// WebAssembly is the browser's own business while there is a network: only then does it keep what it has compiled of it.
const compiled = (/** @type {URL} */ url) => /\.wasm(\.gz)?$/.test(url.pathname) && navigator.onLine;
registerRoute(({ url }) => own(url) !== null && isNamedByContent(url.pathname) && !compiled(url), named);
registerRoute(({ url, request }) => own(url) !== null && (request.mode === "navigate" || /^(zh|en)\//.test(own(url) ?? "")), newest);
setCatchHandler(async ({ request, url }) => {
  if (/** @type {Request} */ (request).mode !== "navigate") return Response.error();
  const folder = `${plain(url.href)}/`; // servers lead on to it; without one we do
  if (SITE.digests[pathOf(folder)]) return Response.redirect(folder);
  return (await caches.match(address(SITE.offline), { cacheName: pages })) ?? Response.error();
});

/**
 * Keeps the pages of a language, with all that they name; what is there already is not fetched again.
 * @param {string} lang
 */
async function keep(lang) {
  const wanted = [...SITE.always, ...(SITE.pages[lang] ?? [])]; // what pages need comes before them
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) await keepOne(address(path));
    }),
  );
}

/** @param {string} url */
async function keepOne(url) {
  const cache = await caches.open(isNamedByContent(url) ? files : pages);
  if (await cache.match(url)) return;
  const response = await fetch(url, { cache: isNamedByContent(url) ? "default" : "no-cache", priority: "low" });
  if (!(await isOurs(url, response))) throw new Error(`not as it was built: ${url}`);
  await cache.put(url, response);
}

/** @returns {Promise<string[]>} names of caches with pages of other builds */
const earlier = async () => (await caches.keys()).filter((name) => name.startsWith(allPages) && name !== pages);

async function keepAsBefore() {
  if (isSparing()) return;
  for (const name of await earlier()) {
    const paths = (await (await caches.open(name)).keys()).map(({ url }) => pathOf(url));
    for (const lang of Object.keys(SITE.pages)) if (paths.includes(`${lang}/`)) await keep(lang);
  }
}

async function dropEarlier() {
  for (const name of await earlier()) await caches.delete(name);
  const cache = await caches.open(files);
  const current = new Set(SITE.named.map(address));
  // On a server that does not compress, the runtime is kept as its packed siblings.
  for (const { url } of await cache.keys()) if (!current.has(url.replace(/\.gz$/, ""))) await cache.delete(url);
}

/**
 * Pages and WebAssembly come from the network in any case while there is one: so they are asked for there at once, while this worker is
 * still coming into being, and what it finds is for where the network fails. Where browsers have no such routes, they wait for it.
 * @param {ExtendableEvent & {addRoutes?: (routes: object[]) => Promise<void>}} event
 */
async function askAtOnce(event) {
  const source = "race-network-and-fetch-handler";
  const wasm = { urlPattern: address("runtime/*.wasm*") };
  await event.addRoutes?.([{ condition: { requestMode: "navigate" }, source }, { condition: wasm, source }]).catch(() => {});
}

// It waits until no page of the earlier build is open, or the visitor wants the new one: pages may still need what would be dropped.
worker.addEventListener("install", (event) => event.waitUntil(Promise.all([askAtOnce(event), keepAsBefore()])));
worker.addEventListener("activate", (event) => event.waitUntil(dropEarlier()));
clientsClaim();

worker.addEventListener("message", (event) => {
  const { keep: lang, made, now } = event.data ?? {};
  if (now) void worker.skipWaiting();
  if (lang) event.waitUntil(keep(lang).catch(() => {})); // the next page asks again
  if (made) event.source?.postMessage({ renewed: made.some((/** @type {string} */ url) => !SITE.named.includes(pathOf(url))) });
});
