/**
 * The worker of the search: says at once that it is ready, and fetches the index and the theme's own search only when somebody is about
 * to search. Then that one answers. The theme would have both on every page, for all who never search.
 */

/** Messages of the theme. */
const SETUP = 0;
const READY = 1;
const RESULT = 3;

/** @typedef {{type: number, data: any}} Message */

/** Its `config` names the files too, relative to this one (builder/pages/search.py). @type {Message | null} */
let setup = null;
/** What was asked last, while there is nothing yet to answer with. @type {Message | null} */
let asked = null;
/** @type {Promise<void> | null} */
let begun = null;

/** @param {MessageEvent<Message>} event */
function wait({ data: message }) {
  if (message.type === SETUP) {
    setup = message;
    postMessage({ type: READY });
    return;
  }
  asked = message;
  if (message.data) begin();
  else postMessage({ type: RESULT, data: { items: [] } });
}

function begin() {
  begun ??= load().catch((error) => {
    begun = null; // the next letter tries again
    console.warn("the search could not begin", error);
  });
}

async function load() {
  if (!setup) return void (begun = null);
  const { config, options } = setup.data;
  const response = await fetch(new URL(config.whole, location.href));
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  const docs = await response.json();
  const theme = new URL(config.worker, location.href);
  const bring = self.importScripts.bind(self);
  // It names its parts as if from its own place.
  self.importScripts = (...names) => bring(...names.map((name) => new URL(name, theme).href));
  importScripts(theme.href);
  say({ type: SETUP, data: { config, docs, options } });
  setTimeout(() => {
    removeEventListener("message", wait);
    if (asked) say(asked);
  });
}

/** @param {Message} data */
const say = (data) => dispatchEvent(new MessageEvent("message", { data }));

addEventListener("message", wait);
const channel = new BroadcastChannel("search"); // as in search.js
channel.addEventListener("message", ({ data: lang }) => {
  if (setup?.data.config.lang[0] === lang) begin();
});
