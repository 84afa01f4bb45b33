// Asks for files of the plan of a_plan.py from JavaScript, as the worker does (assets/runtime/worker.js).

/** @param {any} python */
export default function ask(python) {
  const wire = python.pyimport("calculator.wire");
  const plan = JSON.parse(python.runPython("json.dumps(plan)"));
  for (const format of python.runPython("'xlsxwriter' in __import__('sys').modules") ? ["csv", "xlsx"] : ["csv"]) {
    const made = wire.export(JSON.stringify({ plan, lang: "zh", money_unit: "元", format }));
    made.toJs();
    made.destroy();
  }
}
