// One question at a time, and only the answer to the newest one is ever delivered.
// What was answered before may stand until then, for a moment: taking it away for the few milliseconds that most answers take would
// cost a frame of its own, before the answer's, at every key.
// While nobody waits, the questions that may come next are asked ahead: the browser paints what was typed before it lets an answer of
// the worker through, so only an answer that is there already can be painted together with its key.

/** @typedef {import("../page/types.js").Reply} Reply */

const MOMENT = 100; // ms that nobody notices
const KEPT = 64; // answers; some 10 kB each

export class Asking {
  /** @type {string|null} */
  #next = null;
  #turn = 0;
  #busy = false;
  /** Runs from the first question that has no answer. @type {ReturnType<typeof setTimeout>|undefined} */
  #moment;
  /** Those who want the answer to the newest question, whenever it comes. @type {(() => void)[]} */
  #waiting = [];
  /** Answers by their questions, the newest last. @type {Map<string, string>} */
  #known = new Map();
  /** What may come next. @type {Iterator<string>|null} */
  #ahead = null;
  /** Why the last question that has no answer has none. @type {unknown} */
  #cause = null;

  /**
   * @param {(question: string) => Promise<string>} respond the same question has the same answer, whenever it is asked
   * @param {(reply: Reply) => void} deliver
   * @param {(cause: unknown) => void} fail no answer will come; where the engine goes on all the same, nobody else says why
   * @param {() => void} [wait] the answer takes longer than a moment: now the one before must go
   * @param {Element} [place] where the answer will stand: is called busy as long as one is awaited
   */
  constructor(respond, deliver, fail, wait = () => {}, place) {
    this.respond = respond;
    this.deliver = deliver;
    this.fail = fail;
    this.wait = wait;
    this.place = place;
  }

  /**
   * Takes the place of any question that waits; an answer on its way to an older one will be dropped.
   * @param {string} question is answered at once where its answer is there
   */
  ask(question) {
    this.#ahead = null;
    this.#turn += 1;
    const known = this.#known.get(question);
    this.#next = known ? null : question;
    if (known) return this.#deliver(known);
    this.#moment ??= setTimeout(this.wait, MOMENT);
    this.place?.setAttribute("aria-busy", "true");
    if (!this.#busy) void this.#run();
  }

  /** @param {Iterable<string>} questions that may be asked next, the likeliest first; each is made when its turn comes */
  foresee(questions) {
    this.#ahead = questions[Symbol.iterator]();
    if (!this.#busy) void this.#run();
  }

  /** Nothing is asked any more, and no answer is wanted. */
  drop() {
    this.#next = this.#ahead = null;
    this.#turn += 1;
    this.#settle();
  }

  /** Resolves when no answer is awaited any more: at once, after the one to come has been delivered, or when none will come.
   * @returns {Promise<void>} */
  settled() {
    return this.#moment === undefined ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #settle() {
    clearTimeout(this.#moment);
    this.#moment = undefined;
    this.place?.removeAttribute("aria-busy");
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** @param {string} reply */
  #deliver(reply) {
    this.#settle();
    this.deliver(JSON.parse(reply));
  }

  async #run() {
    this.#busy = true;
    try {
      for (;;) {
        const asked = this.#next;
        const question = asked ?? this.#ahead?.next().value;
        if (!question) return;
        const turn = this.#turn;
        this.#next = null;
        const reply = await this.#learn(question);
        if (!asked) {
          if (reply === null) this.#ahead = null; // whatever has been asked meanwhile finds out for itself
        } else if (reply === null) {
          this.drop();
          this.fail(this.#cause);
        } else if (turn === this.#turn) {
          this.#deliver(reply);
        }
      }
    } finally {
      this.#busy = false;
    }
  }

  /** @param {string} question @returns {Promise<string|null>} its answer, which is kept; null where none comes */
  async #learn(question) {
    const reply = this.#known.get(question) ?? (await this.respond(question).catch((cause) => ((this.#cause = cause), null)));
    this.#known.delete(question);
    if (reply !== null) this.#known.set(question, reply);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(oldest);
    }
    return reply;
  }
}
