/* What is said from the moment a file is chosen until its columns are there: that it is being read, for how long, how much of it; and a way out. */

import { fill, part } from "../page/dom.js";

const SOON = 2000; // ms after which the time is told, too

export class Opening {
  #name = "";
  #size = 0;
  #read = 0;
  #start = 0;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #clock;

  /** @param {HTMLElement} root @param {Record<string, any>} words @param {(milliseconds: number) => string} duration in words */
  constructor(root, words, duration) {
    this.line = part(root, ".batch__opened");
    this.cancel = part(root, ".batch__cancel");
    this.words = words;
    this.duration = duration;
  }

  get on() {
    return this.#clock !== undefined;
  }

  /** @param {File} file */
  begin(file) {
    this.end();
    this.#name = file.name;
    this.#size = file.size;
    this.#read = 0;
    this.#start = performance.now();
    this.#clock = setInterval(() => this.#show(), 1000);
    this.cancel.hidden = false;
    this.#show();
  }

  /** @param {number} bytes of the file that were asked for so far */
  read(bytes) {
    this.#read = bytes;
  }

  end() {
    clearInterval(this.#clock);
    this.#clock = undefined;
    this.cancel.hidden = true;
  }

  #show() {
    const spent = performance.now() - this.#start;
    const n = this.#size ? Math.min(100, Math.floor((this.#read * 100) / this.#size)) : 100;
    const name = this.#name;
    this.line.textContent = fill(this.words[spent < SOON ? "loading_file" : "loading_for"], { name, n, time: this.duration(spent) });
  }
}
