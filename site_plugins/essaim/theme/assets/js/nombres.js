/** Numbers as French writes them; by hand, since browsers take ten milliseconds to load their own way. */

const NARROW_NO_BREAK = "\u202f";

/**
 * @param {number} value not so large nor so small that it would be written with an exponent
 * @returns {string} « 1 234,5 », with narrow no-break spaces
 */
export function writeNumber(value) {
  const [whole, decimals] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK);
  return decimals ? `${grouped},${decimals}` : grouped;
}
