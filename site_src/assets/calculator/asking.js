// One question at a time, and only the answer to the newest one is ever delivered.
// What was answered before may stand until then, for a moment: taking it away for the few milliseconds that most answers take would
// cost a frame of its own, before the answer's, at every key.

/** @typedef {import("../page/types.js").Reply} Reply */

const MOMENT = 100; // ms that nobody notices

export class Asking {
  /** @type {string|null} */
  #next = null;
  #turn = 0;
  #busy = false;
  /** Runs from the first question that has no answer. @type {ReturnType<typeof setTimeout>|undefined} */
  #moment;

  /**
   * @param {(question: string) => Promise<string>} respond
   * @param {(reply: Reply) => void} deliver
   * @param {() => void} fail no answer will come; why, the engine tells by its stage
   * @param {() => void} [wait] the answer takes longer than a moment: now the one before must go
   */
  constructor(respond, deliver, fail, wait = () => {}) {
    this.respond = respond;
    this.deliver = deliver;
    this.fail = fail;
    this.wait = wait;
  }

  /** @param {string} question takes the place of any that waits; an answer on its way to an older one will be dropped */
  ask(question) {
    this.#next = question;
    this.#turn += 1;
    this.#moment ??= setTimeout(this.wait, MOMENT);
    if (!this.#busy) void this.#run();
  }

  /** Nothing is asked any more, and no answer is wanted. */
  drop() {
    this.#next = null;
    this.#turn += 1;
    this.#settled();
  }

  #settled() {
    clearTimeout(this.#moment);
    this.#moment = undefined;
  }

  async #run() {
    this.#busy = true;
    try {
      while (this.#next) {
        const question = this.#next;
        const turn = this.#turn;
        this.#next = null;
        const reply = await this.respond(question).catch(() => null);
        if (reply === null) {
          this.#next = null;
          this.#settled();
          this.fail();
        } else if (turn === this.#turn) {
          this.#settled();
          this.deliver(JSON.parse(reply));
        }
      }
    } finally {
      this.#busy = false;
    }
  }
}
