// One question at a time, and only the answer to the newest one is ever delivered.

/** @typedef {import("../page/types.js").Reply} Reply */

export class Asking {
  /** @type {string|null} */
  #next = null;
  #turn = 0;
  #busy = false;

  /**
   * @param {(question: string) => Promise<string>} respond
   * @param {(reply: Reply) => void} deliver
   * @param {() => void} fail no answer will come; why, the engine tells by its stage
   */
  constructor(respond, deliver, fail) {
    this.respond = respond;
    this.deliver = deliver;
    this.fail = fail;
  }

  /** @param {string} question takes the place of any that waits; an answer on its way to an older one will be dropped */
  ask(question) {
    this.#next = question;
    this.#turn += 1;
    if (!this.#busy) void this.#run();
  }

  /** Nothing is asked any more, and no answer is wanted. */
  drop() {
    this.#next = null;
    this.#turn += 1;
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
          this.fail();
        } else if (turn === this.#turn) this.deliver(JSON.parse(reply));
      }
    } finally {
      this.#busy = false;
    }
  }
}
