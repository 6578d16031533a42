/** Folding and matching of words: no accent, no case, every word of the query somewhere. */

/**
 * @param {string} text
 * @returns {string} lower-case ASCII words, one space between
 */
export function foldText(text) {
  return text
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/**
 * @param {string} query
 * @returns {(folded: string) => boolean} whether a folded text has every word, as a prefix
 */
export function makeMatcher(query) {
  const words = foldText(query).split(" ").filter(Boolean);
  return (folded) => words.every((word) => ` ${folded}`.includes(` ${word}`));
}
