// Whatever carries data-says explains itself: pointing at it, or the focus, shows what it says beside it. Escape takes that away. With
// data-tap the first tap shows it and the second follows the link; without this script it is a plain link.

const BREATH = 150; // ms; long enough to move from the words onto the note

const note = document.createElement("div");
note.className = "says";
note.id = "says";
note.role = "tooltip";
note.hidden = true;
document.body.append(note);

/** @type {HTMLElement|null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let leaving;
let finger = false; // the last press came from a finger
let tapped = false; // and it is what brought up the note

/** @param {EventTarget|null} target @returns {HTMLElement|null} */
const speaker = (target) => (target instanceof Element ? target.closest("[data-says]") : null);

/** @param {HTMLElement} element @param {number} [x] where on the screen it is pointed at; words can run over several lines */
function show(element, x) {
  clearTimeout(leaving);
  if (shown === element) return;
  hide();
  shown = element;
  note.textContent = element.dataset["says"] ?? "";
  note.hidden = false;
  element.setAttribute("aria-describedby", note.id);
  place(element, x);
}

/** Below the last of the words, or above them where the screen ends. @param {HTMLElement} element @param {number} [x] */
function place(element, x) {
  const lines = [...element.getClientRects()];
  const line = lines.find((one) => x !== undefined && one.left <= x && x <= one.right) ?? lines[0];
  const first = lines[0];
  const last = lines.at(-1);
  if (!line || !first || !last) return;
  const wide = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(line.left, wide - note.offsetWidth - 8));
  const below = last.bottom + 6;
  const top = below + note.offsetHeight < window.innerHeight ? below : first.top - note.offsetHeight - 6;
  note.style.left = `${left + window.scrollX}px`;
  note.style.top = `${top + window.scrollY}px`;
}

function hide() {
  clearTimeout(leaving);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  tapped = false;
  note.hidden = true;
}

/** Not at once, so that the note itself can be pointed at. */
function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, BREATH);
}

document.addEventListener("pointerover", ({ target, pointerType, clientX }) => {
  const element = speaker(target);
  if (pointerType === "mouse" && element) show(element, clientX);
  else if (target === note) clearTimeout(leaving);
});
document.addEventListener("pointerout", ({ target, relatedTarget, pointerType }) => {
  const stays = relatedTarget instanceof Node && (note.contains(relatedTarget) || shown?.contains(relatedTarget));
  if (pointerType === "mouse" && !stays && (speaker(target) || target === note)) leave();
});
document.addEventListener("pointerdown", ({ pointerType, target }) => {
  finger = pointerType !== "mouse";
  if (finger && shown && speaker(target) !== shown) hide();
});
document.addEventListener("focusin", ({ target }) => {
  const element = speaker(target);
  if (element && !(finger && element.matches(":active"))) show(element);
});
document.addEventListener("focusout", () => leave());
document.addEventListener("keydown", ({ key }) => {
  finger = false;
  if (key === "Escape") hide();
});
document.addEventListener("click", (event) => {
  const element = speaker(event.target);
  if (!element || !finger || !element.hasAttribute("data-tap")) return;
  if (shown === element && tapped) return; // the second tap: the link
  event.preventDefault();
  show(element, event.clientX);
  tapped = true;
});
