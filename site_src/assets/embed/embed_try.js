// The page that gives the code for embedding: what is chosen is shown by the real loader, and written into the code to copy.

import { copied } from "../page/clipboard.js";
import { appear, fill, made, part } from "../page/dom.js";
import { colour, readable } from "./accent.js";

const HEARD = 6; // events that stay in sight

const box = part(document, ".try");
const form = /** @type {HTMLFormElement} */ (part(box, "form"));
const stage = part(box, ".try__stage");
const heard = part(box, ".try__heard");
const log = part(heard, "[role=log]");
const accentSaid = part(box, "#try-accent-said");
const site = new URL(box.dataset["root"] ?? "", location.href).href;

/** The grounds of the calculator in one scheme, from the palette. @param {string} scheme */
function grounds(scheme) {
  const probe = made("span", "");
  probe.setAttribute("data-md-color-scheme", scheme);
  box.append(probe);
  const found = ["--surface", "--sunken"].map((name) => getComputedStyle(probe).getPropertyValue(name).trim());
  probe.remove();
  return found;
}

/** @param {string} text */
const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** What is chosen, and what it is called in the language chosen. */
function choice() {
  const data = new FormData(form);
  const picked = /** @type {HTMLSelectElement} */ (form.elements.namedItem("benefit")).selectedOptions[0];
  const lang = String(data.get("language"));
  const accent = colour(String(data.get("accent"))) ?? "";
  const named = /** @type {Record<string, {name: string, title: string}>} */ (JSON.parse(picked?.dataset["names"] ?? "{}"))[lang];
  const { name = "", title = "" } = named ?? {};
  const path = picked?.dataset["path"] ?? "";
  return { benefit: picked?.value ?? "", path, lang, theme: String(data.get("theme")), accent, events: data.has("events"), name, title };
}

/** Writes the code anew. @param {ReturnType<typeof choice>} now */
function write({ theme, accent, events, ...now }) {
  const themed = theme === "auto" ? "" : theme;
  const more = `${themed && ` data-theme="${themed}"`}${accent && ` data-accent="${accent}"`}${events ? " data-events" : ""}`;
  const query = `${themed && `&amp;theme=${themed}`}${accent && `&amp;accent=${accent.slice(1)}`}`;
  const { file = "", integrity = "", sandbox = "" } = box.dataset;
  const values = { site, ...now, name: quoted(now.name), title: quoted(now.title), more, query, file, integrity, sandbox };
  for (const code of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-code]"))) {
    code.textContent = fill(code.dataset["pattern"] ?? "", values);
  }
}

/** Shows it: a new div, as a page would hold it. @param {ReturnType<typeof choice>} now */
function show(now) {
  const div = document.createElement("div");
  Object.assign(div.dataset, { subsidyCalculator: now.benefit, lang: now.lang, theme: now.theme, accent: now.accent, title: now.title });
  if (now.events) div.dataset["events"] = "";
  stage.replaceChildren(div);
  heard.hidden = !now.events;
  log.replaceChildren();
  part(heard, ".try__hint").hidden = false;
}

/** Says whether the colour will be used. */
function judge() {
  const text = String(new FormData(form).get("accent")).trim();
  const hex = colour(text);
  const light = hex && readable(hex, grounds("default"));
  const dark = hex && readable(hex, grounds("slate"));
  const kind = !hex ? "noColour" : light && dark ? "both" : light ? "light" : dark ? "dark" : "neither";
  accentSaid.textContent = text ? accentSaid.dataset[kind] ?? "" : "";
}

/** Begins with the benefit that the address names, where a link has led here from its article. */
function begin() {
  const list = /** @type {HTMLSelectElement} */ (form.elements.namedItem("benefit"));
  const asked = new URLSearchParams(location.search).get("benefit");
  if ([...list.options].some((one) => one.value === asked)) list.value = asked ?? "";
}

let shown = "";
function update() {
  judge();
  const now = choice();
  if (JSON.stringify(now) === shown) return;
  shown = JSON.stringify(now);
  write(now);
  show(now);
}

/** @param {Event} event */
function hear(event) {
  part(heard, ".try__hint").hidden = true;
  const { type, detail } = /** @type {CustomEvent} */ (event);
  const entry = made("p", "");
  entry.append(made("strong", "", type), " ", made("code", "", JSON.stringify(detail)));
  log.append(entry);
  while (log.children.length > HEARD) log.firstElementChild?.remove();
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const text = document.querySelector(`[data-code="${button.dataset["copyCode"]}"]`)?.textContent ?? "";
  const done = await copied(text);
  const said = button.parentElement?.querySelector("[role=status]");
  if (said) said.textContent = box.dataset[done ? "copied" : "notCopied"] ?? "";
}

for (const place of document.querySelectorAll("[data-origin]")) place.textContent = new URL(site).origin;
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copy-code]"))) {
  button.hidden = false;
  button.addEventListener("click", () => void copy(button));
}
for (const name of ["ready", "answer", "shared"]) stage.addEventListener(`subsidy-${name}`, hear);
form.addEventListener("input", update);
addEventListener("pageshow", update); // browsers put choices back until then
form.addEventListener("submit", (event) => event.preventDefault());
appear(form);
begin();
part(box, ".try__preview").hidden = false;
update();
const loader = document.createElement("script");
loader.src = `${site}embed.js`;
loader.addEventListener("error", () => stage.replaceChildren(made("p", "note", box.dataset["noLoader"])));
document.head.append(loader);
