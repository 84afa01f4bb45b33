// What was typed, kept in this tab for a reload, the back button and the other language. It never leaves the browser.

/** @typedef {import("../page/types.js").Typed} Typed */

const key = (/** @type {string} */ benefit) => `calculator:${benefit}`;

/** @param {string} benefit @param {Typed|null} typed null forgets it */
export function keep(benefit, typed) {
  try {
    if (typed) sessionStorage.setItem(key(benefit), JSON.stringify(typed));
    else sessionStorage.removeItem(key(benefit));
  } catch {
    // Storage may be blocked or full; then a reload starts afresh.
  }
}

/** @param {string} benefit @returns {Typed|null} */
export function kept(benefit) {
  try {
    const found = JSON.parse(sessionStorage.getItem(key(benefit)) ?? "null");
    return found && typeof found.unit === "string" && found.fields && typeof found.fields === "object" ? found : null;
  } catch {
    return null;
  }
}
