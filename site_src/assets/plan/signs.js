/* Signs of what a person wants: the keys of undo and redo, and a first look at something that costs a download. */

/** Calls back with undo or redo at their keys, unless somebody is typing: a field has an undo of its own. @param {(way: "undo"|"redo") => void} move */
export function onUndoKeys(move) {
  document.addEventListener("keydown", (event) => {
    const letter = event.key.toLowerCase();
    const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type="radio"], [type="checkbox"]), textarea, [contenteditable]');
    if (!(event.ctrlKey || event.metaKey) || event.altKey || typing || (letter !== "z" && letter !== "y")) return;
    event.preventDefault();
    move(letter === "y" || event.shiftKey ? "redo" : "undo");
  });
}

/** Calls back when an element is looked at, or the part of the page around it is touched; not before. @param {Element} element @param {Element} root @param {() => void} call */
export function onceWanted(element, root, call) {
  const wanted = () => {
    seen.disconnect();
    call();
  };
  const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && wanted());
  seen.observe(element);
  for (const sign of ["pointerover", "touchstart", "focusin"]) root.addEventListener(sign, wanted, { passive: true, once: true });
}
