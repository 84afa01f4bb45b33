/**
 * The shapes that the form's modules share. Nothing here runs.
 *
 * What Python answers (calculator/wire.py); every sentence is finished and in the language asked for.
 * @typedef {{outcome: string, basis: string|null, bound: string|null, unit: string|null, amount: string|null, missing: string[], article: number}} Answer
 * @typedef {{field: string|null, index: number|null, code: string, message: string}} Refusal
 * @typedef {{text: string, amount: string, quote: string, quote_en: string, article: number, id: string}} Step
 * @typedef {{id: string, question: string, options: {text: string, headline: string, applied: boolean}[]}} Reading
 * @typedef {object} Reply
 * @property {Answer|null} answer
 * @property {Refusal[]} errors
 * @property {Record<string, (string|null)[]>} echo what was understood, one for each item sent
 * @property {Record<string, string[]>} [doubts] what is asked back of each, in the same order
 * @property {string} headline
 * @property {string} [plain] this and what follows: only with an answer
 * @property {Step[]} [steps] what the sum went through
 * @property {Step[]} [checks] what was tested on the way
 * @property {string[]} [reasons]
 * @property {string[]} [notes]
 * @property {string[]} [assumed]
 * @property {Reading[]} [readings] where another reading gives something else with these figures
 * @property {string} [more] what a little more would bring
 * @property {string} [stamp]
 * @property {Record<string, string[]>} [values] what was given as links carry it, money in yuan
 * @property {Marks|null} [marks] where the answer lies on the benefit's picture
 *
 * Points of a picture in yuan or things, the choices that pick its line, and a sentence.
 * @typedef {{points: {base: string, amount: string}[], given: Record<string, string>, text: string}} Marks
 *
 * What a person has typed, field by field as the page shows it; a list has one text for each item.
 * `links`: fragments of the address that say the same.
 * @typedef {{unit: string, fields: Record<string, string[]>, links?: string[]}} Typed
 *
 * The interface words of the page, from words/form.*.yaml.
 * @typedef {Record<string, any>} Words
 */
export {};
