/**
 * Has the site kept on this device, once a page has been shown and nothing else is to be done; and says when the page that is open is of
 * an earlier build than the site. Does nothing in frames, without TLS, and where the browser has no service workers.
 */
import { dropAll } from "./names.js";

const SCRIPT = new URL("../sw.js", import.meta.url).href;

/** @returns {Promise<void>} */
async function start() {
  const container = navigator.serviceWorker;
  try {
    const registration = await container.register(SCRIPT, { updateViaCache: "none" });
    await registration.update(); // by itself the browser does not say that the script is gone
    if (!OFFLINE) return;
    container.addEventListener("message", ({ data }) => data?.renewed && tell(registration));
    const { installing } = registration;
    installing?.addEventListener("statechange", () => installing.state === "installed" && ask(registration.waiting));
    ask(registration.waiting);
  } catch {
    return leave();
  }
  const { active } = await container.ready;
  if (!spare()) active?.postMessage({ keep: document.documentElement.lang.slice(0, 2) });
}

/** A host that has taken sw.js away wants no service worker any more; a network that has gone says nothing about that. */
async function leave() {
  const found = await fetch(SCRIPT, { cache: "no-store" }).catch(() => null);
  if (found?.status !== 404 && found?.status !== 410) return;
  await (await navigator.serviceWorker.getRegistration(SCRIPT))?.unregister();
  await dropAll();
}

/** Asks a new build whether it has all that this page was made with. @param {ServiceWorker | null} waiting */
function ask(waiting) {
  const own = new URL("../", import.meta.url).href;
  const files = [...document.querySelectorAll("script[src], link[rel=stylesheet]")]
    .map((element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "")
    .map((name) => new URL(name, document.baseURI).href)
    .filter((url) => url.startsWith(`${own}assets/`));
  const rules = [...document.querySelectorAll("[data-rules]")].flatMap((element) => (element.getAttribute("data-rules") ?? "").split(" "));
  waiting?.postMessage({
    files: [...files, ...rules.filter(Boolean).map((name) => `${own}runtime/${name.split(":")[0]}`)],
  });
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

/** Whether the visitor would rather not have a megabyte fetched that nobody asked for. */
function spare() {
  const { connection } = /** @type {{connection?: {saveData: boolean, effectiveType: string}}} */ (navigator);
  return Boolean(connection?.saveData) || ["slow-2g", "2g"].includes(connection?.effectiveType ?? "");
}

if ("serviceWorker" in navigator && window === window.top) {
  const later = () => (window.requestIdleCallback ?? setTimeout)(() => void start());
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
