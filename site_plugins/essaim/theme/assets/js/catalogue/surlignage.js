/** The words of a text as they are written, beside what they fold to. */

import { foldChar } from "./mots.js";

/**
 * @typedef {object} Piece
 * @property {string} texte as written: a word, or what stands between two
 * @property {string} folded its words, "" between words
 */

/**
 * @param {string} text
 * @returns {Piece[]} which, one after the other, are the text
 */
export function splitPieces(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let piece = null;
  for (let i = 0; i < text.length; i++) {
    const folded = foldChar(text[i]);
    const isWord = folded !== " ";
    // A mark (an accent written apart) goes with what is before it.
    if (!piece || (folded !== "" && isWord !== (piece.folded !== ""))) {
      piece = { texte: "", folded: "" };
      pieces.push(piece);
    }
    piece.texte += text[i];
    if (isWord) piece.folded += folded;
  }
  return pieces;
}

/**
 * @param {string} text
 * @param {string[]} mots folded beginnings of words
 * @returns {{texte: string, vu: boolean}[]} pieces of the text; `vu` where a word starts with one
 */
export function findMarks(text, mots) {
  const marks = [];
  for (const { texte, folded } of splitPieces(text)) {
    const vu = folded !== "" && mots.some((mot) => folded.startsWith(mot));
    const last = marks.at(-1);
    if (last && !vu && !last.vu) last.texte += texte;
    else marks.push({ texte, vu });
  }
  return marks;
}
