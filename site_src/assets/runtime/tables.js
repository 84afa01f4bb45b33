/**
 * Tables in the worker: the file stays where it is and is read piece by piece, as Python asks for it. One table at a time; a new file
 * takes the place of the one before.
 */

export class Tables {
  /** @type {any} the door of Python for the table that is open */
  #door = null;
  /** @type {unknown} which table the page is at; what it still asks of one before is left alone */
  #table = undefined;

  #read = 0;

  /** @param {any} python @param {(bytes: number) => void} tell hears how many bytes of the file were asked for: when a request begins, and on the way */
  constructor(python, tell) {
    this.python = python;
    this.tell = tell;
  }

  /**
   * @param {string} request as `calculator.batch.door.Door.respond` takes it; with a file also `lang`
   * @param {File} [file] the table that this and the next requests are about
   * @returns {{text: string, bytes: Uint8Array}} the answer, and what was written since the last one
   */
  ask(request, file) {
    const { lang, table } = JSON.parse(request);
    this.tell(this.#read);
    if (file || !this.#door) {
      this.#open(file, lang);
      this.#table = table;
    } else if (table !== undefined && table !== this.#table) return { text: '{"refused":""}', bytes: new Uint8Array() };
    const text = /** @type {string} */ (this.#door.respond(request));
    const taken = this.#door.take();
    const bytes = taken.toJs();
    taken.destroy();
    return { text, bytes };
  }

  /** @param {File | undefined} file @param {string} lang */
  #open(file, lang) {
    this.#door?.destroy();
    this.#read = 0;
    const { Door } = this.python.pyimport("calculator.batch.door");
    this.#door = file ? Door.over((/** @type {number} */ start, /** @type {number} */ stop) => this.#piece(file, start, stop), file.size, lang) : Door(null, lang);
  }

  /** @param {File} file @param {number} start @param {number} stop */
  #piece(file, start, stop) {
    this.tell((this.#read += stop - start));
    return piece(file, start, stop);
  }
}

/**
 * @param {File} file @param {number} start @param {number} stop
 * @returns {Uint8Array | undefined} nothing for a file that was changed or taken away after it was chosen
 */
function piece(file, start, stop) {
  try {
    return new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(start, stop)));
  } catch {
    return undefined;
  }
}
