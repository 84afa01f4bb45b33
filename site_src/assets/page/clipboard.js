// Text into the clipboard, also where the browser has only the old way.

/** @param {string} text @returns {Promise<boolean>} whether the browser let it through */
export async function copied(text) {
  if (parent !== window && copiedByHand(text)) return true; // a frame in another site's page is refused the new way, with a complaint
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

/** For pages without a secure origin and older browsers. @param {string} text */
function copiedByHand(text) {
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "sc-offstage";
  document.body.append(box);
  box.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // The caller says that it did not work.
  }
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
