/** Whether the visitor would rather not have a megabyte fetched that nobody asked for. */
export function isSparing() {
  const { connection } = /** @type {{connection?: {saveData: boolean, effectiveType: string}}} */ (navigator);
  return Boolean(connection?.saveData) || ["slow-2g", "2g"].includes(connection?.effectiveType ?? "");
}
