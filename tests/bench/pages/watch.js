/**
 * Runs in each page before anything of its own: goes to the field in the first frame that shows it, and tells when the expected answer is
 * painted. All times are milliseconds since 1970, so that those of several documents compare.
 * @param {{path: string, field: string, output: string, headline: string}[]} targets the page's own is the one whose path ends its address
 */
(targets) => {
  const target = targets.find(({ path }) => location.pathname.endsWith(path));
  if (!target || window !== top) return;
  /** @type {Record<string, number>} */
  const stages = { navigated: performance.timeOrigin };
  const mark = (name, at = performance.now()) => (stages[name] ??= performance.timeOrigin + at);

  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) mark("first paint", entry.startTime);
  }).observe({ type: "paint", buffered: true });
  addEventListener("keydown", () => (stages["last key"] = performance.timeOrigin + performance.now()), true);
  // The worker with Python says where it stands; the systems beside it have none.
  window.Worker = class extends Worker {
    constructor(url, ...how) {
      super(url, ...how);
      const name = new URL(url, document.baseURI).pathname.split("/").at(-1).replace(/(-[0-9a-f]{12})?\..*/, "");
      mark(`${name}: asked for`);
      this.addEventListener("message", ({ data }) => data?.stage && mark(`${name}: says ${data.stage}`));
    }
  };

  const answered = () => document.querySelector(target.output)?.textContent.trim() === target.headline;
  const observer = new MutationObserver(() => {
    if (!answered()) return;
    observer.disconnect();
    mark("answered");
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        mark("painted");
        window.benchPainted(stages);
      };
      port2.postMessage(null); // is heard once the frame is out
    });
  });

  (function look() {
    const field = document.querySelector(target.field);
    if (!field?.getClientRects().length) return requestAnimationFrame(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    field.focus();
    mark("focused");
    window.benchFocused();
  })();
}
