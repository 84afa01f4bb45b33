/**
 * The service worker: pages come from the network while there is one, and from this device when there is none.
 *
 * Everything but the pages is named by what it holds, and a page names its own scripts, forms and rules; so whatever is found under a name
 * belongs to the page that asked for it, whether that is of this build or of one before. A name proves nothing, though: a server or a
 * network can give anything for it, once. So every file has to show its digest, before it is kept and before it is handed out again. Kept
 * pages are of one build: those of the next are fetched before the earlier ones are dropped. `SITE` is written before this by the build (builder/hosting/service_worker.py).
 */
import { clientsClaim } from "workbox-core";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { cachesOf } from "./names.js";
import { isSparing } from "./sparing.js";
import { bare, holds, isNamedByContent, isOfItsKind, isWhole } from "./whole.js";

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

const digests = new Map(Object.entries(SITE.digests));
const allNamed = Object.keys(SITE.digests).filter(isNamedByContent);
/** A sibling that holds the same, as servers that do not compress send it. @param {string} url */
const isPacked = (url) => plain(url).endsWith(".gz");
/** The digest of what this build has there; none of what belongs to another build. @param {string} url @returns {string|undefined} */
const digestOf = (url) => digests.get(pathOf(plain(url)).replace(/\.gz$/, ""));

/** Whether it is what this build has there. @param {string} url @param {Response} response */
async function isOurs(url, response) {
  const digest = digestOf(url);
  return digest !== undefined && isOfItsKind(plain(url), response) && holds(digest, response, isPacked(url));
}

const plugins = [
  {
    /** @param {{request: Request}} asked */
    cacheKeyWillBeUsed: async ({ request }) => plain(request.url),
    /** @param {{request: Request, response: Response}} kept */
    cacheWillUpdate: async ({ request, response }) => (isWhole(response) && (await isOurs(request.url, response)) ? bare(response) : null),
  },
];
const CODE = ["script", "style", "worker"]; // what a page is dead without; small enough to be looked at first
const trusted = {
  /** What was kept wrong, by an earlier one of these or by a failing disk, is fetched again. @param {{request: Request, cachedResponse?: Response}} kept */
  cachedResponseWillBeUsed: async ({ request, cachedResponse }) =>
    cachedResponse && (digestOf(request.url) === undefined || (await isOurs(request.url, cachedResponse))) ? cachedResponse : null,
  /** The browser's own cache may hold what a server gave wrong once, and for ever. @param {{request: Request, response: Response}} came */
  fetchDidSucceed: async ({ request, response }) => {
    if (!CODE.includes(request.destination) || digestOf(request.url) === undefined || (await isOurs(request.url, response))) return response;
    return fetch(request, { cache: "reload" });
  },
};
const named = new CacheFirst({ cacheName: files, plugins: [...plugins, trusted] });
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
  /** @type {unknown[]} */
  const failed = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) await keepOne(address(path)).catch((cause) => failed.push(cause));
    }),
  );
  if (failed.length) throw failed[0]; // but one that is wrong has kept no other from being kept
}

/** @param {string} url */
async function keepOne(url) {
  const cache = await caches.open(isNamedByContent(url) ? files : pages);
  if (await cache.match(url)) return;
  const ask = (/** @type {RequestCache} */ how) => fetch(url, { cache: how, priority: "low" });
  const right = async (/** @type {Response} */ response) => isWhole(response) && (await isOurs(url, response));
  let response = await ask(isNamedByContent(url) ? "force-cache" : "no-cache");
  if (!(await right(response))) response = await ask("reload"); // past what the browser may hold of it
  if (!(await right(response))) throw new Error(`not as it was built: ${url}`);
  await cache.put(url, bare(response));
}

/** Keeps what a page and its worker have fetched themselves, as far as it is right. @param {string[]} urls */
async function keepFetched(urls) {
  for (const url of urls) if (own(new URL(url)) !== null && isNamedByContent(url)) await keepOne(plain(url)).catch(() => {});
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
  const current = new Set(allNamed.map(address));
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
  const { keep: lang, fetched, made, now } = event.data ?? {};
  if (now) void worker.skipWaiting();
  if (lang) event.waitUntil(keep(lang).catch(() => {})); // the next page asks again
  if (fetched) event.waitUntil(keepFetched(fetched));
  if (made) event.source?.postMessage({ renewed: made.some((/** @type {string} */ url) => !allNamed.includes(pathOf(url))) });
});
