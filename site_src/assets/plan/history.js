/* What has been done to a plan, one step at a time, to be taken back and done again. */

/** @typedef {{what: string, state: string}} Step `what` happened, in a sentence; `state`: the plan on the other side of it */

const MOST = 100; // steps; more is nobody's memory

export class History {
  /** @type {Step[]} */
  #past = [];
  /** @type {Step[]} */
  #future = [];
  #now;

  /** @param {string} state the plan as it stands */
  constructor(state) {
    this.#now = state;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Something has happened; nothing, when the plan is as it was. @param {string} what @param {string} state the plan as it stands now */
  record(what, state) {
    if (state === this.#now) return;
    this.#past.push({ what, state: this.#now });
    if (this.#past.length > MOST) this.#past.shift();
    this.#future = [];
    this.#now = state;
  }

  /** The plan is what it is, without a step that led there. @param {string} state */
  settle(state) {
    this.#now = state;
  }

  /** What was kept on the device under one name is from now on kept under another, or not at all: no way back leads to the first.
   * @param {string|undefined} before @param {string|undefined} slot */
  relabel(before, slot) {
    const change = (/** @type {string} */ state) => {
      const plan = JSON.parse(state);
      return JSON.stringify(plan.slot === before ? { ...plan, slot } : plan);
    };
    this.#now = change(this.#now);
    for (const step of [...this.#past, ...this.#future]) step.state = change(step.state);
  }

  /** @returns {Step|null} the plan before the last step */
  undo() {
    return this.#move(this.#past, this.#future);
  }

  /** @returns {Step|null} the plan after the step that was taken back */
  redo() {
    return this.#move(this.#future, this.#past);
  }

  /** @param {Step[]} from @param {Step[]} to @returns {Step|null} */
  #move(from, to) {
    const step = from.pop();
    if (!step) return null;
    to.push({ what: step.what, state: this.#now });
    this.#now = step.state;
    return step;
  }
}
