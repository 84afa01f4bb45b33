// The language and the colours that the address of an embedded calculator asks for (?lang=&theme=&accent=), before anything is shown.
// A classic script in the head, behind the styles: it is done before the first paint. Where it did not come, embed_frame.js makes up for it.

import { colour, inkOn, readable } from "./accent.js";

const root = document.documentElement;
const asked = new URLSearchParams(location.search);
const english = !/^(zh|$)/i.test(asked.get("lang") ?? "");
const theme = asked.get("theme");
const accent = colour(asked.get("accent") ?? "");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Sets the palette, and the host's accent where it can be read on its grounds. Set one by one: the policy forbids style attributes. */
function paint() {
  const scheme = theme === "dark" || (theme !== "light" && dark.matches) ? "slate" : "default";
  root.setAttribute("data-md-color-scheme", scheme);
  for (const name of ["--brand", "--brand-strong", "--brand-soft", "--on-brand"]) root.style.removeProperty(name);
  const palette = getComputedStyle(root);
  const grounds = ["--surface", "--sunken"].map((name) => palette.getPropertyValue(name).trim());
  if (!accent || !readable(accent, grounds)) return;
  root.style.setProperty("--brand", accent);
  root.style.setProperty("--brand-strong", accent);
  root.style.setProperty("--brand-soft", "var(--sunken)");
  root.style.setProperty("--on-brand", inkOn(accent));
}

/** Only one language is ever part of the page, or ids would stand twice: English waits in a template. */
function choose() {
  const other = document.querySelector("template[data-lang=en]");
  if (english && other instanceof HTMLTemplateElement) document.querySelector("main")?.replaceWith(other.content);
  document.title = document.querySelector("main")?.dataset["title"] ?? document.title;
}

function begin() {
  root.dataset["asked"] = root.lang = english ? "en" : "zh-CN";
  // In a sandbox without allow-same-origin a page may load no modules and start no workers, so it says where it can be used instead.
  root.toggleAttribute("data-opaque", self.origin === "null" && location.protocol !== "file:");
  paint();
  dark.addEventListener("change", paint);
  // Interactive: all of the page is there, and none of its modules has run yet.
  if (document.readyState === "loading") document.addEventListener("readystatechange", choose, { once: true });
  else choose();
}

if (!root.dataset["asked"]) begin();
