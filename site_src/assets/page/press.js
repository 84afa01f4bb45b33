// A message that appears between pressing and releasing the mouse moves what is being clicked away from under it. So it waits.

let pressed = false;
/** @type {(() => void)[]} */
const waiting = [];

/** Runs it now, or after the click that is under way. @param {() => void} action */
export function afterPress(action) {
  if (pressed) waiting.push(action);
  else action();
}

function released() {
  pressed = false;
  setTimeout(() => waiting.splice(0).forEach((action) => action())); // the click follows the release
}

window.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel", "dragend"]) window.addEventListener(end, released, true);
