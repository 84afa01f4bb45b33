/**
 * Runs in each page before anything of its own and writes down, for each key, when it went down, when the search was asked, when its worker
 * had found something, and when that was painted; in milliseconds of the page's clock.
 */
() => {
  const QUERY = 2, RESULT = 3; // the theme's messages
  /** @type {Record<string, number>[]} */
  const keys = (window.benchKeys = []);
  window.Worker = class extends Worker {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => {
        const key = keys.at(-1);
        if (data?.type !== RESULT || !key?.asked || key.found) return;
        key.found = performance.now();
        key.items = data.data.items?.length ?? 0;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => (key.painted = performance.now());
          port2.postMessage(null); // is heard once the frame is out
        });
      });
    }
    postMessage(...what) {
      if (what[0]?.type === QUERY && keys.length) keys.at(-1).asked ??= performance.now();
      super.postMessage(...what);
    }
  };
  addEventListener("keydown", ({ timeStamp }) => keys.push({ down: timeStamp }), true);
}
