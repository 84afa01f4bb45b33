/**
 * Tells the search's worker that somebody is about to search: its index is there when the first word has been typed. And has the theme
 * search for what comes without a key as well: pasted, spoken, chosen from an input method by touch. It listens to keys alone.
 */

const CHANNEL = "search"; // as in search_worker.js
const field = document.querySelector(".md-search__input");

function tell() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(document.documentElement.lang.slice(0, 2));
  channel.close();
}

if (field && document.activeElement === field) tell();
else field?.addEventListener("focus", tell, { once: true });

field?.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup"))); // the same text twice is searched for once
