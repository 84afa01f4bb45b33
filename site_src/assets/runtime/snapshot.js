/**
 * The memory of a Python that has just started, kept in this browser so that the next start need not begin from nothing: half the time
 * of a later visit. It is made by a worker of its own which nobody has asked anything, so nothing typed is in it.
 */
const CACHE = "python-memory";
const BLOCK = 65_536; // bytes

/** @returns {CacheStorage | null} browsers have none on an address without TLS */
const storage = () => globalThis.caches ?? null;

/** @param {string} file names what the memory holds @returns {Promise<Uint8Array | null>} */
export async function kept(file) {
  try {
    const found = await storage()?.match(file, { cacheName: CACHE });
    return found ? unpacked(await found.arrayBuffer()) : null;
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
  await cache?.put(file, new Response(packed(bytes)));
}

/**
 * Two thirds of the memory are blank. Kept are its other blocks, behind its length, their number and their places.
 * @param {Uint8Array} memory
 */
function packed(memory) {
  const block = (/** @type {number} */ at) => /** @type {Uint8Array<ArrayBuffer>} */ (memory.subarray(at, at + BLOCK));
  const places = [];
  for (let at = 0; at < memory.length; at += BLOCK) if (block(at).some(Boolean)) places.push(at);
  return new Blob([Uint32Array.of(memory.length, places.length, ...places), ...places.map(block)]);
}

/** @param {ArrayBuffer} kept as `packed` made it */
function unpacked(kept) {
  const [length = 0, blocks = 0] = new Uint32Array(kept, 0, 2);
  const places = new Uint32Array(kept, 8, blocks);
  const memory = new Uint8Array(length);
  let from = places.byteOffset + places.byteLength;
  for (const at of places) {
    const block = new Uint8Array(kept, from, Math.min(BLOCK, length - at));
    memory.set(block, at);
    from += block.length;
  }
  return memory;
}

/** After a start from it that failed. */
export async function forget() {
  await storage()?.delete(CACHE).catch(() => false);
}

/** Whether this device can spare some 8 MB of its disk, and a second of work while nobody waits. */
export function worthwhile() {
  const { connection, deviceMemory = 8 } = /** @type {{connection?: {saveData: boolean}, deviceMemory?: number}} */ (navigator);
  return storage() !== null && !connection?.saveData && deviceMemory >= 4;
}
