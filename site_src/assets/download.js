/** Fetching the runtime's files in the worker, with their bytes counted and each way to fail named. */
import { Failure } from "./failures.js";

/** @typedef {(bytes: number) => void} Count */

/**
 * @param {string} url
 * @returns {Promise<Response>}
 * @throws {Failure} offline, file-missing
 */
async function ask(url) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url);
  } catch {
    throw new Failure("offline", url);
  }
  if (!response.ok) throw new Failure("file-missing", `${response.status} for ${url}`);
  return response;
}

/**
 * A response whose body is counted while it is read, and whose breaking off has a name.
 * @param {string} url
 * @param {Count} count
 * @returns {Promise<Response>}
 * @throws {Failure} offline, file-missing
 */
export async function download(url, count) {
  const response = await ask(url);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  const body = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        count(value.byteLength);
        controller.enqueue(value);
      } catch {
        controller.error(new Failure("offline", `the connection broke off: ${url}`));
      }
    },
  });
  return new Response(body, { headers: response.headers });
}

/**
 * A whole file that must begin with certain bytes: a server that answers every address with a page would pass otherwise.
 * @param {string} url
 * @param {string} magic
 * @param {Count} count
 * @returns {Promise<Uint8Array>}
 * @throws {Failure} offline, file-missing, wrong-type
 */
export async function downloadBytes(url, magic, count) {
  const response = await download(url, count);
  const bytes = new Uint8Array(await response.arrayBuffer());
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
