// Asks from JavaScript as the worker does (assets/runtime/worker.js), and starts anew from the memory of a Python just started.

/** @param {any} python @param {(options: object) => Promise<any>} start */
export default async function ask(python, start) {
  const requests = python.globals.get("REQUESTS").split("\n").filter(Boolean);
  const answer = (/** @type {any} */ of) => {
    const wire = of.pyimport("calculator.wire");
    for (const line of requests) wire.respond(JSON.stringify({ ...JSON.parse(line), lang: "zh", money_unit: "万元" }));
    wire.respond_many(requests.join("\n"));
  };
  answer(python);
  const kept = await start({ _makeSnapshot: true });
  kept.runPython("import calculator.wire");
  answer(await start({ _loadSnapshot: kept.makeMemorySnapshot() }));
}
