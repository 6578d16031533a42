/** Typing mistakes: a letter too many, one missing, another one, two the wrong way round. */

import { inflect } from "./mots.js";

/** Letters from which a mistake is forgiven: shorter words resemble too many others. */
const LEAST = 4;
const LEAST_FOUND = 3;
/** How likely a word is what was meant, from most to least; only the likeliest kind is kept. */
const KINDS = 4;

/**
 * Find the words one mistake away from a word that no text has.
 *
 * Whole words before beginnings of words, a mistake inside before one in the first letter.
 *
 * @param {import("./lexique.js").Lexique} lexique
 * @param {string} typed folded
 * @returns {number[]} numbers of words, none when nothing is near
 */
export function findNear(lexique, typed) {
  if (typed.length < LEAST || /\d/.test(typed)) return [];
  const letters = Uint8Array.from(typed, (letter) => letter.charCodeAt(0));
  const kinds = Array.from({ length: KINDS }, () => []);
  for (let word = 0; word < lexique.nombre; word++) {
    const kind = compare(letters, lexique.lettres, lexique.debut[word], lexique.debut[word + 1]);
    if (kind >= 0) kinds[kind].push(word);
  }
  const best = kinds.find((words) => words.length);
  return best ? addInflections(lexique, best) : [];
}

function addInflections(lexique, words) {
  const found = new Set(words);
  for (const word of words) {
    for (const other of inflect(lexique.spell(word))) found.add(lexique.find(other));
  }
  found.delete(-1);
  return [...found];
}

/**
 * @param {Uint8Array} typed
 * @param {Uint8Array} letters in which the word goes
 * @param {number} start
 * @param {number} end
 * @returns {number} kind of likeness, -1 for none
 */
function compare(typed, letters, start, end) {
  const size = end - start;
  if (size < LEAST_FOUND || size < typed.length - 1) return -1;
  let i = 0;
  while (i < typed.length && i < size && typed[i] === letters[start + i]) i++;
  const at = start + i;
  // Skipped letters of the word typed, then of the word found.
  let best = Math.max(
    matchRest(typed, i + 1, letters, at + 1, end),
    matchRest(typed, i + 1, letters, at, end),
    matchRest(typed, i, letters, at + 1, end),
  );
  if (typed[i] === letters[at + 1] && typed[i + 1] === letters[at] && at + 1 < end) {
    best = Math.max(best, matchRest(typed, i + 2, letters, at + 2, end));
  }
  if (best === 0) return -1;
  return (best === WHOLE ? 0 : 2) + (i === 0 ? 1 : 0);
}

const WHOLE = 2;
const BEGINNING = 1;

/** After the mistake one letter at least must be right: « sola » is no beginning of « solide ». */
function matchRest(typed, i, letters, at, end) {
  const rest = typed.length - i;
  if (rest < 0 || rest > end - at) return 0;
  for (let k = 0; k < rest; k++) if (typed[i + k] !== letters[at + k]) return 0;
  if (rest === end - at) return WHOLE;
  return rest > 0 ? BEGINNING : 0;
}
