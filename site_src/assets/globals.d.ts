/** What the build writes into the bundles (site_src/builder/assets.py). */

/** The hashed places of the Python runtime, so that no request is spent on finding them. */
declare const RUNTIME: {
  /** Folder of Pyodide's files, relative to the bundles, with a slash at its end. */
  folder: string;
  /** The archives of Python code by name: their files beside that folder, with their uncompressed bytes. */
  parts: Record<string, { file: string; bytes: number }>;
  /** Uncompressed bytes of the other files whose download is counted. */
  bytes: { wasm: number; stdlib: number };
  /** `info` of Pyodide's lock file: nothing is installed, but it must name the platform. */
  lock: Record<string, string>;
};

/** File name of the worker's bundle, in the same folder as the page's. */
declare const WORKER_FILE: string;

/** Set by pyodide.asm.js when it is imported. */
declare var _createPyodideModule: unknown;

/** What the service worker keeps, and for whom (site_src/builder/hosting/service_worker.py). Paths are relative to the site's root. */
declare const SITE: {
  /** Changes whenever a file of the site does. */
  build: string;
  /** The page that is shown where another is neither kept nor to be had. */
  offline: string;
  /** Kept for readers of every language. */
  always: string[];
  /** Kept for readers of one. */
  pages: Record<string, string[]>;
  /** The first 16 hex digits of the SHA-256 of all that may be kept. */
  digests: Record<string, string>;
};

/** Whether the host wants a service worker. */
declare const OFFLINE: boolean;

/** The engine of the theme's search, in its worker: what is found, the best first. */
declare var lunr: {
  Index: { prototype: { search(query: string): { ref: string; score: number }[] } };
};
