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
