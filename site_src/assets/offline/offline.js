/**
 * Has the site kept on this device, once a page has been shown and nothing else is to be done; and says when the page that is open is of
 * an earlier build than the site. Does nothing in frames, without TLS, and where the browser has no service workers.
 */
import { dropAll } from "./names.js";
import { isSparing } from "./sparing.js";

const ROOT = new URL("../", import.meta.url).href;
const SCRIPT = `${ROOT}sw.js`;
const REST = 3000; // ms in which the visitor may begin something that should have the line for itself
const AGAIN = 3_600_000; // ms after which a page that comes into view again asks whether the site has changed

/** @returns {Promise<void>} */
async function start() {
  const container = navigator.serviceWorker;
  try {
    if (!OFFLINE) return void (await (await container.getRegistration(SCRIPT))?.update()); // to one that takes everything away
    const registration = await container.register(SCRIPT, { updateViaCache: "none" });
    container.addEventListener("message", ({ data }) => data?.renewed && tell(registration));
    registration.addEventListener("updatefound", () => watch(registration));
    watch(registration);
    renewLater(registration);
    await registration.update(); // by itself the browser does not say that the script is gone
  } catch {
    return leave();
  }
  const { active } = await container.ready;
  await quiet();
  if (isSparing()) return;
  active?.postMessage({ keep: document.documentElement.lang.slice(0, 2) });
  keeper = active;
  handOver();
}

/** @type {ServiceWorker | null} */
let keeper = null;
/** What Python has fetched without it, for it to look at and keep. @type {string[]} */
let fetched = [];

function handOver() {
  if (fetched.length) keeper?.postMessage({ fetched });
  if (keeper) fetched = [];
}

let starting = false;
/** Waits until Python, if it is wanted, has been fetched: somebody waits for that. */
async function quiet() {
  do await new Promise((wait) => setTimeout(wait, REST));
  while (starting);
}

/** @param {ServiceWorkerRegistration} registration */
function renewLater(registration) {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < AGAIN) return;
    asked = Date.now();
    registration.update().catch(() => {}); // the next page tells what that means
  });
}

/** Asks a new build, once it is there, about this page. @param {ServiceWorkerRegistration} registration */
function watch({ installing, waiting }) {
  ask(waiting);
  installing?.addEventListener("statechange", () => installing.state === "installed" && ask(installing));
}

/** A host that has taken sw.js away wants no service worker any more; a network that has gone says nothing about that. */
async function leave() {
  const found = await fetch(SCRIPT, { cache: "no-store" }).catch(() => null);
  if (found?.status !== 404 && found?.status !== 410) return;
  await (await navigator.serviceWorker.getRegistration(SCRIPT))?.unregister();
  await dropAll(ROOT);
}

/** Asks a new build whether it has all that this page was made with. @param {ServiceWorker | null} next */
function ask(next) {
  const files = [...document.querySelectorAll("script[src], link[rel=stylesheet]")]
    .map((element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "")
    .map((name) => new URL(name, document.baseURI).href)
    .filter((url) => url.startsWith(`${ROOT}assets/`));
  const rules = [...document.querySelectorAll("[data-rules]")].flatMap((element) => (element.getAttribute("data-rules") ?? "").split(" "));
  next?.postMessage({ made: [...files, ...rules.filter(Boolean).map((name) => `${ROOT}runtime/${name.split(":")[0]}`)] });
}

/** @param {ServiceWorkerRegistration} registration */
function tell(registration) {
  const said = document.querySelector('meta[name="renewed"]');
  if (!said || document.querySelector(".renewed")) return;
  const line = document.createElement("p");
  line.className = "renewed";
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = said.getAttribute("data-reload");
  button.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting ? registration.waiting.postMessage({ now: true }) : location.reload();
  });
  line.append(`${said.getAttribute("content")} `, button);
  document.body.append(line);
}

if ("serviceWorker" in navigator && window === window.top) {
  addEventListener("fetched", (event) => {
    fetched.push(.../** @type {CustomEvent<string[]>} */ (event).detail);
    handOver();
  });
  addEventListener("python", (event) => (starting = /** @type {CustomEvent<boolean>} */ (event).detail));
  const later = () => (window.requestIdleCallback ?? setTimeout)(() => void start());
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
