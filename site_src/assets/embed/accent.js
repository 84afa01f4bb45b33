// A host's own colour: taken where it can be read on the grounds of the calculator, left out where it cannot.

const ENOUGH = 4.5; // WCAG AA for text

/** @param {string} text `#0a5`, `0f5b62`, … @returns {string|null} with six digits, or null when it is no such colour */
export function colour(text) {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (!digits) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`.toLowerCase();
}

/** Relative luminance as WCAG defines it. @param {string} hex six digits */
function luminance(hex) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other both with six digits @returns {number} from 1 to 21 */
export function contrast(one, other) {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string} hex @param {string[]} grounds all with six digits */
export const readable = (hex, grounds) => grounds.every((ground) => contrast(hex, ground) >= ENOUGH);

/** The ink for text on that colour; one of the two can always be read. @param {string} hex */
export const inkOn = (hex) => (contrast(hex, "#ffffff") >= ENOUGH ? "#ffffff" : "#000000");
