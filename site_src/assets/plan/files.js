/* Taking a plan away and bringing one back: files of JSON, tables made by Python, a link. Nothing goes over the network. */

import { engine } from "../runtime/engine.js";
import { isTooDeep } from "../page/depth.js";
import { download } from "../page/files.js";
import { origin } from "../page/origin.js";
import { rulesOf } from "./rules.js";

const MOST = 1_000_000; // bytes of a file; the calculator takes no more

/** @param {unknown} plan in plain yuan @param {string} name */
export const save = (plan, name) => download(new Blob([`${JSON.stringify(plan, null, 2)}\n`], { type: "application/json" }), name);

/**
 * @param {unknown} plan in plain yuan @param {string} rules of the plan @param {string} lang @param {"xlsx"|"csv"} format @param {string} name
 * @param {string} link that opens this plan
 * @param {(share: number) => void} moved hears how much of what the first workbook needs has arrived
 */
export async function exported(plan, rules, lang, format, name, link, moved) {
  const bytes = await engine.export(JSON.stringify({ plan, lang, money_unit: "元", format, link, ...origin() }), rules, moved);
  const types = { xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv" };
  download(new Blob([/** @type {BlobPart} */ (bytes)], { type: types[format] }), name);
}

/**
 * Reads a plan file; Python says what is wrong in it and writes its sums in plain yuan, so that none passes through a binary number.
 * @param {File} file @param {import("./draft.js").About} about
 * @returns {Promise<{plan?: unknown, errors?: {path: string, message: string}[], problem?: string}>} `problem`: the key of a sentence
 */
export async function opened(file, about) {
  if (file.size > MOST) return { problem: "file_too_large" };
  let text = "";
  /** @type {unknown} */
  let read = null;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    if (isTooDeep(text)) return { problem: "file_unreadable" };
    read = JSON.parse(text); // nothing else may slip into the request
    if (!read || typeof read !== "object" || Array.isArray(read)) return { problem: "file_unreadable" };
  } catch {
    return { problem: "file_unreadable" };
  }
  try {
    await about.forms.loadFor(read);
    const request = `{"lang":${JSON.stringify(about.lang)},"money_unit":"元","plan":${text}}`;
    const reply = JSON.parse(await engine.respond(request, rulesOf(read, about)));
    return reply.errors.length || !reply.normal ? { errors: reply.errors } : { plan: reply.normal };
  } catch {
    return { problem: "file_not_checked" };
  }
}
