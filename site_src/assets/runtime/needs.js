/** Which archives of Python code each request needs beside the first (site_src/builder/runtime/parts.py): the only place that knows. */

/** @type {Record<string, (request: any) => string[]>} by the door of calculator/wire.py */
const NEEDS = {
  respond: (request) => ("plan" in request ? ["plan"] : []),
  table: ({ source, kind }) => [
    "plan",
    "batch",
    ...(kind === "xlsx" ? ["workbook-writer"] : []),
    ...(source === "xlsx" ? ["workbook-writer", "workbook-reader"] : []),
  ],
  export: ({ format }) => (format === "xlsx" ? ["plan", "workbook-writer"] : ["plan"]),
};

/**
 * @param {string} door
 * @param {string} text the request, one JSON object where the door has an entry here
 * @returns {string[]} nothing for what cannot be read: Python says what is wrong with it
 */
export function needs(door, text) {
  try {
    return NEEDS[door]?.(JSON.parse(text)) ?? [];
  } catch {
    return [];
  }
}
