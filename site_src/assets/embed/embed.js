// The loader for other sites' pages: each <div data-subsidy-calculator="benefit's id"> gets a frame with that calculator, as tall as what
// is in it. Also divs that come later or whose data-* change. At most 1 kB gzipped; every version ever published stays (builder/embeds/loaders.py).

(() => {
  // The script itself, as the browser knows it: `document.currentScript` may be an element of the host's page that bears this name.
  const here = /** @type {HTMLScriptElement} */ (Reflect.get(Document.prototype, "currentScript", document)).src;
  const { origin } = new URL(here);
  /** @type {WeakMap<Element, HTMLIFrameElement>} */
  const frames = new WeakMap(); // of this loader: another one on the same page looks after its own
  /** @type {() => NodeListOf<HTMLElement>} */
  const divs = () => document.querySelectorAll("[data-subsidy-calculator]");

  function sync() {
    for (const div of divs()) {
      const { subsidyCalculator: id = "", lang = document.documentElement.lang, theme = "", accent = "", title } = div.dataset;
      if (!/^[\w-]+$/.test(id)) continue; // `..` would frame the whole site
      let frame = frames.get(div);
      if (!frame) {
        if (div.querySelector("iframe")) continue;
        frames.set(div, (frame = document.createElement("iframe")));
        // Scripts, and workers under their own origin (which is never the host's), are what computes; forms, or the button does
        // nothing; the link to the whole page opens beside the host, without this sandbox.
        frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
        frame.loading = "lazy";
        frame.referrerPolicy = "no-referrer";
        frame.style.cssText = "display:block;width:100%;height:40em;border:0;border-radius:10px";
        // A host that wants to hear answers says so; the browser vouches for who says it.
        frame.onload = ({ target }) =>
          "events" in div.dataset && /** @type {HTMLIFrameElement} */ (target).contentWindow?.postMessage({ subsidy: "events" }, origin);
      }
      frame.title = title || (/^en/.test(lang) ? "Subsidy calculator" : "补贴计算器");
      const url = new URL(`embed/${id}/?${new URLSearchParams({ lang, theme, accent })}`, here).href;
      if (frame.src !== url) frame.src = url;
      if (frame.parentNode !== div) div.replaceChildren(frame);
    }
  }

  addEventListener("message", ({ source, origin: from, data }) => {
    for (const div of divs()) {
      const frame = frames.get(div);
      if (!frame || from !== origin || source !== frame.contentWindow || !data) continue;
      const { subsidy, height, ...detail } = data;
      if (height > 0) frame.style.height = `${Math.min(height, 2e4) | 0}px`;
      else if ("events" in div.dataset) div.dispatchEvent(new CustomEvent(`subsidy-${subsidy}`, { bubbles: true, detail }));
    }
  });
  new MutationObserver(sync).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-subsidy-calculator", "data-lang", "data-theme", "data-accent", "data-title"],
  });
  sync();
})();
