/* What a script has to know of a number that Python will read: what of it can be seen, and whether its unit is that of its field. */

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]+/gu; // as calculator/unseen.py has them
const DIGITS = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$/;
const NUMERALS =
  /^[〇○零一壹壱弌二贰貳弍两兩三叁參叄参弎四肆五伍六陆陸七柒八捌九玖十拾百佰千仟廿卅卌]+(?:[点點][〇○零一壹壱弌二贰貳弍两兩三叁參叄参弎四肆五伍六陆陸七柒八捌九玖]+)?$/;

/** What a person would say was typed. @param {string} text */
export const trimmed = (text) => text.replace(UNSEEN, "").trim();

/** Whether a sum is a number alone: read elsewhere, it needs the unit of its field beside it. @param {string} text */
export function isBare(text) {
  const plain = trimmed(text).replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return DIGITS.test(plain) || NUMERALS.test(plain.replace(/\s/g, ""));
}
