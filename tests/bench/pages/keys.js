/**
 * Runs in each page before anything of its own and writes down, for each key, when it went down and when its answer was asked for, was back
 * from the worker, and stood in the page; all in milliseconds of the page's clock. A mark of the same moment, with the key's number, is
 * found again in the browser's trace, which tells of the frame. A key whose answer was overtaken by the next one's has no `shown`; one
 * whose answer was there already has no `asked`.
 */
() => {
  /** @type {Record<string, number>[]} */
  const keys = (window.benchKeys = []);
  const mark = (name) => keys.length && (keys.at(-1)[name] = performance.now());

  window.Worker = class extends Worker {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", () => keys.length && !keys.at(-1).shown && mark("back"));
    }
    postMessage(...what) {
      if (keys.length && !keys.at(-1).shown) mark("asked");
      super.postMessage(...what);
    }
  };

  // The event's own time is when the browser took the key from the keyboard: what waited before the page heard of it counts.
  addEventListener("keydown", ({ timeStamp }) => keys.push({ down: timeStamp, heard: performance.now() }), true);
  addEventListener("sc-answer", ({ detail }) => {
    const key = keys.at(-1);
    if (!detail || !key || key.shown) return;
    key.shown = performance.mark(`answer ${keys.length - 1}`).startTime;
  });
}
