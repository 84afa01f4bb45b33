// What belongs together lights up together: words of the law, the steps they stand for, and the stretch of a curve that those decide.
// Whatever carries one of the same names is one family; this script knows names alone. Pointing and the focus light a family for the
// moment; a click, a tap, or an address that leads to one of it keeps it lit until the next, or Escape.

const NAMED = "[data-steps], [data-step]"; // names with spaces between them; or a step's own name inside a calculator

/** @param {Element} element @returns {string[]} */
function namesOf(element) {
  const names = element.getAttribute("data-steps");
  if (names) return names.split(" ");
  const benefit = element.closest("[benefit]")?.getAttribute("benefit");
  return benefit ? [`step-${benefit}-${element.getAttribute("data-step")}`] : [];
}

/** @param {EventTarget|null} target @returns {string[]} */
const namesAt = (target) => {
  const element = target instanceof Element ? target.closest(NAMED) : null;
  return element ? namesOf(element) : [];
};

/** @type {Record<"pointed"|"focused"|"kept", string[]>} */
const now = { pointed: [], focused: [], kept: [] };

/** Lights what is pointed at, else what has the focus, else what was kept. */
function light() {
  const names = [now.pointed, now.focused, now.kept].find((some) => some.length) ?? [];
  for (const element of document.querySelectorAll(NAMED)) {
    element.classList.toggle("is-lit", namesOf(element).some((name) => names.includes(name)));
  }
}

/** @param {"pointed"|"focused"|"kept"} how @param {string[]} names */
function turn(how, names) {
  if (now[how].join() === names.join()) return;
  now[how] = names;
  light();
}

/** Keeps a family lit, and unfolds what of it is folded away. @param {string[]} names */
function keep(names) {
  turn("kept", names);
  for (const lit of document.querySelectorAll("[data-answered] details:not([open]) .is-lit")) {
    /** @type {HTMLDetailsElement|null} */ (lit.closest("details"))?.setAttribute("open", "");
  }
}

/** The address leads to one of a family. */
function arrive() {
  const name = location.hash.slice(1);
  // Only ids of ours carry names, and those need no decoding; an address that somebody cut in the middle of a letter could not be decoded.
  const names = name ? namesAt(document.getElementById(name)) : [];
  if (names.length) keep(names);
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "mouse") turn("pointed", namesAt(target));
});
document.addEventListener("pointerleave", () => turn("pointed", []));
document.addEventListener("focusin", ({ target }) => turn("focused", namesAt(target)));
document.addEventListener("focusout", () => turn("focused", []));
document.addEventListener("click", ({ target }) => keep(namesAt(target)));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  now.pointed = now.focused = now.kept = [];
  light();
});
document.addEventListener("sc-answer", light); // its steps are new elements
window.addEventListener("hashchange", arrive);
arrive();
