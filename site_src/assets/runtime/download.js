/** Fetching the runtime's files in the worker, with their bytes counted and each way to fail named. */
import { Failure } from "./failures.js";
import { isTold, PLAIN_SERVER } from "./worker_name.js";

/** @typedef {(bytes: number) => void} Count called with the uncompressed bytes of each piece */
/** @typedef {{response: Response, arrived: Promise<void>}} Download `arrived` settles at the last byte, or with a Failure */

/** The browser's own: worker.js later puts another in its place, which waits for what is fetched here. */
const ask = globalThis.fetch;

/**
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 * @throws {Failure} offline, file-missing
 */
async function get(url, options) {
  /** @type {Response} */
  let response;
  try {
    response = await ask(url, options);
    if (!response.ok) response = await ask(url, { cache: "reload" }); // some hosts let even an error be kept
  } catch {
    const found = await kept(url); // what the service worker leaves to the browser
    if (!found) throw new Failure("offline", url);
    response = found;
  }
  if (!response.ok) throw new Failure("file-missing", `${response.status} for ${url}`);
  return response;
}

/** @param {string} url @returns {Promise<Response | null | undefined>} what this device keeps under that name */
const kept = async (url) => globalThis.caches?.match(url).catch(() => null);

/**
 * The file as the server sends it; or, from a server that does not compress, its `.gz` sibling unpacked here: a third of the
 * bytes. Where that shows only now, the first answer goes on arriving until the other is there.
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 * @throws {Failure} offline, file-missing
 */
async function getSmall(url, options) {
  if (typeof DecompressionStream !== "function") return get(url, options);
  if (isTold(PLAIN_SERVER)) return (await getPacked(url, options)) ?? get(url, options);
  /** @type {Response} */
  let plain;
  try {
    plain = await get(url, options);
  } catch (cause) {
    // Without a network this device may have what such a server sent.
    const packed = cause instanceof Failure && cause.code === "offline" ? await getPacked(url, options) : null;
    if (!packed) throw cause;
    return packed;
  }
  // What this device keeps (offline/sw.js) has lost the encoding that it came with, and comes over no line.
  if (plain.headers.get("content-encoding") || (await kept(url))) return plain;
  const packed = await getPacked(url, options);
  if (packed) plain.body?.cancel();
  return packed ?? plain;
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response | null>} null where there is no such sibling
 */
async function getPacked(url, options) {
  const packed = await get(`${url}.gz`, options).catch(() => null);
  if (!packed?.body || packed.headers.get("content-type")?.startsWith("text/html")) return null;
  // Some servers send .gz files as an encoding, and the browser has then unpacked them.
  const body = packed.headers.get("content-encoding") ? packed.body : packed.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": url.endsWith(".wasm") ? "application/wasm" : "application/zip" } });
}

/**
 * Counts on a copy: only with the browser's own response does it keep the compiled WebAssembly for the next visit.
 * @param {string} url
 * @param {Count} count
 * @param {RequestInit} [options]
 * @returns {Promise<Download>}
 * @throws {Failure} offline, file-missing
 */
export async function download(url, count, options) {
  const response = await getSmall(url, options);
  const arrived = countBody(response.clone(), count).catch(() => {
    throw new Failure("offline", `the connection broke off: ${url}`);
  });
  arrived.catch(() => {}); // those who wait for it hear of it
  return { response, arrived };
}

/**
 * @param {Response} response
 * @param {Count} count
 */
async function countBody(response, count) {
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece?.value) return;
    count(piece.value.byteLength);
  }
}

/**
 * A whole file that must begin with certain bytes: a server that answers every address with a page would pass otherwise.
 * @param {string} url
 * @param {string} magic
 * @param {Count} count
 * @param {RequestInit} [options]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {Failure} offline, file-missing, wrong-type
 */
export async function downloadBytes(url, magic, count, options) {
  const { response, arrived } = await download(url, count, options);
  const [buffer] = await Promise.all([response.arrayBuffer().catch(() => new ArrayBuffer(0)), arrived]);
  const bytes = new Uint8Array(buffer);
  if (!beginsWith(bytes, magic)) throw new Failure("wrong-type", `${response.headers.get("content-type")} for ${url}`);
  return bytes;
}

/**
 * @param {Uint8Array} bytes
 * @param {string} magic
 */
export function beginsWith(bytes, magic) {
  return String.fromCharCode(...bytes.subarray(0, magic.length)) === magic;
}
