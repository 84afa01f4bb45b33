/**
 * The caches of the service worker. All sites of an origin share its caches, so these carry the path of this one. Nothing of what a
 * visitor typed is in them.
 */

/**
 * @param {string} root address of the site's root
 * @returns {{named: string, pages: string}} `named`: the cache of files that are named by what they hold, for ever until a build no
 *   longer has them; `pages`: what the names of the caches of pages begin with, the build follows
 */
export function cachesOf(root) {
  const own = `site ${new URL(root).pathname} `;
  return { named: `${own}named`, pages: `${own}pages ` };
}

/** Takes everything away that this site kept. @param {string} root */
export async function dropAll(root) {
  const { named, pages } = cachesOf(root);
  for (const name of await caches.keys()) if (name === named || name.startsWith(pages)) await caches.delete(name);
}
