/** What may be kept: only answers that are certainly the site's own, and whole: of the right kind, with the bytes that the build made. */

/** @param {string} url @returns {boolean} whether its name changes with what it holds (as in builder/hosting/service_worker.py) */
export function isNamedByContent(url) {
  const path = new URL(url, "http://any/").pathname;
  return /\/runtime\/[0-9a-f]{12}\/[^/]+$|[-.][0-9a-f]{8,}\.[^/]*$/.test(path);
}

/** A redirect, an error or a part of a file is not what was asked for. @param {Response} response */
export const isWhole = ({ status, type, redirected }) => status === 200 && type === "basic" && !redirected;

/** What browsers insist on before they run a script or use a style sheet; others they know by their bytes. */
const KINDS = [
  { path: /\.js$/, type: /^(text|application)\/(x-)?(javascript|ecmascript)\b/ },
  { path: /\.css$/, type: /^text\/css\b/ },
  { path: /(\.html?|\/)$/, type: /^text\/html\b/ },
];

/**
 * Whether it is of the kind that its name promises: a login page comes under any name, and a script that is called plain text never runs.
 * @param {string} url @param {Response} response
 */
export function isOfItsKind(url, response) {
  const { pathname } = new URL(url);
  const given = response.headers.get("content-type") ?? "";
  return KINDS.every(({ path, type }) => path.test(pathname) === type.test(given));
}

/**
 * Whether it holds what the build made.
 * @param {string} digest the first 16 hex digits of its SHA-256
 * @param {Response} response its body stays unread
 * @param {boolean} [packed] whether it is the sibling that a server keeps for others, to be unpacked here
 */
export async function holds(digest, response, packed = false) {
  const found = response.clone();
  const bytes = await found.arrayBuffer();
  return digest === (await digestOf(bytes)) || (packed && digest === (await digestOf(await unpacked(bytes))));
}

/** @param {ArrayBuffer} bytes */
async function digestOf(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {ArrayBuffer} bytes @returns {Promise<ArrayBuffer>} empty for what is not packed */
async function unpacked(bytes) {
  try {
    return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  } catch {
    return new ArrayBuffer(0);
  }
}

/** The same without the address that it came from, which may say what a visitor chose or typed. @param {Response} response */
export const bare = (response) => new Response(response.body, { status: response.status, statusText: response.statusText, headers: response.headers });
