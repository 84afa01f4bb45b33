/**
 * The worker of the search: says at once that it is ready, and fetches the index and the theme's own search only when somebody is about
 * to search. Then that one answers. The theme would have both on every page, for all who never search.
 */

import { likeliest, pagesOf } from "./search_hits.js";

/** Messages of the theme. */
const SETUP = 0;
const READY = 1;
const RESULT = 3;

/** @typedef {import("./search_hits.js").Entry} Entry */
/** @typedef {{type: number, data: any}} Message */

/** Its `config` names the files too, relative to this one (builder/pages/search.py). @type {Message | null} */
let setup = null;
/** What was asked last and has no answer yet. @type {Message | null} */
let asked = null;
/** @type {Promise<void> | null} */
let begun = null;
/** Whether the theme's search can be asked. */
let ready = false;

/** @param {MessageEvent<Message>} event */
function hear(event) {
  const { data: message, isTrusted } = event;
  if (!isTrusted) return; // from here, for the theme's search
  event.stopImmediatePropagation();
  if (message.type === SETUP) {
    setup = message;
    postMessage({ type: READY });
    return;
  }
  asked = message;
  if (ready) setTimeout(answer); // after the letters that were typed meanwhile: only the last is worth an answer
  else if (message.data) begin();
  else postMessage({ type: RESULT, data: { items: [] } });
}

function answer() {
  if (asked) say(asked);
  asked = null;
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
  lessen(pagesOf(docs));
  say({ type: SETUP, data: { config, docs, options } });
  ready = true;
  setTimeout(answer);
}

/** Has the theme mark and send only the likeliest of what it finds. @param {Map<string, Entry>} pages */
function lessen(pages) {
  /** @type {Entry[]} */
  let more = [];
  const { prototype } = lunr.Index;
  const { search } = prototype;
  prototype.search = function (query) {
    const found = likeliest(search.call(this, query), pages);
    more = found.more;
    return found.shown;
  };
  const post = self.postMessage.bind(self);
  self.postMessage = (/** @type {Message} */ message) => {
    if (message.type === RESULT) {
      for (const { location, title } of more) message.data.items.push([{ location, title, text: "", score: 0, terms: {} }]);
      more = [];
    }
    post(message);
  };
}

/** @param {Message} data */
const say = (data) => dispatchEvent(new MessageEvent("message", { data }));

addEventListener("message", hear);
const channel = new BroadcastChannel("search"); // as in search.js
channel.addEventListener("message", ({ data: lang }) => {
  if (setup?.data.config.lang[0] === lang) begin();
});
