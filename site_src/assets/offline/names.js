/** The caches of the service worker. Nothing of what a visitor typed is in them. */

/** Files that are named by what they hold: for ever, until a build no longer has them. */
export const HASHED = "site-named";

/** What the caches of pages begin with; the build follows. */
export const PAGES = "site-pages-";

/** Takes everything away that was kept. */
export async function dropAll() {
  for (const name of await caches.keys()) if (name === HASHED || name.startsWith(PAGES)) await caches.delete(name);
}
