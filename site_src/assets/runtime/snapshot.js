/**
 * The memory of a Python that has just started, kept in this browser so that the next start need not begin from nothing: half the time
 * of a later visit. It is made by a worker of its own which nobody has asked anything, so nothing typed is in it.
 */
const CACHE = "python-memory";

/** @returns {CacheStorage | null} browsers have none on an address without TLS */
const storage = () => globalThis.caches ?? null;

/** @param {string} file names what the memory holds @returns {Promise<Uint8Array | null>} */
export async function kept(file) {
  try {
    const found = await storage()?.match(file, { cacheName: CACHE });
    return found ? new Uint8Array(await found.arrayBuffer()) : null;
  } catch {
    return null; // private windows, a full disk: it starts as at first
  }
}

/**
 * Keeps it in the place of all earlier ones.
 * @param {string} file
 * @param {Uint8Array} bytes
 */
export async function keep(file, bytes) {
  await forget();
  const cache = await storage()?.open(CACHE);
  await cache?.put(file, new Response(/** @type {BufferSource} */ (bytes)));
}

/** After a start from it that failed. */
export async function forget() {
  await storage()?.delete(CACHE).catch(() => false);
}

/** Whether this device can spare some 20 MB of its disk, and a second of work while nobody waits. */
export function worthwhile() {
  const { connection, deviceMemory = 8 } = /** @type {{connection?: {saveData: boolean}, deviceMemory?: number}} */ (navigator);
  return storage() !== null && !connection?.saveData && deviceMemory >= 4;
}
