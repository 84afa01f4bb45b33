// The number of an article as Chinese law writes it: 第二十一条.

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A number from 1 to 99 in Chinese numerals. @param {number} number */
export function numeral(number) {
  const tens = Math.floor(number / 10);
  return (tens > 1 ? DIGITS[tens] : "") + (tens ? "十" : "") + DIGITS[number % 10];
}

/** As the page's language writes it. @param {number} number @param {string} lang */
export const numbered = (number, lang) => (lang.startsWith("zh") ? numeral(number) : String(number));
