/** Words that were found, marked in a text: nodes, so that data never becomes markup. */

import { findMarks } from "./moteur.js";

/**
 * @param {string} text
 * @param {string[]} words folded beginnings, as the search gives them
 * @returns {(string | HTMLElement)[]} the text in pieces, to append
 */
export function markWords(text, words) {
  return findMarks(text, words).map(({ texte, vu }) => {
    if (!vu) return texte;
    const mark = document.createElement("mark");
    mark.textContent = texte;
    return mark;
  });
}
