/** Tells the search's worker that somebody is about to search: its index is there when the first word has been typed. */

const CHANNEL = "search"; // as in search_worker.js
const field = document.querySelector(".md-search__input");

function tell() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(document.documentElement.lang.slice(0, 2));
  channel.close();
}

if (field && document.activeElement === field) tell();
else field?.addEventListener("focus", tell, { once: true });
