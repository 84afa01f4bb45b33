/** What may be kept: only answers that are certainly the site's own, and whole. */

/** @param {string} url @returns {boolean} whether its name changes with what it holds */
export function isNamedByContent(url) {
  const path = new URL(url, "http://any/").pathname;
  return /\/runtime\//.test(path) || /[-.][0-9a-f]{8,}\.[^/]*$/.test(path);
}

/**
 * A login page, a server's page for everything it lacks, a redirect or a part of a file is not what was asked for.
 * @param {string} url
 * @param {Response} response its body stays unread
 */
export async function isWhole(url, response) {
  if (response.status !== 200 || response.type !== "basic" || response.redirected) return false;
  const html = /^text\/html\b/.test(response.headers.get("content-type") ?? "");
  const path = new URL(url).pathname;
  if (isNamedByContent(url)) return !html || /\.html?$/.test(path);
  if (!html) return !/\/$|\.html?$/.test(path);
  return /<meta name="(generator" content="mkdocs|site-page")/.test(await response.clone().text());
}
