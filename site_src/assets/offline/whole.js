/** What may be kept: only answers that are certainly the site's own, and whole. */

/** @param {string} url @returns {boolean} whether its name changes with what it holds (as in builder/hosting/service_worker.py) */
export function isNamedByContent(url) {
  const path = new URL(url, "http://any/").pathname;
  return /\/runtime\/[0-9a-f]{12}\/[^/]+$|[-.][0-9a-f]{8,}\.[^/]*$/.test(path);
}

/** A redirect, an error or a part of a file is not what was asked for. @param {Response} response */
const isWhole = ({ status, type, redirected }) => status === 200 && type === "basic" && !redirected;

/**
 * For a file that is named by what it holds: a login page, or a server's page for everything it lacks, comes under any name.
 * @param {string} url
 * @param {Response} response its body stays unread
 */
export function isFile(url, response) {
  const html = /^text\/html\b/.test(response.headers.get("content-type") ?? "");
  return isWhole(response) && html === /\.html?$/.test(new URL(url).pathname);
}

/**
 * For a page, whose name says nothing of what it holds.
 * @param {string | undefined} digest the first 16 hex digits of its SHA-256, of the build that keeps it
 * @param {Response} response its body stays unread
 */
export async function isPage(digest, response) {
  if (!digest || !isWhole(response)) return false;
  const bytes = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const digits = [...new Uint8Array(bytes, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return digits.join("") === digest;
}
